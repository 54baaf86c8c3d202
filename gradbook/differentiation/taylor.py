"""The Taylor test: derivatives written by hand, checked by how fast the remainders shrink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.differentiation.finite_differences import EPSILON
from gradbook.functions.protocol import FloatArray, ScalarFunction
from gradbook.functions.validation import as_floats, as_point, positive, values_at

__all__ = ["TaylorReport", "taylor_test"]

SUSPECTS = (
    "f is not differentiable here, or the steps are too long",
    "look for the mistake in the gradient",
    "look for the mistake in the Hessian",
)
"""What to suspect when the remainder of order 0, 1 or 2 is the first that shrinks too slowly."""


@dataclass(frozen=True, eq=False)
class TaylorReport:
    """What `taylor_test` found along one direction.

    Parameters
    ----------
    steps : ndarray, shape (m,)
        The step lengths t.
    remainders : ndarray, shape (2, m) or (3, m)
        Absolute errors of the models of order 0, 1 and, with a Hessian, 2 at each step.
    rounding : float
        A remainder of at most this size is taken for rounding and not used.
    tolerance : float
        How far a slope may fall short of its order plus 1.

    Examples
    --------
    >>> t = np.array([0.1, 0.01])
    >>> report = TaylorReport(t, np.array([t, 5 * t]), rounding=1e-14, tolerance=0.2)
    >>> print(report.slopes, report.failed, report.ok)
    [1. 1.] 1 False
    """

    steps: FloatArray
    remainders: FloatArray
    rounding: float
    tolerance: float

    @property
    def slopes(self) -> FloatArray:
        """Log-log slope of each remainder; ``inf`` where fewer than two exceed rounding."""
        return np.array([self._slope(remainder) for remainder in self.remainders])

    @property
    def failed(self) -> int | None:
        """The first order whose slope is too small or not a number; None if there is none."""
        least = np.arange(1, len(self.remainders) + 1) - self.tolerance
        wrong = np.flatnonzero(~(self.slopes >= least))
        return int(wrong[0]) if len(wrong) else None

    @property
    def ok(self) -> bool:
        """Whether every remainder shrinks as fast as it should."""
        return self.failed is None

    def __str__(self) -> str:
        """Return the slopes, the verdict and, if it failed, where to look."""
        rows = [
            f"  order {k}: slope {slope:.2f}, should be {k + 1}"
            for k, slope in enumerate(self.slopes)
        ]
        if self.failed is None:
            return "\n".join(["Taylor test passed.", *rows])
        verdict = f"Taylor test FAILED at order {self.failed}: {SUSPECTS[self.failed]}."
        return "\n".join([verdict, *rows])

    def _slope(self, remainder: FloatArray) -> float:
        """Fit log remainder = slope · log t + constant by least squares."""
        used = ~(remainder <= self.rounding)  # NaN is used, so that it cannot pass
        if used.sum() < 2:
            return np.inf
        log_t = np.log(self.steps[used])
        log_t -= log_t.mean()
        with np.errstate(invalid="ignore"):
            return float(log_t @ np.log(remainder[used]) / (log_t @ log_t))


def taylor_test(
    f: ScalarFunction,
    gradient: Callable[[FloatArray], ArrayLike] | None = None,
    hessian: Callable[[FloatArray], ArrayLike] | None = None,
    *,
    x: ArrayLike,
    direction: ArrayLike,
    steps: ArrayLike | None = None,
    tolerance: float = 0.2,
) -> TaylorReport:
    r"""Test derivatives by the slopes of the Taylor remainders along a direction.

    With u the direction at length 1, g the gradient and H the Hessian at x, the remainders

    .. math::
        r_0 &= |f(x + t u) - f(x)|, \\
        r_1 &= |f(x + t u) - f(x) - t\, g^\top u|, \\
        r_2 &= |f(x + t u) - f(x) - t\, g^\top u - \tfrac12 t^2\, u^\top H u|

    shrink like :math:`t`, :math:`t^2` and :math:`t^3` or faster, if f is smooth and its derivatives
    are right. On log-log axes these powers are slopes. A wrong gradient leaves :math:`r_1` with
    slope 1, a wrong Hessian :math:`r_2` with slope 2.

    One direction shows one number of the gradient and one of the Hessian: test several random
    directions. An error of H that is antisymmetric is seen in none.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number.
    gradient : callable, optional
        The gradient under test; ``f.gradient`` by default.
    hessian : callable, optional
        The Hessian under test, ``f.hessian`` by default; without either, orders 0 and 1 are tested.
    x : array_like, shape (n,)
        The point.
    direction : array_like, shape (n,)
        The direction, not zero; its length does not matter.
    steps : array_like, shape (m,), optional
        Two or more different step lengths greater than 0; by default twelve, from
        :math:`2^{-6}` halved to :math:`2^{-17}`.
    tolerance : float
        How far a slope may fall short of its order plus 1, greater than 0.

    Returns
    -------
    TaylorReport
        The remainders, their slopes, the first order that fails and the verdict ``ok``.

    Raises
    ------
    ValueError
        If there is no gradient to test, if a derivative does not have the shape that fits x, or if
        an argument is not as described.

    Examples
    --------
    >>> from gradbook.functions import Rosenbrock
    >>> f, x, u = Rosenbrock(), [-1.2, 1], [3, -4]
    >>> taylor_test(f, x=x, direction=u).ok
    True
    >>> print(taylor_test(f, hessian=lambda x: -f.hessian(x), x=x, direction=u))
    Taylor test FAILED at order 2: look for the mistake in the Hessian.
      order 0: slope 1.00, should be 1
      order 1: slope 2.00, should be 2
      order 2: slope 2.00, should be 3
    """
    x, u = as_point("x", x), as_point("direction", direction)
    if u.shape != x.shape or not u.any():
        raise ValueError(
            f"direction must be {len(x)} numbers that are not all 0, to match x, got {u}"
        )
    u = u / np.abs(u).max()
    u /= np.linalg.norm(u)
    t = _checked_steps(2.0 ** -np.arange(6, 18) if steps is None else steps)
    positive("tolerance", tolerance)
    gradient = getattr(f, "gradient", None) if gradient is None else gradient
    if gradient is None:
        raise ValueError("gradient must be given, because f has no method named gradient")
    hessian = getattr(f, "hessian", None) if hessian is None else hessian

    slope = _derivative("gradient(x)", gradient(x), x.shape) @ u
    here = float(values_at(f, x))
    there = np.array([float(values_at(f, x + step * u)) for step in t])
    with np.errstate(invalid="ignore"):  # inf - inf is NaN and does not pass
        errors = [there - here, there - here - t * slope]
        if hessian is not None:
            H = _derivative("hessian(x)", hessian(x), (len(x), len(x)))
            errors.append(errors[1] - t**2 / 2 * (u @ H @ u))
    size = max(abs(here), np.abs(there).max(), np.abs(t * slope).max())
    rounding = 100 * EPSILON * size if np.isfinite(size) else 0.0
    return TaylorReport(t, np.abs(errors), rounding, tolerance)


def _checked_steps(steps: ArrayLike) -> FloatArray:
    """Return the steps if they are two or more different positive numbers."""
    t = as_floats("steps", steps)
    if t.ndim != 1 or len(np.unique(t)) < 2 or not (np.isfinite(t) & (t > 0)).all():
        raise ValueError(
            f"steps must be two or more different finite numbers greater than 0, got {t.tolist()}"
        )
    return t


def _derivative(name: str, value: ArrayLike, shape: tuple[int, ...]) -> FloatArray:
    """Return a derivative if it has the shape that fits x."""
    derivative = as_floats(name, value)
    if derivative.shape != shape:
        raise ValueError(f"{name} must have the shape {shape} to match x, got {derivative.shape}")
    return derivative
