"""Variants of a question: the same text with other numbers, filled in when the book is built.

``:variants: key`` names a list of dicts that a cell of the page has glued. In the question,
``@{L}`` is what the dict has under ``L``, and ``@{L:.2f}`` the same in Python's format. The first
variant is what paper and readers without JavaScript get; the others are in the key of the form::

    <quiz_variants>                 hidden
        <quiz_variant number="2">   prompt, hints, options and explanation, as in a question
    <quiz_question variants="3">

What a reader has answered is remembered under ids that all variants have in common: those of the
source, in which nothing is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils import nodes
from sphinx.util.logging import suppress_logging

from gradbook.sphinxext.quiz.answers import ident_of
from gradbook.sphinxext.quiz.nodes import quiz_option
from gradbook.sphinxext.quiz.problems import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils.statemachine import StringList

    from gradbook.sphinxext.quiz.nodes import quiz_question

__all__ = [
    "Gathered",
    "Reading",
    "quiz_variant",
    "quiz_variants",
    "read_variants",
]


class quiz_variant(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A variant. Once a website is written it has the attributes of its question."""

    html = ""
    """What stands in its field set, once the HTML writer has left it."""
    outer: list[str]
    """Where the HTML writer goes on after it."""


class quiz_variants(nodes.General, nodes.Element):  # noqa: N801
    """The variants of the question that follows, but the first; hidden."""

    @property
    def variants(self) -> list[quiz_variant]:
        """The variants, from the second on."""
        return cast("list[quiz_variant]", self.children)


class Reading(NamedTuple):
    """What was made of a text: a question, what stood in it by mistake, and its answers."""

    question: quiz_question
    inner: list[nodes.Element]
    identity: list[Any]


@dataclass(frozen=True)
class Gathered(Report):
    """Problems of a variant, kept until those of all are known."""

    said: list[tuple[int, str, str]] = field(default_factory=list)

    def __call__(self, line: int, subtype: str, message: str) -> None:
        """Keep a problem."""
        self.said.append((line, subtype, message))


def read_variants(
    read: Callable[[StringList, Report], Reading],
    source: StringList,
    texts: Sequence[StringList],
    report: Report,
) -> tuple[Reading, list[quiz_variants]]:
    """Read a question, and all of its variants if there are any.

    Parameters
    ----------
    read : callable
        What reads a text.
    source : StringList
        The text in which nothing is filled in.
    texts : sequence of StringList
        The variants; empty if the question has none.
    report : Report
        Where problems go.

    Returns
    -------
    first : Reading
        The question, or the first variant of it.
    others : list of quiz_variants
        At most one element, which holds the other variants.
    """
    if not texts:
        return read(source, report), []
    gathered = [Gathered(report.source, report.subject) for _ in texts]
    first = read(texts[0], gathered[0])
    with suppress_logging():  # all but our own problems have been told of the first one
        template = read(source, Gathered(report.source, report.subject))
        others = [read(*pair) for pair in zip(texts[1:], gathered[1:], strict=True)]
    tell(gathered, report)
    return first, [unite(template, [first, *others])]


def unite(template: Reading, readings: Sequence[Reading]) -> quiz_variants:
    """Give all variants the ids and the hash of the template, and put those but the first together.

    Parameters
    ----------
    template : Reading
        The text in which nothing is filled in.
    readings : sequence of Reading
        The variants.
    """
    for reading in readings:
        pairs = zip(sources(reading), sources(template), strict=False)
        known = {ident_of(own): ident_of(common) for own, common in pairs}
        for option in reading.question.findall(quiz_option):
            option["ident"] = known.get(option["ident"], option["ident"])
    first, *others = (reading.question for reading in readings)
    first["hash"], first["variants"] = template.question["hash"], len(readings)
    variants = (
        quiz_variant("", *other.children, number=number)
        for number, other in enumerate(others, start=2)
    )
    return quiz_variants("", *variants, classes=["no-search"])


def sources(reading: Reading) -> list[str]:
    """Return the texts of the answers, as they are among what tells a question from others."""
    return [row[0] for row in reading.identity if isinstance(row, list)]


def tell(gathered: Sequence[Gathered], report: Report) -> None:
    """Report the problems of the variants: once what they have in common, else with a number."""
    places = [{(line, subtype) for line, subtype, _ in one.said} for one in gathered]
    for number, one in enumerate(gathered, start=1):
        for line, subtype, message in one.said:
            place = (line, subtype)
            if any(place in earlier for earlier in places[: number - 1]):
                continue
            common = all(place in other for other in places)
            report(line, subtype, message if common else f"variant {number}: {message}")
