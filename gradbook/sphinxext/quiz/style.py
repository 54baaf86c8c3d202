"""How a good question is written, as far as its text shows it; for `nox -s lint`, not the build."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gradbook.sphinxext.quiz.markdown import quizzes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gradbook.sphinxext.quiz.markdown import Quiz

__all__ = ["Finding", "check_page"]

MOST_OPTIONS = 5
LONGER = 1.5
BY = 12
"""Fewer letters than that more are no hint to the reader."""
ENOUGH = 4
"""Questions with one right answer on a page, before their positions say anything."""
SHARE = 0.6

ABOVE = re.compile(r"\b(all|both|neither|none) of (the above|these|those|them)\b", re.IGNORECASE)
ASKING = re.compile(r"[^.?!:]*\b(?:which|what)\b[^.?!]*[?:]", re.IGNORECASE)
NOT = re.compile(r"(?<![*_\w])not(?![*_\w])", re.IGNORECASE)
MATHS = re.compile(r"\$+[^$]*\$+|`[^`]*`")


class Finding(NamedTuple):
    """Something to be written differently."""

    line: int
    ident: str
    text: str


def check_page(text: str) -> list[Finding]:
    """Return what could be better in the quizzes of a page, by line."""
    found = quizzes(text)
    findings = [finding for quiz in found for rule in RULES for finding in rule(quiz)]
    return sorted([*findings, *same_position(found)])


def too_long(quiz: Quiz) -> Iterator[Finding]:
    """Look for a right answer that is recognised by its length."""
    if quiz.kind != "single":
        return
    rights = [item for item in quiz.items if item.right]
    wrong = max((length(item.text) for item in quiz.items if not item.right), default=0)
    for item in rights:
        right = length(item.text)
        if wrong and right > LONGER * wrong and right >= wrong + BY:
            yield Finding(
                item.line,
                quiz.ident,
                f"the right answer is the longest by far ({right} letters, the next has {wrong}); "
                "move its reason into the feedback, or say as much in the wrong ones",
            )


def refers_to_others(quiz: Quiz) -> Iterator[Finding]:
    """Look for answers about other answers, whose order may change."""
    for item in quiz.items:
        if match := ABOVE.search(item.text):
            yield Finding(
                item.line,
                quiz.ident,
                f"'{match[0]}' is about the other answers, which change places; say what is "
                "meant, or use ':type: multiple'",
            )


def too_many(quiz: Quiz) -> Iterator[Finding]:
    """Look for more answers than a reader compares."""
    count = len(quiz.items)
    if quiz.kind in ("single", "multiple") and count > MOST_OPTIONS:
        text = f"{count} answers; keep the {MOST_OPTIONS} at most that somebody believes"
        yield Finding(quiz.items[MOST_OPTIONS].line, quiz.ident, text)


def hides_not(quiz: Quiz) -> Iterator[Finding]:
    """Look for a negation that is easily overread."""
    stem = MATHS.sub("", quiz.stem)
    if any(NOT.search(match[0]) for match in ASKING.finditer(stem)):
        text = "'not' in the question is easily overread; write '*not*', or ask for what does hold"
        yield Finding(quiz.line, quiz.ident, text)


def no_blank(quiz: Quiz) -> Iterator[Finding]:
    """Look for an end that other Markdown viewers take for a part of the last quote."""
    if quiz.end and not quiz.blank:
        yield Finding(quiz.end, quiz.ident, "leave a blank line before the line that closes it")


RULES: tuple[Callable[[Quiz], Iterator[Finding]], ...] = (
    too_long,
    refers_to_others,
    too_many,
    hides_not,
    no_blank,
)


def same_position(found: Sequence[Quiz]) -> Iterator[Finding]:
    """Look for a page on which the right answer stands in the same place again and again."""
    asked = [quiz for quiz in found if quiz.kind == "single"]
    places = Counter(index for quiz in asked for index, item in enumerate(quiz.items) if item.right)
    if len(asked) < ENOUGH:
        return
    index, count = places.most_common(1)[0]
    if count > SHARE * len(asked):
        first = next(
            quiz for quiz in asked if quiz.items[index : index + 1] and quiz.items[index].right
        )
        yield Finding(
            first.line,
            first.ident,
            f"{count} of {len(asked)} right answers on this page stand in place {index + 1}; "
            "move some",
        )


def length(text: str) -> int:
    r"""Count the letters that a reader sees, nearly.

    Examples
    --------
    >>> length(r"$\nabla f(x)$ *is* zero"), length("[here](#there)")
    (13, 4)
    """
    text = re.sub(r"\{[\w-]+\}`([^`<]*)(?:<[^>]*>)?`", r"\1", text)
    text = re.sub(r"\]\([^)]*\)", "", text)
    text = re.sub(r"\{#[\w-]+\}\s*$", "", text)
    text = re.sub(r"\\[A-Za-z]+\s*", "x", text)
    return len(re.sub(r"[$`*_{}\[\]\\]", "", text).strip())
