"""Four functions of one variable, each the hard case of some method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points

__all__ = ["AbsoluteValue", "Hyperbola", "LogCosh", "PiecewiseQuadratic"]


@dataclass(frozen=True)
class AbsoluteValue:
    r"""The absolute value :math:`f(x) = |x|` of one variable, the simplest kink.

    It is convex and 1-Lipschitz. At 0 it has no derivative; `gradient` is 0 there, one of the
    subgradients.

    Examples
    --------
    >>> f = AbsoluteValue()
    >>> print(f([-3]), f.gradient([[-3], [0], [2]]).tolist())
    3.0 [[-1.0], [0.0], [1.0]]
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        values: Values = np.abs(as_points("x", x, 1)[..., 0])
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return the sign of `x`, 0 at 0."""
        return np.sign(as_points("x", x, 1))

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, 1)``."""
        return np.zeros((1, 1))


@dataclass(frozen=True)
class Hyperbola:
    r"""A branch of a hyperbola, :math:`f(x) = \sqrt{1 + x^2}`, a smooth relative of :math:`|x|`.

    It is convex, but not strongly. A full step of Newton's method takes x to :math:`-x^3`: to the
    minimizer if :math:`|x| < 1`, and away from it if :math:`|x| > 1`.

    References
    ----------
    Y. Nesterov, Lectures on Convex Optimization, 2nd ed., Springer, 2018, section 1.2.4,
    doi:10.1007/978-3-319-91578-4.

    Examples
    --------
    >>> f = Hyperbola()
    >>> x = np.array([2.0])
    >>> print(f(x).round(4), x - np.linalg.solve(f.hessian(x), f.gradient(x)))
    2.2361 [-8.]
    """

    minimum: ClassVar[float] = 1.0
    L: ClassVar[float] = 1.0
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        values: Values = np.hypot(1, as_points("x", x, 1)[..., 0])
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``x / sqrt(1 + x²)``, in the shape of `x`."""
        x = as_points("x", x, 1)
        return np.asarray(x / np.hypot(1, x))

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``(1 + x²)^(-3/2)`` at each point, shape ``(*x.shape, 1)``."""
        second: FloatArray = np.hypot(1, as_points("x", x, 1)) ** -3.0
        return second[..., np.newaxis]

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, 1)``."""
        return np.zeros((1, 1))


@dataclass(frozen=True)
class LogCosh:
    r"""The function :math:`f(x) = \log(e^x + e^{-x}) = \log 2 + \log\cosh x` of one variable.

    It is convex, but not strongly: far from 0 it is nearly :math:`|x|`. Newton's method with full
    steps converges from 1 and diverges from 1.1.

    References
    ----------
    S. Boyd, L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004, exercise 9.10,
    doi:10.1017/CBO9780511804441.

    Examples
    --------
    >>> f = LogCosh()
    >>> print(f([[0], [1000]]).round(4), f.gradient([1]).round(4))
    [6.931e-01 1.000e+03] [0.7616]
    """

    minimum: ClassVar[float] = 0.6931471805599453
    L: ClassVar[float] = 1.0
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``; nothing overflows."""
        x = as_points("x", x, 1)[..., 0]
        values: Values = np.logaddexp(x, -x)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``tanh x``, in the shape of `x`."""
        return np.tanh(as_points("x", x, 1))

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``1 - tanh² x`` at each point, shape ``(*x.shape, 1)``."""
        second: FloatArray = 1 - np.tanh(as_points("x", x, 1)) ** 2
        return second[..., np.newaxis]

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, 1)``."""
        return np.zeros((1, 1))


@dataclass(frozen=True)
class PiecewiseQuadratic:
    r"""A parabola that is steep, flat for a while, and steep again.

    .. math::
        f(x) = \begin{cases}
            \tfrac{25}2 x^2 & x < 1, \\
            \tfrac12 x^2 + 24 x - 12 & 1 \le x < 2, \\
            \tfrac{25}2 x^2 - 24 x + 36 & x \ge 2.
        \end{cases}

    It is strongly convex and its gradient is continuous. Heavy-ball momentum with the parameters
    that are best for quadratics with the same L and mu runs on it in a cycle. At 1 and 2 it has no
    second derivative.

    References
    ----------
    L. Lessard, B. Recht, A. Packard, "Analysis and Design of Optimization Algorithms via Integral
    Quadratic Constraints", SIAM Journal on Optimization 26(1), 2016, doi:10.1137/15M1009597.

    Examples
    --------
    >>> f = PiecewiseQuadratic()
    >>> print(f([[1], [2]]), f.gradient([[0.5], [1.5], [3]]).T)
    [12.5 38. ] [[12.5 25.5 51. ]]
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[float] = 25.0
    mu: ClassVar[float] = 1.0

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, 1)[..., 0]
        flat = np.clip(x, 1, 2)
        values: Values = 12.5 * x**2 - 24 * (x - flat) * (flat - 1) - 12 * (flat - 1) ** 2
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``25x`` less 24 times the length of [1, 2] to the left of x."""
        x = as_points("x", x, 1)
        return 25 * x - 24 * (np.clip(x, 1, 2) - 1)

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, 1)``."""
        return np.zeros((1, 1))
