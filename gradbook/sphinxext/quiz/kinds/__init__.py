"""The kinds of questions: one module each, all of them listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.sphinxext.quiz.kinds.choice import Choice
from gradbook.sphinxext.quiz.kinds.match import Match
from gradbook.sphinxext.quiz.kinds.numeric import Numeric
from gradbook.sphinxext.quiz.kinds.order import Order
from gradbook.sphinxext.quiz.kinds.parsons import Parsons
from gradbook.sphinxext.quiz.kinds.predict import Predict
from gradbook.sphinxext.quiz.kinds.reflect import Reflect
from gradbook.sphinxext.quiz.kinds.text import Text

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
        Text("text", "type a word or a few"),
        Order("order", "put the steps in order"),
        Parsons("parsons", "put the lines in order"),
        Match("match", "choose what goes with each row"),
        Predict("predict", "predict the output and choose one answer"),
        Reflect("reflect", "write your own answer, then compare"),
    )
}
"""Every kind by its name, which ``:type:`` takes."""


def kind_of(question: quiz_question) -> Kind:
    """Return the kind of a question."""
    return KINDS[question["kind"]]
