"""A word or a few, typed into a field and compared with those of the author."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.quiz.answers import read_answers
from gradbook.sphinxext.quiz.kinds.base import Kind, Read, identity_of
from gradbook.sphinxext.quiz.matching import check_pattern, fold
from gradbook.sphinxext.quiz.nodes import hidden, quiz_feedback, quiz_option
from gradbook.sphinxext.quiz.numeric import ELSE
from gradbook.sphinxext.quiz.problems import Problem, excerpt
from gradbook.sphinxext.quiz.words import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.quiz.answers import Answer
    from gradbook.sphinxext.quiz.kinds.base import Given
    from gradbook.sphinxext.quiz.nodes import quiz_question

__all__ = ["Text"]


class Text(Kind):
    """A typed text; an answer is a code span that it is compared with, or `else`."""

    rows = False

    def read(self, given: Given) -> Read:
        """Read the answers and the way in which they are compared."""
        answers = read_answers(given.items, given.report)
        self.check(answers, given)
        return Read(self.make(answers, given), [given.options.match, *identity_of(answers)])

    def make(self, answers: Sequence[Answer], given: Given) -> list[quiz_option]:
        """Make an option of each answer that could be read."""
        match, options = given.options.match, list[quiz_option]()
        earlier: dict[str, Answer] = {}
        for answer in answers:
            if not answer.source:
                continue
            try:
                text = matcher_of(answer, answers)
                check_matcher(text, answer, match, earlier)
            except Problem as problem:
                given.report.problem(answer.line, problem)
            else:
                feedback = hidden(quiz_feedback, answer.feedback)
                right = bool(answer.right)
                options.append(
                    quiz_option(
                        "", feedback, ident=answer.ident, right=right, value=text, match=match
                    )
                )
        return options

    def open_options(self, writer: HTML5Translator, question: quiz_question) -> None:
        """Write the field and the place of the verdict."""
        name = question["quiz_id"]
        writer.body.append(
            f'<input type="text" class="quiz-words" name="{name}" id="{name}-n" maxlength="200"'
            ' autocomplete="off" autocapitalize="none" spellcheck="false"'
            f' aria-labelledby="{name}-i {name}-p">\n'
            f'<span class="quiz-verdict" id="{name}-v"></span>\n'
        )

    def key(self, options: Sequence[quiz_option], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Say which texts are accepted."""
        key: dict[str, Any] = {"match": "", "matchers": []}
        for option, row in zip(options, rows, strict=True):
            key["match"] = option["match"]
            if option["value"]:
                key["matchers"].append(row | {"text": option["value"]})
            else:
                key["otherwise"] = {"id": row["id"], "html": row["html"]}
        return key

    def plain(self, question: quiz_question) -> list[nodes.Node]:
        """Leave a blank to write into."""
        return [nodes.paragraph(BLANK, BLANK)]

    def name_of_option(self, question: quiz_question, index: int, option: quiz_option) -> str:
        """Name an answer by what it accepts."""
        return f"“{option['value']}”:" if option["value"] else "Any other answer:"

    def is_misconception(self, option: quiz_option) -> bool:
        """Tell whether a text is wrong, but not just any other one."""
        return not option["right"] and bool(option["value"])


def matcher_of(answer: Answer, answers: Sequence[Answer]) -> str:
    """Return what a typed text is compared with; nothing for `else`, which is the last one."""
    inner = [child for block in answer.body for child in block.children if child.astext()]
    if len(answer.body) == len(inner) == 1 and isinstance(inner[0], nodes.literal):
        if text := inner[0].astext().strip():
            return text
        raise Problem("syntax", "the answer is empty")
    if answer.source.lower() != ELSE:
        text = f"{excerpt(answer.source)} is neither a code span nor 'else'"
        raise Problem("syntax", text)
    if answer.right:
        raise Problem("syntax", "'else' cannot be right: it stands for every other text")
    if answer is not answers[-1]:
        raise Problem("syntax", "'else' must come after the texts")
    return ""


def check_matcher(text: str, answer: Answer, match: str, earlier: dict[str, Answer]) -> None:
    """Compare a text with those before it, and read it if it is a pattern."""
    if match == "regex" and text:
        check_pattern(text)
    other = earlier.setdefault(fold(text) if match == "fold" else text, answer)
    if other is not answer and other.source != answer.source:  # or that has been said
        here, there = excerpt(answer.source), excerpt(other.source)
        raise Problem("syntax", f"{here} is never reached: {there} reads the same")
