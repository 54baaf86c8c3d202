"""From the parsed content of a quiz to its parts: question, hints, answers and explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes

from gradbook.sphinxext.quiz.blocks import is_empty, line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gradbook.sphinxext.quiz.kinds.base import Kind
    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["Parts", "split_parts"]


class Parts(NamedTuple):
    """The parts of a quiz, in the order in which an author writes them."""

    prompt: list[nodes.Node]
    hints: list[nodes.block_quote]
    items: list[nodes.Element]
    explanation: list[nodes.Node]


def split_parts(content: Sequence[nodes.Node], line: int, kind: Kind, report: Report) -> Parts:
    """Split the content of a quiz at its answers, which the kind of the question finds.

    Parameters
    ----------
    content : sequence of Node
        What the parser made of the content.
    line : int
        Line of the directive.
    kind : Kind
        Kind of the question.
    report : Report
        Where problems go.
    """
    answers = kind.find(content)
    start = content.index(answers[0]) if answers else len(content)
    before = content[:start]
    parts = Parts(
        prompt=[node for node in before if not isinstance(node, nodes.block_quote)],
        hints=[node for node in before if isinstance(node, nodes.block_quote)],
        items=[],
        explanation=[],
    )
    if is_empty(parts.prompt):
        report(line, "syntax", "the question text is missing")
    for number, hint in enumerate(parts.hints, start=1):
        if is_empty(hint.children):
            report(line_of(hint), "syntax", f"hint {number} is empty")
    if not answers:
        report(line, "syntax", f"expected exactly one {kind.shape}, found 0")
    split_rest(content[start:], answers, parts, kind, report)
    return parts


def split_rest(
    content: Sequence[nodes.Node],
    answers: Sequence[nodes.Element],
    parts: Parts,
    kind: Kind,
    report: Report,
) -> None:
    """Split what begins with the answers into their items and the explanation."""
    previous: nodes.Node | None = None
    left = len(answers)
    for node in content:
        if node in answers:
            left -= 1
            if parts.items and not isinstance(previous, nodes.block_quote):
                text = f"expected exactly one {kind.shape}, found {len(answers)}"
                report(line_of(node), "syntax", text)
            parts.items.extend(kind.items(cast("nodes.Element", node), report))
        elif previous in answers and parts.items and is_loose_feedback(node, parts.items[-1], left):
            report(line_of(node), "feedback", "feedback must be indented under its answer")
            parts.items[-1] += node
        else:
            parts.explanation.append(node)
        previous = node


def is_loose_feedback(node: nodes.Node, item: nodes.Node, left: int) -> bool:
    """Tell whether what follows an item, below the list, was meant as its feedback.

    It was if it is a quote and more answers follow, or the item has no feedback of its own.
    """
    has_feedback = any(isinstance(child, nodes.block_quote) for child in item.children)
    return isinstance(node, nodes.block_quote) and (left > 0 or not has_feedback)
