"""The map as a drawing: a row for each chapter, and a track from it down to what needs it.

::

        1  Limits
      ┌─┘
      ├▶2  Curves
    ┌─│─┘
    │ └▶3  Areas
    └──▶4  Chances

A track leaves a chapter at the lower left, runs down a lane, and enters each chapter that needs
it from the upper left. Tracks that would meet lie in different lanes, the shortest ones next to
the chapters. Rows grow with the book, the width hardly does, so that the map fits a phone.
"""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Row", "draw", "lanes"]

# all lengths in CSS pixels
ROW, GAP, MARGIN = 46, 13, 8
BOX_WIDTH, BOX_HEIGHT = 42, 30
PORT = 7
"""How far above and below the middle of a box its tracks enter and leave it."""
BEND = 6
LETTERS, LETTER_WIDTH, LINE = 32, 7.3, 17
COLOURS = 6


class Row(NamedTuple):
    """A chapter on the map."""

    number: int
    title: str
    core: bool
    address: str
    needs: tuple[int, ...]
    """Positions of the rows that it needs, all above it."""


def lanes(spans: Mapping[int, int]) -> dict[int, int]:
    """Give each track a lane, such that tracks in one lane have at most an end in common.

    Parameters
    ----------
    spans : mapping of int to int
        Last row of each track by its first row.

    Returns
    -------
    dict of int to int
        Lanes, counted from the one next to the chapters, by the first row.

    Examples
    --------
    >>> lanes({0: 2, 1: 3, 2: 3})
    {2: 0, 0: 0, 1: 1}
    """
    taken: list[list[tuple[int, int]]] = []
    found: dict[int, int] = {}
    for start, end in sorted(spans.items(), key=lambda span: (span[1] - span[0], span)):
        free = (
            lane
            for lane, others in enumerate(taken)
            if all(end <= first or last <= start for first, last in others)
        )
        found[start] = next(free, len(taken))
        if found[start] == len(taken):
            taken.append([])
        taken[found[start]].append((start, end))
    return found


def draw(rows: Sequence[Row], title: str, description: str, name: str) -> str:
    """Draw the map as an SVG, whose title and description have ids that begin with a name."""
    ends: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        for needed in row.needs:
            ends.setdefault(needed, []).append(index)
    found = lanes({start: max(stops) for start, stops in ends.items()})
    left = MARGIN + GAP * (max(found.values(), default=-1) + 1)
    lines = [wrap(row.title, LETTERS) or [""] for row in rows]
    letters = max((len(line) for part in lines for line in part), default=0)
    width = round(left + BOX_WIDTH + 10 + LETTER_WIDTH * letters + MARGIN)
    height = ROW * len(rows)
    tracks = [
        track(start, stops, left - GAP * (found[start] + 1), left, order % COLOURS)
        for order, (start, stops) in enumerate(sorted(ends.items()))
    ]
    labels = [label(index, row, lines[index], left) for index, row in enumerate(rows)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="group" aria-labelledby="{name}-title {name}-text">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n'
        f'<desc id="{name}-text">{escape(description)}</desc>\n' + "".join([*tracks, *labels])
    ) + "</svg>\n"


def middle(index: int) -> int:
    """Return the height of the middle of a row."""
    return ROW * index + ROW // 2


def track(start: int, stops: Sequence[int], lane: int, left: int, colour: int) -> str:
    """Draw the track from a row to all rows that need it."""
    down, last = middle(start) + PORT, middle(stops[-1]) - PORT
    tip = left - 2
    path = f"M{left} {down}H{lane + BEND}Q{lane} {down} {lane} {down + BEND}V{last - BEND}"
    path += f"Q{lane} {last} {lane + BEND} {last}H{tip}"
    path += "".join(f"M{lane} {middle(stop) - PORT}H{tip}" for stop in stops[:-1])
    heads = "".join(f"M{left} {middle(stop) - PORT}l-7 -3.5v7z" for stop in stops)
    knots = "".join(
        f'<circle cx="{lane}" cy="{middle(stop) - PORT}" r="3"/>' for stop in stops[:-1]
    )
    return (
        f'<g class="gradbook-track gradbook-track-{colour}" stroke="currentColor"'
        f' fill="currentColor"><path fill="none" stroke-width="2" d="{path}"/>'
        f'<path stroke="none" d="{heads}"/>{knots}</g>\n'
    )


def label(index: int, row: Row, lines: Sequence[str], left: int) -> str:
    """Draw a chapter: its number in a box and its title, both a link."""
    x, y = left + BOX_WIDTH + 10, middle(index)
    first = y + 5 - LINE * (len(lines) - 1) / 2
    spans = "\n".join(
        f'<tspan x="{x}" y="{first + LINE * position:g}">{escape(line)}</tspan>'
        for position, line in enumerate(lines)
    )
    star = " ★" if row.core else ""
    return (
        f'<a class="gradbook-stop" href="{escape(row.address)}">'
        f'<rect x="{left}" y="{y - BOX_HEIGHT // 2}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}"'
        f' rx="6" fill="none" stroke="currentColor"/><text x="{left + BOX_WIDTH / 2:g}"'
        f' y="{y + 5}" text-anchor="middle">{row.number}{star}</text>\n<text>{spans}</text></a>\n'
    )
