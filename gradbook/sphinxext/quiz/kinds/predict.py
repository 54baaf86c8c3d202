"""A prediction: what a code cell of the page puts out, chosen before its output is unfolded.

The question ``float-sum`` is about the cell with the tag ``reveal-float-sum``. Its right answer may
be ``{output}``, which becomes what the cell has put out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.quiz.answers import read_answers
from gradbook.sphinxext.quiz.cells import cells_of
from gradbook.sphinxext.quiz.kinds.base import Read, identity_of
from gradbook.sphinxext.quiz.kinds.choice import Choice
from gradbook.sphinxext.quiz.problems import Problem, excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gradbook.sphinxext.quiz.answers import Answer
    from gradbook.sphinxext.quiz.kinds.base import Given

__all__ = ["TAG", "Predict"]

TAG = "reveal-"
"""With the id of the question after it, the tag of its cell."""
OUTPUT = "{output}"


class Predict(Choice):
    """One answer, compared with what a cell has put out."""

    def check(self, answers: Sequence[Answer], given: Given) -> None:
        """Report marks that do not fit the kind, and an ``{output}`` that stands wrong."""
        super().check(answers, given)
        for answer in answers:
            if answer.source != OUTPUT and OUTPUT in answer.source:
                given.report(answer.line, "syntax", f"'{OUTPUT}' must be the whole answer")
            elif answer.source == OUTPUT and answer.right is False:
                given.report(answer.line, "syntax", f"'{OUTPUT}' is what is right: mark it '[x]'")

    def read(self, given: Given) -> Read:
        """Read the answers, and fill in the output of the cell."""
        answers = read_answers(given.items, given.report)
        self.check(answers, given)
        answers = fill_in(answers, output_for(answers, given))
        true = [answer for answer in answers if answer.right]
        for answer in answers:
            if not answer.right and any(words_of(answer) == words_of(other) for other in true):
                text = f"two options read {excerpt(words_of(answer))}, and one is marked '[x]'"
                given.report(answer.line, "bind", text)
        return Read(self.make(answers, given), identity_of(answers))


def output_for(answers: Sequence[Answer], given: Given) -> str:
    """Return the output of the cell; what is wrong with it is reported."""
    lines = [answer.line for answer in answers if answer.source == OUTPUT]
    cells, tag = cells_of(given.document), f"{TAG}{given.quiz_id}"
    try:
        text = cells.output(tag)
        if lines and not text:
            raise Problem("bind", f"the cell tagged '{tag}' put out a figure and no text")
    except Problem as problem:
        if not cells.failed:  # or that has been said
            given.report.problem(lines[0] if lines else given.line, problem)
        return ""
    return text


def fill_in(answers: Sequence[Answer], text: str) -> list[Answer]:
    """Put a text in the place of ``{output}``, whose id goes on being that of these words."""
    if not text:
        return list(answers)
    literal: nodes.Element = nodes.paragraph("", "", nodes.literal(text, text), translatable=False)
    if "\n" in text:
        literal = nodes.literal_block(text, text, language="text", translatable=False)
    return [
        answer._replace(source=text, body=[literal.deepcopy()])
        if answer.source == OUTPUT
        else answer
        for answer in answers
    ]


def words_of(answer: Answer) -> str:
    """Return the text of an answer as a reader sees it."""
    return " ".join(" ".join(node.astext() for node in answer.body).split())
