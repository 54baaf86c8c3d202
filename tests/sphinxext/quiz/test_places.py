"""Wherever a quiz stands and in whichever markup, its mistakes are placed in its own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinxext.quiz.conftest import Build

CONF = """
extensions = ["myst_parser", "gradbook.sphinxext.quiz"]
exclude_patterns = ["shared*"]
"""
LINES = [":::{quiz} some-quiz", "Is it?", "", "- [x] Yes", "- [ ] No", "  > It is.", "", ":::"]
MARKDOWN = "\n".join(LINES)
RESTRUCTURED = """.. quiz:: some-quiz
   :tries: 1

   Is it?

   - [x] Yes
   - [ ] No

        It is.
"""


def indent(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.splitlines())


PAGES = {
    "after-front-matter.md": ("---\nchapter: 1\n---\n# Page\n\n" + MARKDOWN, "page", 9),
    "in-an-admonition.md": ("# Page\n\n::::{note}\nText.\n\n" + MARKDOWN + "\n::::", "page", 9),
    "in-a-list.md": ("# Page\n\n- Text.\n\n" + indent(MARKDOWN, "  "), "page", 8),
    "in-a-quote.md": ("# Page\n\n" + indent(MARKDOWN, "> "), "page", 6),
    "in-backticks.md": ("# Page\n\n" + MARKDOWN.replace(":::", "````"), "page", 6),
    "in-tildes.md": ("# Page\n\n" + MARKDOWN.replace(":::", "~~~"), "page", 6),
    "included.md": ("# Page\n\nText.\n\n```{include} shared.md\n```", "shared.md", 7),
    "in-eval-rst.md": ("# Page\n\n```{eval-rst}\n" + RESTRUCTURED + "```", "page", 9),
    "restructured.rst": ("Page\n====\n\n" + RESTRUCTURED, "page", 9),
    "directive.rst": ("Page\n====\n\n.. note::\n\n" + indent(RESTRUCTURED, "   "), "page", 11),
    "includes.rst": ("Page\n====\n\n.. include:: shared.inc", "shared.inc", 8),
}


@pytest.fixture(scope="module")
def warnings(tmp_path_factory: pytest.TempPathFactory, build: Build) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("places")
    (folder / "conf.py").write_text(CONF, "utf-8")
    (folder / "shared.md").write_text("Shared.\n\nText.\n\n".removesuffix("\n") + MARKDOWN, "utf-8")
    (folder / "shared.inc").write_text("Shared.\n\n" + RESTRUCTURED, "utf-8")
    (folder / "index.md").write_text("# Book\n\n```{toctree}\n:glob:\n\n*\n```\n", "utf-8")
    for name, (text, _, _) in PAGES.items():
        unique = text.replace("some-quiz", name.replace(".", "-"))
        (folder / name).write_text(unique + "\n", "utf-8")
    for name in ("shared.md", "shared.inc"):
        file = folder / name
        file.write_text(file.read_text("utf-8").replace("some", name.replace(".", "-")), "utf-8")
    return folder, build(folder, "dummy").warnings


@pytest.mark.parametrize("name", PAGES)
def test_a_mistake_is_placed_in_its_own_file(warnings: tuple[Path, list[str]], name: str) -> None:
    folder, said = warnings
    _, file, line = PAGES[name]
    place = f"{folder / (name if file == 'page' else file)}:{line}: "
    (warning,) = [text for text in said if text.startswith(place)]
    assert warning.endswith("option 'Yes' has no feedback [quiz.feedback]")


def test_nothing_else_is_said(warnings: tuple[Path, list[str]]) -> None:
    assert len(warnings[1]) == len(PAGES)
