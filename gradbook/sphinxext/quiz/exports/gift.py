r"""GIFT, Moodle's text format: a question is ``::title::prompt {answers}``.

An answer begins with ``=`` if it is right and with ``~`` if not, or with its share in percent;
``#`` begins its feedback and ``####`` what is shown at the end. These characters, braces, colons
and the backslash are written with a backslash before them.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from gradbook.sphinxext.quiz.exports.book import Unsupported, heading, is_choice

if TYPE_CHECKING:
    from gradbook.sphinxext.quiz.exports.book import Book, Option, Question

__all__ = ["gift"]

SPECIAL = re.compile(r"([~=#{}:\\])")


def gift(book: Book, left_out: list[Unsupported]) -> bytes:
    """Return the questions of a book as GIFT."""
    blocks = [f"// {book['title']}", f"$CATEGORY: {book['book']}"]
    for question in book["questions"]:
        lines = answers_of(question)
        if lines is None:
            left_out.append(Unsupported(question["id"], question["kind"]))
            continue
        html = "".join(hint["html"] for hint in question["hints"]) + question["explanation"]["html"]
        end = [f"####{escaped(html)}"] if html else []
        unit = f"<p>({escape(question['unit'])})</p>" if question["unit"] else ""
        title, prompt = escaped(heading(question)), escaped(question["prompt"]["html"] + unit)
        head = f"// id: {question['id']}\n::{title}::[html]{prompt} {{"
        opening = f"{head}#" if question["kind"] == "numeric" else head
        blocks.append("\n".join([opening, *lines, *end, "}"]))
    return ("\n\n".join(blocks) + "\n").encode()


def answers_of(question: Question) -> list[str] | None:
    """Return the answers, one a line; None if GIFT has no such kind."""
    options = question["options"]
    if question["kind"] == "numeric":
        return [number(option) for option in options]
    if question["kind"] == "text" and all(folds(option) for option in options):
        return [words(option) for option in options]
    if not is_choice(question):
        return None
    if question["kind"] != "multiple":
        return [f"{'=' if option['right'] else '~'}{texts(option)}" for option in options]
    rights = sum(option["right"] for option in options)
    share = f"{100 / rights:.5f}".rstrip("0").rstrip(".") if rights else "0"
    return [f"~%{share if option['right'] else '-100'}%{texts(option)}" for option in options]


def texts(option: Option) -> str:
    """Return the text of an answer and its feedback."""
    return f"{escaped(option['text']['html'])}#{escaped(option['feedback']['html'])}"


def number(option: Option) -> str:
    """Return a range of numbers, which counts in full or not at all, or what stands for the rest.

    An open range becomes a closed one, as GIFT has no other.
    """
    reason = escaped(option["feedback"]["html"])
    if "lo" not in option["data"]:
        return f"~#{reason}"
    lo, hi = option["data"]["lo"], option["data"]["hi"]
    return f"=%{100 if option['right'] else 0}%{lo!r}..{hi!r}#{reason}"


def folds(option: Option) -> bool:
    """Tell whether a text is compared without regard to capitals, the only way of GIFT."""
    return bool(option["data"]["match"] == "fold")


def words(option: Option) -> str:
    """Return a text, which counts in full or not at all; a star stands for any other."""
    text = escaped(option["data"]["value"]).replace("*", "\\*") or "*"
    return f"=%{100 if option['right'] else 0}%{text}#{escaped(option['feedback']['html'])}"


def escaped(html: str) -> str:
    r"""Put a backslash before what has a meaning in GIFT, and write everything on one line.

    Examples
    --------
    >>> print(escaped("f = {x: 1}"))
    f \= \{x\: 1\}
    """
    return SPECIAL.sub(r"\\\1", html).replace("\r", "").replace("\n", "\\n")
