"""Rosenbrock's valley in any number of dimensions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import total
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points, positive, whole

__all__ = ["ChainedRosenbrock"]


@dataclass(frozen=True)
class ChainedRosenbrock:
    r"""Rosenbrock's function of n variables, of which each is tied to the next.

    .. math::
        f(x) = \sum_{i=1}^{n-1} \bigl((1 - x_i)^2 + b (x_{i+1} - x_i^2)^2\bigr)

    The one minimizer is the vector of ones. For n from 4 to 7, with b = 100, there is one more
    local minimizer, near (-1, 1, ..., 1).

    Parameters
    ----------
    dimension : int
        Number n of coordinates of a point, at least 2.
    b : float
        Steepness of the walls, greater than 0.

    Raises
    ------
    ValueError
        If `dimension` is not a whole number of at least 2 or b is not a finite number above 0.

    References
    ----------
    Y.-W. Shang, Y.-H. Qiu, "A Note on the Extended Rosenbrock Function", Evolutionary Computation
    14(1), 2006, doi:10.1162/evco.2006.14.1.119.

    Examples
    --------
    >>> f = ChainedRosenbrock(dimension=3)
    >>> print(f([1, 1, 2]), f.gradient([1, 1, 2]), f.minimizers)
    100.0 [   0. -400.  200.] [[1. 1. 1.]]
    """

    dimension: int
    b: float = 100.0
    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __post_init__(self) -> None:
        """Check the parameters."""
        whole("dimension", self.dimension, least=2)
        positive("b", self.b)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, self.dimension)
        before, after = x[..., :-1], x[..., 1:]
        return total(np.square, 1 - before) + self.b * total(np.square, after - before**2)

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``2(x_i - 1) - 4b x_i v_i + 2b v_(i-1)``, where ``v_i = x_(i+1) - x_i²``."""
        x = as_points("x", x, self.dimension)
        before, after = x[..., :-1], x[..., 1:]
        valley = after - before**2
        gradient = np.zeros_like(x)
        gradient[..., :-1] = 2 * (before - 1) - 4 * self.b * before * valley
        gradient[..., 1:] += 2 * self.b * valley
        return gradient

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the tridiagonal matrix of second derivatives, shape ``(*x.shape, n)``."""
        x = as_points("x", x, self.dimension)
        before, after = x[..., :-1], x[..., 1:]
        hessian = np.zeros((*x.shape, self.dimension))
        i = np.arange(self.dimension - 1)
        hessian[..., i, i] = 2 - 4 * self.b * (after - 3 * before**2)
        hessian[..., i + 1, i + 1] += 2 * self.b
        hessian[..., i, i + 1] = hessian[..., i + 1, i] = -4 * self.b * before
        return hessian

    @property
    def minimizers(self) -> FloatArray:
        """The vector of ones, shape ``(1, n)``."""
        return np.ones((1, self.dimension))
