"""A table that Anki imports: one card a question, found again by its id when imported again.

The columns are id, front, back and tags. A card needs no script, so every kind of question fits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradbook.sphinxext.quiz.exports.book import Book, Unsupported

__all__ = ["anki"]

HEAD = ("separator:tab", "html:true", "guid column:1", "tags column:4")


def anki(book: Book, left_out: list[Unsupported]) -> bytes:
    """Return the questions of a book as tab-separated values."""
    lines = [f"#{line}" for line in HEAD]
    for question in book["questions"]:
        tags = [book["book"], question["page"].replace("/", "::"), *question["concepts"]]
        front = question["prompt"]["html"] + question["answers"]["html"]
        cells = [f"{book['book']}-{question['id']}", front, question["key"]["html"], " ".join(tags)]
        lines.append("\t".join(map(one_line, cells)))
    return ("\n".join(lines) + "\n").encode()


def one_line(cell: str) -> str:
    """Write line ends as breaks and tabs as blanks; a cell with quotes is quoted itself."""
    text = re.sub(r"\n", "<br>", cell.replace("\r", "")).replace("\t", "    ")
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if '"' in text else text
