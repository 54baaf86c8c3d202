"""What is wrong with a quiz, said with the file and the line where it is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.util import logging

__all__ = ["Problem", "Report", "excerpt"]

logger = logging.getLogger(__name__)

EXCERPT_LENGTH = 40


class Problem(Exception):  # noqa: N818 (an author's mistake, not the program's)
    """One thing wrong with a quiz.

    Parameters
    ----------
    subtype : {'id', 'syntax', 'numeric', 'feedback', 'bind', 'stale'}
        Kind of the mistake; the warning gets the type ``quiz.<subtype>``.
    message : str
        A sentence without full stop.
    """

    def __init__(self, subtype: str, message: str) -> None:
        super().__init__(message)
        self.subtype = subtype
        self.message = message


@dataclass(frozen=True)
class Report:
    """Where the problems of one quiz go: to Sphinx, as warnings with file and line."""

    source: str
    """Path of the file."""
    subject: str
    """How a message begins, such as ``quiz 'gd-direction'``."""

    def __call__(self, line: int, subtype: str, message: str) -> None:
        """Warn of a problem at a line."""
        location = f"{self.source}:{line}"
        text = f"{self.subject}: {message}"
        logger.warning("%s", text, type="quiz", subtype=subtype, location=location)

    def problem(self, line: int, problem: Problem) -> None:
        """Warn of a problem that was raised."""
        self(line, problem.subtype, problem.message)


def excerpt(text: str) -> str:
    r"""Quote a text, on one line and not too long.

    Examples
    --------
    >>> excerpt("a\n  b")
    "'a b'"
    >>> excerpt("word " * 20)
    "'word word word word word word word word…'"
    """
    line = " ".join(text.split())
    if len(line) > EXCERPT_LENGTH:
        line = line[:EXCERPT_LENGTH].rstrip() + "…"
    return f"'{line}'"
