"""Rosenbrock's curved valley."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import coordinates, symmetric, vector
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import finite, positive

__all__ = ["Rosenbrock"]


@dataclass(frozen=True)
class Rosenbrock:
    """Rosenbrock's function :math:`f(x, y) = (a - x)^2 + b (y - x^2)^2`, a narrow curved valley.

    The floor of the valley is the parabola y = x²; the one minimizer on it is (a, a²).

    Parameters
    ----------
    a : float
        Abscissa of the minimizer.
    b : float
        Steepness of the walls, greater than 0.

    Raises
    ------
    ValueError
        If a or b is not finite, or b is not greater than 0.

    References
    ----------
    H. H. Rosenbrock, "An automatic method for finding the greatest or least value of a function",
    The Computer Journal 3(3), 1960, doi:10.1093/comjnl/3.3.175.

    Examples
    --------
    >>> f = Rosenbrock()
    >>> print(f([1, 2]), f.gradient([1, 2]), f.minimizers)
    100.0 [-400.  200.] [[1. 1.]]
    """

    a: float = 1.0
    b: float = 100.0
    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __post_init__(self) -> None:
        """Check the parameters."""
        finite("a", self.a)
        positive("b", self.b)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return (self.a - x) ** 2 + self.b * (y - x**2) ** 2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(-2(a - x) - 4bx(y - x²), 2b(y - x²))``, in the shape of `x`."""
        x, y = coordinates(x)
        valley = y - x**2
        return vector(-2 * (self.a - x) - 4 * self.b * x * valley, 2 * self.b * valley)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the matrix of second derivatives at each point, shape ``(*x.shape, 2)``."""
        x, y = coordinates(x)
        xx = 2 - 4 * self.b * (y - 3 * x**2)
        xy = -4 * self.b * x
        yy = np.full_like(xy, 2 * self.b)
        return symmetric(xx, xy, yy)

    @property
    def minimizers(self) -> FloatArray:
        """The point (a, a²), shape ``(1, 2)``."""
        return np.array([[self.a, self.a**2]], dtype=float)
