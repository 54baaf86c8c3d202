"""A line search for the strong Wolfe conditions: bracket a step, then zoom in on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import Function
from gradbook.functions.validation import fraction, positive
from gradbook.optimizers.line_search import SHORTEST, Line, LineSearchError, LineStep, Trial

__all__ = ["StrongWolfe"]

LONGEST = 1e12
"""The search gives up beyond this multiple of its first step size."""


@dataclass(frozen=True)
class StrongWolfe:
    r"""Find a step that falls enough and ends where the slope is small.

    The strong Wolfe conditions are

    .. math::
        \begin{aligned}
        f(x + \alpha p) &\le f(x) + c_1 \alpha \nabla f(x)^\top p, \\
        |\nabla f(x + \alpha p)^\top p| &\le c_2 |\nabla f(x)^\top p| .
        \end{aligned}

    The step is doubled until an interval must hold an acceptable step; then cubic interpolation of
    values and slopes, with a bisection at every third trial, narrows the interval. A trial costs
    one value of f and, where that is finite, one gradient. Where f is ``inf`` or NaN, outside its
    domain, the trial counts as too long.

    Values are compared up to rounding, :math:`10 \varepsilon |f(x)|`. If the decrease that the
    slope promises is smaller than that, or :math:`x + \alpha p` is rounded to x, the second
    condition is not asked for.

    Parameters
    ----------
    first : float
        The first trial, greater than 0.
    c1, c2 : float
        The constants, :math:`0 < c_1 < c_2 < 1`. Small :math:`c_2` asks for a step near a minimum
        along p.

    Raises
    ------
    ValueError
        If a parameter is not as described; on a call, as for `Backtracking`.
    LineSearchError
        On a call, if f still falls steeply at :math:`10^{12}` times the first step, as a function
        does that is not bounded below along p, if f is ``-inf``, or if the interval becomes
        too short.

    References
    ----------
    P. Wolfe, "Convergence conditions for ascent methods", SIAM Review 11(2), 1969,
    doi:10.1137/1011036; J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer,
    2006, section 3.5, doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> found = StrongWolfe(first=10.0)(Bowl(), [1, 0], [-2, 0])
    >>> round(found.step_size, 6), found.function_evaluations, found.gradient_evaluations
    (0.5, 3, 3)
    """

    first: float = 1.0
    c1: float = 1e-4
    c2: float = 0.9

    def __post_init__(self) -> None:
        """Check the parameters."""
        positive("first", self.first)
        if not fraction("c1", self.c1) < fraction("c2", self.c2):
            raise ValueError(f"c1 must be less than c2, got c1 = {self.c1!r} and c2 = {self.c2!r}")

    def __call__(
        self,
        f: Function,
        x: ArrayLike,
        p: ArrayLike,
        *,
        value: float | None = None,
        gradient: ArrayLike | None = None,
    ) -> LineStep:
        """Return an acceptable step; `value` and `gradient` at `x` may be given."""
        line = Line(f, x, p, value, gradient)
        low = line.start
        step_size = self.first
        while step_size <= LONGEST * self.first:
            trial = line.at(step_size, with_slope=True)
            if self._too_high(line, trial, low):
                return self._zoom(line, low, trial)
            if self._flat(line, trial):
                return line.step(trial)
            if trial.slope >= 0:
                return self._zoom(line, trial, low)
            low, step_size = trial, 2 * step_size
        raise LineSearchError(
            f"f must be bounded below along p, but at the step size {low.step_size:g} its value "
            f"{low.value:g} still falls with the slope {low.slope:g}"
        )

    def _zoom(self, line: Line, low: Trial, high: Trial) -> LineStep:
        """Narrow the interval between `low`, the best trial that falls enough, and `high`.

        From `low` the values fall towards `high`, so an acceptable step lies between the two.
        """
        count = 0
        while abs(high.step_size - low.step_size) > SHORTEST * max(self.first, low.step_size):
            count += 1
            middle = (low.step_size + high.step_size) / 2
            step_size = middle if count % 3 == 0 else _cubic_minimizer(low, high, middle)
            trial = line.at(step_size, with_slope=True)
            if self._too_high(line, trial, low):
                high = trial
            elif self._flat(line, trial):
                return line.step(trial)
            else:
                if trial.slope * (high.step_size - low.step_size) >= 0:
                    high = low
                low = trial
        raise line.failure(high)

    def _too_high(self, line: Line, trial: Trial, low: Trial) -> bool:
        """Whether the trial falls too little, is above the best one or outside the domain."""
        falls = line.falls_enough(trial, self.c1) and trial.value <= low.value + line.rounding
        return not (falls and np.isfinite(trial.slope))

    def _flat(self, line: Line, trial: Trial) -> bool:
        """Whether the slope is small enough, or the step lost in rounding."""
        return abs(trial.slope) <= -self.c2 * line.start.slope or line.is_lost(trial)


def _cubic_minimizer(a: Trial, b: Trial, middle: float) -> float:
    """Return where the cubic through values and slopes at a and b is lowest, kept off the ends.

    Where there is no such cubic, or it has no minimum, it is the middle.
    """
    h = b.step_size - a.step_size
    u, v = h * a.slope, h * b.slope
    d = u + v - 3 * (b.value - a.value)
    radicand = d * d - u * v
    if not radicand >= 0:  # NaN as well: b lies outside the domain
        return middle
    bottom = np.sqrt(radicand) - d - u
    share = -u / bottom if bottom > 0 else 0.5
    return float(a.step_size + min(max(share, 0.01), 0.99) * h)
