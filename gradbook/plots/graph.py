"""Computation graphs: what was computed from what, with values and adjoints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation

__all__ = ["computation_graph"]

SYMBOLS = {
    "add": "+",
    "subtract": "−",
    "multiply": "×",
    "divide": "÷",
    "negative": "−",
    "matmul": "@",
    "getitem": "[ ]",
    "maximum": "max",
    "minimum": "min",
    "power": "pow",
}
VALUE = "#0072B2"
ADJOINT = "#D55E00"


class GraphNode(Protocol):
    """What is drawn of a node: `gradbook.differentiation.trace_graph` returns such nodes."""

    @property
    def name(self) -> str:
        """The operation or the input."""

    @property
    def parents(self) -> tuple[int, ...]:
        """Indices of the nodes it was computed from."""

    @property
    def depth(self) -> int:
        """The column to draw it in."""

    @property
    def value(self) -> Any:
        """What it computed."""

    @property
    def adjoint(self) -> Any:
        """The derivative of the result in it."""


def computation_graph(
    ax: Axes, nodes: Sequence[GraphNode], swept: int | None = None
) -> list[Annotation]:
    """Draw a computation graph from left to right: values above the nodes, adjoints below.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw; its own lines and labels go.
    nodes : sequence
        Nodes with name, parents, depth, value and adjoint, parents before children.
    swept : int, optional
        For how many nodes, counted from the last, to write the adjoint; by default for all.

    Returns
    -------
    list of matplotlib.text.Annotation
        The arrows, from parents to children.

    Raises
    ------
    ValueError
        If a node comes before one of its parents.

    Examples
    --------
    >>> from types import SimpleNamespace as Node
    >>> from matplotlib.figure import Figure
    >>> x = Node(name="x", parents=(), depth=0, value=3.0, adjoint=6.0)
    >>> square = Node(name="multiply", parents=(0, 0), depth=1, value=9.0, adjoint=1.0)
    >>> ax = Figure().subplots()
    >>> len(computation_graph(ax, [x, square]))
    2
    >>> [text.get_text() for text in ax.texts if text.get_text()]
    ['x', '3', '6', '×', '9', '1']
    """
    for i, node in enumerate(nodes):
        if any(parent >= i for parent in node.parents):
            raise ValueError(
                f"nodes must come after their parents, got {node.parents} for node {i}"
            )
    rows = _rows(nodes)
    places = [(float(node.depth), rows[i]) for i, node in enumerate(nodes)]
    arrows = []
    for node, end in zip(nodes, places, strict=True):
        twice = len(set(node.parents)) < len(node.parents)
        for k, parent in enumerate(node.parents):
            far = end[0] - places[parent][0] > 1 and end[1] == places[parent][1]
            bend = 0.5 * (k - 0.5) if twice else 0.35 if far else 0.0
            arrows.append(_arrow(ax, places[parent], end, bend))
    first = len(nodes) - (len(nodes) if swept is None else swept)
    for i, (node, (x, y)) in enumerate(zip(nodes, places, strict=True)):
        ax.plot(x, y, "o", markersize=30, color="0.9", markeredgecolor="0.4", zorder=3)
        _write(ax, (x, y), 0, SYMBOLS.get(node.name, node.name), "black")
        _write(ax, (x, y), 25, _short(node.value), VALUE)
        if i >= first:
            _write(ax, (x, y), -25, _short(node.adjoint), ADJOINT)
    ax.set_xlim(-0.4, max(x for x, _ in places) + 0.4)
    ax.set_ylim(min(rows) - 0.6, max(rows) + 0.6)
    ax.axis("off")
    return arrows


def _rows(nodes: Sequence[GraphNode]) -> list[float]:
    """Return a height for each node: near its parents, one apart from others of its depth."""
    rows = [0.0] * len(nodes)
    for depth in range(max(node.depth for node in nodes) + 1):
        column = [i for i, node in enumerate(nodes) if node.depth == depth]
        wish = {i: float(np.mean([rows[j] for j in nodes[i].parents] or [-i])) for i in column}
        column.sort(key=lambda i: -wish[i])
        middle = sum(wish.values()) / len(column)
        for k, i in enumerate(column):
            rows[i] = middle + (len(column) - 1) / 2 - k
    return rows


def _arrow(
    ax: Axes, start: tuple[float, float], end: tuple[float, float], bend: float
) -> Annotation:
    """Draw one arrow, bent to one side if there is a second one."""
    style = {
        "arrowstyle": "-|>",
        "color": "0.45",
        "shrinkA": 15,
        "shrinkB": 15,
        "connectionstyle": f"arc3,rad={bend}",
    }
    return ax.annotate("", end, start, arrowprops=style, zorder=2)


def _write(ax: Axes, place: tuple[float, float], offset: int, text: str, color: str) -> Annotation:
    """Write at a place, or some points above or below it."""
    options: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "center"}
    return ax.annotate(text, place, (0, offset), color=color, zorder=4, **options)


def _short(value: Any) -> str:
    """Write a number with four digits, and of an array its shape."""
    return (
        f"{float(value) + 0.0:.4g}".replace("-", "−")
        if np.ndim(value) == 0
        else str(np.shape(value))
    )
