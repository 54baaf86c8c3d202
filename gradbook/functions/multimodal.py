"""Three landscapes with a trap beside every step, in any number of dimensions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import total
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points, positive, whole

__all__ = ["Ackley", "Rastrigin", "StyblinskiTang"]


@dataclass(frozen=True)
class Ackley:
    r"""Ackley's function, a funnel with ripples.

    .. math::
        f(x) = -20 \exp\Bigl(-\tfrac15 \sqrt{\tfrac1n \lVert x \rVert_2^2}\Bigr)
               - \exp\Bigl(\tfrac1n \sum_i \cos 2 \pi x_i\Bigr) + 20 + e

    At the minimizer, the origin, it ends in the tip of a cone and is not differentiable; `gradient`
    is 0 there, one of the subgradients.

    Parameters
    ----------
    dimension : int
        Number n of coordinates of a point, at least 1.

    Raises
    ------
    ValueError
        If `dimension` is not a whole number of at least 1.

    References
    ----------
    D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, Kluwer, 1987,
    doi:10.1007/978-1-4613-1997-9.

    Examples
    --------
    >>> f = Ackley()
    >>> print(f([0, 0]), f([1, 1]).round(4), f.gradient([1, 1]).round(4))
    0.0 3.6254 [1.6375 1.6375]
    """

    dimension: int = 2
    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __post_init__(self) -> None:
        """Check the dimension."""
        whole("dimension", self.dimension, least=1)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``; it is 0 to the last bit at 0."""
        x = as_points("x", x, self.dimension)
        size = np.sqrt(total(np.square, x) / self.dimension)
        ripples = total(lambda t: np.cos(2 * np.pi * t), x) / self.dimension
        values: Values = -20 * np.expm1(-size / 5) - np.e * np.expm1(ripples - 1)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(4 exp(-s/5) x/s + 2π exp(c) sin(2πx)) / n``; s, c: root mean square, cosine."""
        x = as_points("x", x, self.dimension)
        size = np.sqrt(np.mean(x**2, axis=-1, keepdims=True))
        ripples = np.mean(np.cos(2 * np.pi * x), axis=-1, keepdims=True)
        direction = x / np.where(size == 0, 1, size)
        slope = 4 * np.exp(-size / 5) * direction
        gradient: FloatArray = slope + 2 * np.pi * np.exp(ripples) * np.sin(2 * np.pi * x)
        return gradient / self.dimension

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, n)``."""
        return np.zeros((1, self.dimension))


@dataclass(frozen=True)
class Rastrigin:
    r"""Rastrigin's function :math:`f(x) = \sum_i \bigl(x_i^2 + a (1 - \cos 2 \pi x_i)\bigr)`.

    A bowl with a trap near every point with whole coordinates, unless a is small. L is the second
    derivative at the origin, :math:`2 + 4 \pi^2 a`.

    Parameters
    ----------
    dimension : int
        Number n of coordinates of a point, at least 1.
    a : float
        Height of the ripples, greater than 0.

    Raises
    ------
    ValueError
        If `dimension` is not a whole number of at least 1 or a is not a finite number above 0.

    References
    ----------
    H. Mühlenbein, M. Schomisch, J. Born, "The Parallel Genetic Algorithm as Function Optimizer",
    Parallel Computing 17, 1991, doi:10.1016/S0167-8191(05)80052-3.

    Examples
    --------
    >>> f = Rastrigin()
    >>> print(f([1, -2]).round(12), f([0.5, 0]), f.gradient([1, -2]).round(12), round(f.L, 3))
    5.0 20.25 [ 2. -4.] 396.784
    """

    dimension: int = 2
    a: float = 10.0
    minimum: ClassVar[float] = 0.0
    mu: ClassVar[None] = None

    def __post_init__(self) -> None:
        """Check the parameters."""
        whole("dimension", self.dimension, least=1)
        positive("a", self.a)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, self.dimension)
        return total(lambda t: t**2 + self.a * (1 - np.cos(2 * np.pi * t)), x)

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``2x + 2πa sin(2πx)``, in the shape of `x`."""
        x = as_points("x", x, self.dimension)
        gradient: FloatArray = 2 * x + 2 * np.pi * self.a * np.sin(2 * np.pi * x)
        return gradient

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``diag(2 + 4π²a cos(2πx))`` at each point, shape ``(*x.shape, n)``."""
        x = as_points("x", x, self.dimension)
        second = 2 + 4 * np.pi**2 * self.a * np.cos(2 * np.pi * x)
        return np.asarray(second[..., np.newaxis] * np.eye(self.dimension))

    @property
    def L(self) -> float:
        """The second derivative along an axis at the origin, where it is largest."""
        return 2 + 4 * float(np.pi) ** 2 * self.a

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, n)``."""
        return np.zeros((1, self.dimension))


@dataclass(frozen=True)
class StyblinskiTang:
    r"""Styblinski and Tang's :math:`f(x) = \tfrac12 \sum_i (x_i^4 - 16 x_i^2 + 5 x_i)`.

    Each coordinate has two valleys, near -2.9 and 2.7; the first is deeper. In n dimensions there
    are :math:`2^n` local minima. The minimizer is the least root of :math:`4t^3 - 32t + 5`, in
    every coordinate.

    Parameters
    ----------
    dimension : int
        Number n of coordinates of a point, at least 1.

    Raises
    ------
    ValueError
        If `dimension` is not a whole number of at least 1.

    References
    ----------
    M. A. Styblinski, T.-S. Tang, "Experiments in Nonconvex Optimization: Stochastic Approximation
    with Function Smoothing and Simulated Annealing", Neural Networks 3(4), 1990,
    doi:10.1016/0893-6080(90)90029-K.

    Examples
    --------
    >>> f = StyblinskiTang()
    >>> print(f([1, -2]), f.gradient([1, -2]), f.minimizers.round(6), round(f.minimum, 6))
    -34.0 [-11.5  18.5] [[-2.903534 -2.903534]] -78.332331
    """

    dimension: int = 2
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __post_init__(self) -> None:
        """Check the dimension."""
        whole("dimension", self.dimension, least=1)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, self.dimension)
        return total(lambda t: t**2 * (t**2 - 16) + 5 * t, x) / 2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``2x³ - 16x + 5/2``, in the shape of `x`."""
        x = as_points("x", x, self.dimension)
        return 2 * x**3 - 16 * x + 2.5

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``diag(6x² - 16)`` at each point, shape ``(*x.shape, n)``."""
        x = as_points("x", x, self.dimension)
        return (6 * x**2 - 16)[..., np.newaxis] * np.eye(self.dimension)

    @property
    def minimizers(self) -> FloatArray:
        """The minimizer, shape ``(1, n)``."""
        return np.full((1, self.dimension), -2.903534027771177)

    @property
    def minimum(self) -> float:
        """The value there, -39.166… for each coordinate."""
        return -39.16616570377142 * self.dimension
