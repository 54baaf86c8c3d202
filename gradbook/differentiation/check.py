"""The gradient check: a gradient written by hand against one from function values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.differentiation.finite_differences import central_difference
from gradbook.functions.protocol import FloatArray, ScalarFunction
from gradbook.functions.validation import as_floats, as_point, positive

__all__ = ["GradientReport", "check_gradient"]


@dataclass(frozen=True, eq=False)
class GradientReport:
    """What `check_gradient` found at one point of n coordinates.

    Parameters
    ----------
    analytic : ndarray, shape (n,)
        The gradient under test.
    numeric : ndarray, shape (n,)
        The gradient by central differences.
    tolerance : float
        The largest relative error that passes.

    Examples
    --------
    >>> import numpy as np
    >>> report = GradientReport(np.array([2.0, 4.0]), np.array([2.0, 2.0]), tolerance=1e-6)
    >>> print(report.ok, report.worst, report.relative_error)
    False 1 [0.  0.5]
    """

    analytic: FloatArray
    numeric: FloatArray
    tolerance: float

    @property
    def relative_error(self) -> FloatArray:
        """Error of each coordinate, divided by the larger of 1 and the two values' sizes."""
        scale = np.maximum(1, np.maximum(np.abs(self.analytic), np.abs(self.numeric)))
        with np.errstate(invalid="ignore"):  # inf - inf is NaN and does not pass
            return np.abs(self.analytic - self.numeric) / scale

    @property
    def worst(self) -> int:
        """Index of the coordinate with the largest relative error, or of the first NaN."""
        return int(np.argmax(self.relative_error))

    @property
    def ok(self) -> bool:
        """Whether every relative error is within the tolerance."""
        return bool(self.relative_error[self.worst] <= self.tolerance)

    def __str__(self) -> str:
        """Return the verdict and the worst coordinate with both values."""
        i = self.worst
        wrong = int((~(self.relative_error <= self.tolerance)).sum())
        return (
            f"Gradient check {'passed' if self.ok else 'FAILED'}: {wrong} of {len(self.analytic)} "
            f"coordinates differ by more than {self.tolerance:.0e}.\n"
            f"Worst is coordinate {i}: analytic {self.analytic[i]:.9g}, "
            f"numeric {self.numeric[i]:.9g}, relative error {self.relative_error[i]:.1e}."
        )


def check_gradient(
    f: ScalarFunction,
    gradient: Callable[[FloatArray], ArrayLike] | None = None,
    *,
    x: ArrayLike,
    tolerance: float = 1e-6,
) -> GradientReport:
    """Compare a gradient with central differences of f, coordinate by coordinate.

    The error of a coordinate is relative for slopes larger than 1 and absolute for smaller ones,
    so scale f such that the slopes that matter are not tiny. A pass at one point proves little:
    check at several points, away from the symmetric ones.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number.
    gradient : callable, optional
        The gradient under test; ``f.gradient`` by default.
    x : array_like, shape (n,)
        The point.
    tolerance : float
        The largest relative error that passes, greater than 0.

    Returns
    -------
    GradientReport
        Both gradients, the errors, the worst coordinate and the verdict ``ok``.

    Raises
    ------
    ValueError
        If there is no gradient to check, if it does not have the shape of x, if x is not one
        finite point, or if the tolerance is not greater than 0.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> check_gradient(Bowl(), x=[1, 2]).ok
    True
    >>> print(check_gradient(Bowl(), lambda x: x, x=[1, 2]))
    Gradient check FAILED: 2 of 2 coordinates differ by more than 1e-06.
    Worst is coordinate 0: analytic 1, numeric 2, relative error 5.0e-01.
    """
    x = as_point("x", x)
    positive("tolerance", tolerance)
    analytic = gradient_under_test(f, gradient, x)
    return GradientReport(analytic, central_difference(f)(x), tolerance)


def gradient_under_test(
    f: ScalarFunction, gradient: Callable[[FloatArray], ArrayLike] | None, x: FloatArray
) -> FloatArray:
    """Return the value at x of a gradient, of ``f.gradient`` if none is given.

    Raises
    ------
    ValueError
        If there is no gradient, or if it does not have the shape of x.
    """
    gradient = getattr(f, "gradient", None) if gradient is None else gradient
    if gradient is None:
        raise ValueError("gradient must be given, because f has no method named gradient")
    value = as_floats("gradient(x)", gradient(x))
    if value.shape != x.shape:
        raise ValueError(
            f"gradient(x) must have the shape of x, {x.shape}, got the shape {value.shape}"
        )
    return value
