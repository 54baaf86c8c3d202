"""Words and blanks that stand for a part of a question, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BLANK", "lead", "words_for_verdict"]

BLANK = "________"
"""Where to write an answer on paper."""


def words_for_verdict(right: bool) -> str:
    """Say a verdict as the scripts say it."""
    return "Correct" if right else "Not correct"


def lead(words: nodes.Node, blocks: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Let blocks begin with some words, in their first paragraph if they begin with one."""
    first = blocks[0] if blocks else None
    if not isinstance(first, nodes.paragraph):
        return [nodes.paragraph("", "", words), *blocks]
    first[:0] = [words, nodes.Text(" ")]
    return list(blocks)
