"""Which cells a browser gets: those that are shown, and what they build on; which cannot run."""

from __future__ import annotations

import pytest

from gradbook.sphinxext.live.cells import Cell, cells_of
from gradbook.sphinxext.live.flow import builds_on, missing, names_of


def page(*cells: str | tuple[str, bool], present: set[str] | None = None) -> list[Cell]:
    """Make the cells of a page; those that come with False are hidden."""
    given = [cell if isinstance(cell, tuple) else (cell, True) for cell in cells]
    made = [Cell(n, source, shown, fails=False) for n, (source, shown) in enumerate(given)]
    return cells_of(made, present or {"numpy"})


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("y = x", {"x"}),
        ("x = 1\ny = x", set()),
        ("for x in things:\n    y = x", {"things"}),
        ("[x for x in things]", {"things"}),
        ("def f(x):\n    return x + shift", {"shift"}),
        ("def f():\n    return shift\nshift = 2", set()),
        ("with open(name) as file:\n    file.read()", {"name", "open"}),
        ("x += 1", {"x"}),
        ("x[0] = 1", {"x"}),
        ("f'{x:.{digits}f}'", {"x", "digits"}),
        ("this is no Python", set()),
    ],
)
def test_names_that_a_cell_takes_from_before(source: str, read: set[str]) -> None:
    assert names_of(source).read == read


def test_the_last_cell_that_changed_a_value_counts() -> None:
    sources = ["x = []", "x[0] = 1", "y = x", "x.append(2)", "x = 3"]
    assert builds_on([names_of(source) for source in sources]) == [set(), {0}, {1}, {1}, set()]


def test_hidden_cells_come_along_only_where_they_are_needed() -> None:
    cells = page(("a = 1", False), ("b = a", False), ("c = 2\nassert c", False), "print(b)")
    assert [cell.source for cell in cells] == ["a = 1", "b = a", "print(b)"]


def test_a_missing_module_is_the_reason_and_spreads() -> None:
    cells = page("import numpy, scipy.linalg as sl", "y = sl.norm", "z = 1", "y, z")
    assert [cell.why_not for cell in cells] == [
        "It needs scipy, which this page does not load.",
        "It builds on a cell that cannot run here.",
        "",
        "It builds on a cell that cannot run here.",
    ]


def test_a_hidden_cell_that_cannot_run_is_not_sent() -> None:
    cells = page(("import scipy\nx = 1", False), "x")
    assert [cell.source for cell in cells] == ["x"]
    assert cells[0].why_not


def test_a_module_that_may_be_absent_is_not_missed() -> None:
    tried = names_of("try:\n    import scipy\nexcept ImportError:\n    scipy = None")
    assert missing(tried, set()) == []
    assert missing(names_of("import json, scipy, autograd"), set()) == ["autograd", "scipy"]
