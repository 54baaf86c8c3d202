"""Single and multiple choice: a row of input, letter, text and verdict for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.quiz.kinds.base import Kind
from gradbook.sphinxext.quiz.nodes import hidden, letter, quiz_feedback, quiz_option, quiz_text
from gradbook.sphinxext.quiz.problems import excerpt
from gradbook.sphinxext.quiz.words import lead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.quiz.answers import Answer
    from gradbook.sphinxext.quiz.kinds.base import Given
    from gradbook.sphinxext.quiz.nodes import quiz_question

__all__ = ["Choice"]


class Choice(Kind):
    """One answer, or all that apply."""

    def check(self, answers: Sequence[Answer], given: Given) -> None:
        """Report marks that do not fit the kind."""
        super().check(answers, given)
        if len(answers) == 1:
            given.report(answers[0].line, "syntax", "expected at least two answers, found 1")
        if self.name != "multiple":
            for answer in [answer for answer in answers if answer.right][1:]:
                other = excerpt(answer.source)
                text = f"':type: {self.name}' allows one '[x]', and {other} is another"
                given.report(answer.line, "syntax", text)

    def make(self, answers: Sequence[Answer], given: Given) -> list[quiz_option]:
        """Make an option of each answer."""
        return [
            quiz_option(
                "",
                quiz_text("", *answer.body),
                hidden(quiz_feedback, answer.feedback),
                ident=answer.ident,
                right=bool(answer.right),
            )
            for answer in answers
        ]

    def open_option(self, writer: HTML5Translator, question: quiz_question, index: int) -> None:
        """Write the input and the letter."""
        name, part = question["quiz_id"], f"{question['quiz_id']}-{index}"
        box = "checkbox" if self.name == "multiple" else "radio"
        ident = list(question.findall(quiz_option))[index]["ident"]
        writer.body.append(
            f'<div class="quiz-option">\n<input type="{box}" name="{name}" value="{ident}"'
            f' id="{part}" aria-labelledby="{part}-l {part}-t {part}-v">\n'
            f'<label id="{part}-l" for="{part}">{letter(index)}</label>\n'
            f'<div class="quiz-text" id="{part}-t">\n'
        )

    def close_option(self, writer: HTML5Translator, question: quiz_question, index: int) -> None:
        """Write the place of the verdict."""
        name = f"{question['quiz_id']}-{index}-v"
        writer.body.append(f'<span class="quiz-verdict" id="{name}"></span>\n</div>\n')

    def plain(self, question: quiz_question) -> list[nodes.Node]:
        """List the answers with explicit letters, which no writer takes away."""
        items = (
            nodes.list_item("", *lead(nodes.Text(f"({letter(index)})"), text.children))
            for index, text in enumerate(question.findall(quiz_text))
        )
        return [nodes.bullet_list("", *items, bullet="-")]
