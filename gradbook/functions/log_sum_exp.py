"""Log-sum-exp, the smooth relative of the maximum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import as_columns, total
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import whole

__all__ = ["LogSumExp"]


@dataclass(frozen=True)
class LogSumExp:
    r"""The function :math:`f(x) = \log \sum_i e^{x_i}`.

    Its gradient is the softmax :math:`p` of x, and its Hessian is
    :math:`\operatorname{diag}(p) - p p^\top`. It is convex, but not strongly: along the vector of
    ones it is a straight line, so it is not bounded below either. The largest entry is subtracted
    before the exponentials are taken, so that nothing overflows.

    L is 1/2 in every dimension. In the plane the Hessian has this eigenvalue where the two entries
    of x are equal; in more dimensions it comes as near as one likes.

    Parameters
    ----------
    dimension : int
        Number of coordinates of a point, at least 2.

    Raises
    ------
    ValueError
        If `dimension` is not a whole number of at least 2.

    References
    ----------
    S. Boyd, L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004, section 3.1.5,
    doi:10.1017/CBO9780511804441.

    Examples
    --------
    >>> f = LogSumExp()
    >>> print(f([1000, 1000]).round(4), f.gradient([0, np.log(3)]).round(4))
    1000.6931 [0.25 0.75]
    """

    dimension: int = 2
    minimum: ClassVar[float] = -np.inf
    L: ClassVar[float] = 0.5
    mu: ClassVar[None] = None

    def __post_init__(self) -> None:
        """Check the dimension."""
        whole("dimension", self.dimension, least=2)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_columns("x", x, self.dimension)
        top = x.max(axis=-1)
        values: Values = top + np.log(total(np.exp, x - top[..., np.newaxis]))
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return the softmax of `x`, ``exp(x_i) / sum_j exp(x_j)``, in the shape of `x`."""
        x = as_columns("x", x, self.dimension)
        powers = np.exp(x - x.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``diag(p) - p pᵀ`` with the softmax p of `x`, shape ``(*x.shape, n)``."""
        p = self.gradient(x)
        outer = p[..., :, np.newaxis] * p[..., np.newaxis, :]
        return p[..., np.newaxis] * np.eye(self.dimension) - outer

    @property
    def minimizers(self) -> FloatArray:
        """No row, shape ``(0, dimension)``: f is not bounded below."""
        return np.empty((0, self.dimension))
