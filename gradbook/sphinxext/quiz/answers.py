"""One item of the answer list: its mark, its text, its id and its feedback."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from gradbook.sphinxext.quiz.blocks import is_empty, line_of, source_of
from gradbook.sphinxext.quiz.marks import mark_of, take_id, take_mark
from gradbook.sphinxext.quiz.problems import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["Answer", "ident_of", "read_answers"]

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Answer(NamedTuple):
    """An answer as its author wrote it."""

    line: int
    ident: str
    """What the browser stores."""
    right: bool | None
    """None if the item has no mark."""
    source: str
    """The text in the language of the source."""
    body: list[nodes.Node]
    feedback: list[nodes.Node]


def read_answers(items: Iterable[nodes.Node], report: Report) -> list[Answer]:
    """Read the items and check each by itself and against those before it."""
    answers: list[Answer] = []
    for item in items:
        answer = read_answer(item, report)
        if answer.source and any(other.source == answer.source for other in answers):
            report(answer.line, "syntax", f"two options read {excerpt(answer.source)}")
        elif answer.source and any(other.ident == answer.ident for other in answers):
            text = f"two options have the id '{answer.ident}'; end this one with '{{#another-id}}'"
            report(answer.line, "id", text)
        answers.append(answer)
    return answers


def read_answer(item: nodes.Node, report: Report) -> Answer:
    """Read one item."""
    line, right = line_of(item), mark_of(item)
    first = item.children[0] if item.children else None
    given = None
    if right is None:
        start = excerpt(source_of(item.children[:1]))
        text = f"answer must start with '[ ]' or '[x]', not {start}"
        report(line, "syntax", text)
    elif isinstance(first, nodes.paragraph):
        take_mark(first)
        given = take_id(first)
    if given is not None and not ID.fullmatch(given):
        text = f"option id {excerpt(given)} must be lower-case letters, digits and hyphens"
        report(line, "id", text)
        given = None
    quotes = [node for node in item.children if isinstance(node, nodes.block_quote)]
    body = [node for node in item.children if node not in quotes]
    if body and isinstance(body[0], nodes.paragraph) and is_empty(body[:1]):
        del body[0]  # the mark stood alone, before a block such as code
    feedback = [block for quote in quotes for block in quote.children]
    check_answer(item, body, feedback, report)
    source = source_of(body)
    ident = given or ident_of(source)
    return Answer(line, ident, right, source, body, feedback)


def ident_of(source: str) -> str:
    """Return the id of an answer to which its author has given none."""
    return sha256(source.encode()).hexdigest()[:6]


def check_answer(
    item: nodes.Node,
    body: Sequence[nodes.Node],
    feedback: Sequence[nodes.Node],
    report: Report,
) -> None:
    """Report what is missing from an answer or in the wrong place."""
    line = line_of(item)
    if is_empty(body):
        report(line, "syntax", "the answer is empty")
    elif is_empty(feedback):
        report(line, "feedback", f"option {excerpt(source_of(body))} has no feedback")
    for node, following in zip(item.children, item.children[1:], strict=False):
        if isinstance(node, nodes.block_quote) and not isinstance(following, nodes.block_quote):
            text = "the feedback must be the last part of its answer"
            report(line_of(following), "feedback", text)
    for block in body:
        for inner in block.findall(nodes.list_item):
            if mark_of(inner) is not None:
                report(line_of(inner), "syntax", "an answer cannot stand inside another answer")
