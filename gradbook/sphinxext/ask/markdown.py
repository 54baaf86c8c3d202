"""A page in Markdown: its doctree, as the HTML builder has resolved it, in words.

Every node has a method `block_<name>`, or belongs to a paragraph. What is not known is written as
what is in it, so that nodes of other extensions come out readable.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from gradbook.sphinxext.ask.inline import InlineWriter, is_left_out, node_name
from gradbook.sphinxext.ask.questions import write_question
from gradbook.sphinxext.ask.table import write_table
from gradbook.sphinxext.ask.text import bullets, displayed, fenced, indent, one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gradbook.sphinxext.ask.places import Places

__all__ = ["MarkdownWriter"]

HEADINGS = 6


class MarkdownWriter(InlineWriter):
    """Writes blocks.

    Parameters
    ----------
    places : Places
        Where the links and images of the page lead.
    legends : mapping of str to str
        What stands above each question on the page, by its id.
    """

    def __init__(self, places: Places, legends: Mapping[str, str]) -> None:
        super().__init__(places)
        self.legends = legends
        self.level = 0

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Write blocks; words that stand between them become paragraphs."""
        written: list[str] = []
        words: list[nodes.Node] = []
        for child in children:
            if isinstance(child, nodes.Text | nodes.Inline):
                words.append(child)
                continue
            written += [self.paragraph(words), self.block(child)]
            words = []
        return "\n\n".join(text for text in [*written, self.paragraph(words)] if text)

    def block(self, node: nodes.Node) -> str:
        """Write one block."""
        if is_left_out(node) or not isinstance(node, nodes.Element):
            return ""
        write: Callable[[nodes.Node], str] | None = getattr(self, f"block_{node_name(node)}", None)
        if write:
            return write(node)
        if isinstance(node, nodes.Admonition):
            return self.titled(node, admonitionlabels.get(node.tagname, ""))
        if isinstance(node, nodes.TextElement):
            return self.paragraph(node.children)
        return self.blocks(node.children)

    def block_document(self, node: nodes.Element) -> str:
        """Write a page."""
        return self.blocks(node.children) + "\n"

    def block_section(self, node: nodes.Element) -> str:
        """Write a section and those in it."""
        self.level += 1
        text = self.blocks(node.children)
        self.level -= 1
        return text

    def block_title(self, node: nodes.Element) -> str:
        """Write a heading; the title of anything but a section is a line."""
        text = one_line(self.inline(node.children))
        if isinstance(node.parent, nodes.section):
            return f"{'#' * min(self.level, HEADINGS)} {text}"
        return f"**{text}**"

    def block_rubric(self, node: nodes.Element) -> str:
        """Write a heading that is in no list of contents."""
        return f"**{one_line(self.inline(node.children))}**"

    block_term = block_field_name = block_rubric

    def block_bullet_list(self, node: nodes.Element) -> str:
        """Write a list."""
        return bullets(self.items(node))

    def block_enumerated_list(self, node: nodes.Element) -> str:
        """Write a list with numbers."""
        return bullets(self.items(node), (f"{number}. " for number in count(node.get("start", 1))))

    def items(self, node: nodes.Element) -> list[str]:
        """Write the items of a list."""
        shown = (item for item in node.children if not is_left_out(item))
        return [self.blocks(item.children) for item in shown]

    def block_block_quote(self, node: nodes.Element) -> str:
        """Write a quote."""
        return quoted(self.blocks(node.children))

    def titled(self, node: nodes.Element, title: str) -> str:
        """Write a box as a quote that begins with its title."""
        has_title = isinstance(next(iter(node.children), None), nodes.title)
        lead = f"**{title}**\n\n" if title and not has_title else ""
        return quoted(lead + self.blocks(node.children))

    def block_dropdown_main(self, node: nodes.Element) -> str:
        """Write what can be folded on the page: its title is its first child."""
        return self.titled(node, "")

    block_dropdown_title = block_rubric

    def block_literal_block(self, node: nodes.Element) -> str:
        """Write code or output, in a fence longer than any in it."""
        return fenced(node.astext(), str(node.get("language", "")))

    def block_doctest_block(self, node: nodes.Element) -> str:
        """Write a session at the prompt."""
        return fenced(node.astext(), "pycon")

    def block_math_block(self, node: nodes.Element) -> str:
        """Write a formula on lines of its own, with its number."""
        numbered = not node.get("no-wrap", node.get("nowrap"))
        return displayed(node.astext(), str(node.get("number") or "") if numbered else "")

    def block_quiz_reveal(self, node: nodes.Element) -> str:
        """Write that an output is left out: what it is, a question asks."""
        return "*What this prints is asked on the page.*"

    def block_quiz_question(self, node: nodes.Element) -> str:
        """Write a question of a quiz."""
        return write_question(self, node)

    def block_table(self, node: nodes.Element) -> str:
        """Write a table."""
        return write_table(self, node)

    def block_definition_list_item(self, node: nodes.Element) -> str:
        """Write a term and what it means."""
        return self.blocks(node.children)

    def block_footnote(self, node: nodes.Element) -> str:
        """Write a footnote."""
        label, *rest = node.children
        return indent(self.blocks(rest), f"[^{label.astext()}]: ", "    ")

    def block_citation(self, node: nodes.Element) -> str:
        """Write an entry of a bibliography."""
        label, *rest = node.children
        return indent(self.blocks(rest), f"- **{self.inline(label.children)}** ", "  ")

    def block_desc(self, node: nodes.Element) -> str:
        """Write what is documented: how it is called, then what it does."""
        return self.blocks(node.children)

    def block_line_block(self, node: nodes.Element) -> str:
        """Write lines that stay lines."""
        lines = (
            self.block(line) if isinstance(line, nodes.line_block) else self.inline(line.children)
            for line in node.children
        )
        return "\\\n".join(lines)

    def block_transition(self, node: nodes.Element) -> str:
        """Write a rule."""
        return "---"
