"""A derivation or a reason in the reader's own words, compared with a model answer.

Nothing but the reader can grade it: the model answer and what to look for are shown, and the
reader says how far the own answer got.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.quiz.kinds.base import Kind
from gradbook.sphinxext.quiz.nodes import hidden, quiz_feedback, quiz_option
from gradbook.sphinxext.quiz.words import BLANK, lead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.quiz.answers import Answer
    from gradbook.sphinxext.quiz.kinds.base import Given
    from gradbook.sphinxext.quiz.nodes import quiz_question

__all__ = ["Reflect"]

GRADES = ("not yet", "partly", "got it")
LINES = 4
"""To write on, on paper."""
MODEL, CRITERIA = "Model answer.", "What to look for."
LONGEST = 5000
"""Characters that a reader's record has room for."""


class Reflect(Kind):
    """A text that the reader compares with that of the author and grades."""

    rows = False
    button = "Compare with the model answer"

    def check(self, answers: Sequence[Answer], given: Given) -> None:
        """Report everything but one model answer."""
        super().check(answers, given)
        for answer in answers[1:]:
            text = f"expected exactly one answer, the model answer, found {len(answers)}"
            given.report(answer.line, "syntax", text)

    def make(self, answers: Sequence[Answer], given: Given) -> list[quiz_option]:
        """Make an option whose text is hidden as its feedback is."""
        parts = ((answer, (answer.body, answer.feedback)) for answer in answers[:1])
        return [
            quiz_option(
                "", *(hidden(quiz_feedback, part) for part in both), ident=answer.ident, right=True
            )
            for answer, both in parts
        ]

    def open_options(self, writer: HTML5Translator, question: quiz_question) -> None:
        """Write the field, the place of the model answer, and what the reader grades with."""
        name = question["quiz_id"]
        grades = "".join(
            f'<label><input type="radio" name="{name}-g" value="{value}"> {words}</label>\n'
            for value, words in enumerate(GRADES, start=1)
        )
        writer.body.append(
            f'<textarea class="quiz-words" name="{name}" id="{name}-n" rows="5" autocomplete="off"'
            f' maxlength="{LONGEST}" aria-labelledby="{name}-i {name}-p {name}-v"></textarea>\n'
            f'<span class="quiz-verdict" id="{name}-v"></span>\n'
            '<div class="quiz-model"></div>\n'
            f'<fieldset class="quiz-grades" hidden>\n<legend>How far did you get?</legend>\n'
            f"{grades}</fieldset>\n"
        )

    def key(self, options: Sequence[quiz_option], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Give the model answer and the criteria."""
        return {"model": [part.html for o in options for part in o.findall(quiz_feedback)]}

    def plain(self, question: quiz_question) -> list[nodes.Node]:
        """Leave lines to write on."""
        line = BLANK * 5
        return [nodes.paragraph(line, line) for _ in range(LINES)]

    def plain_key(self, question: quiz_question, *, with_text: bool) -> list[nodes.Node]:
        """Give the model answer, and say what to look for."""
        parts = [list(part.children) for part in question.findall(quiz_feedback)]
        pairs = zip((MODEL, CRITERIA), parts, strict=False)
        return [node for words, part in pairs for node in lead(nodes.strong(words, words), part)]

    def name_of_option(self, question: quiz_question, index: int, option: quiz_option) -> str:
        """Name the model answer."""
        return MODEL

    def plain_text(self, option: quiz_option) -> list[nodes.Node]:
        """Return nothing: what there is to say is hidden."""
        return []
