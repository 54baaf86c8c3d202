"""What gradient descent and gradient flow do on a quadratic: every iterate in closed form."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray
from gradbook.functions.quadratic import Quadratic
from gradbook.functions.validation import as_floats, as_point
from gradbook.theory.factors import mode_factors

__all__ = ["descent_on_quadratic", "flow_on_quadratic"]


def descent_on_quadratic(f: Quadratic, step_size: float, x0: ArrayLike, k: ArrayLike) -> FloatArray:
    r"""Return iterates of gradient descent without running it.

    With the eigenvalues :math:`\lambda_i` and orthonormal eigenvectors :math:`q_i` of A

    .. math::
        x_k = x^\star + \sum_i (1 - \alpha \lambda_i)^k \, q_i \, q_i^\top (x_0 - x^\star)

    Parameters
    ----------
    f : Quadratic
        The quadratic. It must have a minimizer.
    step_size : float
        The step size :math:`\alpha`, greater than 0.
    x0 : array_like, shape (n,)
        The start.
    k : array_like of int
        After how many steps, each at least 0.

    Returns
    -------
    ndarray, shape (*k.shape, n)
        The iterate for each number of steps; like the iterates of a run, they may overflow.

    Raises
    ------
    ValueError
        If f has no minimizer, x0 is not a finite point of its dimension, k is no array of whole
        numbers of at least 0, or `step_size` is not a finite number greater than 0.

    Examples
    --------
    >>> f = Quadratic.diagonal([1, 4])
    >>> print(descent_on_quadratic(f, step_size=0.25, x0=[16, 1], k=[0, 1, 2]))
    [[16.  1.]
     [12.  0.]
     [ 9.  0.]]
    """
    steps = as_floats("k", k)
    if not (np.isfinite(steps) & (steps >= 0) & (steps == np.floor(steps))).all():
        raise ValueError(f"k must hold whole numbers of at least 0, got {k!r}")
    eigenvalues, modes, minimizer = _modes(f, x0)
    with np.errstate(over="ignore", invalid="ignore"):
        powers = mode_factors(step_size, eigenvalues) ** steps[..., np.newaxis]
        return np.asarray(minimizer + powers @ modes)


def flow_on_quadratic(f: Quadratic, x0: ArrayLike, t: ArrayLike) -> FloatArray:
    r"""Return points of gradient flow, :math:`\dot x = -\nabla f(x)` with :math:`x(0) = x_0`.

    With the eigenvalues :math:`\lambda_i` and orthonormal eigenvectors :math:`q_i` of A

    .. math::
        x(t) = x^\star + \sum_i e^{-\lambda_i t} \, q_i \, q_i^\top (x_0 - x^\star)

    Parameters
    ----------
    f : Quadratic
        The quadratic. It must have a minimizer.
    x0 : array_like, shape (n,)
        The start.
    t : array_like
        The times, each at least 0.

    Returns
    -------
    ndarray, shape (*t.shape, n)
        The point at each time.

    Raises
    ------
    ValueError
        If f has no minimizer, x0 is not a finite point of its dimension, or t is no array of
        numbers of at least 0.

    Examples
    --------
    >>> f = Quadratic.diagonal([1, 2])
    >>> print(flow_on_quadratic(f, x0=[8, 8], t=[0, np.log(2)]).round(12))
    [[8. 8.]
     [4. 2.]]
    """
    times = as_floats("t", t)
    if not (times >= 0).all():
        raise ValueError(f"t must hold numbers of at least 0, got {t!r}")
    eigenvalues, modes, minimizer = _modes(f, x0)
    return np.asarray(minimizer + np.exp(-eigenvalues * times[..., np.newaxis]) @ modes)


def _modes(f: Quadratic, x0: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the eigenvalues, the parts of ``x0 - x*`` along each eigenvector, and ``x*``."""
    start, n = as_point("x0", x0), len(f.b)
    if len(start) != n:
        raise ValueError(f"x0 must have {n} coordinates to match f, got {len(start)}")
    if not len(f.minimizers):
        raise ValueError("f must have a minimizer, and this quadratic is not bounded below")
    eigenvalues, q = np.linalg.eigh(f.A)
    minimizer = f.minimizers[0]
    modes = (q * (q.T @ (start - minimizer))).T
    return np.asarray(eigenvalues), np.asarray(modes), minimizer
