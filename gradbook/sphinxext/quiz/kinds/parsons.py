"""Lines of code to be put into order, with lines among them that do not belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.quiz.answers import Answer, ident_of
from gradbook.sphinxext.quiz.blocks import is_empty, line_of
from gradbook.sphinxext.quiz.kinds.base import children_of
from gradbook.sphinxext.quiz.kinds.order import Order
from gradbook.sphinxext.quiz.nodes import letter, quiz_text
from gradbook.sphinxext.quiz.problems import excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gradbook.sphinxext.quiz.nodes import quiz_option
    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["Parsons"]

DISTRACTOR = re.compile(r"(?P<code>.*?)\s*(?:#|//|%|--) ?~\s*(?P<feedback>.*)")
MARKUP = re.compile(r"(`[^`]+`|\$[^$]+\$)")


class Parsons(Order):
    """The lines of a code block, to be put into order."""

    shape = "code block"
    blocks = (nodes.literal_block,)

    def items(self, block: nodes.Element, report: Report) -> list[nodes.Element]:
        """Make an item of each line, with what stands behind ``#~`` as its feedback."""
        items = list[nodes.Element]()
        for number, text in enumerate(block.astext().splitlines(), start=1):
            match = DISTRACTOR.fullmatch(text)
            code = match["code"] if match else text.rstrip()
            if not code.strip():
                continue
            literal = nodes.literal(code, code)
            line = nodes.paragraph(code, "", literal, translatable=False)
            item = nodes.list_item("", line, code=code, right=match is None)
            if match and match["feedback"]:
                item += nodes.block_quote("", paragraph_of(match["feedback"]))
            for node in item.findall(nodes.Element):
                node.source, node.line = block.source, line_of(block) + number
            items.append(item)
        return items

    def step(self, item: nodes.Element, report: Report) -> Answer:
        """Read a line, with its indentation; one that does not belong needs a reason."""
        line, *quotes = item.children
        feedback = [block for quote in quotes for block in quote.children]
        if not item["right"] and is_empty(feedback):
            report(line_of(item), "feedback", f"option {excerpt(item['code'])} has no feedback")
        code = item["code"]
        return Answer(line_of(item), ident_of(code), item["right"], code, [line], feedback)

    def lay_out(self, options: Sequence[tuple[int, quiz_option]]) -> list[nodes.Node]:
        """Set the lines as a block, which keeps their indentation."""
        lines = (
            (letter(index), "".join(node.astext() for node in children_of(option, quiz_text)))
            for index, option in options
        )
        code = "\n".join(f"({name})  {line}" for name, line in lines)
        return [nodes.literal_block(code, code, language="text", translatable=False)]


def paragraph_of(text: str) -> nodes.paragraph:
    """Read a line of text in which code and formulas are all the markup."""
    paragraph = nodes.paragraph(text)
    for part in MARKUP.split(text):
        if part[:1] in ("`", "$") and MARKUP.fullmatch(part):
            kind = nodes.literal if part[0] == "`" else nodes.math
            paragraph += kind(part[1:-1], part[1:-1])
        elif part:
            paragraph += nodes.Text(part)
    return paragraph
