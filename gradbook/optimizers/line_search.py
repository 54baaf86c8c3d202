"""What the line searches share: what they return, how they fail, and f along a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Function
from gradbook.functions.validation import as_floats, as_point, finite, gradient_at, values_at

__all__ = ["Line", "LineSearch", "LineSearchError", "LineStep", "Trial"]

SHORTEST = 1e-12
"""A search gives up below this share of its first step size."""

ROUNDING = 10 * float(np.finfo(float).eps)
"""Relative rounding error that is granted to values of f when two of them are compared."""


class LineSearchError(RuntimeError):
    """A line search found no step, because f is not what its value and slope at x promise."""


@dataclass(frozen=True, eq=False)
class LineStep:
    r"""What a line search found: a step size, the point it leads to, and what is known there.

    Parameters
    ----------
    step_size : float
        The step size :math:`\alpha`.
    x : ndarray, shape (n,)
        The point :math:`x + \alpha p`.
    value : float
        The value of f there.
    gradient : ndarray, shape (n,), or None
        The gradient there, if the search evaluated it.
    function_evaluations, gradient_evaluations : int
        How often the search evaluated f and its gradient.

    Examples
    --------
    >>> import numpy as np
    >>> step = LineStep(0.5, np.zeros(2), 0.0, None, function_evaluations=3, gradient_evaluations=1)
    >>> step.step_size, step.function_evaluations
    (0.5, 3)
    """

    step_size: float
    x: FloatArray
    value: float
    gradient: FloatArray | None
    function_evaluations: int
    gradient_evaluations: int


class LineSearch(Protocol):
    """Anything that chooses a step along a descent direction.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import Backtracking, LineSearch
    >>> search: LineSearch = Backtracking()
    >>> search(Bowl(), [1, 2], [-2, -4]).step_size
    0.5
    """

    def __call__(
        self,
        f: Function,
        x: ArrayLike,
        p: ArrayLike,
        *,
        value: float | None = None,
        gradient: ArrayLike | None = None,
    ) -> LineStep:
        """Return a step from `x` along `p`; `value` and `gradient` at `x` may be handed over."""
        ...


@dataclass(frozen=True, eq=False)
class Trial:
    """f at one step size along the line: point, value, gradient and slope along p."""

    step_size: float
    x: FloatArray
    value: float
    gradient: FloatArray | None
    slope: float


class Line:
    """The function of one variable f(x + alpha p), which counts what is asked of f.

    ``start`` is what is known at alpha = 0. The constructor raises a ValueError for whatever is not
    a finite point, value, gradient or descent direction; see `Backtracking`.
    """

    def __init__(
        self,
        f: Function,
        x: ArrayLike,
        p: ArrayLike,
        value: float | None,
        gradient: ArrayLike | None,
    ) -> None:
        self.f, self.x = f, as_point("x", x)
        self.p = _vector("p", p, self.x)
        self.function_evaluations = int(value is None)
        self.gradient_evaluations = int(gradient is None)
        value = finite("f(x)", float(values_at(f, self.x)) if value is None else value)
        gradient = gradient_at(f, self.x) if gradient is None else gradient
        g = _vector("f.gradient(x)", gradient, self.x)
        slope = float(g @ self.p)
        if not slope < 0:
            raise ValueError(
                "p must be a descent direction: f.gradient(x) @ p must be less than 0, "
                f"got {slope:g}"
            )
        self.start = Trial(0.0, self.x, value, g, slope)
        self.rounding = ROUNDING * abs(value)

    def at(self, step_size: float, *, with_slope: bool = False) -> Trial:
        """Evaluate f, and if asked its slope, at one step size; outside the domain it is NaN."""
        self.function_evaluations += 1
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            x = self.x + step_size * self.p
            value = float(values_at(self.f, x))
            if value == -np.inf:
                raise LineSearchError(
                    f"f must be bounded below along p, got -inf at the step size {step_size:g}"
                )
            if not (with_slope and np.isfinite(value)):
                return Trial(step_size, x, value, None, np.nan)
            self.gradient_evaluations += 1
            g = gradient_at(self.f, x)
            return Trial(step_size, x, value, g, float(g @ self.p))

    def falls_enough(self, trial: Trial, c1: float) -> bool:
        """Whether f(x + alpha p) <= f(x) + c1 alpha slope, up to rounding; False for NaN."""
        bound = self.start.value + c1 * trial.step_size * self.start.slope
        return trial.value <= bound + self.rounding or self._stands_still(trial)

    def is_lost(self, trial: Trial) -> bool:
        """Whether the step is too short to be seen: in the values of f, or in x itself."""
        return trial.step_size * -self.start.slope <= self.rounding or self._stands_still(trial)

    def _stands_still(self, trial: Trial) -> bool:
        """Whether x + alpha p is rounded to x."""
        return bool((trial.x == self.x).all())

    def step(self, trial: Trial) -> LineStep:
        """Return the accepted trial with the counts."""
        return LineStep(
            trial.step_size,
            trial.x,
            trial.value,
            trial.gradient,
            self.function_evaluations,
            self.gradient_evaluations,
        )

    def failure(self, trial: Trial) -> LineSearchError:
        """Return the error of a search that ended at `trial` without a step."""
        return LineSearchError(
            f"no step along p is good enough: f.gradient(x) @ p promises the slope "
            f"{self.start.slope:g}, but the search ended at the step size {trial.step_size:.1e}, "
            f"from f(x) = {self.start.value:.12g} to {trial.value:.12g}; check the gradient, "
            "whether f is smooth along p, and whether x is a minimizer up to rounding"
        )


def _vector(name: str, value: ArrayLike, x: FloatArray) -> FloatArray:
    """Return `value` as an array of the shape of x with finite entries."""
    v = as_floats(name, value)
    if v.shape != x.shape:
        raise ValueError(f"{name} must have the shape of x, {x.shape}, got the shape {v.shape}")
    if not np.isfinite(v).all():
        raise ValueError(f"{name} must have finite entries, got {v}")
    return v
