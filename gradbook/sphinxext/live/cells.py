"""The cells of a page, as a reader's browser gets them.

They are read from the notebook that MyST-NB has just written beside the site. What the page shows
of a cell decides what it is here:

- a cell whose code is shown can be run by the reader, unless it cannot run in a browser, and then
  the page says why: the author's reason, from the option ``live`` of the cell, or the module that
  is not there, or the earlier cell that it builds on;
- a cell that is hidden runs as well where one that is shown builds on it; the others are left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.live.flow import builds_on, missing, names_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sphinx.environment import BuildEnvironment

__all__ = ["Cell", "cells_of", "read_cells"]

HIDDEN = {"remove-cell", "remove_cell", "remove-input", "remove_input"}
FAILS = "raises-exception"
SKIPPED = "skip-execution"
OPTION = "live"
"""Option of a cell whose value is the reason why it cannot run."""


@dataclass
class Cell:
    """A code cell."""

    index: int
    """Its place among all cells of the notebook."""
    source: str
    shown: bool
    fails: bool
    """Whether it is meant to fail."""
    why_not: str = ""
    """Why it cannot run; empty if it can."""
    needed: bool = True
    """Whether the reader or another cell can ask for it."""
    builds_on: set[int] = field(default_factory=set)

    def data(self) -> dict[str, Any]:
        """Return it as the page gets it; what goes without saying is left out."""
        facts = {"hidden": not self.shown, "fails": self.fails, "why": self.why_not}
        return {"cell": self.index, "source": self.source} | {k: v for k, v in facts.items() if v}


def read_cells(env: BuildEnvironment, docname: str) -> list[Cell]:
    """Read the code cells of a page whose kernel is Python; none if it is no notebook."""
    config = getattr(env, "mystnb_config", None)
    file = Path(config.output_folder, f"{docname}.ipynb") if config else None
    if file is None or not file.is_file():
        return []
    notebook = json.loads(file.read_bytes())
    if "python" not in notebook["metadata"].get("kernelspec", {}).get("name", "python3"):
        return []
    return [
        cell_of(index, cell)
        for index, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code"
    ]


def cell_of(index: int, cell: dict[str, Any]) -> Cell:
    """Read a cell of a notebook."""
    source, tags = cell["source"], set(cell["metadata"].get("tags", ()))
    why = cell["metadata"].get(OPTION, "") or ("It is not run." if SKIPPED in tags else "")
    text = source if isinstance(source, str) else "".join(source)
    return Cell(index, text, shown=not tags & HIDDEN, fails=FAILS in tags, why_not=str(why))


def cells_of(cells: Sequence[Cell], present: Collection[str]) -> list[Cell]:
    """Work out what can run and what has to.

    Parameters
    ----------
    cells
        As of `read_cells`.
    present
        Modules that the page's Python has, besides the standard library.

    Returns
    -------
    list
        The cells that are shown, and the hidden ones that they build on.
    """
    names = [names_of(cell.source) for cell in cells]
    for number, before in enumerate(builds_on(names)):
        cell = cells[number]
        cell.builds_on = before
        absent = missing(names[number], present)
        if not cell.why_not and absent:
            cell.why_not = f"It needs {joined(absent)}, which this page does not load."
        elif not cell.why_not and any(cells[other].why_not for other in before):
            cell.why_not = "It builds on a cell that cannot run here."
    needed: set[int] = set()
    for number in reversed(range(len(cells))):
        cell = cells[number]
        cell.needed = cell.shown or number in needed
        if cell.needed and not cell.why_not:
            needed |= cell.builds_on
    return [cell for cell in cells if cell.shown or (cell.needed and not cell.why_not)]


def joined(names: Sequence[str]) -> str:
    """Join names as a sentence has them.

    Examples
    --------
    >>> joined(["autograd", "scipy"])
    'autograd and scipy'
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
