"""The texts of the variants of a question: ``@{…}`` filled in with what a cell has glued."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from docutils.statemachine import StringList

from gradbook.sphinxext.quiz.cells import literal_of
from gradbook.sphinxext.quiz.problems import Problem, excerpt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gradbook.sphinxext.quiz.cells import Cells
    from gradbook.sphinxext.quiz.options import Options
    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["fill", "fill_in", "read_rows"]

MOST = 12
USE = re.compile(r"@\{\s*(\w+)\s*(?::([^{}]*))?\}")

Row = dict[str, object]
"""The values of one variant by their names."""


def fill_in(
    options: Options, source: StringList, first: int, cells: Cells, report: Report
) -> list[StringList]:
    """Return the text of each variant; none if there are none, or something is wrong.

    Parameters
    ----------
    options : Options
        Options of the question.
    source : StringList
        The text in which nothing is filled in.
    first : int
        Line of the file on which it begins.
    cells : Cells
        Cells of the page.
    report : Report
        Where problems go.
    """
    if not options.variants:
        return []
    line = options.lines["variants"]
    try:
        rows = read_rows(options.variants, cells)
    except Problem as problem:
        if not cells.failed:  # or that has been said
            report.problem(line, problem)
        return []
    texts, problems = fill(list(source), rows)
    for index, found in problems.items():
        report.problem(line if index < 0 else first + index, found)
    if problems.keys() - {-1}:
        return []
    return [StringList(text, items=source.items) for text in texts]


def read_rows(key: str, cells: Cells) -> list[Row]:
    """Return the values of each variant.

    Raises
    ------
    Problem
        If what is glued is not a list of at least 2 and at most 12 dicts, all with the same names.
    """
    text = cells.glued(key)
    try:
        rows = literal_of(text)
    except ValueError:
        rows = None
    if not isinstance(rows, list) or not all(is_row(row) for row in rows):
        raise Problem("bind", f"what is glued as {excerpt(key)} is not a list of dicts")
    if not 2 <= len(rows) <= MOST:
        raise Problem("bind", f"expected 2 to {MOST} variants, {excerpt(key)} has {len(rows)}")
    names = {name: None for row in rows for name in row}
    for number, row in enumerate(rows, start=1):
        for name in names:
            if name not in row:
                raise Problem("bind", f"variant {number} has no '{name}'")
    return rows


def is_row(row: object) -> bool:
    """Tell whether something is a dict with names."""
    return isinstance(row, dict) and bool(row) and all(isinstance(name, str) for name in row)


def fill(lines: Sequence[str], rows: Sequence[Row]) -> tuple[list[list[str]], dict[int, Problem]]:
    """Fill the values of each variant into a text.

    Returns
    -------
    texts : list of list of str
        The lines of the text, for each variant.
    problems : dict
        What is wrong, by the index of a line; -1 for what no line uses.

    Examples
    --------
    >>> fill(["$L=@{L}$, @{a:.1f}"], [{"L": 1, "a": 0.25}, {"L": 2, "a": 0.5}])[0]
    [['$L=1$, 0.2'], ['$L=2$, 0.5']]
    """
    problems: dict[int, Problem] = {}
    used = {match[1] for line in lines for match in USE.finditer(line)}
    for name in rows[0]:
        if name not in used:
            problems[-1] = Problem("bind", f"nothing in the question uses '@{{{name}}}'")
    texts = []
    for row in rows:
        texts.append(list(lines))
        for index, line in enumerate(lines):
            try:
                texts[-1][index] = USE.sub(partial(value, row), line)
            except Problem as problem:
                problems.setdefault(index, problem)
    return texts, problems


def value(row: Mapping[str, object], match: re.Match[str]) -> str:
    """Return what stands in the place of one ``@{…}``."""
    name, form = match[1], match[2] or ""
    if name not in row:
        raise Problem("bind", f"the variants have no '{name}'")
    try:
        return " ".join(format(row[name], form).split())
    except (TypeError, ValueError) as error:
        text = f"'{form}' is not a format of {excerpt(repr(row[name]))}"
        raise Problem("bind", text) from error
