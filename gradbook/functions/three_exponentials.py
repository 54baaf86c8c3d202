"""A sum of three exponentials, smooth, strictly convex and not quadratic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import coordinates, symmetric, vector
from gradbook.functions.protocol import FloatArray, Values

__all__ = ["ThreeExponentials"]


@dataclass(frozen=True)
class ThreeExponentials:
    r"""The function :math:`f(x, y) = e^{x + 3y - 0.1} + e^{x - 3y - 0.1} + e^{-x - 0.1}`.

    It is strictly convex, but not strongly, and its gradient is not Lipschitz continuous. The
    minimizer is :math:`(-\tfrac12 \log 2, 0)`, the minimum :math:`2 \sqrt2 e^{-0.1}`.

    References
    ----------
    S. Boyd, L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004, section 9.3.2,
    doi:10.1017/CBO9780511804441.

    Examples
    --------
    >>> f = ThreeExponentials()
    >>> print(f([0, 0]).round(4), f.gradient([0, 0]).round(4), f.minimizers.round(4), f.minimum)
    2.7145 [0.9048 0.    ] [[-0.3466  0.    ]] 2.5592666966582156
    """

    minimum: ClassVar[float] = 2.5592666966582156
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        values: Values = np.exp(x + 3 * y - 0.1) + np.exp(x - 3 * y - 0.1) + np.exp(-x - 0.1)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(p + q - r, 3(p - q))`` with the three exponentials p, q and r."""
        x, y = coordinates(x)
        p, q, r = np.exp(x + 3 * y - 0.1), np.exp(x - 3 * y - 0.1), np.exp(-x - 0.1)
        return vector(p + q - r, 3 * (p - q))

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``[[p + q + r, 3(p - q)], [3(p - q), 9(p + q)]]``, shape ``(*x.shape, 2)``."""
        x, y = coordinates(x)
        p, q, r = np.exp(x + 3 * y - 0.1), np.exp(x - 3 * y - 0.1), np.exp(-x - 0.1)
        return symmetric(p + q + r, 3 * (p - q), 9 * (p + q))

    @property
    def minimizers(self) -> FloatArray:
        """The point (-log 2 / 2, 0), shape ``(1, 2)``."""
        return np.array([[-np.log(2) / 2, 0.0]])
