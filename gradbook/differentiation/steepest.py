"""The steepest direction, which depends on how a length is measured."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray
from gradbook.functions.validation import as_point, as_symmetric

__all__ = ["dual_norm", "steepest_direction"]

Norm: TypeAlias = float | ArrayLike
"""1, 2, ``numpy.inf``, or a symmetric positive definite matrix P."""


def steepest_direction(g: ArrayLike, norm: Norm = 2) -> FloatArray:
    r"""Return the unit direction along which a function with the gradient g climbs fastest.

    It is the u that maximises the slope :math:`g^\top u` among all u of norm 1, so it depends on
    the norm. The direction of steepest descent is its negative.

    ==========  ===========================================================
    norm        steepest direction
    ==========  ===========================================================
    1           :math:`\operatorname{sign}(g_i)\, e_i`, where :math:`|g_i|` is largest
    2           :math:`g / \lVert g \rVert_2`
    inf         :math:`\operatorname{sign}(g)`
    matrix P    :math:`P^{-1} g`, divided by its norm
    ==========  ===========================================================

    Parameters
    ----------
    g : array_like, shape (n,)
        The gradient, not zero.
    norm : 1, 2, numpy.inf or array_like of shape (n, n)
        A symmetric positive definite matrix P stands for
        :math:`\lVert v \rVert_P = \sqrt{v^\top P v}`.

    Returns
    -------
    ndarray, shape (n,)
        The direction of steepest ascent. In norm 1, the first of several largest coordinates is
        taken. In norm inf, a coordinate with :math:`g_i = 0` gets 0; any number from -1 to 1 would
        be as good.

    Raises
    ------
    ValueError
        If g is zero, for then no direction is steepest; if g is not a finite vector or the norm
        is none of the four.

    References
    ----------
    S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004,
    section 9.4, doi:10.1017/CBO9780511804441.

    Examples
    --------
    >>> print(steepest_direction([3, 4]), steepest_direction([3, 4], norm=1))
    [0.6 0.8] [0. 1.]
    >>> print(steepest_direction([3, 4], norm=np.inf))
    [1. 1.]
    """
    g, _ = _scaled(g)
    if not g.any():
        raise ValueError("g must not be zero: at a critical point no direction is steepest")
    match _checked(norm, len(g)):
        case np.ndarray() as P:
            v = np.linalg.solve(P, g)
            return v / np.sqrt(g @ v)
        case 1:
            u = np.zeros_like(g)
            i = np.argmax(np.abs(g))
            u[i] = np.sign(g[i])
            return u
        case 2:
            return g / np.linalg.norm(g)
        case _:
            return np.sign(g)


def dual_norm(g: ArrayLike, norm: Norm = 2) -> float:
    r"""Return the largest slope :math:`g^\top u` among all u of norm 1.

    ==========  =====================================
    norm        dual norm of g
    ==========  =====================================
    1           :math:`\max_i |g_i|`
    2           :math:`\lVert g \rVert_2`
    inf         :math:`\sum_i |g_i|`
    matrix P    :math:`\sqrt{g^\top P^{-1} g}`
    ==========  =====================================

    Parameters
    ----------
    g : array_like, shape (n,)
        The gradient; zero is allowed.
    norm : 1, 2, numpy.inf or array_like of shape (n, n)
        A symmetric positive definite matrix P stands for
        :math:`\lVert v \rVert_P = \sqrt{v^\top P v}`.

    Returns
    -------
    float
        The slope along ``steepest_direction(g, norm)``.

    Raises
    ------
    ValueError
        If g is not a finite vector or the norm is none of the four.

    References
    ----------
    S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004,
    appendix A.1.6, doi:10.1017/CBO9780511804441.

    Examples
    --------
    >>> dual_norm([3, -4], norm=1), dual_norm([3, -4]), dual_norm([3, -4], norm=np.inf)
    (4.0, 5.0, 7.0)
    """
    g, power = _scaled(g)
    match _checked(norm, len(g)):
        case np.ndarray() as P:
            slope = float(np.sqrt(g @ np.linalg.solve(P, g)))
        case 1:
            slope = float(np.abs(g).max())
        case 2:
            slope = float(np.linalg.norm(g))
        case _:
            slope = float(np.abs(g).sum())
    return power * slope


def _scaled(g: ArrayLike) -> tuple[FloatArray, float]:
    """Return g divided by a power of two, and the power.

    The largest entry comes to lie in [1, 2), so that no square under- or overflows; a power of two
    changes no digit.
    """
    g = as_point("g", g)
    _, exponent = np.frexp(np.abs(g).max())
    power = 2.0 ** (int(exponent) - 1)
    return g / power, power


def _checked(norm: Norm, n: int) -> Any:
    """Return `norm` as 1, 2, inf or a symmetric positive definite matrix of n rows."""
    if np.ndim(norm) == 0:
        if norm not in (1, 2, np.inf):
            raise ValueError(f"norm must be 1, 2, numpy.inf or a matrix, got {norm!r}")
        return norm
    P = as_symmetric("norm", norm)
    if len(P) != n or np.linalg.eigvalsh(P)[0] <= 0:
        raise ValueError(
            f"norm must be a symmetric positive definite matrix of {n} rows, got {P.tolist()}"
        )
    return P
