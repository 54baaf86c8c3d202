"""The key that the script reads: out of sight and out of the search, not secret.

It is base64 of UTF-8 of JSON. A choice has ``options``, a numeric question ``matchers``, of which
the first that holds the reader's number decides, and ``otherwise`` for every other number::

    {"v": 1, "tries": 2, "unit": "ms",
     "matchers": [{"id": "ab12cd", "ok": true, "html": "<p>…</p>", "lo": 0.0396, "hi": 0.0404,
                   "loOpen": false, "hiOpen": false, "text": "0.04"}],
     "otherwise": {"id": "7dd530", "html": "<p>…</p>"},
     "hints": ["<p>…</p>"], "explanation": "<p>…</p>"}

A question with variants has ``variants``, a list of those that are not on the page: each with its
own answers, hints and explanation, and with ``fields``, the HTML below its legend.
"""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any, cast

from gradbook.sphinxext.quiz.kinds import KINDS
from gradbook.sphinxext.quiz.nodes import (
    quiz_explanation,
    quiz_feedback,
    quiz_hint,
    quiz_option,
)

if TYPE_CHECKING:
    from docutils import nodes

    from gradbook.sphinxext.quiz.nodes import quiz_question
    from gradbook.sphinxext.quiz.variants import quiz_variants

__all__ = ["payload"]


def payload(question: quiz_question) -> str:
    """Encode the key of a question whose hidden parts have been written."""
    key: dict[str, Any] = {"v": 1, "tries": question["tries"], "unit": question["unit"]}
    key |= answers(question)
    if question.get("variants"):
        others = cast("quiz_variants", question.previous_sibling()).variants
        key["variants"] = [{"fields": variant.html} | answers(variant) for variant in others]
    return b64encode(json.dumps(key, ensure_ascii=False).encode()).decode("ascii")


def answers(question: nodes.Element) -> dict[str, Any]:
    """Return what is accepted, and what is shown of the hidden parts."""
    options = list(question.findall(quiz_option))
    rows = [
        {
            "id": option["ident"],
            "ok": option["right"],
            "html": "".join(part.html for part in option.findall(quiz_feedback)),
        }
        for option in options
    ]
    return {
        **KINDS[question["kind"]].key(options, rows),
        "hints": [hint.html for hint in question.findall(quiz_hint)],
        "explanation": "".join(part.html for part in question.findall(quiz_explanation)),
    }
