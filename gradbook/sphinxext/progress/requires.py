"""Which chapter needs which: the front matter ``requires``, checked and reduced."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gradbook.sphinxext.progress.chapters import Chapter

__all__ = ["direct_needs", "mistakes"]


def mistakes(chapters: Sequence[Chapter]) -> Iterator[tuple[Chapter, str]]:
    """Yield what is wrong with the requirements, as a chapter and a sentence.

    A chapter may require chapters of the book that come before it. So there are no circles; one
    that an author has written is told with its way round.
    """
    known = {chapter.id: chapter for chapter in reversed(chapters)}
    for chapter in chapters:
        for position, name in enumerate(chapter.requires):
            needed = known.get(name)
            if needed is None:
                yield chapter, f"requires names {name!r}, which is the id of no chapter"
            elif needed.id == chapter.id:
                yield chapter, f"requires names {name!r}, the chapter itself"
            elif name in chapter.requires[:position]:
                yield chapter, f"requires names {name!r} twice"
            elif needed.number >= chapter.number and (way := find_way(needed, chapter, known)):
                round_trip = " → ".join((chapter.id, *way))
                yield chapter, f"requires {name!r}, which requires it in turn: {round_trip}"
            elif needed.number > chapter.number:
                place = f"chapter {needed.number}, after chapter {chapter.number}"
                yield chapter, f"requires {name!r}, which is {place}"


def find_way(start: Chapter, goal: Chapter, known: Mapping[str, Chapter]) -> list[str]:
    """Return the ids on a way of requirements from one chapter to another, both included."""
    ways, seen = [[start.id]], {start.id}
    for way in ways:  # grows while it is walked: breadth first
        if way[-1] == goal.id:
            return way
        for name in known[way[-1]].requires:
            if name in known and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def direct_needs(chapters: Sequence[Chapter]) -> dict[str, list[Chapter]]:
    """Return for each chapter, by its page, the earlier chapters that it needs directly.

    What one of them needs in turn is left out: if 3 needs 2 and 2 needs 1, then 3 needs 2 only,
    whether or not its front matter names 1.

    Parameters
    ----------
    chapters : sequence of Chapter
        The chapters of the book, in its order.
    """
    needs: dict[str, list[Chapter]] = {}
    behind: dict[str, set[str]] = {}
    known: dict[str, Chapter] = {}
    for chapter in chapters:
        named = [known[name] for name in dict.fromkeys(chapter.requires) if name in known]
        implied = {name for other in named for name in behind[other.id]}
        direct = [other for other in named if other.id not in implied]
        needs[chapter.docname] = sorted(direct, key=lambda other: other.number)
        if chapter.id not in known:
            known[chapter.id] = chapter
            behind[chapter.id] = implied | {other.id for other in named}
    return needs
