"""Himmelblau's four valleys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import coordinates, symmetric, vector
from gradbook.functions.protocol import FloatArray, Values

__all__ = ["Himmelblau"]


@dataclass(frozen=True)
class Himmelblau:
    """Himmelblau's function :math:`f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2`.

    It is zero where two parabolas cross: at four points, so it has four minimizers. One of them is
    (3, 2); the others are roots of a cubic, listed to the last digit of a float.

    References
    ----------
    D. M. Himmelblau, Applied Nonlinear Programming, McGraw-Hill, 1972.

    Examples
    --------
    >>> f = Himmelblau()
    >>> print(f([0, 0]), f([3, 2]), f.gradient([0, 0]), len(f.minimizers))
    170.0 0.0 [-14. -22.] 4
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(4xp + 2q, 2p + 4yq)`` with ``p = x² + y - 11`` and ``q = x + y² - 7``."""
        x, y = coordinates(x)
        p = x**2 + y - 11
        q = x + y**2 - 7
        return vector(4 * x * p + 2 * q, 2 * p + 4 * y * q)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the matrix of second derivatives at each point, shape ``(*x.shape, 2)``."""
        x, y = coordinates(x)
        xx = 12 * x**2 + 4 * y - 42
        xy = 4 * (x + y)
        yy = 4 * x + 12 * y**2 - 26
        return symmetric(xx, xy, yy)

    @property
    def minimizers(self) -> FloatArray:
        """The four points where f is 0, shape ``(4, 2)``."""
        return np.array(
            [
                [3.0, 2.0],
                [-2.805118086952745, 3.131312518250573],
                [-3.779310253377747, -3.2831859912861696],
                [3.5844283403304917, -1.8481265269644036],
            ]
        )
