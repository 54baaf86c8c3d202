"""What the code cells of a page have put out, while the page is being read.

MyST-NB executes a page before it makes nodes of it, so all outputs are there when a directive runs.
A page that is no notebook has no cells.
"""

from __future__ import annotations

import ast
import re
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from gradbook.sphinxext.quiz.problems import Problem, excerpt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes

__all__ = ["Cells", "cells_of", "literal_of", "number_of"]


class Cells(NamedTuple):
    """The cells of a page."""

    code: Sequence[Mapping[str, Any]]
    """Code cells, as in a notebook in JSON."""
    data: Mapping[str, Mapping[str, Any]]
    """For each key that a cell glues, its MIME bundle as a notebook holds it."""

    @property
    def failed(self) -> bool:
        """Whether a cell failed that was not meant to; then the outputs are not complete."""
        return any(
            output["output_type"] == "error"
            for cell in self.code
            if "raises-exception" not in tags_of(cell)
            for output in cell.get("outputs", [])
        )

    def glued(self, key: str) -> str:
        """Return the text of what is glued under a key.

        Raises
        ------
        Problem
            If the page glues nothing under it.
        """
        text = self.data.get(key, {}).get("data", {}).get("text/plain")
        if text is None:
            raise Problem("bind", f"no code cell of this page glues {excerpt(key)}")
        return "".join(text)

    def output(self, tag: str) -> str:
        """Return what the cell with a tag printed, and the text of what it displayed.

        Figures have no text; of an error it is the last line, which names it.

        Raises
        ------
        Problem
            If there is no such cell, or several, or it produced no output.
        """
        tagged = [cell for cell in self.code if tag in tags_of(cell)]
        if not tagged:
            raise Problem("bind", f"no code cell is tagged '{tag}'")
        if len(tagged) > 1:
            raise Problem("bind", f"{len(tagged)} code cells are tagged '{tag}'; expected one")
        outputs = tagged[0].get("outputs", [])
        if not outputs:
            raise Problem("bind", f"the cell tagged '{tag}' produced no output")
        return "\n".join("".join(map(text_of, outputs)).strip().splitlines())


def cells_of(document: nodes.document) -> Cells:
    """Return the cells of the page that is being read; a page that is no notebook has none."""
    if "nb_renderer" not in document:
        return Cells([], {})
    client: Any = document["nb_renderer"].renderer.nb_client
    cells = [cell for cell in client.notebook.cells if cell["cell_type"] == "code"]
    return Cells(cells, client.glue_data)


def tags_of(cell: Mapping[str, Any]) -> Sequence[str]:
    """Return the tags of a cell."""
    tags: Sequence[str] = cell["metadata"].get("tags", [])
    return tags


def text_of(output: Mapping[str, Any]) -> str:
    """Return the text of an output as a terminal would show it; nothing of a figure."""
    if output["output_type"] == "stream":
        return "".join(output["text"]) if output["name"] == "stdout" else ""
    if output["output_type"] == "error":
        return f"{output['ename']}: {output['evalue']}\n"
    data = output["data"]
    if any(kind.startswith("image/") for kind in data):
        return ""
    return "".join(data.get("text/plain", "")) + "\n"


class Unwrap(ast.NodeTransformer):
    """Puts the number in the place of ``np.float64(0.5)``."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Unwrap a call of something of NumPy's with one argument."""
        ours = re.fullmatch(r"(np|numpy)\.\w+", ast.unparse(node.func))
        return node.args[0] if ours and len(node.args) == 1 and not node.keywords else node


def literal_of(text: str) -> object:
    """Read a value as Python shows it, with numbers as NumPy shows them.

    Raises
    ------
    ValueError
        If it is no literal.

    Examples
    --------
    >>> literal_of("[{'L': np.float64(0.5)}]")
    [{'L': 0.5}]
    """
    try:
        return ast.literal_eval(Unwrap().visit(ast.parse(text.strip(), mode="eval")))
    except SyntaxError as error:
        raise ValueError(f"{text} is not a literal") from error


def number_of(text: str) -> int | float | None:
    """Read a number as Python shows it; None if it is not one.

    Examples
    --------
    >>> number_of("0.5"), number_of("np.int64(-3)"), number_of("True"), number_of("nan")
    (0.5, -3, None, None)
    """
    try:
        value = literal_of(text)
    except ValueError:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isfinite(value) else None
