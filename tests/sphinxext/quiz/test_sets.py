"""A set holds its questions together on the web, and is a title above them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinxext.quiz.conftest import Book, Build

STEPS = "gradients/steps"


def test_a_set_is_a_group_named_by_its_title(book: Book) -> None:
    page = BeautifulSoup(book("quiz").read(f"{STEPS}.html"), "html.parser")
    (group,) = page.select("div.quiz-set")
    assert (group["role"], group["id"], group["data-set-id"]) == (
        "group",
        "quiz-gd-steps",
        "gd-steps",
    )
    name = page.select_one(f"#{group['aria-labelledby']}")
    assert name is not None
    assert name.get_text() == "Steps of any size"
    assert [form["data-quiz-id"] for form in group.select("form.quiz")] == ["gd-both"]
    assert "First think." in group.get_text()
    assert group.select_one(".quiz-set-count").get_text() == "1 question"
    assert group.select_one(".quiz-set-end button").get_text() == "Hand in"


def test_without_a_script_a_set_has_no_button(book: Book) -> None:
    page = BeautifulSoup(book("quiz").read(f"{STEPS}.html"), "html.parser")
    assert page.select_one(".quiz-set-end").has_attr("hidden")


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo"])
def test_elsewhere_the_title_stands_above_the_questions(book: Book, builder: str) -> None:
    out = book("quiz", builder).out
    files = (file for file in sorted(out.rglob("*")) if file.is_file())
    texts = (file.read_text("utf-8", errors="replace") for file in files)
    text = next(text for text in texts if "First think." in text)
    places = [text.index(part) for part in ("Steps of", "First think.", "Which of them")]
    assert places == sorted(places)


def test_the_title_can_be_translated(book: Book) -> None:
    catalogue = book("quiz", "gettext").read("gradients.pot")
    assert 'msgid "Steps of *any* size"' in catalogue


def test_a_set_has_no_id_of_a_question(editable: Path, build: Build) -> None:
    page = editable / f"{STEPS}.md"
    page.write_text(page.read_text("utf-8").replace("gd-steps", "gd-both"), "utf-8")
    (said,) = build(editable).warnings
    assert "quiz-set 'gd-both': duplicate id; first used at gradients/steps.md:" in said


def test_a_reference_finds_a_set_by_its_title(editable: Path, build: Build) -> None:
    index = editable / "index.md"
    index.write_text(index.read_text("utf-8") + "\nSee {quiz}`gd-steps`.\n", "utf-8")
    built = build(editable)
    assert built.warnings == []
    link = BeautifulSoup(built.read("index.html"), "html.parser").select_one(
        'a[href="gradients/steps.html#quiz-gd-steps"]'
    )
    assert link is not None
    assert link.get_text() == "Steps of any size"
