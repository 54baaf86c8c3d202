"""From the line on which a paragraph begins to the line a warning is about."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import NamedTuple

__all__ = ["Place", "exact_line", "exact_place", "place_of"]

PARAGRAPHS = {"bibtex", "download", "image", "myst", "mystnb", "ref"}
"""Types of the warnings that name the first line of a paragraph; our own name the right one."""


class Place(NamedTuple):
    """Where a warning points."""

    file: str
    line: int | None


def place_of(record: logging.LogRecord) -> Place | None:
    """Read the place off a warning that Sphinx is about to show.

    Examples
    --------
    >>> record = logging.makeLogRecord({"location": "/book/rates.md:12"})
    >>> place_of(record)
    Place(file='/book/rates.md', line=12)
    """
    location = getattr(record, "location", None)
    if not isinstance(location, str):
        return None
    file, _, line = location.rpartition(":")
    return Place(file, int(line)) if line.isdecimal() else Place(location.rstrip(":"), None)


def exact_place(record: logging.LogRecord, place: Place) -> str:
    """Return the place to show with a warning, exact as far as its text allows."""
    if place.line is None or getattr(record, "type", None) not in PARAGRAPHS:
        return str(record.__dict__["location"])
    try:
        lines = Path(place.file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return f"{place.file}:{place.line}"
    message = logging.LogRecord.getMessage(record)
    return f"{place.file}:{exact_line(message, lines, place.line)}"


def exact_line(message: str, lines: list[str], first: int) -> int:
    """Find the line of a paragraph that holds the word a warning complains about.

    Parameters
    ----------
    message
        Text of the warning; the last word in quotation marks, or else after a colon, is searched.
    lines
        The file.
    first
        Number of the paragraph's first line, counted from 1.

    Returns
    -------
    int
        Number of the line; `first` if no line of the paragraph holds the word.

    Examples
    --------
    >>> exact_line("undefined label: 'gone'", ["See this,", "and {ref}`gone`."], 1)
    2
    """
    text = re.split(r" \(| \[\w", message)[0]
    words = re.findall(r"'([^']+)'|\"([^\"]+)\"|: ([^\s'\"]+)$", text)
    for word in ("".join(groups) for groups in reversed(words)):
        for number, line in enumerate(lines[first - 1 :], first):
            if not line.strip():
                break
            if word in line or word.rpartition("/")[2] in line:
                return number
    return first
