"""Three functions whose partial derivatives exist everywhere and still mislead at the origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradbook.functions.points import coordinates, vector
from gradbook.functions.protocol import FloatArray, Values

__all__ = ["DiscontinuousAtOrigin", "MixedPartialsDifferAtOrigin", "NotDifferentiableAtOrigin"]


@dataclass(frozen=True)
class DiscontinuousAtOrigin:
    """The function :math:`g(x, y) = xy / (x^2 + y^2)` with g(0, 0) = 0.

    Both partial derivatives exist everywhere, but g is 1/2 on the whole diagonal y = x except at
    the origin, where it is 0: it is not even continuous there. Away from the origin `gradient` is
    the gradient. At the origin it is the vector of the partial derivatives, (0, 0), and no
    gradient: it predicts nothing about g nearby.

    The minimum -1/2 is attained on the line y = -x without the origin; `minimizers` lists one point
    on either side.

    Examples
    --------
    >>> g = DiscontinuousAtOrigin()
    >>> print(g([0, 0]), g.gradient([0, 0]), g([[0.1, 0.1], [1e-9, 1e-9]]))
    0.0 [0. 0.] [0.5 0.5]
    """

    minimum: ClassVar[float] = -0.5
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y, r2, _ = _enlarged(x)
        return x * y / r2

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(y(y² - x²), x(x² - y²)) / (x² + y²)²``, and (0, 0) at the origin."""
        x, y, r2, exponent = _enlarged(x)
        partials = [y * (y**2 - x**2) / r2**2, x * (x**2 - y**2) / r2**2]
        return vector(*(np.ldexp(partial, -exponent) for partial in partials))

    @property
    def minimizers(self) -> FloatArray:
        """Two of the points where g is -1/2, shape ``(2, 2)``."""
        return np.array([[1.0, -1.0], [-1.0, 1.0]])


@dataclass(frozen=True)
class MixedPartialsDifferAtOrigin:
    """The function :math:`f(x, y) = xy (x^2 - y^2) / (x^2 + y^2)` with f(0, 0) = 0.

    It is differentiable everywhere and its gradient is Lipschitz continuous. All second partial
    derivatives exist, but at the origin their order matters: differentiated in x first and then in
    y, the mixed derivative is -1; in the other order it is +1. Schwarz's theorem does not apply,
    because the second derivatives are not continuous at the origin.

    References
    ----------
    T. M. Apostol, Mathematical Analysis, 2nd ed., Addison-Wesley, 1974, chapter 12.

    Examples
    --------
    >>> f = MixedPartialsDifferAtOrigin()
    >>> print(f([1, 2]), f.gradient([0, 1])[0], f.gradient([1, 0])[1])
    -1.2 -1.0 1.0
    """

    minimum: ClassVar[float] = -np.inf
    L: ClassVar[float] = 3.5
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y, r2, exponent = _enlarged(x)
        values: Values = np.ldexp(x * y * (x**2 - y**2) / r2, 2 * exponent)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(y(x⁴ + 4x²y² - y⁴), x(x⁴ - 4x²y² - y⁴)) / (x² + y²)²``, (0, 0) at 0."""
        x, y, r2, exponent = _enlarged(x)
        difference, product = x**4 - y**4, 4 * x**2 * y**2
        partials = [y * (difference + product) / r2**2, x * (difference - product) / r2**2]
        return vector(*(np.ldexp(partial, exponent) for partial in partials))

    @property
    def minimizers(self) -> FloatArray:
        """No row, shape ``(0, 2)``: f is not bounded below."""
        return np.empty((0, 2))


@dataclass(frozen=True)
class NotDifferentiableAtOrigin:
    """The function :math:`h(x, y) = x^2 y / (x^2 + y^2)` with h(0, 0) = 0.

    It is continuous, and at the origin it has a slope in every direction: cos²θ sin θ along
    (cos θ, sin θ). Away from the origin `gradient` is the gradient. At the origin it is the vector
    of the partial derivatives, (0, 0), which promises slope 0 in every direction and is wrong in
    all but four: no plane fits h there, so h is not differentiable and has no gradient.

    Examples
    --------
    >>> h = NotDifferentiableAtOrigin()
    >>> print(h([0, 0]), h.gradient([0, 0]), h([[0.1, 0.1], [1e-9, 1e-9]]))
    0.0 [0. 0.] [5.e-02 5.e-10]
    """

    minimum: ClassVar[float] = -np.inf
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x, y, r2, exponent = _enlarged(x)
        values: Values = np.ldexp(x**2 * y / r2, exponent)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(2xy³, x²(x² - y²)) / (x² + y²)²``, and (0, 0) at the origin."""
        x, y, r2, _ = _enlarged(x)
        return vector(2 * x * y**3 / r2**2, x**2 * (x**2 - y**2) / r2**2)

    @property
    def minimizers(self) -> FloatArray:
        """No row, shape ``(0, 2)``: h is not bounded below."""
        return np.empty((0, 2))


def _enlarged(x: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray, NDArray[Any]]:
    """Return x, y, x² + y² at the points divided by a power of two, and the exponents.

    The larger coordinate comes to lie in [1/2, 1), so that points next to the origin do not
    underflow; a power of two changes no digit. At the origin, where every numerator is 0, the
    denominator x² + y² is replaced by 1.
    """
    x, y = coordinates(x)
    _, exponent = np.frexp(np.maximum(np.abs(x), np.abs(y)))
    x, y = np.ldexp(x, -exponent), np.ldexp(y, -exponent)
    r2 = x**2 + y**2
    return x, y, np.where(r2 == 0, 1.0, r2), exponent
