"""The index of misconceptions has every wrong answer, once, and follows the questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinxext.quiz.conftest import Build

WRONG = {f"MARKFEEDBACK{letter}" for letter in ("A", "C", "E", "F", "J", "L", "RSTNO")}
NAMES = {
    "gradients/direction.md": ("MARKFEEDBACKA:", "*Local $f$ read as global.* MARKFEEDBACKA:"),
    "gradients/steps.md": ("MARKFEEDBACKF:", "*local $f$ read as global.* MARKFEEDBACKF:"),
    "index.md": ("MARKFEEDBACKL.", "*A first page is an end.* MARKFEEDBACKL."),
}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def indexed(editable: Path) -> Path:
    """A book with an index."""
    change(editable / "index.md", "answers\n```", "answers\nmisconceptions\n```")
    (editable / "misconceptions.md").write_text(
        "# Misconceptions\n\n```{quiz-misconceptions}\n```\n", "utf-8"
    )
    return editable


def text_of(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text()


def test_the_index_has_the_wrong_answers_and_no_other(indexed: Path, build: Build) -> None:
    built = build(indexed)
    assert built.warnings == []
    marks = re.findall("MARK[A-Z]+", text_of(built.read("misconceptions.html")))
    assert len(marks) == len(set(marks))
    assert set(marks) == WRONG


def test_a_wrong_answer_stands_with_its_reason_below_its_question(
    indexed: Path, build: Build
) -> None:
    soup = BeautifulSoup(build(indexed).read("misconceptions.html"), "html.parser")
    titles = [title.text for title in soup.find_all("h2", class_="rubric")]
    assert titles == ["A book", "Chapter 3: Direction", "Steps", "Chapter 4: Restructured"]
    first, downhill, largest = soup.select(".quiz-answer")[:3]
    assert downhill.p.text == "Question 3.1: Downhill"
    assert downhill.p.a["href"] == "gradients/direction.html#quiz-gd-direction"
    answers = [" ".join(item.text.split()) for item in downhill.find_all("li")]
    assert answers[0].startswith("(A) Steepest ascent MARKFEEDBACKA: that is")
    assert answers[1].startswith("(C) -grad(f) itself MARKFEEDBACKC: that is a name.")
    numbers = [item.text.strip() for item in largest.find_all("li")]
    assert numbers[0].startswith("(0.01, 0.03) ms & more: MARKFEEDBACKE")
    assert len(numbers) == 2  # "else" stands for no misconception
    assert "(B) No" in " ".join(first.text.split())


def test_a_page_whose_questions_have_no_wrong_answer_is_not_in_it(
    indexed: Path, build: Build
) -> None:
    change(indexed / "index.md", "- [ ] No\n  > MARKFEEDBACKL.\n", "")
    change(
        indexed / "index.md",
        ":::{quiz} book-question\n",
        ":::{quiz} book-question\n:type: numeric\n",
    )
    change(indexed / "index.md", "- [x] Yes\n", "- [x] 1\n")
    built = build(indexed)
    assert built.warnings == []
    assert "A book" in text_of(built.read("answers.html"))
    soup = BeautifulSoup(built.read("misconceptions.html"), "html.parser")
    assert soup.find("h2", class_="rubric").text == "Chapter 3: Direction"


def test_misconceptions_with_a_name_come_first_and_once(indexed: Path, build: Build) -> None:
    for page, (old, new) in NAMES.items():
        change(indexed / page, old, new)
    built = build(indexed)
    assert built.warnings == []
    soup = BeautifulSoup(built.read("misconceptions.html"), "html.parser")
    title = soup.find("h2", class_="rubric")
    assert title.text == "By name"
    items = title.find_next_sibling("ul").find_all("li")
    assert [" ".join(item.text.replace("\\(f\\)", "f").split()) for item in items] == [
        "A first page is an end: Question 1 (B)",
        "Local f read as global: Question 3.1 (A), Question 1 (7)",
    ]
    assert [link["href"] for link in items[1].find_all("a")] == [
        "gradients/direction.html#quiz-gd-direction",
        "gradients/steps.html#quiz-gd-largest-step",
    ]


def test_a_feedback_that_begins_with_a_stressed_word_has_no_name(
    indexed: Path, build: Build
) -> None:
    change(indexed / "gradients/direction.md", "MARKFEEDBACKA:", "*Never* MARKFEEDBACKA:")
    assert "By name" not in build(indexed).read("misconceptions.html")


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "texinfo", "gettext"],
)
def test_every_builder_takes_it_strictly(indexed: Path, build: Build, builder: str) -> None:
    for page, (old, new) in NAMES.items():
        change(indexed / page, old, new)
    suppressed = ["epub.unknown_project_files"] if builder == "epub" else []
    built = build(indexed, builder, suppress_warnings=suppressed)
    assert [line for line in built.warnings if "for EPUB3" not in line] == []
    if builder == "text":
        text = built.read("misconceptions.txt")
        assert "*A first page is an end*: Question 1 (B)" in text
        assert re.search(r"\(A\) Steepest ascent\s+\*Local f read as global.\* MARKFEEDBACKA", text)


def test_neither_the_search_nor_search_engines_find_it(indexed: Path, build: Build) -> None:
    change(indexed / "index.md", "MARKFEEDBACKL.", "*Zeppelin.* MARKFEEDBACKL.")
    built = build(indexed)
    soup = BeautifulSoup(built.read("misconceptions.html"), "html.parser")
    assert [meta["content"] for meta in soup.find_all("meta", {"name": "robots"})] == ["noindex"]
    index = built.read("searchindex.js")
    assert '"misconcept"' in index
    assert "mark" not in index
    assert "zeppelin" not in index


def test_the_index_follows_a_change_of_a_question(indexed: Path, build: Build) -> None:
    build(indexed)
    change(indexed / "gradients/steps.md", "MARKFEEDBACKF", "CHANGED")
    assert "CHANGED" in build(indexed).read("misconceptions.html")


def test_parallel_and_serial_builds_are_equal(indexed: Path, build: Build) -> None:
    serial = build(indexed).read("misconceptions.html")
    for file in (indexed / "_build").rglob("environment.pickle"):
        file.unlink()
    parallel = build(indexed, parallel=2)
    assert parallel.read("misconceptions.html") == serial


def test_the_index_is_printed_in_one_place(indexed: Path, build: Build) -> None:
    file = indexed / "answers.md"
    before = file.read_text("utf-8")
    file.write_text(f"{before}\n```{{quiz-misconceptions}}\n```\n", "utf-8")
    (warning,) = build(indexed, "dummy").warnings
    assert "misconceptions.md:3: WARNING: quiz-misconceptions: the misconceptions are" in warning
    assert "already printed at answers.md:6 [quiz.syntax]" in warning
