"""Closed forms about step sizes: exact steps at their worst, and what backtracking guarantees."""

from __future__ import annotations

from math import ceil, log

import numpy as np

from gradbook.functions.protocol import FloatArray
from gradbook.functions.validation import finite, fraction, positive, whole

__all__ = [
    "armijo_step_bound",
    "armijo_trials_bound",
    "exact_step_factor",
    "exact_step_worst_case",
]


def exact_step_factor(kappa: float) -> float:
    r"""Return the largest factor by which an exact step can multiply the gap.

    .. math:: \frac{f(x_{k+1}) - f^\star}{f(x_k) - f^\star} \le
        \left(\frac{\kappa - 1}{\kappa + 1}\right)^2

    Parameters
    ----------
    kappa : float
        The condition number, at least 1.

    Raises
    ------
    ValueError
        If `kappa` is not a finite number of at least 1.

    References
    ----------
    S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004, section
    9.3.2, for quadratics; E. de Klerk, F. Glineur and A. B. Taylor, "On the worst-case complexity
    of the gradient method with exact line search for smooth strongly convex functions",
    Optimization Letters 11, 2017, doi:10.1007/s11590-016-1087-4, beyond them.

    Examples
    --------
    >>> exact_step_factor(3)
    0.25
    """
    return _contraction(kappa) ** 2


def exact_step_worst_case(kappa: float, steps: int) -> FloatArray:
    r"""Return the iterates of exact steps on :math:`\tfrac12(x_1^2 + \kappa x_2^2)` at their worst.

    From :math:`(\kappa, 1)` they are :math:`x_k = (\kappa q^k, (-q)^k)` with
    :math:`q = (\kappa - 1) / (\kappa + 1)`, and every step size is :math:`2 / (1 + \kappa)`.

    Parameters
    ----------
    kappa : float
        The condition number, at least 1.
    steps : int
        The number of steps K, at least 0.

    Returns
    -------
    ndarray, shape (K + 1, 2)
        The iterates, one a row.

    Raises
    ------
    ValueError
        If `kappa` is not a finite number of at least 1, or `steps` no whole number of at least 0.

    References
    ----------
    S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004, section
    9.3.2, doi:10.1017/CBO9780511804441.

    Examples
    --------
    >>> print(exact_step_worst_case(3, steps=2))
    [[ 3.    1.  ]
     [ 1.5  -0.5 ]
     [ 0.75  0.25]]
    """
    q = _contraction(kappa)
    k = np.arange(whole("steps", steps, least=0) + 1)
    return np.stack([kappa * q**k, (-q) ** k], axis=-1)


def armijo_step_bound(L: float, first: float, shrink: float, c1: float) -> float:
    r"""Return the size that no step of backtracking along the negative gradient is below.

    .. math:: \alpha \ge \min\{\alpha_0,\, 2\tau(1 - c_1) / L\}

    Parameters
    ----------
    L : float
        The Lipschitz constant of the gradient, greater than 0.
    first : float
        The first trial :math:`\alpha_0`, greater than 0.
    shrink, c1 : float
        The factor :math:`\tau` and the constant :math:`c_1`, both between 0 and 1.

    Raises
    ------
    ValueError
        If a number is not as described.

    References
    ----------
    L. Armijo, "Minimization of functions having Lipschitz continuous first partial derivatives",
    Pacific Journal of Mathematics 16(1), 1966, doi:10.2140/pjm.1966.16.1.

    Examples
    --------
    >>> armijo_step_bound(L=8, first=1, shrink=0.5, c1=0.25)
    0.09375
    """
    return min(positive("first", first), fraction("shrink", shrink) * _always_enough(L, c1))


def armijo_trials_bound(L: float, first: float, shrink: float, c1: float) -> int:
    r"""Return the number of trials that one backtracking along the negative gradient needs at most.

    .. math:: 1 + \max\left\{0, \left\lceil
        \frac{\log(\alpha_0 L / (2(1 - c_1)))}{\log(1/\tau)} \right\rceil\right\}

    Parameters
    ----------
    L : float
        The Lipschitz constant of the gradient, greater than 0.
    first : float
        The first trial :math:`\alpha_0`, greater than 0.
    shrink, c1 : float
        The factor :math:`\tau` and the constant :math:`c_1`, both between 0 and 1.

    Raises
    ------
    ValueError
        If a number is not as described.

    References
    ----------
    Chapter 10 of the book, S3.

    Examples
    --------
    >>> armijo_trials_bound(L=100, first=1, shrink=0.5, c1=1e-4)
    7
    """
    too_long_by = positive("first", first) / _always_enough(L, c1)
    return 1 + max(0, ceil(log(too_long_by) / -log(fraction("shrink", shrink))))


def _contraction(kappa: float) -> float:
    """Return q = (kappa - 1) / (kappa + 1)."""
    if finite("kappa", kappa) < 1:
        raise ValueError(f"kappa must be at least 1, got {kappa!r}")
    return (kappa - 1) / (kappa + 1)


def _always_enough(L: float, c1: float) -> float:
    """Return 2 (1 - c1) / L: every step up to this size falls enough."""
    return 2 * (1 - fraction("c1", c1)) / positive("L", L)
