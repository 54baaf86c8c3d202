"""What the page itself says of cells that fail, on purpose or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["mark_failure", "mark_intended"]


def mark_intended(document: nodes.document) -> None:
    """Say above the output of a cell tagged `raises-exception` that it is meant to fail."""
    for cell in _containers(document, "cell_code"):
        if "raises-exception" in cell["cell_metadata"].get("tags", []):
            for output in _containers(cell, "cell_code_output"):
                text = nodes.paragraph("", "This cell is meant to fail.")
                output.insert(0, nodes.note("", text))


def mark_failure(document: nodes.document, index: int, sentence: str) -> None:
    """Say below a cell that failed what the diagnostic says, and that this was the last one.

    Parameters
    ----------
    document
        The page.
    index
        Which of the notebook's cells failed.
    sentence
        Text of the diagnostic.
    """
    text = f"{sentence[:1].upper()}{sentence[1:]}. The cells below were not run."
    for cell in _containers(document, "cell_code"):
        if cell["cell_index"] == index:
            cell.parent.insert(
                cell.parent.index(cell) + 1, nodes.error("", nodes.paragraph("", text))
            )


def _containers(root: nodes.Element, element: str) -> Iterator[nodes.container]:
    for node in list(root.findall(nodes.container)):
        if node.get("nb_element") == element:
            yield node
