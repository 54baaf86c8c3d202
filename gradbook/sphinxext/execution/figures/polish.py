"""From the outputs of a cell to those that are kept: smaller, for both schemes, and repeatable."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.execution.figures.bitmap import recoloured
from gradbook.sphinxext.execution.figures.dark import on_dark
from gradbook.sphinxext.execution.figures.svg import Drawing

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["KEY", "polish"]

KEY = "gradbook_figure"
"""The kernel marks a figure by it, in the metadata of the output."""
SVG, PNG = "image/svg+xml", "image/png"
GLUED = "application/papermill.record/"
"""Stands before the media types of an output that is glued and not shown."""

PASSING = [
    (re.compile(r"(<[^<>\n]*) at 0x[0-9a-fA-F]{6,}"), r"\1"),
    (re.compile(r"[^\s\"']*ipykernel_\d+[/\\]\d+\.py"), "<cell>"),
]
"""What is another one in each run: the address of an object, the file that stands for a cell."""


def polish(outputs: list[NotebookNode]) -> None:
    """Finish the outputs of a cell, in place; what is finished already stays as it is.

    A drawing is shortened. A figure gets a twin for the dark page, but for a bitmap of many
    colours, which shows data or a picture: that stays on its white sheet. Pieces of a stream that
    follow one another become one, since where a stream breaks is a matter of time; and what is
    another one in each run is left out, as the address in ``<Line2D object at 0x7f3a10c2>``.

    Parameters
    ----------
    outputs
        Outputs of one cell, just after its execution.
    """
    outputs[:] = _joined(outputs)
    for output in outputs:
        data = output.get("data", {})
        figure = output.get("metadata", {}).get(KEY)
        if figure is not None and "dark" not in figure:
            _finish(data, figure, GLUED if GLUED + figure["kind"] in data else "")
        for place, key in ((data, "text/plain"), (data, GLUED + "text/plain"), (output, "text")):
            if key in place:
                place[key] = _settled(place[key])
        if "traceback" in output:
            output["traceback"] = [_settled(line) for line in output["traceback"]]


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join the pieces of streams; MyST-NB would break the line between two of them."""
    whole: list[NotebookNode] = []
    for output in outputs:
        if whole and "text" in output and whole[-1].get("name") == output["name"]:
            whole[-1]["text"] += output["text"]
        else:
            whole.append(output)
    return whole


def _settled(text: str) -> str:
    for pattern, substitute in PASSING:
        text = pattern.sub(substitute, text)
    return text


def _finish(data: dict[str, Any], figure: dict[str, Any], prefix: str) -> None:
    """Draw a figure for both schemes."""
    if figure["kind"] == PNG:
        dark = recoloured(base64.b64decode(data[prefix + PNG]), on_dark)
        figure["dark"] = base64.b64encode(dark).decode() if dark else None
        return
    drawing, size = Drawing(data[prefix + SVG]), (figure["width"], figure["height"])
    data[prefix + SVG] = drawing.svg(*size)
    figure["dark"] = drawing.svg(*size, on_dark)
