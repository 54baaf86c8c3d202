"""By what factor a step of gradient descent shrinks the distance to the minimizer."""

from __future__ import annotations

from math import ceil, log

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray
from gradbook.functions.validation import as_floats, finite, positive

__all__ = ["contraction_factor", "mode_factors", "optimal_step_size", "steps_to_reach"]


def mode_factors(step_size: float, eigenvalues: ArrayLike) -> FloatArray:
    r"""Return by what a step of gradient descent multiplies each coordinate in the eigenbasis.

    .. math::
        r_i = 1 - \alpha \lambda_i

    Parameters
    ----------
    step_size : float
        The step size :math:`\alpha`, greater than 0.
    eigenvalues : array_like
        The eigenvalues :math:`\lambda_i` of the quadratic's matrix.

    Returns
    -------
    ndarray
        The factors, in the shape of `eigenvalues`. A mode shrinks if its factor lies between -1
        and 1, and changes sides in each step if it is negative.

    Raises
    ------
    ValueError
        If `step_size` is not a finite number greater than 0 or `eigenvalues` holds no numbers.

    Examples
    --------
    >>> print(mode_factors(0.25, [1, 4, 6, 8, 10]))
    [ 0.75  0.   -0.5  -1.   -1.5 ]
    """
    return 1 - positive("step_size", step_size) * as_floats("eigenvalues", eigenvalues)


def contraction_factor(step_size: float, mu: float, L: float) -> float:
    r"""Return by what a step multiplies the distance to the minimizer at worst.

    .. math::
        \max_{\mu \le \lambda \le L} |1 - \alpha \lambda| = \max(|1 - \alpha \mu|, |1 - \alpha L|)

    It is the spectral radius of :math:`I - \alpha A` for a quadratic whose smallest and largest
    eigenvalues are mu and L; the same bound holds for every mu-strongly convex, L-smooth function.

    Parameters
    ----------
    step_size : float
        The step size :math:`\alpha`, greater than 0.
    mu, L : float
        The bounds of the curvature, greater than 0, in ascending order.

    Returns
    -------
    float
        The factor; a run converges from every start if it is less than 1.

    Raises
    ------
    ValueError
        If an argument is not a finite number greater than 0 or mu is greater than L.

    References
    ----------
    Y. Nesterov, "Lectures on Convex Optimization", Springer 2018, section 2.1.5,
    doi:10.1007/978-3-319-91578-4.

    Examples
    --------
    >>> contraction_factor(0.125, mu=1, L=8), contraction_factor(0.5, mu=1, L=8)
    (0.875, 3.0)
    """
    mu, L = _curvatures(mu, L)
    return float(np.abs(mode_factors(step_size, [mu, L])).max())


def optimal_step_size(mu: float, L: float) -> float:
    r"""Return the fixed step size with the smallest contraction factor, :math:`2 / (L + \mu)`.

    Its factor is :math:`(\kappa - 1) / (\kappa + 1)` with :math:`\kappa = L / \mu`.

    Parameters
    ----------
    mu, L : float
        The bounds of the curvature, greater than 0, in ascending order.

    Returns
    -------
    float
        The step size.

    Raises
    ------
    ValueError
        If mu or L is not a finite number greater than 0, or mu is greater than L.

    Examples
    --------
    >>> optimal_step_size(mu=1, L=3), contraction_factor(0.5, mu=1, L=3)
    (0.5, 0.5)
    """
    mu, L = _curvatures(mu, L)
    return 2 / (L + mu)


def steps_to_reach(accuracy: float, factor: float) -> int:
    r"""Return the first k for which factor to the power k is at most `accuracy`.

    Up to rounding it is :math:`\lceil \log(\text{accuracy}) / \log(\text{factor}) \rceil`.

    Parameters
    ----------
    accuracy : float
        What part of the start may be left, greater than 0.
    factor : float
        What a step leaves, at least 0 and less than 1.

    Returns
    -------
    int
        The number of steps.

    Raises
    ------
    ValueError
        If `accuracy` is not a finite number greater than 0, or `factor` is not in its range: with
        a factor of 1 or more no number of steps is enough.

    Examples
    --------
    >>> steps_to_reach(1e-6, factor=0.9), steps_to_reach(0.25, factor=0.5)
    (132, 2)
    """
    accuracy, factor = positive("accuracy", accuracy), finite("factor", factor)
    if not 0 <= factor < 1:
        raise ValueError(f"factor must be at least 0 and less than 1, got {factor!r}")
    if accuracy >= 1 or factor == 0:
        return 0 if accuracy >= 1 else 1
    k = ceil(log(accuracy) / log(factor))
    while factor ** (k - 1) <= accuracy:  # the quotient of the logarithms is rounded
        k -= 1
    while factor**k > accuracy:
        k += 1
    return k


def _curvatures(mu: float, L: float) -> tuple[float, float]:
    """Return both numbers, having made sure that they are positive and in order."""
    mu, L = positive("mu", mu), positive("L", L)
    if mu > L:
        raise ValueError(f"mu must be at most L, got mu = {mu:g} and L = {L:g}")
    return mu, L
