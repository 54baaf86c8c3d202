"""What a kind of question has to say for itself.

A kind reads the answers from the source, and tells how they look in HTML and in plain nodes and
what the script needs. Everything else (prompt, hints, feedback, explanation, buttons, the places
that repeat all questions) is the same for all kinds.

The methods are called in this order: `find`, `items`, `read` when a page is read; then, for a
website, `open_options`, for each option `open_option`, `open_text`, `close_text`, `close_option`,
then `close_options` and `key`; for other builders `plain` and `plain_key`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from gradbook.sphinxext.quiz.answers import Answer, read_answers
from gradbook.sphinxext.quiz.blocks import LISTS, line_of
from gradbook.sphinxext.quiz.marks import mark_of
from gradbook.sphinxext.quiz.nodes import letter, quiz_feedback, quiz_option, quiz_text
from gradbook.sphinxext.quiz.words import lead, words_for_verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node
    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.quiz.nodes import quiz_question
    from gradbook.sphinxext.quiz.options import Options
    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["Given", "Kind", "Read", "children_of"]


class Given(NamedTuple):
    """What the answers of a question are read from."""

    quiz_id: str
    options: Options
    items: Sequence[nodes.Element]
    """What `Kind.items` found: the items of a list, or one block such as a table."""
    line: int
    """Line of the directive."""
    document: nodes.document
    """The page that is being read."""
    report: Report


class Read(NamedTuple):
    """The answers that could be read."""

    options: list[quiz_option]
    identity: list[Any]
    """What changes, in JSON, when an answer or what is right does."""


class Kind:
    """A kind of question.

    Parameters
    ----------
    name : str
        What ``:type:`` takes and the form carries.
    legend : str
        What the reader has to do.
    """

    rows = True
    """Whether the reader chooses among the texts of the options."""
    button = "Check"
    """What the button says that grades the answer."""

    def __init__(self, name: str, legend: str) -> None:
        self.name = name
        self.legend = legend

    # Reading the source

    def find(self, content: Sequence[Node]) -> list[nodes.Element]:
        """Return the blocks of the answers: lists with marks, else the last list."""
        lists: list[nodes.Element] = [node for node in content if isinstance(node, LISTS)]
        marked = [node for node in lists if any(mark_of(item) is not None for item in node)]
        return marked or lists[-1:]

    shape = "answer list"
    """How a message calls what `find` looks for."""

    def items(self, block: nodes.Element, report: Report) -> list[nodes.Element]:
        """Return the answers in a block, after a look at the block itself."""
        if isinstance(block, nodes.enumerated_list):
            text = "answers are items that begin with '-', not with a number"
            report(line_of(block), "syntax", text)
        return [child for child in block.children if isinstance(child, nodes.Element)]

    def read(self, given: Given) -> Read:
        """Read the answers; what is wrong is reported and left out."""
        answers = read_answers(given.items, given.report)
        self.check(answers, given)
        return Read(self.make(answers, given), identity_of(answers))

    def check(self, answers: Sequence[Answer], given: Given) -> None:
        """Report marks that do not fit the kind."""
        if answers and all(answer.right is False for answer in answers):
            given.report(answers[0].line, "syntax", "no answer is marked '[x]'")

    def make(self, answers: Sequence[Answer], given: Given) -> list[quiz_option]:
        """Make the options of the answers."""
        raise NotImplementedError

    # HTML and the script

    def open_options(self, writer: HTML5Translator, question: quiz_question) -> None:
        """Write what comes before the options, inside the field set."""

    def close_options(self, writer: HTML5Translator, question: quiz_question) -> None:
        """Write what comes after the options, inside the field set."""

    def open_option(self, writer: HTML5Translator, question: quiz_question, index: int) -> None:
        """Write what comes before the text of an option."""

    def close_option(self, writer: HTML5Translator, question: quiz_question, index: int) -> None:
        """Write what comes after the text of an option."""

    def key(self, options: Sequence[quiz_option], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Return what the script grades by; a row has the option's `id`, `ok` and `html`."""
        return {"options": rows}

    # Plain nodes

    def plain(self, question: quiz_question) -> list[Node]:
        """Return what stands for the answers on paper, taking the nodes of their texts."""
        raise NotImplementedError

    def name_of_option(self, question: quiz_question, index: int, option: quiz_option) -> str:
        """Name an answer, as the page of answers does."""
        return f"({letter(index)})"

    def plain_text(self, option: quiz_option) -> list[Node]:
        """Return the text of an answer that stands after its name on the page of answers."""
        return children_of(option, quiz_text)

    def plain_key(self, question: quiz_question, *, with_text: bool) -> list[Node]:
        """Say of each answer whether it is right, and why, taking the nodes of both."""
        key = nodes.bullet_list("", bullet="-")
        for index, option in enumerate(question.findall(quiz_option)):
            verdict = f"{words_for_verdict(option['right'])}."
            reason = lead(nodes.strong(verdict, verdict), children_of(option, quiz_feedback))
            text = self.plain_text(option) if with_text else []
            name = nodes.Text(self.name_of_option(question, index, option))
            blocks = [*lead(name, text), *reason] if text else lead(name, reason)
            key += nodes.list_item("", *blocks)
        return [key]

    def is_misconception(self, option: quiz_option) -> bool:
        """Tell whether an answer is a wrong one that somebody may believe."""
        return not option["right"] and bool(children_of(option, quiz_feedback))


def children_of(question: nodes.Element, kind: type[nodes.Element]) -> list[Node]:
    """Return what is in a part of a question; nothing if it has no such part."""
    return [child for part in question.findall(kind) for child in part.children]


def identity_of(answers: Sequence[Answer]) -> list[Any]:
    """Return texts and marks, which change when an answer or what is right does."""
    return [[answer.source, bool(answer.right)] for answer in answers]
