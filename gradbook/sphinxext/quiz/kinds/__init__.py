"""The kinds of questions: one module each, all of them listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.sphinxext.quiz.kinds.choice import Choice
from gradbook.sphinxext.quiz.kinds.numeric import Numeric

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gradbook.sphinxext.quiz.kinds.base import Kind
    from gradbook.sphinxext.quiz.nodes import quiz_question

__all__ = ["KINDS", "kind_of"]

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Choice("single", "choose one answer"),
        Choice("multiple", "choose all that apply"),
        Numeric("numeric", "type a number"),
    )
}
"""Every kind by its name, which ``:type:`` takes."""


def kind_of(question: quiz_question) -> Kind:
    """Return the kind of a question."""
    return KINDS[question["kind"]]
