"""Where a directive stands in its file, exactly.

MyST-NB counts the lines of a Markdown cell as if exactly one blank line stood before it; where
there are none or two, every line below is off. So the opening line is looked up in the file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils.parsers.rst.states import RSTState

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive

__all__ = ["Place", "find_place"]

OPENING = re.compile(r".*?(?P<fence>:{3,}|`{3,}|~{3,})\s*\{(?P<name>[^}]*)\}(?P<rest>.*)")


class Place(NamedTuple):
    """Where a directive stands."""

    source: str
    """Path of the file."""
    line: int
    """Line on which the directive opens."""
    shift: int
    """What to add to the parser's line numbers within the directive."""
    markdown: bool
    """Whether it is written in Markdown, else in reStructuredText."""
    unclosed: str
    """The fence, if no line closes it; else empty."""


def find_place(directive: Directive) -> Place:
    """Find where a directive stands."""
    source, line = directive.state_machine.get_source_and_line(directive.lineno)
    source, line = str(Path(source or "").resolve()), int(line or directive.lineno)
    state: object = directive.state  # MyST puts a state of its own in place of an RSTState
    if isinstance(state, RSTState):
        return Place(source, line, 0, False, "")
    path = Path(source)
    lines = path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else []
    argument = directive.arguments[0] if directive.arguments else ""
    fences = {
        number: match["fence"]
        for number, text in enumerate(lines, start=1)
        if (match := OPENING.fullmatch(text))
        and match["name"].strip() == directive.name
        and match["rest"].split() == argument.split()
    }
    if not fences:  # a notebook in JSON, or a text that another extension has made
        return Place(source, line, 0, True, "")
    found = min(fences, key=lambda number: abs(number - line))
    end = found + directive.block_text.rstrip("\n").count("\n")
    closed = end <= len(lines) and lines[end - 1].strip(" \t>") == fences[found]
    return Place(source, found, found - line, True, "" if closed else fences[found])
