"""What the exports read: the book of `schemas/quizzes.schema.json`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, cast

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Book", "Option", "Question", "Unsupported", "heading", "is_choice", "read_book"]

IMAGE = re.compile(r'<img src="[^"]*" alt="([^"]*)" />')


class Fragment(TypedDict):
    """Some content."""

    html: str
    text: str


class Option(TypedDict):
    """An answer."""

    id: str
    right: bool
    text: Fragment
    feedback: Fragment
    data: dict[str, Any]


class Question(TypedDict):
    """A question, as far as the exports read it."""

    id: str
    kind: str
    name: str
    page: str
    title: str
    concepts: list[str]
    unit: str
    prompt: Fragment
    answers: Fragment
    key: Fragment
    explanation: Fragment
    hints: list[Fragment]
    options: list[Option]


class Book(TypedDict):
    """All questions of a book."""

    v: int
    book: str
    title: str
    language: str
    questions: list[Question]


class Unsupported(NamedTuple):
    """A question that a format cannot hold."""

    ident: str
    kind: str


def heading(question: Question) -> str:
    """Return the title of a question, or else its name."""
    return question["title"] or question["name"]


def is_choice(question: Question) -> bool:
    """Tell whether the reader chooses among answers that are shown."""
    return question["kind"] in ("single", "multiple", "predict")


def read_book(path: Path) -> Book:
    """Read a file of the builder `quizjson`; in place of each image stands what it shows.

    Raises
    ------
    ValueError
        It is none.
    """
    book = json.loads(path.read_text("utf-8"), object_hook=without_images)
    if not isinstance(book, dict) or book.get("v") != 1 or "questions" not in book:
        raise ValueError("expected version 1 of quizzes.json")
    return cast("Book", book)


def without_images(found: dict[str, Any]) -> dict[str, Any]:
    """Put its text in place of each image, as no format takes the file along."""
    if "html" in found:
        found["html"] = IMAGE.sub(r"[\1]", found["html"])
    return found
