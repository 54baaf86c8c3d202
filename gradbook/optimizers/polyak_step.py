"""Gradient descent with Polyak's step size."""

from __future__ import annotations

from dataclasses import dataclass

from gradbook.functions.protocol import FloatArray, Function
from gradbook.functions.validation import finite, gradient_at, positive, values_at
from gradbook.optimizers.line_search import ROUNDING

__all__ = ["PolyakStep"]


@dataclass(frozen=True)
class PolyakStep:
    r"""Gradient descent with :math:`\alpha_k = \gamma (f(x_k) - f^\star) / \|\nabla f(x_k)\|^2`.

    It needs no constant of f but the minimum :math:`f^\star`. A step costs one value and one
    gradient. Where f exceeds the minimum by no more than rounding, x stays.

    Parameters
    ----------
    minimum : float
        The minimum :math:`f^\star`. If it is only a lower bound, steps are too long near the
        minimizer and the iterates do not converge.
    factor : float
        The factor :math:`\gamma`, greater than 0: 1 is Polyak's step. For a convex f the distance
        to every minimizer falls if it is less than 2; if f is smooth as well, also for 2.

    Raises
    ------
    ValueError
        If `minimum` is not finite or `factor` no finite number greater than 0; on a step, if f is
        less than `minimum`.

    References
    ----------
    B. T. Polyak, Introduction to Optimization, Optimization Software, 1987, section 5.3.

    Examples
    --------
    >>> import numpy as np
    >>> from gradbook.functions import Bowl
    >>> PolyakStep(minimum=0.0).step(Bowl(), np.array([1.0, 2.0]), None)
    (array([0.5, 1. ]), None)
    """

    minimum: float
    factor: float = 1.0

    def __post_init__(self) -> None:
        """Check the parameters."""
        finite("minimum", self.minimum)
        positive("factor", self.factor)

    def init(self, x: FloatArray) -> None:
        """Return None: nothing is remembered between steps."""

    def step(self, f: Function, x: FloatArray, state: None) -> tuple[FloatArray, None]:
        """Return the next iterate."""
        value, g = float(values_at(f, x)), gradient_at(f, x)
        gap = value - self.minimum
        if abs(gap) <= ROUNDING * abs(self.minimum) or g @ g == 0:
            return x, None
        if gap < 0:
            raise ValueError(
                f"minimum must be the minimum of f, but f is {value:g} at an iterate, less than "
                f"the minimum given, {self.minimum:g}"
            )
        return x - self.factor * gap / (g @ g) * g, None
