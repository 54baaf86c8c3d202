"""Every builder takes a quiz without a word, and none shows what should be hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinxext.quiz.conftest import Book

BUILDERS = ["html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "texinfo", "gettext"]
MARKS = {
    *(f"MARKFEEDBACK{letter}" for letter in "ABCDEFGHIJKL"),
    *("MARKHINTONE", "MARKHINTTWO", "MARKEXPLANATION"),
    *("MARKHINTRST", "MARKFEEDBACKRST", "MARKFEEDBACKRSTNO", "MARKEXPLANATIONRST"),
}
"""Words that stand in the hints, reasons and explanations of the book, each once."""


def marks_in(text: str) -> list[str]:
    return re.findall(r"MARK[A-Z]+", text)


def texts(out: Path) -> dict[str, str]:
    """Read all files of a build that are text, by name."""
    files = (file for file in out.rglob("*") if file.is_file() and ".doctrees" not in file.parts)
    found = {}
    for file in files:
        try:
            found[file.relative_to(out).as_posix()] = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


@pytest.mark.parametrize("builder", [*BUILDERS, "xml", "dummy"])
@pytest.mark.parametrize("root", ["quiz", "quiz-plain"])
def test_a_strict_build_succeeds(book: Book, root: str, builder: str) -> None:
    # a book that names neither version nor copyright hears of it from the e-book
    suppressed = ["epub.unknown_project_files"] if builder == "epub" else []
    built = book(root, builder, suppress_warnings=suppressed)
    warnings = [line for line in built.warnings if "should not be empty for EPUB3" not in line]
    assert warnings == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_website_tells_reasons_on_the_page_of_answers_only(book: Book, builder: str) -> None:
    answers = "answers.html" if builder == "html" else "answers/index.html"
    told = {name: marks_in(text) for name, text in texts(book("quiz", builder).out).items()}
    assert {name for name, marks in told.items() if marks} == {answers}
    hints = {mark for mark in MARKS if "HINT" in mark}
    assert sorted(told[answers]) == sorted(MARKS - hints)


def test_a_website_without_page_of_answers_tells_no_reason(book: Book) -> None:
    found = texts(book("quiz-plain").out)
    assert "searchindex.js" in found
    assert not [name for name, text in found.items() if marks_in(text)]


def test_the_search_knows_questions_but_no_answers(book: Book) -> None:
    index = book("quiz").read("searchindex.js")
    assert '"steepest"' in index
    assert "mark" not in index
    assert "0.04" not in index


def test_the_source_of_a_page_with_questions_is_not_published(book: Book) -> None:
    sources = {file.name for file in (book("quiz").out / "_sources").rglob("*") if file.is_file()}
    assert sources == {"answers.md.txt"}
    page = BeautifulSoup(book("quiz").read("gradients/steps.html"), "html.parser")
    assert not page.find_all("a", href=re.compile("_sources"))


def test_search_engines_are_kept_from_the_answers(book: Book) -> None:
    for page, expected in (("answers.html", ["noindex"]), ("index.html", [])):
        soup = BeautifulSoup(book("quiz").read(page), "html.parser")
        assert [meta["content"] for meta in soup.find_all("meta", {"name": "robots"})] == expected
    keyed = BeautifulSoup(book("quiz").read("answers.html"), "html.parser")
    assert len(keyed.find_all(class_="no-search")) == 4


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "epub"])
@pytest.mark.parametrize("root", ["quiz", "quiz-plain"])
def test_on_paper_every_reason_is_printed_once(book: Book, root: str, builder: str) -> None:
    suppressed = ["epub.unknown_project_files"] if builder == "epub" else []
    found = texts(book(root, builder, suppress_warnings=suppressed).out)
    printed = sorted(mark for text in found.values() for mark in marks_in(text))
    assert len(printed) == len(set(printed))
    plain = {"MARKHINT", "MARKYES", "MARKNO", "MARKWHY", "MARKTWO", "MARKELSE"}
    assert set(printed) == (MARKS if root == "quiz" else plain)


def test_on_paper_a_question_has_letters_and_says_where_its_answer_is(book: Book) -> None:
    text = book("quiz", "text").read("gradients/direction.txt")
    assert re.findall(r"^\* (\([A-Z]\)) ", text, re.MULTILINE) == ["(A)", "(B)", "(C)"]
    assert "Question 3.1 · choose one answer" in text
    assert "Answer: see Answers." in text
    answers = book("quiz", "text").read("answers.txt")
    assert re.search(r"\(B\) Steepest descent\s+\*\*Correct\.\*\*", answers)
    assert re.search(r"\(A\) Steepest ascent\s+\*\*Not correct\.\*\*", answers)
    assert re.search(r"\* 0\.04 ± 1% ms & more: \*\*Correct\.\*\*", answers)


def test_without_page_of_answers_the_answer_follows_its_question(book: Book) -> None:
    text = book("quiz-plain", "text").read("index.txt")
    assert text.index("(B) No") < text.index("(A) **Correct.** MARKYES") < text.index("MARKWHY")


def test_answers_are_in_the_order_of_the_book_under_the_titles_of_its_pages(book: Book) -> None:
    soup = BeautifulSoup(book("quiz").read("answers.html"), "html.parser")
    titles = [title.text for title in soup.find_all("h2", class_="rubric")]
    assert titles == ["A book", "Chapter 3: Direction", "Steps", "Chapter 4: Restructured"]
    links = [link["href"] for link in soup.select(".quiz-answer > p > strong > a")]
    assert links == [
        "index.html#quiz-book-question",
        "gradients/direction.html#quiz-gd-direction",
        "gradients/steps.html#quiz-gd-largest-step",
        "gradients/steps.html#quiz-gd-both",
        "restructured.html#quiz-rst-question",
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_links_in_copied_reasons_lead_where_they_led(book: Book, builder: str) -> None:
    out = book("quiz", builder).out
    page = {"html": "answers.html", "dirhtml": "answers/index.html"}.get(builder, "index.html")
    soup = BeautifulSoup((out / page).read_text("utf-8"), "html.parser")
    links = soup.select(".quiz-answer a")
    assert len(links) == 9
    for link in links:
        path, _, fragment = link["href"].partition("#")
        file = (out / page).parent / path if path else out / page
        file = file / "index.html" if file.is_dir() else file
        target = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        if builder != "singlehtml" or not fragment.startswith("document-"):
            assert not fragment or target.find(id=fragment) is not None
    assert (out / page).parent.joinpath(soup.select(".quiz-answer img")[0]["src"]).exists()


def test_links_in_latex_have_targets(book: Book) -> None:
    source = book("quiz", "latex").read("book.tex")
    used = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}", source))
    assert {"answers:answer-gd-direction", "gradients/direction:quiz-gd-direction"} <= used
    assert {"answers:answer-book-question", "index:quiz-book-question"} <= used
    assert used <= set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}", source))


def test_catalogues_hold_the_texts_but_neither_marks_nor_numbers(book: Book) -> None:
    out = book("quiz", "gettext").out
    catalogue = "\n".join(file.read_text("utf-8") for file in sorted(out.glob("*.pot")))
    messages = re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE)
    assert set(marks_in("\n".join(messages))) == MARKS
    assert {"Steepest descent", "Which of them decrease?", "This", "Yes"} <= set(messages)
    for message in messages:
        assert not re.search(r"\[[ xX]\]|\{#|±|^else$|^7$|0\.01", message)
