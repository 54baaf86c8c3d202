"""Four classics of the plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import coordinates, symmetric, vector
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points

__all__ = ["Beale", "Booth", "Matyas", "ThreeHumpCamel"]


@dataclass(frozen=True)
class Beale:
    """Beale's function, a deep plain with sharp peaks at the corners.

    .. math::
        f(x, y) = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2

    The one minimizer (3, 1/2) makes all three brackets zero. The line y = 1 is flat: there f is
    14.203125, whatever x is.

    References
    ----------
    J. J. Moré, B. S. Garbow, K. E. Hillstrom, "Testing Unconstrained Optimization Software", ACM
    Transactions on Mathematical Software 7(1), 1981, doi:10.1145/355934.355936.

    Examples
    --------
    >>> f = Beale()
    >>> print(f([1, 1]), f.gradient([1, 1]), f(f.minimizers))
    14.203125 [ 0.   27.75] [0.]
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return twice the sum of the brackets p, q, r times their gradients."""
        x, y = coordinates(x)
        p, q, r = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
        return vector(
            2 * (p * (y - 1) + q * (y**2 - 1) + r * (y**3 - 1)),
            2 * x * (p + 2 * q * y + 3 * r * y**2),
        )

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the matrix of second derivatives at each point, shape ``(*x.shape, 2)``."""
        x, y = coordinates(x)
        p, q, r = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
        across = (y - 1) + 2 * y * (y**2 - 1) + 3 * y**2 * (y**3 - 1)
        return symmetric(
            2 * ((y - 1) ** 2 + (y**2 - 1) ** 2 + (y**3 - 1) ** 2),
            2 * (p + 2 * q * y + 3 * r * y**2) + 2 * x * across,
            2 * x * (x + 4 * x * y**2 + 9 * x * y**4 + 2 * q + 6 * r * y),
        )

    @property
    def minimizers(self) -> FloatArray:
        """The point (3, 1/2), shape ``(1, 2)``."""
        return np.array([[3.0, 0.5]])


@dataclass(frozen=True)
class Booth:
    """Booth's function :math:`f(x, y) = (x + 2y - 7)^2 + (2x + y - 5)^2`.

    It is a quadratic. Its Hessian has the eigenvalues 2 along (1, -1) and 18 along (1, 1).

    References
    ----------
    M. Jamil, X.-S. Yang, "A Literature Survey of Benchmark Functions for Global Optimisation
    Problems", International Journal of Mathematical Modelling and Numerical Optimisation 4(2),
    2013, doi:10.1504/IJMMNO.2013.055204.

    Examples
    --------
    >>> f = Booth()
    >>> print(f([0, 0]), f.gradient([0, 0]), f([1, 3]), f.L / f.mu)
    74.0 [-34. -38.] 0.0 9.0
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[float] = 18.0
    mu: ClassVar[float] = 2.0

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(10x + 8y - 34, 8x + 10y - 38)``, in the shape of `x`."""
        x, y = coordinates(x)
        return vector(10 * x + 8 * y - 34, 8 * x + 10 * y - 38)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``[[10, 8], [8, 10]]`` for each point, shape ``(*x.shape, 2)``."""
        x = as_points("x", x, 2)
        return np.broadcast_to([[10, 8], [8, 10]], (*x.shape, 2)).astype(np.float64)

    @property
    def minimizers(self) -> FloatArray:
        """The point (1, 3), shape ``(1, 2)``."""
        return np.array([[1.0, 3.0]])


@dataclass(frozen=True)
class Matyas:
    """Matyas's function :math:`f(x, y) = 0.26 (x^2 + y^2) - 0.48 xy`.

    It is a quadratic. Its Hessian has the eigenvalues 1/25 along (1, 1) and 1 along (1, -1).

    References
    ----------
    M. Jamil, X.-S. Yang, "A Literature Survey of Benchmark Functions for Global Optimisation
    Problems", International Journal of Mathematical Modelling and Numerical Optimisation 4(2),
    2013, doi:10.1504/IJMMNO.2013.055204.

    Examples
    --------
    >>> f = Matyas()
    >>> print(f([5, 5]), f([5, -5]), f.gradient([5, 5]).round(12))
    1.0 25.0 [0.2 0.2]
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[float] = 1.0
    mu: ClassVar[float] = 0.04

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return 0.26 * (x**2 + y**2) - 0.48 * x * y

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(0.52x - 0.48y, 0.52y - 0.48x)``, in the shape of `x`."""
        x, y = coordinates(x)
        return vector(0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``[[0.52, -0.48], [-0.48, 0.52]]`` for each point, shape ``(*x.shape, 2)``."""
        x = as_points("x", x, 2)
        return np.broadcast_to([[0.52, -0.48], [-0.48, 0.52]], (*x.shape, 2)).astype(np.float64)

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, 2)``."""
        return np.zeros((1, 2))


@dataclass(frozen=True)
class ThreeHumpCamel:
    r"""The camel with three humps, :math:`f(x, y) = 2x^2 - 1.05 x^4 + \tfrac16 x^6 + xy + y^2`.

    Beside the minimizer at the origin there are two local minimizers near (1.7476, -0.8738) and
    (-1.7476, 0.8738), where f is 0.29864, and two saddles in between.

    References
    ----------
    M. Jamil, X.-S. Yang, "A Literature Survey of Benchmark Functions for Global Optimisation
    Problems", International Journal of Mathematical Modelling and Numerical Optimisation 4(2),
    2013, doi:10.1504/IJMMNO.2013.055204.

    Examples
    --------
    >>> f = ThreeHumpCamel()
    >>> print(f([1, 1]).round(4), f.gradient([1, 1]).round(4), f.hessian([0, 0]).tolist())
    3.1167 [1.8 3. ] [[4.0, 1.0], [1.0, 2.0]]
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y = coordinates(x)
        return 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(4x - 4.2x³ + x⁵ + y, x + 2y)``, in the shape of `x`."""
        x, y = coordinates(x)
        return vector(4 * x - 4.2 * x**3 + x**5 + y, x + 2 * y)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``[[4 - 12.6x² + 5x⁴, 1], [1, 2]]`` at each point, shape ``(*x.shape, 2)``."""
        x, _ = coordinates(x)
        return symmetric(4 - 12.6 * x**2 + 5 * x**4, np.ones_like(x), np.full_like(x, 2))

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, 2)``."""
        return np.zeros((1, 2))
