"""A number, typed into a field with its unit after it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.quiz.cells import cells_of
from gradbook.sphinxext.quiz.glued import fill_in
from gradbook.sphinxext.quiz.intervals import read_intervals, value_of
from gradbook.sphinxext.quiz.kinds.base import Kind
from gradbook.sphinxext.quiz.nodes import hidden, quiz_feedback, quiz_option
from gradbook.sphinxext.quiz.words import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.quiz.answers import Answer
    from gradbook.sphinxext.quiz.interval import Interval
    from gradbook.sphinxext.quiz.kinds.base import Given
    from gradbook.sphinxext.quiz.nodes import quiz_question

__all__ = ["Numeric"]


class Numeric(Kind):
    """A number; an answer is a value with a tolerance, an interval, or `else`."""

    rows = False

    def make(self, answers: Sequence[Answer], given: Given) -> list[quiz_option]:
        """Make an option of each answer that could be read."""
        filled = fill_in(answers, cells_of(given.document), given.report)
        return [make_option(*read) for read in read_intervals(filled, given.report)]

    def open_options(self, writer: HTML5Translator, question: quiz_question) -> None:
        """Write the field, its unit and the place of the verdict."""
        name, unit = question["quiz_id"], escape(question["unit"])
        writer.body.append(
            f'<input type="text" inputmode="decimal" class="quiz-number" name="{name}"'
            f' id="{name}-n" autocomplete="off" aria-labelledby="{name}-i {name}-p">\n'
        )
        if unit:
            writer.body.append(f'<span class="quiz-unit" id="{name}-u">{unit}</span>\n')
        writer.body.append(f'<span class="quiz-verdict" id="{name}-v"></span>\n')

    def key(self, options: Sequence[quiz_option], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Say which numbers are accepted."""
        key: dict[str, Any] = {"matchers": []}
        for option, row in zip(options, rows, strict=True):
            if not option["value"]:
                key["otherwise"] = {"id": row["id"], "html": row["html"]}
                continue
            key["matchers"].append(
                row
                | {"lo": option["lo"], "hi": option["hi"]}
                | {"loOpen": option["open"], "hiOpen": option["open"]}
                | {"text": option["value"].partition("±")[0].strip()}
            )
        return key

    def plain(self, question: quiz_question) -> list[nodes.Node]:
        """Leave a blank to write into."""
        text = f"{BLANK} {question['unit']}".strip()
        return [nodes.paragraph(text, text)]

    def name_of_option(self, question: quiz_question, index: int, option: quiz_option) -> str:
        """Name an answer by what it accepts."""
        if not option["value"]:
            return "Any other number:"
        return f"{option['value']} {question['unit']}".strip() + ":"

    def is_misconception(self, option: quiz_option) -> bool:
        """Tell whether a number is wrong, but not just any other one."""
        return not option["right"] and bool(option["value"])


def make_option(answer: Answer, interval: Interval | None) -> quiz_option:
    """Make an option that a number meets or not; what it accepts is in attributes, not in text."""
    accepts: dict[str, Any] = {"value": ""}
    if interval is not None:
        lo, hi = float(interval.lo), float(interval.hi)
        accepts = {"value": value_of(answer), "lo": lo, "hi": hi, "open": interval.open}
    return quiz_option(
        "",
        hidden(quiz_feedback, answer.feedback),
        ident=answer.ident,
        right=bool(answer.right),
        **accepts,
    )
