"""What an author writes around the text of an answer: ``[x]`` before it and ``{#id}`` after it.

Both are taken out of the doctree and out of `rawsource`, from which message catalogues are made.
With MyST's extension ``tasklist`` the mark arrives as a raw ``<input>``, otherwise as text.
"""

from __future__ import annotations

import re

from docutils import nodes

__all__ = ["mark_of", "take_id", "take_mark"]

MARK = re.compile(r"\[([ xX])\](?:\s+|$)")
EXPLICIT_ID = re.compile(r"\s*\{#([^{}]*)\}\s*$")
CHECKBOX = "task-list-item-checkbox"


def mark_of(item: nodes.Node) -> bool | None:
    """Tell whether an item is marked as right or as wrong, or as neither."""
    first = item.children[0] if item.children else None
    if not isinstance(first, nodes.paragraph) or not first.children:
        return None
    start = first.children[0]
    if isinstance(start, nodes.raw) and CHECKBOX in start.astext():
        return "checked=" in start.astext()
    match = MARK.match(first.rawsource) if isinstance(start, nodes.Text) else None
    return None if match is None else match[1] != " "


def take_mark(paragraph: nodes.paragraph) -> None:
    """Take the mark out of the first paragraph of an item that has one."""
    start = paragraph.pop(0)
    if isinstance(start, nodes.Text):
        paragraph.insert(0, nodes.Text(start[len("[x]") :]))
        paragraph.rawsource = MARK.sub("", paragraph.rawsource, count=1)
    while paragraph.children and isinstance(start := paragraph.children[0], nodes.Text):
        paragraph.pop(0)
        if text := start.lstrip():
            paragraph.insert(0, nodes.Text(text))
            return


def take_id(paragraph: nodes.paragraph) -> str | None:
    """Take ``{#id}`` from the end of a paragraph, if it is there."""
    end = paragraph.children[-1] if paragraph.children else None
    if not isinstance(end, nodes.Text) or not (match := EXPLICIT_ID.search(end)):
        return None
    paragraph.pop()
    if rest := end[: match.start()]:
        paragraph += nodes.Text(rest)
    paragraph.rawsource = EXPLICIT_ID.sub("", paragraph.rawsource)
    return match[1]
