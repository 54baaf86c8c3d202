"""A parabola with waves: not convex, and still without a trap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points

__all__ = ["WavyParabola"]


@dataclass(frozen=True)
class WavyParabola:
    r"""The function :math:`f(x) = x^2 + 3 \sin^2 x` of one variable.

    It is not convex, since :math:`f''(x) = 2 + 6 \cos 2x` takes all values from -4 to 8. Yet it
    satisfies the Polyak-Łojasiewicz inequality :math:`\tfrac12 f'(x)^2 \ge \mu f(x)` with
    :math:`\mu = 1/32`; the best constant is 0.17553, rounded.

    References
    ----------
    H. Karimi, J. Nutini, M. Schmidt, "Linear Convergence of Gradient and Proximal-Gradient Methods
    Under the Polyak-Łojasiewicz Condition", 2016, doi:10.48550/arXiv.1608.04636.

    Examples
    --------
    >>> f = WavyParabola()
    >>> print(f([0.0]), f.gradient([np.pi / 2]).round(4), f.hessian([np.pi / 2]).round(4))
    0.0 [3.1416] [[-4.]]
    """

    minimum: ClassVar[float] = 0.0
    L: ClassVar[float] = 8.0
    mu: ClassVar[None] = None

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, 1)[..., 0]
        values: Values = x**2 + 3 * np.sin(x) ** 2
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``2x + 3 sin 2x``, in the shape of `x`."""
        x = as_points("x", x, 1)
        slope: FloatArray = 2 * x + 3 * np.sin(2 * x)
        return slope

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``2 + 6 cos 2x`` at each point, shape ``(*x.shape, 1)``."""
        x = as_points("x", x, 1)
        second: FloatArray = 2 + 6 * np.cos(2 * x)
        return second[..., np.newaxis]

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, 1)``."""
        return np.zeros((1, 1))
