"""The slope of a function along a direction."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import Function, Values
from gradbook.functions.validation import as_point, as_points, gradient_at

__all__ = ["directional_derivative"]


def directional_derivative(f: Function, x: ArrayLike, u: ArrayLike) -> Values:
    r"""Return the slope of f at x along u, :math:`D_u f(x) = \nabla f(x)^\top u`.

    The formula holds where f is differentiable; `f.gradient` is trusted to be the gradient.

    Parameters
    ----------
    f : Function
        A function with a gradient.
    x : array_like, shape (n,)
        The point.
    u : array_like, shape (n,) or (..., n)
        One direction or several on the last axis, each of Euclidean length 1.

    Returns
    -------
    float or ndarray
        The slope along each direction, shape ``u.shape[:-1]``.

    Raises
    ------
    ValueError
        If x is not one finite point, or u does not hold directions of length 1 in its space.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> print(directional_derivative(Bowl(), [1, 2], [[1, 0], [0, 1], [0.6, -0.8]]))
    [ 2.  4. -2.]
    """
    x = as_point("x", x)
    u = as_points("u", u, len(x))
    lengths = np.linalg.norm(u, axis=-1)
    if not (np.abs(lengths - 1) <= 1e-9).all():
        worst = lengths.flat[np.argmax(np.abs(lengths - 1))]
        raise ValueError(
            f"u must have length 1, got {worst}; normalise it: u / numpy.linalg.norm(u)"
        )
    return u @ gradient_at(f, x)
