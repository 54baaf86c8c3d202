"""Four landscapes of the plane whose critical points mislead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import coordinates, symmetric, vector
from gradbook.functions.protocol import FloatArray, Values

__all__ = ["Factorization", "LonelyMinimum", "MonkeySaddle", "Peano"]


@dataclass(frozen=True)
class Factorization:
    """The smallest matrix factorization, :math:`f(x, y) = (xy - 1)^2 / 2`.

    It is the loss of a network of two weights in a row, fitted to one example. Every point of the
    hyperbola xy = 1 is a minimizer, so the Hessian is singular at each; `minimizers` lists (1, 1)
    and (-1, -1), the two nearest to the origin. The origin is a saddle.

    Examples
    --------
    >>> f = Factorization()
    >>> print(f([2, 0.5]), f([0, 0]), f.gradient([0, 0]), f.hessian([0, 0]).tolist())
    0.0 0.5 [-0. -0.] [[0.0, -1.0], [-1.0, 0.0]]
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return (x * y - 1) ** 2 / 2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(ry, rx)`` with the residual ``r = xy - 1``, in the shape of `x`."""
        x, y = coordinates(x)
        r = x * y - 1
        return vector(r * y, r * x)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the matrix of second derivatives at each point, shape ``(*x.shape, 2)``."""
        x, y = coordinates(x)
        return symmetric(y**2, 2 * x * y - 1, x**2)

    @property
    def minimizers(self) -> FloatArray:
        """Two of the points where f is 0, shape ``(2, 2)``."""
        return np.array([[1.0, 1.0], [-1.0, -1.0]])


@dataclass(frozen=True)
class LonelyMinimum:
    """The function :math:`f(x, y) = x^2 + y^2 (1 - x)^3`.

    Its only critical point is the origin, a strict local minimum. Yet f is not bounded below: on
    the line x = 2 it is :math:`4 - y^2`.

    References
    ----------
    A. Durfee, N. Kronenfeld, H. Munson, J. Roy and I. Westby, "Counting critical points of real
    polynomials in two variables", The American Mathematical Monthly 100(3), 1993, pages 255-271,
    has more such polynomials.

    Examples
    --------
    >>> f = LonelyMinimum()
    >>> print(f([0, 0]), f.hessian([0, 0]).tolist(), f([2, 10]))
    0.0 [[2.0, 0.0], [0.0, 2.0]] -96.0
    """

    minimum: ClassVar[float] = -np.inf
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return x**2 + y**2 * (1 - x) ** 3

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(2x - 3y²(1 - x)², 2y(1 - x)³)``, in the shape of `x`."""
        x, y = coordinates(x)
        return vector(2 * x - 3 * y**2 * (1 - x) ** 2, 2 * y * (1 - x) ** 3)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the matrix of second derivatives at each point, shape ``(*x.shape, 2)``."""
        x, y = coordinates(x)
        return symmetric(2 + 6 * y**2 * (1 - x), -6 * y * (1 - x) ** 2, 2 * (1 - x) ** 3)

    @property
    def minimizers(self) -> FloatArray:
        """No row, shape ``(0, 2)``: f is not bounded below."""
        return np.empty((0, 2))


@dataclass(frozen=True)
class MonkeySaddle:
    """The monkey saddle :math:`f(x, y) = x^3 - 3xy^2`, with room for two legs and a tail.

    Around the origin three valleys alternate with three ridges. The Hessian there is zero.

    Examples
    --------
    >>> f = MonkeySaddle()
    >>> print(f([1, 0]), f([-1, 0]), f.hessian([0, 0]).tolist())
    1.0 -1.0 [[0.0, 0.0], [0.0, 0.0]]
    """

    minimum: ClassVar[float] = -np.inf
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return x**3 - 3 * x * y**2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(3x² - 3y², -6xy)``, in the shape of `x`."""
        x, y = coordinates(x)
        return vector(3 * x**2 - 3 * y**2, -6 * x * y)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the matrix of second derivatives at each point, shape ``(*x.shape, 2)``."""
        x, y = coordinates(x)
        return symmetric(6 * x, -6 * y, -6 * x)

    @property
    def minimizers(self) -> FloatArray:
        """No row, shape ``(0, 2)``: f is not bounded below."""
        return np.empty((0, 2))


@dataclass(frozen=True)
class Peano:
    """Peano's function :math:`f(x, y) = (y - x^2)(y - 2x^2)`.

    On every straight line through the origin, the origin is a strict local minimum. Yet it is no
    local minimum: between the two parabolas f is negative, on y = 3x²/2 it is :math:`-x^4/4`.

    References
    ----------
    A. Genocchi and G. Peano, Calcolo differenziale e principii di calcolo integrale, Bocca, Turin,
    1884, has the idea.

    Examples
    --------
    >>> f = Peano()
    >>> print(f([1, 0]), f([0, 1]), f([1, 1.5]), f.hessian([0, 0]).tolist())
    2.0 1.0 -0.25 [[0.0, 0.0], [0.0, 2.0]]
    """

    minimum: ClassVar[float] = -np.inf
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return (y - x**2) * (y - 2 * x**2)

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(8x³ - 6xy, 2y - 3x²)``, in the shape of `x`."""
        x, y = coordinates(x)
        return vector(8 * x**3 - 6 * x * y, 2 * y - 3 * x**2)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the matrix of second derivatives at each point, shape ``(*x.shape, 2)``."""
        x, y = coordinates(x)
        return symmetric(24 * x**2 - 6 * y, -6 * x, np.full_like(x, 2))

    @property
    def minimizers(self) -> FloatArray:
        """No row, shape ``(0, 2)``: f is not bounded below."""
        return np.empty((0, 2))
