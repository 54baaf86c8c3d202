"""From a notebook that failed to the line of the failing statement, and one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.execution.frontmatter import Problem, read_yaml
from gradbook.sphinxext.execution.run import LIMIT

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from gradbook.sphinxext.execution.page import Page
    from gradbook.sphinxext.execution.run import Failure

__all__ = [
    "add_missing_figures",
    "first_line",
    "no_kernel",
    "statement",
    "unreadable",
]

ANSI = re.compile(r"\x1b\[[0-9;]*m")
SHOWN = 200
"""Characters of an exception's message that are shown."""


def statement(page: Page, failure: Failure) -> Problem:
    """Say which statement of a cell made the page fail.

    Parameters
    ----------
    page
        The page, run up to the failure.
    failure
        Why it ended there.

    Returns
    -------
    Problem
        The line of the statement, or else the first line of the cell.
    """
    cell = page.notebook.cells[failure.cell]
    first = first_line(page, failure.cell)
    errors = [output for output in cell.outputs if output.output_type == "error"]
    number = _failing_line(errors[-1], cell) if errors else None
    what = _what(errors[-1] if errors else None, failure)
    if number is None:
        return Problem(first, what)
    said = f"; the line was: {cell.source.splitlines()[number - 1].strip()}"
    if failure.kind == "raised":
        said += "".join(f"; in {frame}" for frame in _local_frames(errors[-1]))
    return Problem(first and first + number - 1, what + said)


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


def first_line(page: Page, index: int) -> int | None:
    """Line of the file on which a cell's code begins; its options come before it."""
    cell, starts = page.notebook.cells[index], page.notebook.metadata.get("source_map")
    if "load" in cell.metadata or starts is None:
        return None
    lines, start = page.text.splitlines(), starts[index]
    code = [row.strip() for row in cell.source.splitlines()]
    tried = range(start, len(lines))
    found = (n for n in tried if [row.strip() for row in lines[n : n + len(code)]] == code)
    return next(found, start) + 1


def _failing_line(error: NotebookNode, cell: NotebookNode) -> int | None:
    """Line of the cell in which the exception was raised, counted from 1."""
    trace = ANSI.sub("", "\n".join(error.traceback))
    frames = re.findall(rf"Cell In\[{cell.execution_count}\], line (\d+)", trace)
    lines = cell.source.splitlines()
    skipped = next((n for n, line in enumerate(lines) if line.strip()), 0)  # IPython drops these
    number = skipped + int(frames[-1]) if frames else 0
    return number if 0 < number <= len(lines) else None


def _local_frames(error: NotebookNode) -> list[str]:
    """Name the last places on the error's way that lie in local files: their paths are relative."""
    trace = ANSI.sub("", "\n".join(error.traceback))
    frames = re.findall(r"^File ([^…/<~].*:\d+), in ([^(\n]+)", trace, re.MULTILINE)
    return [f"{place} ({name})" for place, name in frames][-2:]


def _what(error: NotebookNode | None, failure: Failure) -> str:
    """Say what happened, in the first line of the exception's own words."""
    if failure.kind == "timeout":  # the interrupted cell may hold a KeyboardInterrupt
        return f"cell ran longer than {failure.seconds:g} seconds and was stopped"
    if failure.kind == "output":
        return f"cell put out more than {LIMIT // 1_000_000} MB and was stopped"
    if failure.kind == "start":
        return f"no kernel could be started: {failure.report}"
    if error is None or failure.kind == "died":
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
