"""Pictures of functions of two variables: each function draws on a given Axes, returns the artists.

The style of the book's figures is ``matplotlib.style.use("gradbook.plots.book")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.lazy import importer

if TYPE_CHECKING:
    from gradbook.plots.graph import computation_graph as computation_graph
    from gradbook.plots.plane import (
        contours as contours,
        gradient_field as gradient_field,
        trajectory as trajectory,
    )

HOMES = {
    "computation_graph": "graph",
    "contours": "plane",
    "gradient_field": "plane",
    "trajectory": "plane",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)


def __dir__() -> list[str]:
    """Return the public names, so that `dir` and the reference list them."""
    return __all__
