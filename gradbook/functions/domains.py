"""Two functions with a domain, on which ways to differentiate are tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import coordinates, symmetric, vector
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points

__all__ = ["Baydin", "SquireTrapp"]


@dataclass(frozen=True)
class Baydin:
    r"""The function :math:`f(x, y) = \log x + xy - \sin y` for x > 0.

    Surveys write down its evaluation, operation by operation, to explain automatic differentiation.
    At (2, 5) the value is 11.652071, rounded, and the gradient (5.5, 1.716338).

    Raises
    ------
    ValueError
        If it is asked for a point with x ≤ 0.

    References
    ----------
    A. G. Baydin, B. A. Pearlmutter, A. A. Radul, J. M. Siskind, "Automatic Differentiation in
    Machine Learning: a Survey", Journal of Machine Learning Research 18(153), 2018.

    Examples
    --------
    >>> f = Baydin()
    >>> print(f([2, 5]).round(6), f.gradient([2, 5]).round(6))
    11.652071 [5.5      1.716338]
    """

    minimum: ClassVar[float] = -np.inf
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = self._inside(x)
        values: Values = np.log(x) + x * y - np.sin(y)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(1/x + y, x - cos y)``, in the shape of `x`."""
        x, y = self._inside(x)
        return vector(1 / x + y, x - np.cos(y))

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``[[-1/x², 1], [1, sin y]]`` at each point, shape ``(*x.shape, 2)``."""
        x, y = self._inside(x)
        return symmetric(-1 / x**2, np.ones_like(x), np.sin(y))

    @property
    def minimizers(self) -> FloatArray:
        """No row, shape ``(0, 2)``: f is not bounded below."""
        return np.empty((0, 2))

    @staticmethod
    def _inside(points: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return the coordinates of points in the domain."""
        x, y = coordinates(points)
        if np.any(x <= 0):
            raise ValueError(
                f"x must have a first coordinate greater than 0 in each point, got {np.min(x)}"
            )
        return x, y


@dataclass(frozen=True)
class SquireTrapp:
    r"""The function :math:`f(x) = e^x / \sqrt{\sin^3 x + \cos^3 x}` of Squire and Trapp.

    Its domain is the interval from :math:`-\pi/4` to :math:`3\pi/4`; it goes to infinity at both
    ends. Its derivative, tedious by hand, was the first example of the complex step;
    f'(1.5) = 4.0534278938986206577 to 20 digits.

    Raises
    ------
    ValueError
        If it is asked for a point outside the interval.

    References
    ----------
    W. Squire, G. Trapp, "Using Complex Variables to Estimate Derivatives of Real Functions", SIAM
    Review 40(1), 1998, doi:10.1137/S003614459631241X.

    Examples
    --------
    >>> f = SquireTrapp()
    >>> print(f([0]), f.gradient([0]), f.gradient([1.5]).round(6), round(f.minimum, 6))
    1.0 [1.] [4.053428] 0.788651
    """

    minimum: ClassVar[float] = 0.7886506731214518
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = self._inside(x)[..., 0]
        values: Values = np.exp(x) / np.sqrt(np.sin(x) ** 3 + np.cos(x) ** 3)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``f (1 - g'/2g)``, where g is the sum under the root."""
        f, g, g1, _ = self._parts(x)
        return f * (1 - g1 / (2 * g))

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``f ((1 - g'/2g)² - (g'' g - g'²)/2g²)``, shape ``(*x.shape, 1)``."""
        f, g, g1, g2 = self._parts(x)
        second = f * ((1 - g1 / (2 * g)) ** 2 - (g2 * g - g1**2) / (2 * g**2))
        return second[..., np.newaxis]

    @property
    def minimizers(self) -> FloatArray:
        """The point where 2g = g', shape ``(1, 1)``."""
        return np.array([[-0.40562917823029192]])

    def _parts(self, x: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Return f, and g with its two derivatives."""
        x = self._inside(x)
        sin, cos = np.sin(x), np.cos(x)
        g = sin**3 + cos**3
        g1 = 3 * sin * cos * (sin - cos)
        g2 = 6 * sin * cos * (sin + cos) - 3 * g
        return np.exp(x) / np.sqrt(g), g, g1, g2

    @staticmethod
    def _inside(points: ArrayLike) -> FloatArray:
        """Return points in the domain."""
        x = as_points("x", points, 1)
        outside = (x <= -np.pi / 4) | (x >= 3 * np.pi / 4)
        if outside.any():
            raise ValueError(f"x must lie between -pi/4 and 3 pi/4, got {x[outside][0]}")
        return x
