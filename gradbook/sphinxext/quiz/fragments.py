r"""Parts of a page as HTML that any tool reads, and as text.

Formulas are TeX, ``\(…\)`` and ``\[…\]`` in HTML, ``$…$`` and ``$$…$$`` in text. A link to a place
in the book is its words.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fragment", "fragment", "html_of", "text_of"]

Fragment = dict[str, str]
"""Some content as `html` and as `text`."""

TAGS: dict[type[nodes.Node], str] = {
    nodes.paragraph: "p",
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
    nodes.block_quote: "blockquote",
    nodes.bullet_list: "ul",
    nodes.enumerated_list: "ol",
    nodes.list_item: "li",
    nodes.table: "table",
    nodes.thead: "thead",
    nodes.tbody: "tbody",
    nodes.row: "tr",
    nodes.entry: "td",
}
BLOCKS = (
    nodes.paragraph,
    nodes.literal_block,
    nodes.math_block,
    nodes.list_item,
    nodes.thead,
    nodes.tbody,
    nodes.row,
)
LEFT_OUT = (nodes.Invisible, nodes.system_message, nodes.raw)


def fragment(parts: Iterable[nodes.Node]) -> Fragment:
    """Return some nodes in both forms."""
    parts = list(parts)
    blocks = [text_of(part) for part in parts]
    return {
        "html": "".join(map(html_of, parts)),
        "text": "\n\n".join(block for block in blocks if block),
    }


def html_of(node: nodes.Node) -> str:
    r"""Return a node as HTML.

    Examples
    --------
    >>> words = nodes.paragraph("", "x < 1, ", nodes.math("x^2", "x^2"))
    >>> html_of(words)
    '<p>x &lt; 1, \\(x^2\\)</p>'
    """
    if isinstance(node, nodes.Text):
        return escape(node.astext(), quote=False)
    if isinstance(node, LEFT_OUT):
        return ""
    if isinstance(node, nodes.math):
        return rf"\({escape(node.astext(), quote=False)}\)"
    if isinstance(node, nodes.math_block):
        return rf"<p>\[{escape(node.astext(), quote=False)}\]</p>"
    if isinstance(node, nodes.literal_block):
        return f"<pre><code>{escape(node.astext().rstrip(), quote=False)}</code></pre>"
    if isinstance(node, nodes.image):
        return f'<img src="{escape(node["uri"])}" alt="{escape(node.get("alt", ""))}" />'
    inner = "".join(map(html_of, node.children))
    if isinstance(node, nodes.reference) and "://" in node.get("refuri", ""):
        return f'<a href="{escape(node["refuri"])}">{inner}</a>'
    tag = TAGS.get(type(node))
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def text_of(node: nodes.Node) -> str:
    r"""Return a node as text.

    Examples
    --------
    >>> text_of(nodes.paragraph("", "at ", nodes.math("x", "x")))
    'at $x$'
    """
    if isinstance(node, LEFT_OUT):
        return ""
    if isinstance(node, nodes.math):
        return f"${node.astext()}$"
    if isinstance(node, nodes.math_block):
        return f"$$\n{node.astext()}\n$$"
    if isinstance(node, nodes.literal):
        return f"`{node.astext()}`"
    if isinstance(node, nodes.literal_block):
        return f"```\n{node.astext().rstrip()}\n```"
    if isinstance(node, nodes.image):
        return str(node.get("alt", ""))
    if not node.children:
        return node.astext()
    texts = [text_of(child) for child in node.children]
    blocks = any(isinstance(child, BLOCKS) for child in node.children)
    if isinstance(node, nodes.row):
        return " | ".join(texts)
    text = "\n".join(filter(None, texts)) if blocks else "".join(texts)
    return f"- {text}" if isinstance(node, nodes.list_item) else text
