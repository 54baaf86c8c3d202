"""From the parts of a quiz to its nodes."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.quiz.blocks import source_of
from gradbook.sphinxext.quiz.grading import find_kind, read_intervals, value_of
from gradbook.sphinxext.quiz.nodes import (
    quiz_explanation,
    quiz_feedback,
    quiz_hint,
    quiz_option,
    quiz_options,
    quiz_prompt,
    quiz_question,
    quiz_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gradbook.sphinxext.quiz.answers import Answer
    from gradbook.sphinxext.quiz.interval import Interval
    from gradbook.sphinxext.quiz.options import Options
    from gradbook.sphinxext.quiz.parts import Parts
    from gradbook.sphinxext.quiz.problems import Report
    from gradbook.sphinxext.quiz.source import Place

__all__ = ["build_question"]


def build_question(
    quiz_id: str,
    place: Place,
    options: Options,
    parts: Parts,
    answers: Sequence[Answer],
    report: Report,
) -> quiz_question:
    """Put the nodes of a question together; whatever could not be read is left out."""
    kind = find_kind(options, answers)
    if kind == "numeric":
        choices = [number_option(*read) for read in read_intervals(answers, report)]
    else:
        choices = [text_option(answer) for answer in answers]
    question = quiz_question(
        "",
        quiz_prompt("", *parts.prompt),
        *(hidden(quiz_hint, hint.children) for hint in parts.hints),
        quiz_options("", *choices),
        ids=[f"quiz-{quiz_id}"],
        quiz_id=quiz_id,
        required=options.required,
        kind=kind,
        tries=options.tries,
        unit=options.unit,
        title=options.title,
        concepts=list(options.concepts),
        hash=fingerprint(kind, parts, answers),
    )
    if parts.explanation:
        question += hidden(quiz_explanation, parts.explanation)
    question.source, question.line = place.source, place.line
    return question


def fingerprint(kind: str, parts: Parts, answers: Sequence[Answer]) -> str:
    """Return 8 hexadecimal digits that change when what is asked or what is right does."""
    marked = [[answer.source, bool(answer.right)] for answer in answers]
    identity = json.dumps([kind, source_of(parts.prompt), marked])
    return sha256(identity.encode()).hexdigest()[:8]


def hidden(kind: type[nodes.Element], content: Iterable[nodes.Node]) -> nodes.Element:
    """Make a part that the site's search leaves out."""
    return kind("", *content, classes=["no-search"])


def text_option(answer: Answer) -> quiz_option:
    """Make an option that the reader chooses."""
    return quiz_option(
        "",
        quiz_text("", *answer.body),
        hidden(quiz_feedback, answer.feedback),
        ident=answer.ident,
        right=bool(answer.right),
    )


def number_option(answer: Answer, interval: Interval | None) -> quiz_option:
    """Make an option that a number meets or not; what it accepts is in attributes, not in text."""
    accepts: dict[str, Any] = {"value": ""}
    if interval is not None:
        lo, hi = float(interval.lo), float(interval.hi)
        accepts = {"value": value_of(answer), "lo": lo, "hi": hi, "open": interval.open}
    return quiz_option(
        "",
        hidden(quiz_feedback, answer.feedback),
        ident=answer.ident,
        right=bool(answer.right),
        **accepts,
    )
