"""The rows of a question whose rows are to be matched, from the table to the options."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from gradbook.sphinxext.quiz.answers import ident_of
from gradbook.sphinxext.quiz.blocks import is_empty, line_of, source_of
from gradbook.sphinxext.quiz.nodes import hidden, quiz_feedback, quiz_option, quiz_text
from gradbook.sphinxext.quiz.problems import excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node

    from gradbook.sphinxext.quiz.kinds.base import Given

__all__ = ["Row", "check_rows", "make_choice", "make_row", "read_row"]


class Row(NamedTuple):
    """A row of the table."""

    line: int
    left: list[Node]
    right: list[Node]
    why: list[Node]

    @property
    def names(self) -> tuple[str, str]:
        """The texts of both sides as they stand in the source."""
        left, right = ("" if is_empty(side) else source_of(side) for side in self[1:3])
        return left, right


def check_rows(rows: Sequence[Row], given: Given) -> None:
    """Report what is missing or stands twice."""
    report, seen = given.report, set[str]()
    lefts = [row for row in rows if not is_empty(row.left)]
    if given.items and len(lefts) < 2:
        report(rows[0].line, "syntax", f"expected at least two rows to match, found {len(lefts)}")
    elif given.items and len({row.names[1] for row in rows}) == 1:
        report(rows[0].line, "syntax", "there is nothing to choose: all right cells are equal")
    reasons = any(not is_empty(row.why) for row in lefts)
    if lefts and not reasons and not explained(given.items[0]):
        text = "add reasons: a third column, or an explanation below the table"
        report(rows[0].line, "feedback", text)
    rights = {row.names[1] for row in lefts}
    for row in rows:
        left, right = row.names
        if is_empty(row.right):
            report(row.line, "syntax", "the right cell is empty")
        if left and left in seen:
            report(row.line, "syntax", f"two rows begin with {excerpt(left)}")
        if left and reasons and is_empty(row.why):
            report(row.line, "feedback", f"row {excerpt(left)} has no reason")
        if not left and right in rights:
            text = f"{excerpt(right)} has an empty left cell, but goes with another row"
            report(row.line, "syntax", text)
        seen.add(left)


def read_row(row: nodes.Element) -> Row:
    """Read a row, whatever number of cells it has."""
    cells = [list(cell.children) for cell in row.children]
    left, right, why = (*cells, [], [], [])[:3]
    return Row(line_of(row), left, right, [] if is_empty(why) else why)


def explained(row: nodes.Element) -> bool:
    """Tell whether something follows the table of a row."""
    table = next(node for node in ancestors(row) if isinstance(node, nodes.table))
    siblings = table.parent.children
    return not is_empty(siblings[siblings.index(table) + 1 :])


def ancestors(node: Node) -> list[nodes.Element]:
    """Return what a node stands in, from the inside out."""
    found = list[nodes.Element]()
    while (node := node.parent) is not None:
        found.append(node)
    return found


def make_choice(row: Row, wanted: Sequence[str]) -> quiz_option:
    """Make an option of a right cell; where no row goes with it, the reason is its own."""
    right = row.names[1]
    return quiz_option(
        "",
        quiz_text("", *row.right),
        hidden(quiz_feedback, [] if right in wanted else row.why),
        ident=choice_ident(right),
        right=right in wanted,
        choice="",
    )


def make_row(row: Row) -> quiz_option:
    """Make an option of a row; what it goes with is an attribute, not text."""
    left, right = row.names
    return quiz_option(
        "",
        quiz_text("", *row.left),
        hidden(quiz_feedback, row.why),
        ident=ident_of(left),
        right=True,
        choice=choice_ident(right),
    )


def choice_ident(source: str) -> str:
    """Return the id of a right cell, which may read as a left one does."""
    return ident_of(f"| {source}")
