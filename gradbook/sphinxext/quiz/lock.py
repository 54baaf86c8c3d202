"""The lock: every id under which readers' results may be kept, in `quiz-lock.json`.

The file lies beside the pages and holds one id a line with the page on which it was first
published, in the order of the alphabet::

    {
      "gd-direction": "gradient-descent/first-principles",
      "gd-largest-step": null
    }

A question that is gone for good has ``null`` in place of its page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["LOCK", "LockError", "line_in", "read_lock", "write_lock"]

LOCK = "quiz-lock.json"


class LockError(ValueError):
    """The lock cannot be read; `line` is where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_lock(path: Path) -> dict[str, str | None]:
    """Return the page of each id.

    Raises
    ------
    LockError
        The file is not of the form above.
    """
    try:
        lock = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        text = f'{error.msg}; expected lines such as \'"id": "page",\''
        raise LockError(error.lineno, text) from error
    if not isinstance(lock, dict):
        raise LockError(1, "expected an object of ids with their pages")
    for ident, page in lock.items():
        if page is not None and not isinstance(page, str):
            raise LockError(line_in(path, ident), f"expected a page or null for '{ident}'")
    return lock


def write_lock(path: Path, lock: Mapping[str, str | None]) -> None:
    """Write the lock, one id a line, sorted."""
    path.write_text(json.dumps(lock, indent=2, sort_keys=True) + "\n", "utf-8")


def line_in(path: Path, ident: str) -> int:
    """Return the line of an id in the lock."""
    lines = path.read_text("utf-8").splitlines()
    start = f'"{ident}"'
    return next((n for n, line in enumerate(lines, start=1) if line.strip().startswith(start)), 1)
