"""Gradient descent with step sizes that go to zero."""

from __future__ import annotations

from dataclasses import dataclass

from gradbook.functions.protocol import FloatArray, Function
from gradbook.functions.validation import gradient_at, positive

__all__ = ["DiminishingStep"]


@dataclass(frozen=True)
class DiminishingStep:
    r"""Gradient descent with the step sizes :math:`\alpha_k = \alpha_0 / (k + 1)^r`.

    For :math:`0 < r \le 1` they go to zero and their sum is infinite. For :math:`r > 1` the sum is
    finite, and so is the way that the iterates can go. A step costs one gradient and no value.

    Parameters
    ----------
    first : float
        The first step size :math:`\alpha_0`, greater than 0.
    power : float
        The exponent r, greater than 0.

    Raises
    ------
    ValueError
        If a parameter is not a finite number greater than 0.

    References
    ----------
    B. T. Polyak, Introduction to Optimization, Optimization Software, 1987, section 5.3.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import minimize
    >>> print(minimize(Bowl(), DiminishingStep(first=0.25, power=1.0), [8, 0], steps=2).points)
    [[8. 0.]
     [4. 0.]
     [3. 0.]]
    """

    first: float
    power: float = 0.5

    def __post_init__(self) -> None:
        """Check the parameters."""
        positive("first", self.first)
        positive("power", self.power)

    def init(self, x: FloatArray) -> int:
        """Return 0, the number of steps so far."""
        return 0

    def step(self, f: Function, x: FloatArray, state: int) -> tuple[FloatArray, int]:
        """Return the next iterate and the number of steps including this one."""
        return x - self.first / (state + 1) ** self.power * gradient_at(f, x), state + 1
