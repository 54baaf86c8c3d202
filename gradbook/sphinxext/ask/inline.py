"""Words in Markdown: text, emphasis, code, formulas, links and images inside a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.ask.text import code_span, escape, flush, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gradbook.sphinxext.ask.places import Places

__all__ = ["InlineWriter", "is_left_out", "node_name"]

LEFT_OUT = {
    "comment",
    "index",
    "meta",
    "pending",
    "quiz_answer_link",
    "quiz_variants",
    "raw",
    "substitution_definition",
    "system_message",
    "toctree",
}
"""Nodes with nothing to read in them; raw nodes hold another language."""


def is_left_out(node: nodes.Node) -> bool:
    """Tell whether nothing of a node is in the twin: hidden, or not to be read.

    What carries the class ``no-search`` is hidden until a reader asks for it. Of the two versions
    of a figure the light one is written.
    """
    if not isinstance(node, nodes.Element):
        return False
    if node_name(node) in LEFT_OUT or "no-search" in node["classes"]:
        return True
    dark = any(name.endswith("-dark") and name != "dark-light" for name in node["classes"])
    return isinstance(node, nodes.image) and dark


def node_name(node: nodes.Node) -> str:
    """Return the name of a node, such as `paragraph`."""
    return type(node).__name__


def signature(node: nodes.Node) -> str:
    """Return how something is called, with its parameters in brackets."""
    if node_name(node) == "desc_parameterlist":
        return f"({', '.join(parameter.astext() for parameter in node.children)})"
    if isinstance(node, nodes.Text):
        return node.astext()
    return "".join(signature(child) for child in node.children)


class InlineWriter:
    """Writes what stands inside a paragraph.

    Parameters
    ----------
    places : Places
        Where the links and images of the page lead.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.in_table = False

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """Write nodes one after the other."""
        return "".join(self.word(node) for node in children)

    def paragraph(self, children: Iterable[nodes.Node]) -> str:
        """Write nodes as a paragraph: no line of it begins like a heading, a list or a quote."""
        return flush(self.inline(children))

    def word(self, node: nodes.Node) -> str:
        """Write one node; of one that is not known, what is in it."""
        if is_left_out(node):
            return ""
        if isinstance(node, nodes.Text):
            text = escape(node.astext())
            return text.replace("|", r"\|") if self.in_table else text
        write: Callable[[nodes.Node], str] | None = getattr(self, f"word_{node_name(node)}", None)
        return write(node) if write else self.inline(node.children)

    def wrapped(self, node: nodes.Element, mark: str) -> str:
        """Write a node between two marks, which touch its first and last letter."""
        text = self.inline(node.children)
        inner = text.strip()
        if not inner:
            return text
        start = text.index(inner)
        return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"

    def word_emphasis(self, node: nodes.Element) -> str:
        """Write emphasis."""
        return self.wrapped(node, "*")

    word_title_reference = word_literal_emphasis = word_emphasis

    def word_strong(self, node: nodes.Element) -> str:
        """Write strong emphasis."""
        return self.wrapped(node, "**")

    word_literal_strong = word_strong

    def word_literal(self, node: nodes.Element) -> str:
        """Write code."""
        text = code_span(node.astext())
        return text.replace("|", r"\|") if self.in_table else text

    def word_math(self, node: nodes.Element) -> str:
        """Write a formula; a bar would end the cell of a table."""
        tex = one_line(node.astext())
        if self.in_table:
            tex = tex.replace(r"\|", r"\Vert ").replace("|", r"\vert ")
        return f"${tex}$"

    def word_math_block(self, node: nodes.Element) -> str:
        """Write a formula that stands on its own inside a paragraph."""
        return f"$${one_line(node.astext())}$$"

    def word_subscript(self, node: nodes.Element) -> str:
        """Write an index, for which Markdown has no mark of its own."""
        return f"<sub>{self.inline(node.children)}</sub>"

    def word_superscript(self, node: nodes.Element) -> str:
        """Write an exponent."""
        return f"<sup>{self.inline(node.children)}</sup>"

    def word_reference(self, node: nodes.Element) -> str:
        """Write a link."""
        text, url = self.inline(node.children).strip(), self.places.link(node)
        return f"[{text}]({url})" if text and url else text

    def word_download_reference(self, node: nodes.Element) -> str:
        """Write a link to a file."""
        text, url = self.inline(node.children), self.places.download(node)
        return f"[{text}]({url})" if url else text

    def word_image(self, node: nodes.Element) -> str:
        """Write an image with the words that stand for it."""
        return f"![{escape(one_line(node.get('alt', '')))}]({self.places.image(node)})"

    word_picture = word_image

    def word_desc_signature(self, node: nodes.Element) -> str:
        """Write how something is called, on a line of its own."""
        return f"**{code_span(one_line(signature(node)))}**\n"

    def word_footnote_reference(self, node: nodes.Element) -> str:
        """Point to a footnote."""
        return f"[^{node.astext()}]"
