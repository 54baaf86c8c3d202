"""From the parts of a quiz to its nodes."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from gradbook.sphinxext.quiz.blocks import source_of
from gradbook.sphinxext.quiz.nodes import (
    hidden,
    quiz_explanation,
    quiz_hint,
    quiz_options,
    quiz_prompt,
    quiz_question,
)

if TYPE_CHECKING:
    from gradbook.sphinxext.quiz.kinds.base import Read
    from gradbook.sphinxext.quiz.options import Options
    from gradbook.sphinxext.quiz.parts import Parts
    from gradbook.sphinxext.quiz.source import Place

__all__ = ["build_question"]


def build_question(
    quiz_id: str, place: Place, options: Options, parts: Parts, read: Read
) -> quiz_question:
    """Put the nodes of a question together; whatever could not be read is left out."""
    question = quiz_question(
        "",
        quiz_prompt("", *parts.prompt),
        *(hidden(quiz_hint, hint.children) for hint in parts.hints),
        quiz_options("", *read.options),
        ids=[f"quiz-{quiz_id}"],
        quiz_id=quiz_id,
        required=options.required and not options.pre,
        kind=options.kind,
        tries=options.tries,
        unit=options.unit,
        title=options.title,
        concepts=list(options.concepts),
        was=list(options.was),
        shuffle=options.shuffle,
        review=options.review and not options.pre,
        pre=options.pre,
        hash=fingerprint(options.kind, parts, read),
    )
    if parts.explanation:
        question += hidden(quiz_explanation, parts.explanation)
    question.source, question.line = place.source, place.line
    return question


def fingerprint(kind: str, parts: Parts, read: Read) -> str:
    """Return 8 hexadecimal digits that change when what is asked or what is right does."""
    identity = json.dumps([kind, source_of(parts.prompt), read.identity])
    return sha256(identity.encode()).hexdigest()[:8]
