"""Points lie on the last axis of an array: taken apart, put together, multiplied."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_floats, as_points

__all__ = [
    "as_columns",
    "coordinates",
    "inner",
    "mesh",
    "symmetric",
    "total",
    "vector",
]


def mesh(x: ArrayLike, y: ArrayLike) -> FloatArray:
    """Return the points of a rectangular mesh: ``(x[j], y[i])`` in row i and column j.

    It equals ``numpy.stack(numpy.meshgrid(x, y), axis=-1)``, but all first coordinates lie together
    in memory, and so do all second ones: NumPy then computes about a third faster.

    Parameters
    ----------
    x, y : array_like
        The coordinates of the columns and of the rows.

    Returns
    -------
    ndarray, shape (len(y), len(x), 2)
        The points.

    Raises
    ------
    ValueError
        If x or y is not a row of numbers.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> print(Bowl()(mesh([0, 1, 2], [0, 10])))
    [[  0.   1.   4.]
     [100. 101. 104.]]
    """
    x, y = as_floats("x", x), as_floats("y", y)
    for name, row in (("x", x), ("y", y)):
        if row.ndim != 1:
            raise ValueError(f"{name} must be a row of numbers, got the shape {row.shape}")
    return vector(*np.meshgrid(x, y))


def coordinates(value: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return the two coordinates of each point of the plane in `value`."""
    points = as_points("x", value, 2)
    if points.ndim == 1:
        return points[0], points[1]  # numbers, with which NumPy is faster than with arrays
    return points[..., 0], points[..., 1]


def vector(*coordinates: Values) -> FloatArray:
    """Return the points with these coordinates, of which each lies together in memory."""
    points = np.array(coordinates, dtype=np.float64)
    return points if points.ndim == 1 else np.moveaxis(points, 0, -1)


def symmetric(xx: Values, xy: Values, yy: Values) -> FloatArray:
    """Return the matrices ``[[xx, xy], [xy, yy]]``; adding 0 turns -0 into 0."""
    return vector(vector(xx, xy), vector(xy, yy)) + 0.0


def as_columns(name: str, value: ArrayLike, dimension: int) -> FloatArray:
    """Return `value` as points of which each coordinate lies together in memory.

    NumPy then takes a sum or a maximum over the last axis for many points at once.
    """
    x = as_points(name, value, dimension)
    if x.ndim == 1:
        return x
    return np.moveaxis(np.ascontiguousarray(np.moveaxis(x, -1, 0)), 0, -1)


def inner(x: FloatArray, y: FloatArray) -> FloatArray:
    """Return the inner product of each point of `x` with its counterpart in `y`."""
    if _few(x):
        return np.asarray(np.vecdot(x, y))[()]
    result = x[..., 0] * y[..., 0]
    for i in range(1, x.shape[-1]):
        result += x[..., i] * y[..., i]
    return result


def total(term: Callable[[FloatArray], FloatArray], x: FloatArray) -> FloatArray:
    """Return the sum of `term` over the coordinates of each point; for a mesh, one by one."""
    if _few(x):
        return np.asarray(np.sum(term(x), axis=-1))[()]
    result = term(x[..., 0])
    for i in range(1, x.shape[-1]):
        result += term(x[..., i])
    return result


def _few(x: FloatArray) -> bool:
    """Tell whether a loop over the points is no longer than one over the coordinates."""
    return bool(x.size <= 100 * x.shape[-1] ** 2)
