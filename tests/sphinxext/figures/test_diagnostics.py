"""Every mistake in a figure to explore is said once, in words, at its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinxext.figures.conftest import Build

HEAD = """# Page

```{figure} drawn.svg
:name: fig-path
:alt: A zigzag.

A path.
```

```{toctree}
plain
```

"""
START = 14
"""Line of the directive."""
GIVEN = {"id": "path", "static": "fig-path", "at": "4, 0.9", "x": "-1, 5", "y": "-2, 2"}


def page(kind: str = "descent", body: str = "Try it.", **options: str) -> str:
    lines = [f":{name}: {value}" for name, value in {**GIVEN, **options}.items() if value != "-"]
    return "\n".join([HEAD + f":::{{explore}} {kind}", *lines, "", body, ":::", ""])


def said(build: Build, source: str) -> list[tuple[int, str]]:
    text = re.sub(r"\x1b\[[\d;]*m", "", build(source=source).warnings)
    found = re.findall(r"index\.md:(\d+): WARNING: explore: (.*)$", text, re.M)
    assert len(found) == len(text.splitlines()), text
    return [(int(line), sentence) for line, sentence in found]


def test_a_right_one_is_no_mistake(build: Build) -> None:
    assert said(build, page()) == []


@pytest.mark.parametrize(
    ("options", "line", "sentence"),
    [
        ({"step": "2.3"}, 6, "'step': expected a number from 0 to 2.2, got 2.3"),
        ({"kappa": "many"}, 6, "'kappa': expected a number, got 'many'"),
        ({"kappa": "nan"}, 6, "'kappa': expected a finite number, got 'nan'"),
        (
            {"methods": "fixed, newton"},
            6,
            "expected 'fixed', 'exact' or 'backtracking', got 'newton'",
        ),
        ({"methods": "fixed, fixed"}, 6, "expected different names, each once"),
        ({"at": "4"}, 3, "'at': expected two numbers such as '2, 0.6', got '4'"),
        ({"at": "9, 0"}, 3, "'at': its x is 9, outside the window from -1 to 5"),
        ({"x": "5, -1"}, 4, "'x': expected the smaller number first, got '5, -1'"),
        ({"norm": "2"}, 6, "'descent' takes no 'norm', but at, x, y"),
        ({"challenge": "agree"}, 6, "expected 'longest' or 'fastest', got 'agree'"),
        ({"id": "Too Long!"}, 1, "'id' must be"),
        ({"static": "fig-none"}, 0, "no figure of this page is named 'fig-none'"),
        ({"y": "-"}, 0, "'descent' needs 'y'"),
        ({"static": "-"}, 0, "'static' must be"),
    ],
)
def test_a_wrong_setting_is_named_at_its_line(
    build: Build, options: dict[str, str], line: int, sentence: str
) -> None:
    ((number, text),) = said(build, page(**options))
    assert number == START + line
    assert sentence in text


def test_an_unknown_kind_is_named_with_the_kinds(build: Build) -> None:
    ((number, text),) = said(build, page("phase"))
    assert number == START
    assert text.startswith("there is no kind of figure 'phase'; the kinds are field, descent")


def test_a_body_is_asked_for(build: Build) -> None:
    ((number, text),) = said(build, page(body=""))
    assert (number, "write below the settings what to try" in text) == (START, True)


def test_a_second_one_for_the_same_figure_is_a_mistake(build: Build) -> None:
    again = page(id="other").removeprefix(HEAD)
    ((number, text),) = said(build, page() + "\n" + again)
    assert number > START
    assert "'fig-path' or 'other' is taken" in text


def test_what_to_try_stays_on_the_page(build: Build) -> None:
    built = build(source=page(step="3", body="Make *it* longer."))
    assert "Make <em>it</em> longer." in built.page()
    assert "data-explore" not in built.page()
