"""From a page to a notebook whose line numbers are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_nb.core.read import read_myst_markdown_notebook  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from myst_parser.config.main import MdParserConfig
    from nbformat import NotebookNode

__all__ = ["GIVEN", "given", "read"]

GIVEN = f"{__name__}.given"
"""How MyST-NB's `custom_formats` names the function."""


def given(text: str, *, notebook: NotebookNode) -> NotebookNode:
    """Hand MyST-NB the notebook that was read, and executed, before."""
    return notebook


def read(text: str, *, config: MdParserConfig, path: str) -> NotebookNode:
    """Make the notebook of a page in Markdown.

    MyST-NB counts the lines of a stretch of Markdown from the end of the cell before it, as if
    exactly one blank line stood between the two, and a cell one line too low.

    Parameters
    ----------
    text
        The page.
    config
        Settings of the Markdown parser.
    path
        The file, for cells that load their code from another one.

    Returns
    -------
    nbformat.NotebookNode
        The notebook, not executed; `source_map` in its metadata holds the number of the line
        before each stretch of Markdown, and of the line that opens each cell.
    """
    notebook: NotebookNode = read_myst_markdown_notebook(
        text, config=config, add_source_map=True, path=path
    )
    lines, starts = text.splitlines(), notebook.metadata["source_map"]
    for index, cell in enumerate(notebook.cells):
        blank = cell.cell_type == "markdown"
        first = next(n for n in range(starts[index], len(lines) + 1) if not blank or lines[n])
        starts[index] = first - 1
    return notebook
