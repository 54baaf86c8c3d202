"""Backtracking to Armijo's condition of sufficient decrease."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from gradbook.functions.protocol import Function
from gradbook.functions.validation import fraction, positive
from gradbook.optimizers.line_search import SHORTEST, Line, LineStep

__all__ = ["Backtracking"]


@dataclass(frozen=True)
class Backtracking:
    r"""Try :math:`\alpha_0, \tau\alpha_0, \tau^2\alpha_0, \dots` until f falls enough.

    Enough is Armijo's condition of sufficient decrease,

    .. math:: f(x + \alpha p) \le f(x) + c_1 \alpha \nabla f(x)^\top p .

    A trial costs one value of f. Where f is ``inf`` or NaN, outside its domain, the trial counts as
    too long. The two sides are compared up to rounding, :math:`10 \varepsilon |f(x)|`, and a step
    so short that :math:`x + \alpha p` is rounded to x is accepted.

    Parameters
    ----------
    first : float
        The first trial :math:`\alpha_0`, greater than 0.
    shrink : float
        The factor :math:`\tau` between two trials, between 0 and 1.
    c1 : float
        The share :math:`c_1` of the promised decrease that is demanded, between 0 and 1.

    Raises
    ------
    ValueError
        If a parameter is not as described; on a call, if x is not one finite point, if f(x) or the
        gradient there is not finite or not of the right shape, if p does not match x or is not
        finite, or if p is not a descent direction.
    LineSearchError
        On a call, if even a step of :math:`10^{-12} \alpha_0` is too long, or if f is ``-inf``.

    References
    ----------
    L. Armijo, "Minimization of functions having Lipschitz continuous first partial derivatives",
    Pacific Journal of Mathematics 16(1), 1966, doi:10.2140/pjm.1966.16.1.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> found = Backtracking()(Bowl(), [1, 0], [-2, 0])
    >>> print(found.step_size, found.x, found.function_evaluations)
    0.5 [0. 0.] 3
    """

    first: float = 1.0
    shrink: float = 0.5
    c1: float = 1e-4

    def __post_init__(self) -> None:
        """Check the parameters."""
        positive("first", self.first)
        fraction("shrink", self.shrink)
        fraction("c1", self.c1)

    def __call__(
        self,
        f: Function,
        x: ArrayLike,
        p: ArrayLike,
        *,
        value: float | None = None,
        gradient: ArrayLike | None = None,
    ) -> LineStep:
        """Return the first step that falls enough; `value` and `gradient` at `x` may be given."""
        line = Line(f, x, p, value, gradient)
        trial = line.at(self.first)
        while not line.falls_enough(trial, self.c1):
            if trial.step_size < SHORTEST * self.first:
                raise line.failure(trial)
            trial = line.at(self.shrink * trial.step_size)
        return line.step(trial)
