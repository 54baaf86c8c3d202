"""The bowl, the simplest function with a minimum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import total
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points, whole

__all__ = ["Bowl"]


@dataclass(frozen=True)
class Bowl:
    r"""The bowl :math:`f(x) = \lVert x \rVert_2^2`; in the plane, :math:`x^2 + y^2`.

    Parameters
    ----------
    dimension : int
        Number of coordinates of a point, at least 1.

    Raises
    ------
    ValueError
        If `dimension` is not a whole number of at least 1.

    Examples
    --------
    >>> f = Bowl()
    >>> print(f([1, 2]), f.gradient([1, 2]), f.L, f.mu)
    5.0 [2. 4.] 2.0 2.0
    """

    dimension: int = 2
    minimum: ClassVar[float] = 0.0
    L: ClassVar[float] = 2.0
    mu: ClassVar[float] = 2.0

    def __post_init__(self) -> None:
        """Check the dimension."""
        whole("dimension", self.dimension, least=1)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the squared distance from the origin, shape ``x.shape[:-1]``."""
        return total(np.square, as_points("x", x, self.dimension))

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``2 x``, in the shape of `x`."""
        return 2 * as_points("x", x, self.dimension)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``2 I`` for each point, shape ``(*x.shape, n)``."""
        x = as_points("x", x, self.dimension)
        return np.zeros((*x.shape, self.dimension)) + 2 * np.eye(self.dimension)

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, n)``."""
        return np.zeros((1, self.dimension))
