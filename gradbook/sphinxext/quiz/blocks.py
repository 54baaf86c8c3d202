"""What is asked of any piece of a doctree: its line, its text, whether there is anything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LISTS", "is_empty", "line_of", "source_of"]

LISTS = (nodes.bullet_list, nodes.enumerated_list)
INVISIBLE = (nodes.Invisible, nodes.target, nodes.system_message)
FRAMES = (nodes.paragraph, nodes.block_quote, nodes.list_item, *LISTS)


def line_of(node: nodes.Node) -> int:
    """Return the line on which a node begins; an RST list item does not know its own."""
    for inner in node.findall(nodes.Element):
        if inner.line and not (isinstance(inner, nodes.list_item) and inner.children):
            return int(inner.line)
    return int(node.line or 1)


def is_empty(parts: Iterable[nodes.Node]) -> bool:
    """Tell whether a reader would see nothing."""
    return not any(
        leaf.astext().strip() if isinstance(leaf, nodes.Text) else not isinstance(leaf, FRAMES)
        for part in parts
        if not isinstance(part, INVISIBLE)
        for leaf in part.findall()
        if not leaf.children and not isinstance(leaf, INVISIBLE)
    )


def source_of(parts: Iterable[nodes.Node]) -> str:
    """Return the text of some blocks, on one line, as it stands in the source."""
    texts: list[str] = []
    for part in parts:
        text = part.rawsource if isinstance(part, nodes.TextElement) else ""
        texts.append(text or part.astext())
        if not text:
            texts += [image["uri"] for image in part.findall(nodes.image)]
    return " ".join(" ".join(texts).split())
