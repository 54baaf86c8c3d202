"""The largest of several linear functions: convex, and with a kink at the minimizer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import as_columns
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_matrix, as_points

__all__ = ["MaxLinear"]


@dataclass(frozen=True, eq=False, init=False)
class MaxLinear:
    r"""The function :math:`f(x) = \max_i a_i^\top x`, where the slopes :math:`a_i` add up to 0.

    It is convex and piecewise linear. Since the mean of the pieces is 0, the largest is never below
    0: the origin is a minimizer, the only one if the slopes span the space. With the slopes
    :math:`\pm e_i` it is the maximum norm. Where several pieces are largest, `gradient` is the mean
    of their slopes, one of the subgradients; it is 0 at the origin.

    Parameters
    ----------
    slopes : array_like, shape (m, n)
        The slopes, one a row, not all of them 0.

    Raises
    ------
    ValueError
        If `slopes` is not a matrix of finite numbers, its rows do not add up to 0, or it is 0.

    References
    ----------
    Y. Nesterov, Lectures on Convex Optimization, 2nd ed., Springer, 2018, section 3.2.1,
    doi:10.1007/978-3-319-91578-4, uses maxima of linear functions as hard cases.

    Examples
    --------
    >>> f = MaxLinear([[1, 0], [0, 1], [-1, -1]])
    >>> print(f([2, -1]), f.gradient([2, -1]), f.gradient([3, 3]))
    2.0 [1. 0.] [0.5 0.5]
    """

    slopes: FloatArray
    minimum: ClassVar[float] = 0.0
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __init__(self, slopes: ArrayLike) -> None:
        slopes = as_matrix("slopes", slopes)
        total, largest = slopes.sum(axis=0), np.abs(slopes).max()
        if largest == 0 or np.abs(total).max() > 1e-12 * largest * len(slopes):
            raise ValueError(f"slopes must add up to 0 and not all be 0, got the sum {total}")
        slopes.setflags(write=False)
        object.__setattr__(self, "slopes", slopes)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        pieces = as_points("x", x, self.slopes.shape[1]) @ self.slopes.T
        values: Values = as_columns("x", pieces, len(self.slopes)).max(axis=-1)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return the mean of the slopes of the largest pieces, in the shape of `x`."""
        pieces = as_points("x", x, self.slopes.shape[1]) @ self.slopes.T
        largest = pieces == pieces.max(axis=-1, keepdims=True)
        return np.asarray(largest @ self.slopes / largest.sum(axis=-1, keepdims=True))

    @property
    def minimizers(self) -> FloatArray:
        """The origin, shape ``(1, n)``."""
        return np.zeros((1, self.slopes.shape[1]))
