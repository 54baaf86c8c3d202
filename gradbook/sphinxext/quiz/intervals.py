"""The answers of a numeric question, read and compared with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.quiz.numeric import ELSE, parse_answer
from gradbook.sphinxext.quiz.problems import Problem, excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gradbook.sphinxext.quiz.answers import Answer
    from gradbook.sphinxext.quiz.interval import Interval
    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["read_intervals", "value_of"]


def value_of(answer: Answer) -> str:
    """Return the text of a numeric answer, with escapes and formulas as in the source if any."""
    block = answer.body[0] if len(answer.body) == 1 else None
    if isinstance(block, nodes.paragraph) and all(isinstance(c, nodes.Text) for c in block):
        return " ".join(block.astext().split())
    return answer.source


def read_intervals(
    answers: Sequence[Answer], report: Report
) -> list[tuple[Answer, Interval | None]]:
    """Read the answers of a numeric question; None stands for every other number.

    Returns
    -------
    list of (Answer, Interval or None)
        The answers that could be read.
    """
    read: list[tuple[Answer, Interval | None]] = []
    for answer in answers:
        if not answer.source:
            continue
        try:
            interval = parse_else(answer, answers)
            check_against(answer, interval, read)
        except Problem as problem:
            report.problem(answer.line, problem)
        else:
            read.append((answer, interval))
    return read


def parse_else(answer: Answer, answers: Sequence[Answer]) -> Interval | None:
    """Read a numeric answer or `else`, which is the last one and wrong."""
    if value_of(answer).lower() != ELSE:
        return parse_answer(value_of(answer))
    if answer.right:
        raise Problem("numeric", "'else' cannot be right: it stands for every other number")
    if answer.line != answers[-1].line:
        raise Problem("numeric", "'else' must be the last answer")
    return None


def check_against(
    answer: Answer, interval: Interval | None, earlier: Sequence[tuple[Answer, Interval | None]]
) -> None:
    """Compare an answer with those before it, which win where both hold."""
    for other, taken in earlier:
        if interval is None or taken is None:
            continue
        here, there = excerpt(value_of(answer)), excerpt(value_of(other))
        if bool(answer.right) != bool(other.right) and interval.meets(taken):
            raise Problem("numeric", f"{here} overlaps {there}, which has the other mark")
        if taken.covers(interval) and answer.source != other.source:
            raise Problem("numeric", f"{here} is never reached: {there} covers it")
