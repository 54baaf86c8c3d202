"""Nesterov's function in a long chain of variables, the hard case of lower bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_points, finite, positive, whole

__all__ = ["NesterovTridiagonal"]


@dataclass(frozen=True)
class NesterovTridiagonal:
    r"""Nesterov's quadratic, in which each variable hears only of its two neighbours.

    .. math::
        f(x) = \frac{l - m}8 \Bigl(x_1^2 + \sum_{i=1}^{n-1} (x_i - x_{i+1})^2 + x_n^2
               - 2 x_1\Bigr) + \frac m2 \lVert x \rVert^2

    with l for `smoothness` and m for `convexity`. From the origin, the gradient after k steps of a
    method that moves along gradients only has no entry beyond the first k + 1, whereas the
    minimizer has n. All eigenvalues of the Hessian lie between m and l, strictly; L and mu are the
    largest and the smallest.

    Parameters
    ----------
    dimension : int
        Number n of variables, at least 1.
    smoothness : float
        The class constant l that L stays below, greater than 0.
    convexity : float
        The class constant m that mu stays above, at least 0 and less than `smoothness`.

    Raises
    ------
    ValueError
        If a parameter is out of its range.

    References
    ----------
    Y. Nesterov, "Lectures on Convex Optimization", 2nd edition, Springer, 2018, section 2.1,
    doi:10.1007/978-3-319-91578-4.

    Examples
    --------
    >>> f = NesterovTridiagonal(dimension=3, smoothness=4.0)
    >>> print(f.gradient(np.zeros(3)), f.minimizers, f.minimum)
    [-1.  0.  0.] [[0.75 0.5  0.25]] -0.375
    """

    dimension: int
    smoothness: float = 1.0
    convexity: float = 0.0

    def __post_init__(self) -> None:
        """Check the dimension and the two constants."""
        whole("dimension", self.dimension, least=1)
        positive("smoothness", self.smoothness)
        if not 0 <= finite("convexity", self.convexity) < self.smoothness:
            raise ValueError(
                f"convexity must be at least 0 and less than smoothness = {self.smoothness!r}, "
                f"got {self.convexity!r}"
            )

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, self.dimension)
        gaps = np.diff(x, axis=-1, prepend=0.0, append=0.0)
        chain = np.vecdot(gaps, gaps) - 2 * x[..., 0]
        values: Values = self._weight / 2 * chain + self.convexity / 2 * np.vecdot(x, x)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return the gradient, in the shape of `x`; it costs no more than a few additions."""
        x = as_points("x", x, self.dimension)
        gaps = np.diff(x, axis=-1, prepend=0.0, append=0.0)
        chain = gaps[..., :-1] - gaps[..., 1:]
        chain[..., 0] -= 1
        result: FloatArray = self._weight * chain + self.convexity * x
        return result

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the constant tridiagonal matrix for each point, shape ``(*x.shape, n)``."""
        x = as_points("x", x, self.dimension)
        n = self.dimension
        chain = 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)
        return np.zeros((*x.shape, n)) + self._weight * chain + self.convexity * np.eye(n)

    @property
    def L(self) -> float:
        """The largest eigenvalue of the Hessian."""
        return self.smoothness - self._distance_to_ends

    @property
    def mu(self) -> float:
        """The smallest eigenvalue of the Hessian."""
        return self.convexity + self._distance_to_ends

    @property
    def minimizers(self) -> FloatArray:
        r"""The minimizer, shape ``(1, n)``.

        Without `convexity` its entries fall along a straight line,
        :math:`x_i = 1 - i/(n+1)`; otherwise they fall nearly like the powers of
        :math:`q = (\sqrt{l/m} - 1) / (\sqrt{l/m} + 1)`,
        :math:`x_i = (q^i - q^{2n+2-i}) / (1 - q^{2n+2})`.
        """
        i, end = np.arange(1, self.dimension + 1), self.dimension + 1
        if self.convexity == 0:
            return (1 - i / end)[np.newaxis]
        root = np.sqrt(self.smoothness / self.convexity)
        rate = np.log1p(-2 / (root + 1))  # log q
        tail = np.exp(rate * i) * np.expm1(2 * rate * (end - i))
        point: FloatArray = tail / np.expm1(2 * rate * end)
        return point[np.newaxis]

    @property
    def minimum(self) -> float:
        """The value at the minimizer."""
        return -self._weight / 2 * float(self.minimizers[0, 0])

    @property
    def _weight(self) -> float:
        """The factor of the chain in the gradient, (l - m)/4."""
        return (self.smoothness - self.convexity) / 4

    @property
    def _distance_to_ends(self) -> float:
        """How far the extreme eigenvalues stay away from m and l."""
        return self._weight * (2 - 2 * float(np.cos(np.pi / (self.dimension + 1))))
