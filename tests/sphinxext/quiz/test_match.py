"""Questions with rows to match and with the reader's own words: what is read, shown and hidden."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.sphinxext.quiz.conftest import Book, Build

ROOT = Path(__file__).parents[3]
BUILDERS = ["html", "latex", "epub", "text", "man", "texinfo"]
EPUB = ["epub.unknown_project_files"]
SECRETS = {f"MARKREASON{letter}" for letter in "ABCDEF"} | {"MARKMODEL", "MARKCRITERIA"}


def form(book: Book, quiz_id: str) -> Tag:
    soup = BeautifulSoup(book("quiz-match").read("index.html"), "html.parser")
    return soup.find("form", id=f"quiz-{quiz_id}")


def key(form: Tag) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(b64decode(form.find("script").string))
    return decoded


def marks(text: str) -> set[str]:
    return {mark.upper() for mark in re.findall(r"(?i)MARK[A-Z]+", text)}


# Diagnostics

TABLE = "| a | b |\n|---|---|\n"
REASONS = "| a | b | c |\n|---|---|---|\n"
SAMPLES = {
    "match-no-table": ("match", "- [x] a\n  > Y.", "1: expected exactly one table, found 0"),
    "match-two-tables": (
        "match",
        f"{TABLE}| 1 | 2 |\n| 3 | 4 |\n\nOr:\n\n{TABLE}| 5 | 6 |\n\nY.",
        "13: expected exactly one table, found 2",
    ),
    "match-columns": (
        "match",
        "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | Y | N |\n| 3 | 4 | Y | N |",
        "6: expected two columns, or three with the reasons, found 4",
    ),
    "match-one-row": (
        "match",
        f"{TABLE}| 1 | 2 |\n| | 3 |\n\nY.",
        "8: expected at least two rows to match, found 1",
    ),
    "match-all-equal": (
        "match",
        f"{TABLE}| 1 | 2 |\n| 3 | 2 |\n\nY.",
        "8: there is nothing to choose: all right cells are equal",
    ),
    "match-empty-right": (
        "match",
        f"{TABLE}| 1 | 2 |\n| 3 | 4 |\n| 5 | |\n\nY.",
        "10: the right cell is empty",
    ),
    "match-same-left": (
        "match",
        f"{TABLE}| 1 | 2 |\n| 1 | 4 |\n\nY.",
        "9: two rows begin with '1'",
    ),
    "match-reason": (
        "match",
        f"{REASONS}| 1 | 2 | Y |\n| 3 | 4 | |",
        "9: row '3' has no reason",
    ),
    "match-reasons": (
        "match",
        f"{TABLE}| 1 | 2 |\n| 3 | 4 |",
        "8: add reasons: a third column, or an explanation below the table",
    ),
    "match-distractor": (
        "match",
        f"{TABLE}| 1 | 2 |\n| 3 | 4 |\n| | 4 |\n\nY.",
        "10: '4' has an empty left cell, but goes with another row",
    ),
    "match-option": (
        "match\n:free: 1-2",
        f"{TABLE}| 1 | 2 |\n| 3 | 4 |\n\nY.",
        "3: ':free:' needs ':type: order' or ':type: parsons'",
    ),
    "reflect-two": (
        "reflect",
        "- [x] a\n  > Y.\n- [x] b\n  > Y.",
        "8: expected exactly one answer, the model answer, found 2",
    ),
    "reflect-none": ("reflect", "Text.", "1: expected exactly one answer list, found 0"),
    "reflect-unmarked": ("reflect", "- [ ] a\n  > Y.", "6: no answer is marked '[x]'"),
    "reflect-criteria": ("reflect", "- [x] a", "6: option 'a' has no feedback"),
}
FEEDBACK = ("match-reason", "match-reasons", "reflect-criteria")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, build: Build) -> dict[str, list[str]]:
    """Build a page of each sample, and return what was said about it."""
    folder = tmp_path_factory.mktemp("slips")
    (folder / "conf.py").write_text('extensions = ["myst_parser", "gradbook.sphinxext.quiz"]\n')
    for name, (head, body, _) in SAMPLES.items():
        source = f":::{{quiz}} {name}\n:type: {head}\n\nHow?\n\n{body}\n\n:::\n"
        (folder / f"{name}.md").write_text("# Page\n\n" + source, "utf-8")
    pages = "\n".join(SAMPLES)
    (folder / "index.md").write_text(f"# Book\n\n```{{toctree}}\n{pages}\n```\n", "utf-8")
    found: dict[str, list[str]] = {name: [] for name in SAMPLES}
    for line in build(folder, "dummy").warnings:
        page, number, text = re.search(r"/([\w-]+)\.md:(\d+): WARNING: (.*)", line).groups()
        found[page].append(f"{int(number) - 2}: {text}")
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mistake_is_named_at_its_line(said: dict[str, list[str]], name: str) -> None:
    line, _, text = SAMPLES[name][2].partition(": ")
    subtype = "feedback" if name in FEEDBACK else "syntax"
    assert f"{line}: quiz '{name}': {text} [quiz.{subtype}]" in said[name]
    assert len(said[name]) == 1


def test_the_manual_lists_the_messages() -> None:
    manual = (ROOT / "docs/contributing/quiz.md").read_text("utf-8")
    rows = re.findall(r"^\| `(.+?)` \|", manual, re.MULTILINE)
    patterns = [re.escape(row).replace("…", ".+") for row in rows]
    for _, _, text in SAMPLES.values():
        message = text.partition(": ")[2]
        assert [row for row in patterns if re.match(row, message)], message


# The form


def test_each_row_chooses_among_all_texts_mixed_and_once_each(book: Book) -> None:
    quiz = form(book, "words")
    rows = {
        row.find(class_="quiz-text").get_text().strip(): row.find("select")
        for row in quiz.find_all(class_="quiz-pair")
    }
    assert list(rows) == ["One MARKLEFT", "Two", "Three"]
    right = {"One MARKLEFT": "first MARKRIGHT", "Two": "second", "Three": "second"}
    for left, select in rows.items():
        texts = {option["value"]: option.string for option in select.find_all("option")}
        assert sorted(texts.values()) == ["choose", "first MARKRIGHT", "fourth", "second"]
        assert texts[key(quiz)["pairs"][select["data-row"]]] == right[left]
        shown = [text for text in texts.values() if text in right.values()]
        assert shown == ["second", "first MARKRIGHT"]
    assert not quiz.find(class_="quiz-choices")


def test_what_is_not_plain_text_gets_a_letter(book: Book) -> None:
    quiz = form(book, "formulas")
    names = [option.string for option in quiz.find("select").find_all("option")]
    assert names == ["choose", "A", "B"]
    listed = [item.find(class_="quiz-text") for item in quiz.find_all("li")]
    assert [bool(text.find(class_="math")) for text in listed] == [False, True]
    assert len(quiz.find_all("ul")) == 1


def test_reasons_of_rows_and_of_what_goes_with_none_are_in_the_key(book: Book) -> None:
    options = key(form(book, "words"))["options"]
    told = {mark: option["ok"] for option in options for mark in marks(option["html"])}
    expected = {"MARKREASONA": True, "MARKREASONB": True, "MARKREASONC": True}
    assert told == expected | {"MARKREASOND": False}


def test_the_model_answer_and_the_criteria_are_in_the_key(book: Book) -> None:
    quiz = form(book, "thought")
    model, criteria = key(quiz)["model"]
    assert marks(model) == {"MARKMODEL"}
    assert "math" in model
    assert marks(criteria) == {"MARKCRITERIA"}
    assert quiz.find("button", type="submit").string == "Compare with the model answer"


# Other builders


@pytest.mark.parametrize("builder", [*BUILDERS, "gettext"])
def test_a_strict_build_succeeds(book: Book, builder: str) -> None:
    built = book("quiz-match", builder, suppress_warnings=EPUB)
    assert [line for line in built.warnings if "for EPUB3" not in line] == []


def test_the_website_tells_reasons_on_the_page_of_answers_only(book: Book) -> None:
    out = book("quiz-match").out
    assert marks((out / "answers.html").read_text("utf-8")) >= SECRETS
    for name in ("index.html", "searchindex.js"):
        told = marks((out / name).read_text("utf-8"))
        assert not told & SECRETS
        assert "MARKLEFT" in told


def test_the_named_misconception_is_that_of_what_goes_with_none(book: Book) -> None:
    text = book("quiz-match", "text", suppress_warnings=EPUB).read("answers.txt")
    assert "Wrong way" in text


def test_catalogues_hold_all_texts(book: Book) -> None:
    out = book("quiz-match", "gettext", suppress_warnings=EPUB).out
    text = "".join(path.read_text("utf-8") for path in out.glob("*.pot"))
    assert marks(text) >= SECRETS | {"MARKLEFT", "MARKRIGHT"}


def test_paper_has_the_mixed_column_and_the_key_has_the_letters(book: Book) -> None:
    built = book("quiz-match", "text", suppress_warnings=EPUB)
    page, answers = built.read("index.txt"), built.read("answers.txt")
    by_letter = dict(re.findall(r"\(([A-C])\) (second|first MARKRIGHT|fourth)", page))
    assert set(by_letter.values()) == {"second", "first MARKRIGHT", "fourth"}
    assert page.count("________") > 5
    assert not marks(page) & SECRETS
    for left, right in (("1. One MARKLEFT", "first MARKRIGHT"), ("2. Two", "second")):
        letter = next(name for name, text in by_letter.items() if text == right)
        assert re.search(rf"{left}\s+\({letter}\) {right}", answers)
    assert re.search(r"Model answer\..*MARKMODEL.*What to look for\..*MARKCRITERIA", answers, re.S)
