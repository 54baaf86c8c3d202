"""Forward mode: derivatives of a program along directions, exact up to rounding."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, TypeAlias

import numpy as np

from gradbook.differentiation.dual import Dual
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_floats

__all__ = ["forward_gradient", "forward_hessian", "forward_jacobian", "jvp"]

Program: TypeAlias = Callable[[Any], Any]
"""Code written for arrays that accepts a `Dual` in place of one."""

Numbers: TypeAlias = Any
"""A number, an array of numbers, or, within another derivative, a `Dual` of that one."""

LEVELS = count(1)
"""A new, highest level for each derivative: those of an outer one are constants of an inner."""


def jvp(f: Program, x: Numbers, v: Numbers) -> tuple[Values, Values]:
    r"""Return f at x and its derivative along v, in one pass: the Jacobian-vector product J v.

    .. math:: f(x + v\,\omega) = f(x) + J v\,\omega, \qquad \omega^2 = 0.

    The derivative is that of the program: of the branch that is taken, and by a convention at a
    kink. See `Dual` for the operations that f may use.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of x and returns a number or an array.
    x : float or array_like
        The point: a number, a vector or any array.
    v : float or array_like
        The direction, of the shape of x.

    Returns
    -------
    value : float or ndarray
        f(x).
    tangent : float or ndarray
        J v, of the shape of f(x).

    Raises
    ------
    ValueError
        If x or v is not finite, if v does not have the shape of x, or if f returns no numbers.
    TypeError
        If f uses an operation that has no rule.

    References
    ----------
    A. G. Baydin, B. A. Pearlmutter, A. A. Radul and J. M. Siskind, Automatic differentiation in
    machine learning: a survey, Journal of Machine Learning Research 18 (2018), no. 153.

    Examples
    --------
    >>> value, slope = jvp(lambda x: x[0] ** 2 * x[1], [3.0, 2.0], [1.0, 0.0])
    >>> print(value, slope)
    18.0 12.0
    >>> print(jvp(lambda t: jvp(np.sin, t, 1.0)[1], 0.5, 1.0)[1] == -np.sin(0.5))
    True
    """
    x, v = _finite("x", x), _finite("v", v)
    if v.shape != x.shape:
        raise ValueError(f"v must have the shape of x, {x.shape}, got the shape {v.shape}")
    level = next(LEVELS)
    y = f(Dual(x, v, level))
    if not isinstance(y, Dual):
        y = as_floats("f(x)", y)[()]
    elif y.level > level:
        raise ValueError("f must return what follows from x, got a Dual of another derivative")
    elif y.level == level:
        return y.value, y.tangent
    return y, np.zeros_like(y)[()]


def forward_gradient(f: Program) -> Callable[[Numbers], FloatArray]:
    r"""Return the gradient of f by forward mode.

    One pass for each coordinate, :math:`\partial f / \partial x_i = J e_i`; exact up to rounding.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number. If f accepts a mesh of points on the last
        axis, so does the gradient.

    Returns
    -------
    callable
        Takes points x and returns the gradients, in the shape of x.

    Raises
    ------
    ValueError
        When called, if x is no point or not finite, or f does not return one number for each point.
    TypeError
        When called, if f uses an operation that has no rule.

    Examples
    --------
    >>> gradient = forward_gradient(lambda x: np.exp(x[0]) * x[1])
    >>> print(gradient([0, 3]))
    [3. 1.]
    """

    def gradient(x: Numbers) -> FloatArray:
        x = _points(x)
        slopes = []
        for e in np.eye(x.shape[-1]):
            value, slope = jvp(f, x, np.broadcast_to(e, x.shape))
            if np.shape(value) != x.shape[:-1]:
                raise ValueError(
                    f"f must return one number for each point, the shape {x.shape[:-1]} for points "
                    f"of the shape {x.shape}, got the shape {np.shape(value)}"
                )
            slopes.append(slope)
        return np.stack(slopes, axis=-1)

    return gradient


def forward_jacobian(f: Program) -> Callable[[Numbers], FloatArray]:
    r"""Return the Jacobian of a vector function by forward mode.

    Its columns are :math:`J e_j`, one pass for each, whatever the number of rows.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a vector of shape (m,).

    Returns
    -------
    callable
        Takes a point of shape (n,) and returns the Jacobian, of shape (m, n).

    Raises
    ------
    ValueError
        When called, if x is not one finite point or f does not return a vector.
    TypeError
        When called, if f uses an operation that has no rule.

    Examples
    --------
    >>> J = forward_jacobian(lambda x: np.stack([x[0] * x[1], x[0], 3 * x[1]]))
    >>> print(J([2, 5]))
    [[5. 2.]
     [1. 0.]
     [0. 3.]]
    """

    def jacobian(x: Numbers) -> FloatArray:
        x = _points(x)
        if x.ndim != 1:
            raise ValueError(f"x must be one point, an array of shape (n,), got {x.shape}")
        columns = []
        for e in np.eye(x.shape[0]):
            value, column = jvp(f, x, e)
            if np.ndim(value) != 1:
                raise ValueError(
                    "f must return a vector, an array of shape (m,), "
                    f"got the shape {np.shape(value)}"
                )
            columns.append(column)
        return np.stack(columns, axis=-1)

    return jacobian


def forward_hessian(f: Program) -> Callable[[Numbers], FloatArray]:
    r"""Return the Hessian of f by forward mode over forward mode.

    It is the Jacobian of the gradient, in :math:`n^2` passes with duals of duals; exact up to
    rounding.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number.

    Returns
    -------
    callable
        Takes one point x of shape (n,) and returns the Hessian there, of shape (n, n).

    Raises
    ------
    ValueError
        When called, if x is not one finite point or f does not return a number.
    TypeError
        When called, if f uses an operation that has no rule.

    Examples
    --------
    >>> H = forward_hessian(lambda x: 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2)
    >>> print(H([-1.2, 1.0]))
    [[1330.  480.]
     [ 480.  200.]]
    """
    return forward_jacobian(forward_gradient(f))


def _finite(name: str, value: Numbers) -> Numbers:
    """Return a number or an array, all of it finite; duals of an outer derivative pass."""
    array = value if isinstance(value, Dual) else as_floats(name, value)[()]
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, got {array}")
    return array


def _points(x: Numbers) -> Numbers:
    """Return points on the last axis, with at least one coordinate."""
    x = _finite("x", x)
    if x.ndim == 0 or x.shape[-1] == 0:
        given = f"the shape {x.shape}" if x.ndim else f"the number {x}"
        raise ValueError(f"x must have at least one coordinate on its last axis, got {given}")
    return x
