"""Tables in Markdown: one line a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.ask.text import one_line

if TYPE_CHECKING:
    from gradbook.sphinxext.ask.markdown import MarkdownWriter

__all__ = ["write_table"]


def write_table(writer: MarkdownWriter, table: nodes.Element) -> str:
    """Write a table; without a head, its first line is empty, because Markdown wants one.

    A cell over several columns or rows stands in the first of them.
    """
    groups = list(table.findall(nodes.tgroup))
    titles = [child for child in table.children if isinstance(child, nodes.title)]
    return "\n\n".join(
        [writer.blocks([title]) for title in titles] + [lines(writer, g) for g in groups]
    )


def lines(writer: MarkdownWriter, group: nodes.Element) -> str:
    """Write the rows of a table."""
    width = len(list(group.findall(nodes.colspec)))
    head = [row for part in group.findall(nodes.thead) for row in part.children]
    body = [row for part in group.findall(nodes.tbody) for row in part.children]
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate([*head, *body]):
        fill(writer, row, number, width, taken)
    rows = [
        "| " + " | ".join(taken.get((row, column), "") for column in range(width)) + " |"
        for row in range(len(head) + len(body))
    ]
    first = len(head) or 1
    rows = rows if head else ["|" + "  |" * width, *rows]
    return "\n".join([*rows[:first], "|" + " --- |" * width, *rows[first:]])


def fill(
    writer: MarkdownWriter,
    row: nodes.Node,
    number: int,
    width: int,
    taken: dict[tuple[int, int], str],
) -> None:
    """Put the cells of a row into the columns that no cell above reaches into."""
    free = (column for column in range(width) if (number, column) not in taken)
    for entry in row.children:
        column = next(free, None)
        if column is None or not isinstance(entry, nodes.Element):
            return
        for down in range(entry.get("morerows", 0) + 1):
            for right in range(entry.get("morecols", 0) + 1):
                taken.setdefault((number + down, column + right), "")
        taken[number, column] = cell(writer, entry)


def cell(writer: MarkdownWriter, entry: nodes.Element) -> str:
    """Write a cell: its paragraphs on one line."""
    writer.in_table = True
    parts = [one_line(writer.blocks([child])) for child in entry.children]
    writer.in_table = False
    return "<br>".join(part for part in parts if part)
