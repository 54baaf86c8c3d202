"""Nothing that tells an answer is where a reader, or a search, would come upon it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from gradbook.sphinxext.quiz.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sphinxext.quiz.conftest import Built

ANSWERS = {
    "html": "answers.html",
    "dirhtml": "answers/index.html",
    "epub": "OEBPS/answers.xhtml",
    "text": "answers.txt",
}
"""For each builder, the file with the answers; it alone may tell."""
WEB = ["html", "dirhtml", "singlehtml"]
MARK = re.compile(rb"MARK(?:HINT|FEEDBACK|EXPLANATION|MATCHER)[A-Z]+", re.IGNORECASE)
NUMBERS = (b"0.0271828", b"0.02718", b"314159", b"314160", b"0.333 ", b"0.100")
"""What numbers are compared with; those of a glued answer and of the second variant, too."""


def told(out: Path) -> dict[str, set[str]]:
    """Return the marked words in all files of a build, by name; some are in no text but a list."""
    found = {}
    for file in out.rglob("*"):
        if file.is_file() and (words := MARK.findall(file.read_bytes())):
            found[file.relative_to(out).as_posix()] = {word.decode() for word in words}
    return found


def source_of(cells: Callable[[str], Built]) -> str:
    """Return the text of the pages with questions."""
    folder = cells("html").out.parents[1]
    return "".join((folder / name).read_text("utf-8") for name in ("index.md", "kinds.md"))


def words_of(cells: Callable[[str], Built]) -> set[str]:
    """Return the marked words as they are in the first variant."""
    return set(re.findall(r"MARK[A-Z]+", source_of(cells).replace("@{name}", "ONE")))


def test_the_book_has_every_kind(cells: Callable[[str], Built]) -> None:
    pages = cells("html").read("index.html") + cells("html").read("kinds.html")
    forms = BeautifulSoup(pages, "html.parser").find_all("form", class_="quiz")
    assert {form["data-quiz-type"] for form in forms} == set(KINDS)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_website_tells_on_the_page_of_answers_only(
    cells: Callable[[str], Built], builder: str
) -> None:
    hints = {word for word in words_of(cells) if "HINT" in word}
    assert told(cells(builder).out) == {ANSWERS[builder]: words_of(cells) - hints}


def test_a_website_of_one_page_tells_in_its_answers_only(cells: Callable[[str], Built]) -> None:
    found = told(cells("singlehtml").out)
    assert set(found) == {"index.html"}
    page = BeautifulSoup(cells("singlehtml").read("index.html"), "html.parser")
    for answer in page.find_all(class_="no-search"):
        answer.decompose()
    assert not MARK.search(str(page).encode())


@pytest.mark.parametrize("builder", WEB)
def test_the_search_finds_no_answer(cells: Callable[[str], Built], builder: str) -> None:
    if builder == "singlehtml":
        assert not (cells(builder).out / "searchindex.js").exists()
        return
    index = (cells(builder).out / "searchindex.js").read_bytes()
    assert b"readeron" in index  # a word of the first variant, as its stem
    assert b"readertwo" not in index
    assert not MARK.search(index)
    for number in NUMBERS:
        assert number.strip() not in index


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_numbers_to_compare_with_are_on_no_page(
    cells: Callable[[str], Built], builder: str
) -> None:
    for file in cells(builder).out.rglob("*"):
        if file.is_file() and "answers" not in file.as_posix():
            content = file.read_bytes()
            assert not [number for number in NUMBERS if number in content], file


@pytest.mark.parametrize("builder", [*WEB, "epub", "text", "latex", "gettext"])
def test_neither_sources_nor_notebooks_are_published(
    cells: Callable[[str], Built], builder: str
) -> None:
    files = {file.name for file in cells(builder).out.rglob("*") if file.is_file()}
    assert not [name for name in files if name.endswith((".ipynb", ".md", ".glue.json"))]
    assert not {"index.md.txt", "kinds.md.txt"} & files
    if builder in ("html", "dirhtml"):
        assert "answers.md.txt" in files  # as far as Sphinx is concerned they are


@pytest.mark.parametrize("builder", ["epub", "text"])
def test_in_a_book_the_reasons_are_among_the_answers(
    cells: Callable[[str], Built], builder: str
) -> None:
    found = told(cells(builder).out)
    hints = {word for word in words_of(cells) if "HINT" in word}
    names = {name for name, words in found.items() if words - hints}
    assert {name.rpartition("/")[2] for name in names} == {ANSWERS[builder].rpartition("/")[2]}


def test_catalogues_hold_neither_marks_nor_what_is_compared(
    cells: Callable[[str], Built],
) -> None:
    catalogue = "".join(
        file.read_text("utf-8") for file in sorted(cells("gettext").out.rglob("*.pot"))
    )
    messages = re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE)
    assert "MARKFEEDBACKPARSONS" in messages
    assert "MARKFEEDBACKLINEYES" in messages
    for message in messages:
        assert not re.search(r"\[[ xX]\]|\{#|±|^else$|MARKMATCHER|\{output\}|#~", message)
        assert not re.search(r"0\.30000000000000004|0\.02718|314159|@\{", message)
