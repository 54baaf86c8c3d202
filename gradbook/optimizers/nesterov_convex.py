"""Nesterov's accelerated gradient method for convex functions."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from gradbook.functions.protocol import FloatArray, HasGradient
from gradbook.functions.validation import gradient_at, positive

__all__ = ["NesterovConvex", "NesterovConvexState"]


class NesterovConvexState(NamedTuple):
    """What is remembered: the point of the next gradient and the number t of the sequence."""

    y: FloatArray
    t: float


@dataclass(frozen=True)
class NesterovConvex:
    r"""Nesterov's accelerated gradient method, with a momentum that grows towards 1.

    .. math::
        \begin{aligned}
        x_{k+1} &= y_k - \alpha \nabla f(y_k), \\
        t_{k+2} &= \tfrac12 \Bigl(1 + \sqrt{1 + 4 t_{k+1}^2}\Bigr), \\
        y_{k+1} &= x_{k+1} + \frac{t_{k+1} - 1}{t_{k+2}} (x_{k+1} - x_k),
        \end{aligned}

    from :math:`y_0 = x_0` and :math:`t_1 = 1`. A step costs one gradient and no value of f. If f is
    convex and L-smooth and :math:`\alpha = 1/L`, then
    :math:`f(x_k) - f^\star \le 2L\lVert x_0-x^\star\rVert^2/(k+1)^2`. Values need not decrease.

    Parameters
    ----------
    step_size : float
        The step size :math:`\alpha`, greater than 0.

    Raises
    ------
    ValueError
        If `step_size` is not a finite number greater than 0.

    References
    ----------
    Y. Nesterov, "A method of solving a convex programming problem with convergence rate
    O(1/k²)", Soviet Mathematics Doklady 27, 1983, pages 372 to 376; in this form A. Beck,
    M. Teboulle, "A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse Problems",
    SIAM Journal on Imaging Sciences 2, 2009, doi:10.1137/080716542.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import minimize
    >>> minimize(Bowl(1), NesterovConvex(step_size=0.25), [8], steps=2).points[:, 0].tolist()
    [8.0, 4.0, 2.0]
    """

    step_size: float

    def __post_init__(self) -> None:
        """Check the step size."""
        positive("step_size", self.step_size)

    def init(self, x: FloatArray) -> NesterovConvexState:
        """Return the start itself and 1: the first step is one of gradient descent."""
        return NesterovConvexState(x, 1.0)

    def step(
        self, f: HasGradient, x: FloatArray, state: NesterovConvexState
    ) -> tuple[FloatArray, NesterovConvexState]:
        """Return the next iterate and the point where the gradient is taken then."""
        y, t = state
        following = y - self.step_size * gradient_at(f, y)
        t_following = (1 + sqrt(1 + 4 * t**2)) / 2
        y = following + (t - 1) / t_following * (following - x)
        return following, NesterovConvexState(y, t_following)
