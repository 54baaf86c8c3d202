"""Contours, gradient fields and trajectories in the plane."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.contour import QuadContourSet
from matplotlib.lines import Line2D
from matplotlib.quiver import Quiver
from numpy.typing import ArrayLike

from gradbook.functions.protocol import Function, ScalarFunction
from gradbook.functions.validation import as_floats, as_points, finite, positive, values_at, whole

__all__ = ["contours", "gradient_field", "trajectory"]

ASCENT = "#D55E00"
DESCENT = "#0072B2"
LEVEL = "0.58"


def contours(
    ax: Axes,
    f: ScalarFunction,
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    levels: int | ArrayLike = 10,
    points: int = 200,
) -> QuadContourSet:
    """Draw level sets of f in grey; levels below zero are dashed.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    f : callable
        A function of two variables that accepts a mesh of points on the last axis.
    xlim, ylim : tuple of two floats
        The rectangle, each pair in ascending order.
    levels : int or array_like
        About how many levels, or the levels themselves in ascending order.
    points : int
        Points of the mesh along each side, at least 2.

    Returns
    -------
    matplotlib.contour.QuadContourSet
        The level sets.

    Raises
    ------
    ValueError
        If a pair is not in ascending order, `points` is less than 2, or f does not return one
        number for each point.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gradbook.functions import Bowl
    >>> ax = Figure().subplots()
    >>> print(contours(ax, Bowl(), (-2, 2), (-2, 2), levels=[1, 4]).levels)
    [1. 4.]
    """
    for name, (low, high) in (("xlim", xlim), ("ylim", ylim)):
        if not finite(name, low) < finite(name, high):
            raise ValueError(f"{name} must be in ascending order, got {(low, high)}")
    points = whole("points", points, least=2)
    x, y = np.meshgrid(np.linspace(*xlim, points), np.linspace(*ylim, points))
    z = values_at(f, np.stack([x, y], axis=-1))
    return ax.contour(x, y, z, levels=levels, colors=LEVEL, linewidths=1.0)


def gradient_field(
    ax: Axes,
    f: Function,
    x: ArrayLike,
    y: ArrayLike,
    *,
    scale: float = 0.1,
    descent: bool = False,
) -> Quiver:
    """Draw the gradient of f as arrows in the units of the axes.

    The arrow at (x, y) is `scale` times the gradient there, measured along the axes. The aspect of
    `ax` becomes equal, so that an arrow perpendicular to a contour is also drawn so.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    f : Function
        A function of two variables.
    x, y : array_like
        Where the arrows start: two rows of grid coordinates (an arrow at every crossing), or two
        arrays of the same shape with two or more axes, as `numpy.meshgrid` returns them.
    scale : float
        Length of the arrow of a gradient of length 1, greater than 0.
    descent : bool
        Whether to draw the negative gradient.

    Returns
    -------
    matplotlib.quiver.Quiver
        The arrows: orange-red uphill, blue downhill.

    Raises
    ------
    ValueError
        If x and y are neither two rows nor of the same shape, or `scale` is not greater than 0.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gradbook.functions import Bowl
    >>> ax = Figure().subplots()
    >>> arrows = gradient_field(ax, Bowl(), [1, 2], [0], scale=0.5)
    >>> print(arrows.U, arrows.V)
    [1. 2.] [0. 0.]
    """
    positive("scale", scale)
    x, y = as_floats("x", x), as_floats("y", y)
    if x.ndim == y.ndim == 1:
        x, y = np.meshgrid(x, y)
    if x.shape != y.shape or x.ndim < 2:
        raise ValueError(
            f"x and y must be two rows or two arrays of one shape, got {x.shape} and {y.shape}"
        )
    arrows = (-scale if descent else scale) * f.gradient(np.stack([x, y], axis=-1))
    ax.set_aspect("equal")
    return ax.quiver(
        x,
        y,
        arrows[..., 0],
        arrows[..., 1],
        angles="xy",
        scale_units="xy",
        scale=1,
        color=DESCENT if descent else ASCENT,
        zorder=3,
    )


def trajectory(ax: Axes, points: ArrayLike) -> Line2D:
    """Draw iterates as dots joined by a line; a ring marks the start.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    points : array_like, shape (K + 1, 2)
        The iterates, one a row, as in ``Trajectory.points``.

    Returns
    -------
    matplotlib.lines.Line2D
        The path. The ring is a second line on `ax`.

    Raises
    ------
    ValueError
        If `points` is not an array of rows of two coordinates.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> trajectory(ax, [[1, 2], [0.8, 1.6]]).get_xydata().tolist()
    [[1.0, 2.0], [0.8, 1.6]]
    """
    points = as_points("points", points, 2)
    if points.ndim != 2 or len(points) == 0:
        raise ValueError(f"points must be one or more rows of two, got the shape {points.shape}")
    (path,) = ax.plot(*points.T, "-o", color="black", markersize=4, zorder=4)
    ax.plot(*points[0], "o", color="black", markerfacecolor="white", markersize=9, zorder=5)
    return path
