"""The saddle, the simplest critical point that is no minimum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import coordinates, vector
from gradbook.functions.protocol import FloatArray, Values

__all__ = ["Saddle"]


@dataclass(frozen=True)
class Saddle:
    """The saddle :math:`f(x, y) = x^2 - y^2`, flat at the origin and minimal nowhere.

    Examples
    --------
    >>> f = Saddle()
    >>> print(f([1, 2]), f.gradient([1, 2]), f.minimum)
    -3.0 [ 2. -4.] -inf
    """

    minimum: ClassVar[float] = -np.inf
    L: ClassVar[float] = 2.0
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return x**2 - y**2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(2x, -2y)``, in the shape of `x`."""
        x, y = coordinates(x)
        return vector(2 * x, -2 * y)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``diag(2, -2)`` for each point, shape ``(*x.shape, 2)``."""
        x, _ = coordinates(x)
        return np.zeros((*x.shape, 2, 2)) + np.diag([2, -2])

    @property
    def minimizers(self) -> FloatArray:
        """No row, shape ``(0, 2)``: f is not bounded below."""
        return np.empty((0, 2))
