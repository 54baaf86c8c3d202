"""Numbers that a cell of the page has glued, as answers of a numeric question.

Such an answer is ``{glue:text}`key```, or ``{glue:text}`key:.3f``` with Python's format, in place
of a number in any form that `gradbook.sphinxext.quiz.numeric` reads. Its identity is the text of
the source, so that readers keep their answers when a digit changes.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from gradbook.sphinxext.quiz.blocks import line_of, source_of
from gradbook.sphinxext.quiz.cells import number_of
from gradbook.sphinxext.quiz.problems import Problem, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gradbook.sphinxext.quiz.answers import Answer
    from gradbook.sphinxext.quiz.cells import Cells
    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["fill_in", "told_once"]

ROLE = re.compile(r"\{glue:text\}`([^`]*)`")


def fill_in(answers: Sequence[Answer], cells: Cells, report: Report) -> list[Answer]:
    """Put glued numbers into the answers; one that cannot be filled in is reported and left out."""
    filled: list[Answer] = []
    for answer in answers:
        if not ROLE.search(answer.source):
            filled.append(answer)
            continue
        try:
            text = ROLE.sub(lambda match: number_at(match[1], cells), answer.source)
        except Problem as problem:
            if not cells.failed:  # or that has been said
                report.problem(answer.line, problem)
        else:
            filled.append(answer._replace(body=[nodes.paragraph("", text)]))
    return filled


def number_at(target: str, cells: Cells) -> str:
    """Return the number that a role refers to, in the format that it names."""
    key, _, form = target.partition(":")
    value = number_of(text := cells.glued(key))
    if value is None:
        said = excerpt(text.strip("'\""))
        raise Problem("numeric", f"what is glued as {excerpt(key)} is not a number: {said}")
    try:
        return format(value, form)
    except ValueError as error:
        raise Problem("numeric", f"{excerpt(form)} is not a format of {excerpt(text)}") from error


@contextmanager
def told_once(kind: str, root: nodes.Element) -> Iterator[None]:
    """Drop MyST-NB's complaints of numeric answers while `root` is filled: ours say more."""
    with logging.pending_logging() as held:
        yield
        items = [item for block in root.children for item in block.children]
        lines = {line_of(item) for item in items if ROLE.search(source_of(item.children[:1]))}
        held.buffer = [
            record
            for record in held.buffer
            if kind != "numeric"
            or "[mystnb.glue]" not in record.getMessage()
            or getattr(record, "location", ("", 0))[1] not in lines
        ]
