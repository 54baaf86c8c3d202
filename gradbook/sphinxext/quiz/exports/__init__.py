"""Exports of `quizzes.json` to the formats of other programs.

    python -m gradbook.sphinxext.quiz export --to gift build/quizjson/quizzes.json questions.gift

`gift` is Moodle's text format, `qti` a package of QTI 2.1 for learning platforms, `anki` a table of
cards. Questions of which a format cannot hold the kind are left out and named.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gradbook.sphinxext.quiz.exports.anki import anki
from gradbook.sphinxext.quiz.exports.book import Unsupported, read_book
from gradbook.sphinxext.quiz.exports.gift import gift
from gradbook.sphinxext.quiz.exports.qti import qti

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gradbook.sphinxext.quiz.exports.book import Book

__all__ = ["EXPORTERS", "main"]

EXPORTERS: Mapping[str, Callable[[Book, list[Unsupported]], bytes]] = {
    "anki": anki,
    "gift": gift,
    "qti": qti,
}
"""For each format, what makes the file and adds the questions that are left out to a list."""


def main(arguments: Sequence[str]) -> int:
    """Export; return 0, or 1 if questions were left out, or 2 if there is nothing to export."""
    parser = argparse.ArgumentParser(
        prog="python -m gradbook.sphinxext.quiz export",
        description="Export the questions of a book to another format.",
    )
    parser.add_argument("--to", required=True, choices=sorted(EXPORTERS), help="the format")
    parser.add_argument("book", type=Path, help="quizzes.json, as the builder quizjson writes it")
    parser.add_argument("output", type=Path, help="the file to write")
    given = parser.parse_args(arguments)
    try:
        book = read_book(given.book)
        left_out: list[Unsupported] = []
        given.output.write_bytes(EXPORTERS[given.to](book, left_out))
    except (OSError, ValueError) as error:
        print(f"quiz export: {given.book}: {error}", file=sys.stderr)
        return 2
    for question in left_out:
        print(
            f"left out: '{question.ident}': {given.to} cannot hold its kind, '{question.kind}'",
            file=sys.stderr,
        )
    print(f"{given.output}: {len(book['questions']) - len(left_out)} questions")
    return 1 if left_out else 0
