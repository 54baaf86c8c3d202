"""Huber's function, a parabola that goes on as two straight lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points, positive

__all__ = ["Huber"]


@dataclass(frozen=True)
class Huber:
    r"""Huber's function of one variable, with the gradient :math:`x` cut off at :math:`\pm\delta`.

    .. math::
        f(x) = \begin{cases}
            \tfrac12 x^2 & |x| \le \delta, \\
            \delta |x| - \tfrac12 \delta^2 & |x| > \delta.
        \end{cases}

    It is convex and its gradient is 1-Lipschitz and bounded by :math:`\delta`. It is not strongly
    convex, because it does not bend where :math:`|x| > \delta`. At :math:`\pm\delta` it has no
    second derivative.

    Parameters
    ----------
    delta : float
        Where the parabola ends, greater than 0; also the slope of the lines.

    Raises
    ------
    ValueError
        If `delta` is not a finite number greater than 0.

    References
    ----------
    P. J. Huber, "Robust Estimation of a Location Parameter", The Annals of Mathematical Statistics
    35, 1964, pages 73 to 101, doi:10.1214/aoms/1177703732.

    Examples
    --------
    >>> f = Huber(delta=1.0)
    >>> print(f([[0.5], [3.0]]), f.gradient([-3.0]))
    [0.125 2.5  ] [-1.]
    """

    delta: float = 1.0
    minimum: ClassVar[float] = 0.0
    L: ClassVar[float] = 1.0
    mu: ClassVar[None] = None

    def __post_init__(self) -> None:
        """Check where the parabola ends."""
        positive("delta", self.delta)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, 1)[..., 0]
        slope = np.clip(x, -self.delta, self.delta)
        values: Values = slope * (x - slope / 2)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return `x`, cut off at ``-delta`` and ``delta``."""
        return np.clip(as_points("x", x, 1), -self.delta, self.delta)

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, 1)``."""
        return np.zeros((1, 1))
