"""Figures of a cell, as the build shows them: drawn by the same pass where the book has one.

The module is also a backend of pyplot, one whose `show` puts the figures on the page.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import Any

__all__ = ["collect", "prepare", "show"]

KEY = "gradbook_figure"
SVG = "image/svg+xml"
PASS = "gradbook_figures"
"""Name of the package with the pass of the build."""
waiting: list[dict[str, Any]] = []
"""Figures that the cell has shown itself, by `plt.show`."""


def collect(draw: bool = True) -> list[dict[str, Any]]:
    """Return the figures that a cell has made, and close them; or only close them."""
    if draw:
        show()
    elif "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    shown = waiting[:]
    waiting.clear()
    return shown


def __getattr__(name: str) -> Any:
    """Give pyplot the canvas that it asks a backend for; Matplotlib is not loaded before."""
    if name == "FigureCanvas":
        canvas = importlib.import_module("matplotlib.backends.backend_agg").FigureCanvasAgg
        globals()[name] = canvas  # pyplot copies what is in the module
        return canvas
    raise AttributeError(name)


def show(*_: Any, **__: Any) -> None:
    """Draw all open figures; this is what `plt.show` does."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    try:
        for number in pyplot.get_fignums():
            drawn = drawing(pyplot.figure(number))
            if drawn:
                waiting.append(drawn)
    finally:
        pyplot.close("all")


def drawing(figure: Any) -> dict[str, Any] | None:
    """Draw a figure for the light page and the dark one; None for an empty one."""
    try:
        bundle = importlib.import_module(f"{PASS}.kernel").bundle
        polish = importlib.import_module(f"{PASS}.polish").polish
    except ImportError:
        return plain(figure)
    bundled = bundle(figure)
    if bundled is None:
        return None
    data, metadata = bundled
    output = {"output_type": "display_data", "data": data, "metadata": metadata}
    polish([output])
    facts = metadata[KEY]
    return {
        "kind": facts["kind"],
        "light": data[facts["kind"]],
        "dark": facts["dark"],
        "width": facts["width"],
        "height": facts["height"],
    }


def plain(figure: Any) -> dict[str, Any]:
    """Draw a figure as Matplotlib has it."""
    file = io.StringIO()
    figure.savefig(file, format="svg", bbox_inches="tight")
    width, height = (round(96 * inches) for inches in figure.get_size_inches())
    return {
        "kind": SVG,
        "light": file.getvalue(),
        "dark": None,
        "width": width,
        "height": height,
    }


def prepare() -> None:
    """Have pyplot draw for the page."""
    os.environ["MPLBACKEND"] = f"module://{__name__}"
