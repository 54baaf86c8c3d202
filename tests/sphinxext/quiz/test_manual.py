"""The contributors' page is true: what it shows works, and looks as it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from tests.sphinxext.quiz.conftest import Build, Built

MANUAL = Path(__file__).parents[3] / "docs/contributing/quiz.md"
CONF = """
extensions = ["myst_parser", "gradbook.sphinxext.quiz"]
myst_enable_extensions = ["dollarmath"]
"""
QUIZZES = [
    "contract",
    "contract-number",
    "contract-order",
    "contract-match",
    "contract-reflect",
]
CONTRACT = """
:::{quiz} contract
:concepts: contract

Which?

> A hint.

- [x] This
  > Yes.
- [ ] That
  > No.

:::

:::{quiz} contract-number
:type: numeric
:unit: ms

Which?

- [x] 1
  > Yes.

:::

:::{quiz} contract-order
:type: order

Which first?

1. That
2. This

:::

:::{quiz} contract-match
:type: match

Which goes with which?

| | |
|---|---|
| This | there |
| That | here |

Because.

:::

:::{quiz} contract-reflect
:type: reflect

Why?

- [x] Because.
  > Really?

:::

```{quiz-answers}
```
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    folder = tmp_path_factory.mktemp("manual")
    (folder / "conf.py").write_text(CONF, "utf-8")
    toctree = "\n```{toctree}\ncontract\n```\n"
    (folder / "index.md").write_text(MANUAL.read_text("utf-8") + toctree, "utf-8")
    (folder / "contract.md").write_text("# Contract\n" + CONTRACT, "utf-8")
    return build(folder)


def test_the_page_builds_without_a_warning(built: Built) -> None:
    assert built.warnings == []


def test_what_is_shown_is_what_is_rendered() -> None:
    text = MANUAL.read_text("utf-8")
    shown = re.findall(r"^````markdown\n(.*?)^````$", text, re.MULTILINE | re.DOTALL)
    assert len(shown) >= 4
    for example in shown:
        assert text.count(f"\n{example}") == 2


def elements(root: Tag) -> list[tuple[str, dict[str, object], str]]:
    """Return the elements in a piece of HTML, each with its own text."""
    return [
        (tag.name, tag.attrs, "".join(tag.find_all(string=True, recursive=False)).strip())
        for tag in root.find_all(True)
    ]


def agree(shown: object, real: object) -> bool:
    """Tell whether a value is as shown, where `…` is any text."""
    if isinstance(shown, list) and isinstance(real, list):
        return agree(" ".join(shown), " ".join(real))
    return re.fullmatch(re.escape(str(shown)).replace("…", ".+"), str(real)) is not None


def test_the_html_is_as_shown(built: Built) -> None:
    blocks = re.findall(
        r"^```html\n(.*?)^```$", MANUAL.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    page = BeautifulSoup(built.read("contract.html"), "html.parser")
    for block, quiz_id in zip(blocks, QUIZZES, strict=True):
        shown = elements(
            BeautifulSoup(block.replace("ID", quiz_id).replace("BASE64", "…"), "html.parser")
        )
        form = page.find("form", id=f"quiz-{quiz_id}")
        root = form.parent if quiz_id == "contract" else form.fieldset
        real = elements(root)
        tag, attributes, _ = shown[0]
        first = next(
            i
            for i, (name, real_attributes, _) in enumerate(real)
            if name == tag and attributes.get("class") == real_attributes.get("class")
        )
        assert len(real[first:]) >= len(shown)
        for (tag, attributes, text), (real_tag, real_attributes, real_text) in zip(
            shown, real[first:], strict=False
        ):
            assert tag == real_tag
            assert attributes.keys() == real_attributes.keys()
            assert all(agree(value, real_attributes[name]) for name, value in attributes.items())
            assert agree(text, real_text)
