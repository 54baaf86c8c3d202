"""Derivatives of functions of vectors and matrices, measured with function values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from gradbook.differentiation.finite_differences import EPSILON, check_step, steps_along_axes
from gradbook.functions.protocol import FloatArray
from gradbook.functions.validation import as_floats, as_point

__all__ = ["central_jacobian", "differential_error"]

ArrayFunction: TypeAlias = Callable[[FloatArray], ArrayLike]
"""Takes an array and returns one."""


def central_jacobian(
    f: ArrayFunction, step: float | None = None
) -> Callable[[ArrayLike], FloatArray]:
    r"""Return the Jacobian of a vector function by central differences.

    The Jacobian has one row for each output and one column for each input,
    :math:`J_{ij} = \partial f_i / \partial x_j`. Its columns are

    .. math:: J e_j \approx \frac{f(x + h_j e_j) - f(x - h_j e_j)}{2 h_j},

    with an error proportional to :math:`h_j^2`, plus rounding proportional to :math:`1/h_j`.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a vector of shape (m,).
    step : float, optional
        The step h, the same for every coordinate. By default :math:`h_j = \sqrt[3]{\varepsilon}
        \max(1, |x_j|)` with the machine precision :math:`\varepsilon`.

    Returns
    -------
    callable
        Takes a point of shape (n,) and returns the Jacobian, of shape (m, n).

    Raises
    ------
    ValueError
        If `step` is not greater than 0; when called, if x is not one finite point or f does not
        return a vector.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 8.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> import numpy as np
    >>> J = central_jacobian(lambda x: np.array([x[0] * x[1], x[0], 3 * x[1]]), step=0.5)
    >>> print(J([2, 5]))
    [[5. 2.]
     [1. 0.]
     [0. 3.]]
    """
    check_step(step)

    def jacobian(x: ArrayLike) -> FloatArray:
        x = as_point("x", x)
        columns = [
            (_vector_at(f, x + he) - _vector_at(f, x - he)) / (2 * h)
            for h, he in steps_along_axes(x, step, EPSILON ** (1 / 3))
        ]
        return np.stack(columns, axis=-1)

    return jacobian


def differential_error(
    f: ArrayFunction, differential: ArrayFunction, X: ArrayLike, dX: ArrayLike
) -> float:
    r"""Return how far a differential is from what f does along one direction, relatively.

    A differential is the linear map that predicts the change of f at X. It is compared with a
    central difference along dX,

    .. math:: D = \frac{f(X + h\, dX) - f(X - h\, dX)}{2 h},

    with an h that moves the entries of X by at most :math:`\sqrt[3]{\varepsilon} \max(1, |X|)`.
    The lengths of arrays are the roots of their sums of squares. For a smooth f the error of a
    right differential is about 1e-10; it is larger along a direction in which f hardly changes.
    A special direction can miss a mistake, so take a random one.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of X and returns a number or an array.
    differential : callable
        The differential under test at X: takes dX and returns df, of the shape of f(X). For a
        gradient G of a function whose values are numbers it is ``lambda dX: np.sum(G * dX)``.
    X : array_like
        The point: a number, a vector or a matrix.
    dX : array_like
        The direction, of the shape of X; its length does not matter.

    Returns
    -------
    float
        The length of df - D, divided by the larger of the lengths of df and D; 0 if both are zero
        and NaN if one of them is not finite.

    Raises
    ------
    ValueError
        If X or dX is not finite, if dX is zero or does not have the shape of X, or if df does not
        have the shape of f(X).

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 8.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> import numpy as np
    >>> X, dX = np.array([[2.0, 1.0], [0.0, 1.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    >>> differential_error(lambda X: X @ X, lambda dX: dX @ X + X @ dX, X, dX) < 1e-9
    True
    >>> differential_error(lambda X: X @ X, lambda dX: 2 * X @ dX, X, dX) > 0.3
    True
    """
    x, dx = _finite("X", X), _finite("dX", dX)
    if dx.shape != x.shape:
        raise ValueError(f"dX must have the shape of X, {x.shape}, got the shape {dx.shape}")
    if not dx.any():
        raise ValueError("dX must not be zero: along it nothing changes")
    dx = dx / np.abs(dx).max()
    h = EPSILON ** (1 / 3) * max(1.0, float(np.abs(x).max()))
    df = as_floats("differential(dX)", differential(dx))
    after, before = as_floats("f(X)", f(x + h * dx)), as_floats("f(X)", f(x - h * dx))
    if df.shape != after.shape:
        raise ValueError(
            f"differential(dX) must have the shape of f(X), {after.shape}, got the shape {df.shape}"
        )
    if not all(np.isfinite(array).all() for array in (df, after, before)):
        return float("nan")
    D = (after - before) / (2 * h)
    scale = max(_length(df), _length(D))
    return _length(df - D) / scale if scale > 0 else 0.0


def _vector_at(f: ArrayFunction, x: FloatArray) -> FloatArray:
    values = as_floats("f(x)", f(x))
    if values.ndim != 1:
        raise ValueError(
            f"f must return a vector, an array of shape (m,), got the shape {values.shape}"
        )
    return values


def _finite(name: str, value: ArrayLike) -> FloatArray:
    array = as_floats(name, value)
    if array.size == 0 or not np.isfinite(array).all():
        raise ValueError(f"{name} must hold at least one number, all of them finite, got {array}")
    return array


def _length(array: FloatArray) -> float:
    return float(np.sqrt(np.sum(array**2)))
