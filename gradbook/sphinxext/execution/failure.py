"""From a notebook that failed to the line of the failing statement, and one sentence."""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.execution.frontmatter import Problem, read_yaml

if TYPE_CHECKING:
    from nbclient.exceptions import DeadKernelError
    from nbformat import NotebookNode

__all__ = [
    "add_missing_figures",
    "fatal_cell",
    "last_cell",
    "no_kernel",
    "statement",
    "unreadable",
]

ANSI = re.compile(r"\x1b\[[0-9;]*m")
SHOWN = 200
"""Characters of an exception's message that are shown."""


def last_cell(notebook: NotebookNode) -> int:
    """Index of the last code cell that ran; of the first one if none did."""
    cells = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    return max((n for n in cells if notebook.cells[n].execution_count), default=cells[0])


def fatal_cell(error: DeadKernelError, notebook: NotebookNode) -> int:
    """Index of the cell during which the kernel died.

    The kernel may die before it says which cell it has begun, but the client knows.
    """
    frames = (frame.f_locals for frame, _ in traceback.walk_tb(error.__traceback__))
    return next((f["cell_index"] for f in frames if "cell_index" in f), last_cell(notebook))


def statement(notebook: NotebookNode, index: int, page: str, report: str | None = None) -> Problem:
    """Say which statement of a cell made the page fail.

    Parameters
    ----------
    notebook
        The page, executed up to the failure, with the `source_map` of `reader.read`.
    index
        Which of its cells failed.
    page
        Text of the Markdown file.
    report
        What the executor said; None if the kernel died without a word.

    Returns
    -------
    Problem
        The line of the statement, or else the first line of the cell.
    """
    cell = notebook.cells[index]
    first = _first_line(cell, page.splitlines(), notebook.metadata["source_map"][index])
    error = next((out for out in cell.outputs if out.output_type == "error"), None)
    number = _failing_line(error, cell) if error else None
    what = _what(error, report)
    if number is None:
        return Problem(first, what)
    said = cell.source.splitlines()[number - 1].strip()
    return Problem(first and first + number - 1, f"{what}; the line was: {said}")


def no_kernel(name: str, page: str) -> Problem:
    """Point at the line of the front matter that names a kernel which is not there."""
    rows = page.splitlines()
    line = next((n for n, row in enumerate(rows, 1) if row.strip() == f"name: {name}"), 1)
    return Problem(line, f"no Jupyter kernel is called {name!r}; Python's is called 'python3'")


def unreadable(message: str, page: str) -> Problem:
    """Turn MyST-NB's complaint about a cell's options, metadata or file into a problem.

    Parameters
    ----------
    message
        Text of the exception.
    page
        Text of the Markdown file.
    """
    found = re.search(r"at line (\d+)", message)
    if not found:
        return Problem(None, message)
    line, said = int(found[1]), message.partition("could not be read: ")[2]
    if "Invalid options" not in message:
        return Problem(line, f"metadata of the block is not a JSON object: {said or message}")
    problem = _options(page.splitlines(), line) or Problem(line, "malformed")
    return Problem(problem.line, f"options of the cell are not valid YAML: {problem.text}")


def add_missing_figures(document: nodes.document, cells: list[NotebookNode]) -> None:
    """Stand in for the figures of cells that did not run, so that references to them hold."""
    home: nodes.Element = next(iter(document.findall(nodes.section)), document)
    for cell in cells:
        name = _figure_name(cell)
        if name and not cell.outputs:
            caption = nodes.caption("", "Not drawn, because a cell failed.")
            figure = nodes.figure("", caption, names=[nodes.fully_normalize_name(name)])
            document.note_explicit_target(figure, figure)
            home.append(figure)


def _figure_name(cell: NotebookNode) -> str | None:
    value = cell.metadata
    for key in ("mystnb", "figure", "name"):
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None


def _first_line(cell: NotebookNode, page: list[str], start: int) -> int | None:
    """Line of the file on which the cell's code begins; its options come before it."""
    if "load" in cell.metadata:
        return None
    code = [row.strip() for row in cell.source.splitlines()]
    starts = range(start, len(page))
    found = (n for n in starts if [row.strip() for row in page[n : n + len(code)]] == code)
    return next(found, start) + 1


def _failing_line(error: NotebookNode, cell: NotebookNode) -> int | None:
    """Line of the cell in which the exception was raised, counted from 1."""
    trace = ANSI.sub("", "\n".join(error.traceback))
    frames = re.findall(rf"Cell In\[{cell.execution_count}\], line (\d+)", trace)
    lines = cell.source.splitlines()
    skipped = next((n for n, line in enumerate(lines) if line.strip()), 0)  # IPython drops these
    number = skipped + int(frames[-1]) if frames else 0
    return number if 0 < number <= len(lines) else None


def _what(error: NotebookNode | None, report: str | None) -> str:
    """Say what happened, in the first line of the exception's own words."""
    seconds = re.search(r"timed out.* after (\d+) seconds", report or "", re.DOTALL)
    if seconds:  # the interrupted cell may hold a KeyboardInterrupt
        return f"cell ran longer than {seconds[1]} seconds and was stopped"
    if error is None:
        return "cell ended the process it ran in"
    said = ANSI.sub("", error.evalue).strip().partition("\n")[0][:SHOWN]
    said = re.sub(r" \(\d+\.py, line \d+\)$", "", said)
    return f"cell raised {error.ename}" + (f": {said}" if said else "")


def _options(lines: list[str], fence: int) -> Problem | None:
    """Find what is wrong with the options that follow a fence on line `fence`."""
    body = lines[fence:]
    if body and body[0].strip() == "---":
        end = next((n for n, row in enumerate(body) if n and row.strip() == "---"), len(body))
        return read_yaml("\n".join(body[1:end]), fence + 2)[0]
    end = next((n for n, row in enumerate(body) if not row.lstrip().startswith(":")), len(body))
    return read_yaml("\n".join(row.lstrip()[1:] for row in body[:end]), fence + 1)[0]
