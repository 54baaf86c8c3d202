"""Questions of the quiz part in Markdown, without anything that tells the answer.

They and their parts are known by the names of their nodes. Hints, feedback and explanation are
hidden, as everything else that carries the class ``no-search``. What a number or a text is compared
with is in attributes, of which none is written.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import product
from string import ascii_uppercase
from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.ask.inline import is_left_out, node_name
from gradbook.sphinxext.ask.text import bullets, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gradbook.sphinxext.ask.markdown import MarkdownWriter

__all__ = ["write_question"]

BLANK = "________"
LETTERS = [*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2))]
LETTERED = {"single", "multiple", "predict", "order", "parsons"}
"""Kinds whose answers have letters on the page; of others the order may be the answer."""


def write_question(writer: MarkdownWriter, question: nodes.Element) -> str:
    """Write a question: what is to be done, what is asked, and what there is to choose from."""
    legend = writer.legends.get(question["quiz_id"]) or f"Question {question.get('number', '')}"
    asked = [child for child in question.children if node_name(child) != "quiz_options"]
    parts = [f"**{escape(legend.strip())}**", writer.blocks(asked), answers(writer, question)]
    return "\n\n".join(part for part in parts if part)


def answers(writer: MarkdownWriter, question: nodes.Element) -> str:
    """List the answers to choose from, or leave a blank."""
    if question.get("kind") == "match":
        return pairs(writer, question)
    texts = [writer.blocks(text.children) for text in visible(question) if text.children]
    if not texts:
        return f"{BLANK} {escape(question.get('unit', ''))}".strip()
    if question.get("kind") in LETTERED:
        return lettered(texts)
    return bullets(sorted(texts, key=lambda text: sha256(text.encode()).digest()))


def lettered(texts: Iterable[str]) -> str:
    """List texts with letters."""
    return bullets(f"({letter}) {text}" for letter, text in zip(LETTERS, texts, strict=False))


def pairs(writer: MarkdownWriter, question: nodes.Element) -> str:
    """List the rows with blanks, and then what stands on the right, which has been mixed."""
    choices: list[str] = []
    rows: list[str] = []
    for option in question.findall(nodes.Element):
        if node_name(option) != "quiz_option":
            continue
        text = "".join(writer.blocks(text.children) for text in visible(option))
        (rows if option["choice"] else choices).append(text)
    blanks = (f"{BLANK} {text}" for text in rows)
    return f"{bullets(blanks)}\n\nTo choose from:\n\n{lettered(choices)}"


def visible(node: nodes.Element) -> Iterator[nodes.Element]:
    """Find the texts of the answers that are not hidden."""
    for child in node.children:
        if is_left_out(child) or not isinstance(child, nodes.Element):
            continue
        if node_name(child) == "quiz_text":
            yield child
        else:
            yield from visible(child)
