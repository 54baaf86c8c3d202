"""A notebook is executed, its outputs may stand in questions, and lines are still exact."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from tests.sphinxext.quiz.conftest import Book


def test_an_executed_notebook_is_warned_at_the_exact_lines(book: Book) -> None:
    said = [line.partition("index.md:")[2] for line in book("quiz-notebook").warnings]
    assert [line.partition(" [")[0].partition("; expected")[0] for line in said] == [
        "20: WARNING: quiz 'no-blank-line-before': option 'None' has no feedback",
        "33: WARNING: quiz 'two-blank-lines-before': unknown option ':colour:'",
    ]


def test_what_a_cell_computed_stands_in_option_and_reason(book: Book) -> None:
    soup = BeautifulSoup(book("quiz-notebook").read("index.html"), "html.parser")
    form = soup.find("form", id="quiz-no-blank-line-before")
    assert form.legend.text == "Question 2.1 · choose one answer"
    assert form.find(class_="quiz-text").text.strip() == "42"
    key = json.loads(b64decode(form.find("script", class_="quiz-key").string))
    assert "MARKYES: 42." in BeautifulSoup(key["options"][0]["html"], "html.parser").text
