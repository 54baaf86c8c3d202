"""Text of Markdown: what protects it, and what puts it into lists, quotes and fences."""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "bullets",
    "code_span",
    "displayed",
    "escape",
    "fenced",
    "flush",
    "indent",
    "one_line",
    "quoted",
]

SPECIAL = re.compile(r"[\\`*\[\]<$~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
LINE_START = re.compile(r"^( *)([#>]|[-+](?= |$)|[-=]+(?= *$))", re.MULTILINE)
ITEM_START = re.compile(r"^( *\d{1,9})([.)])(?= |$)", re.MULTILINE)
LANGUAGES = {
    "default": "",
    "ipython": "python",
    "ipython3": "python",
    "myst-ansi": "text",
    "none": "text",
}
ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
TERMINAL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def escape(text: str) -> str:
    r"""Protect text from being read as markup.

    Examples
    --------
    >>> print(escape("2 * x_0 costs $5, and snake_case stays"))
    2 \* x_0 costs \$5, and snake_case stays
    """
    return SPECIAL.sub(r"\\\g<0>", text)


def one_line(text: str) -> str:
    """Put text on one line."""
    return " ".join(text.split())


def indent(text: str, first: str, rest: str) -> str:
    """Put something before the first line of a text and before each other line with words."""
    head, *lines = text.split("\n")
    return "\n".join([(first + head).rstrip(), *(rest + line if line else "" for line in lines)])


def bullets(items: Iterable[str], marks: Iterable[str] = repeat("- ")) -> str:
    r"""Make a list; its items have blank lines between them if one has several blocks.

    Examples
    --------
    >>> print(bullets(["a", "b\nc"]))
    - a
    - b
      c
    """
    texts = [*items]
    gap = "\n\n" if any("\n\n" in text for text in texts) else "\n"
    pairs = zip(texts, marks, strict=False)
    return gap.join(indent(text, mark, " " * len(mark)) for text, mark in pairs)


def code_span(text: str) -> str:
    """Quote code by more backticks than it has in a row.

    Examples
    --------
    >>> code_span("x = 1"), code_span("a `b` c")
    ('`x = 1`', '``a `b` c``')
    """
    text = text.replace("\n", " ")
    runs = [len(run) for run in re.findall("`+", text)]
    fence = next("`" * size for size in range(1, len(runs) + 2) if size not in runs)
    edges = text[:1], text[-1:]
    pad = " " if "`" in edges or edges == (" ", " ") else ""  # one blank on both sides is dropped
    return f"{fence}{pad}{text}{pad}{fence}"


def quoted(text: str) -> str:
    """Make a quote of a text."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def flush(text: str) -> str:
    r"""Make a paragraph: no line of it begins like a heading, a list, a quote or a rule.

    Examples
    --------
    >>> print(flush("It is\n1. not a list\n- nor this"))
    It is
    1\. not a list
    \- nor this
    """
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text.strip())
    return ITEM_START.sub(r"\1\\\2", LINE_START.sub(r"\1\\\2", text))


def fenced(text: str, language: str) -> str:
    """Fence code or output; a fence is longer than any in it."""
    text = TERMINAL.sub("", text).rstrip("\n")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{LANGUAGES.get(language, language)}\n{text}\n{fence}"


def displayed(tex: str, number: str) -> str:
    """Write a formula on lines of its own, aligned if it has several, with its number."""
    tex = re.sub(r"\n\s*\n", "\n", tex.strip())
    if r"\\" in ENVIRONMENT.sub("", tex):
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    tag = f"\n\\tag{{{number}}}" if number else ""
    return f"$$\n{tex}{tag}\n$$"
