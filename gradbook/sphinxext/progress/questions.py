"""The questions of a page, known by the attributes of their nodes and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Question", "find_questions"]


class Question(NamedTuple):
    """One question of a chapter."""

    id: str
    name: str
    """What readers call it, such as ``Question 5.2``."""
    title: str
    kind: str
    concepts: tuple[str, ...]
    hash: str
    review: bool
    """Whether it comes back in the review."""
    required: bool
    """Whether the chapter is not practised without it."""
    was: tuple[str, ...]
    """Ids that it had before."""


def find_questions(doctree: nodes.document) -> Iterator[Question]:
    """Yield the questions of a page in reading order.

    A question is a node with the attribute `quiz_id`. Its other attributes may be missing.
    """
    for node in doctree.findall(nodes.Element):
        if "quiz_id" in node:
            yield Question(
                id=str(node["quiz_id"]),
                name=f"Question {node.get('number', '')}".strip(),
                title=str(node.get("title", "")),
                kind=str(node.get("kind", "")),
                concepts=tuple(node.get("concepts", ())),
                hash=str(node.get("hash", "")),
                review=bool(node.get("review", True)),
                required=bool(node.get("required")),
                was=tuple(node.get("was", ())),
            )
