"""The slope check: a gradient against slopes measured along random directions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.differentiation.check import gradient_under_test
from gradbook.differentiation.finite_differences import EPSILON
from gradbook.functions.protocol import FloatArray, ScalarFunction
from gradbook.functions.validation import as_point, positive, values_at, whole

__all__ = ["SlopeReport", "check_slopes"]


@dataclass(frozen=True, eq=False)
class SlopeReport:
    """What `check_slopes` found along m directions.

    Parameters
    ----------
    analytic : ndarray, shape (m,)
        The slopes that the gradient under test promises.
    numeric : ndarray, shape (m,)
        The slopes measured by central differences.
    rounding : ndarray, shape (m,)
        About how far the rounding of f alone can put each measured slope off.
    tolerance : float
        The largest relative error that passes.

    Examples
    --------
    >>> slopes = np.array([1.0, -3.0])
    >>> report = SlopeReport(2 * slopes, slopes, rounding=np.full(2, 1e-10), tolerance=6e-6)
    >>> print(report.ok, report.relative_error)
    False [0.5 0.5]
    """

    analytic: FloatArray
    numeric: FloatArray
    rounding: FloatArray
    tolerance: float

    @property
    def relative_error(self) -> FloatArray:
        """Error of each slope, divided by the larger of the two sizes; 0 if both slopes are 0."""
        scale = np.maximum(np.abs(self.analytic), np.abs(self.numeric))
        with np.errstate(invalid="ignore"):  # inf / inf is NaN and does not pass
            return np.abs(self.analytic - self.numeric) / np.where(scale == 0, 1, scale)

    @property
    def worst(self) -> int:
        """Index of the direction with the largest relative error, or of the first NaN."""
        return int(np.argmax(self.relative_error))

    @property
    def ok(self) -> bool:
        """Whether every relative error is within the tolerance."""
        return bool(self.relative_error[self.worst] <= self.tolerance)

    def __str__(self) -> str:
        """Return the verdict, the worst direction with both slopes, and a hint if f is flat."""
        i, m = self.worst, len(self.numeric)
        if self.ok:
            return f"Slope check passed: {m} directions agree within {self.tolerance:.0e}."
        lines = [
            f"Slope check FAILED: the largest relative error is {self.relative_error[i]:.0e}, "
            f"the tolerance {self.tolerance:.0e}.",
            f"Worst of {m} directions: analytic {self.analytic[i]:.6g}, "
            f"numeric {self.numeric[i]:.6g}.",
        ]
        if np.abs(self.numeric[i]) <= self.rounding[i] / self.tolerance:
            lines.append("The slope is hardly larger than the rounding of f: try another point.")
        return "\n".join(lines)


def check_slopes(
    f: ScalarFunction,
    gradient: Callable[[FloatArray], ArrayLike] | None = None,
    *,
    x: ArrayLike,
    directions: int = 3,
    seed: int = 0,
    precision: float = EPSILON,
    tolerance: float | None = None,
) -> SlopeReport:
    r"""Compare a gradient with the slopes of f along random directions.

    Along a direction v of length 1 the gradient promises the slope :math:`g^\top v`, and f has
    the slope

    .. math:: D = \frac{f(x + h v) - f(x - h v)}{2 h}, \qquad
        \text{with the relative error } \frac{|g^\top v - D|}{\max(|g^\top v|, |D|)} .

    A direction costs two values of f, however many coordinates x has. A wrong gradient passes only
    if the error is nearly orthogonal to every direction. Which coordinates are wrong is not said:
    `check_gradient` says it, for 2n values.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number.
    gradient : callable, optional
        The gradient under test; ``f.gradient`` by default.
    x : array_like, shape (n,)
        The point; not a minimum, where there is no slope to compare.
    directions : int
        How many directions to draw, at least 1.
    seed : int
        The seed of the generator that draws them.
    precision : float
        The relative rounding error of f, :math:`\varepsilon`. It sets the step :math:`h =
        \sqrt[3]{\varepsilon} \max(1, \lVert x \rVert_\infty)`. The default suits double precision;
        if f computes in single precision, ``numpy.finfo(numpy.float32).eps``.
    tolerance : float, optional
        The largest relative error that passes; by default :math:`\sqrt[3]{\varepsilon}`, halfway,
        in orders of magnitude, between the error of a right gradient and that of a wrong one.

    Returns
    -------
    SlopeReport
        Both slopes for each direction, the errors and the verdict ``ok``.

    Raises
    ------
    ValueError
        If there is no gradient to check, if it does not have the shape of x, if x is not one
        finite point, or if a number is not as described.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 8.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> from gradbook.functions import Rosenbrock
    >>> f = Rosenbrock()
    >>> print(check_slopes(f, x=[-1.2, 1]))
    Slope check passed: 3 directions agree within 6e-06.
    >>> print(check_slopes(f, lambda x: -f.gradient(x), x=[-1.2, 1], directions=1))
    Slope check FAILED: the largest relative error is 2e+00, the tolerance 6e-06.
    Worst of 1 directions: analytic 84.8933, numeric -84.8933.
    """
    x = as_point("x", x)
    whole("directions", directions, 1)
    positive("precision", precision)
    tolerance = precision ** (1 / 3) if tolerance is None else positive("tolerance", tolerance)
    g = gradient_under_test(f, gradient, x)
    v = np.random.default_rng(seed).normal(size=(directions, len(x)))
    v /= np.linalg.norm(v, axis=-1, keepdims=True)
    h = precision ** (1 / 3) * max(1.0, float(np.abs(x).max()))
    ahead, behind = (
        np.array([float(values_at(f, x + side * step)) for step in h * v]) for side in (1, -1)
    )
    with np.errstate(invalid="ignore"):  # inf - inf is NaN and does not pass
        numeric = (ahead - behind) / (2 * h)
    rounding = precision * np.maximum(np.abs(ahead), np.abs(behind)) / h
    return SlopeReport(v @ g, numeric, rounding, tolerance)
