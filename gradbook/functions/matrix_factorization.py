"""The factorization of a matrix into two thin ones, not convex and still without a trap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_matrix, as_points, whole

__all__ = ["MatrixFactorization"]


@dataclass(frozen=True, eq=False, init=False)
class MatrixFactorization:
    r"""The function :math:`f(U, V) = \tfrac12 \lVert U V^\top - M \rVert_F^2` of two thin matrices.

    A point is U row by row, followed by V row by row. It is not convex, but every local minimum is
    a global one; the other critical points are saddles. The minimum is half the sum of the squared
    singular values of M beyond the first r, where r is the number of columns of U and V. With U, V
    also UG, VG⁻ᵀ are minimizers for each invertible G; `minimizers` lists one with UᵀU = VᵀV.

    Parameters
    ----------
    M : array_like, shape (m, n)
        The matrix.
    rank : int
        The number r of columns of U and V, from 1 to the smaller of m and n.

    Raises
    ------
    ValueError
        If M is not a matrix of finite numbers or `rank` is out of its range.

    References
    ----------
    C. Eckart, G. Young, "The Approximation of One Matrix by Another of Lower Rank", Psychometrika
    1(3), 1936, doi:10.1007/BF02288367, have the minimum; P. Baldi, K. Hornik, "Neural Networks and
    Principal Component Analysis", Neural Networks 2(1), 1989, doi:10.1016/0893-6080(89)90014-2, the
    landscape.

    Examples
    --------
    >>> f = MatrixFactorization([[3, 0], [0, 2]], rank=1)
    >>> print(f([1, 0, 3, 0]), f.gradient([1, 1, 3, 0]), round(f.minimum, 12))
    2.0 [ 0.  9.  3. -2.] 2.0
    """

    M: FloatArray
    rank: int
    L: ClassVar[None] = None
    mu: ClassVar[None] = None

    def __init__(self, M: ArrayLike, rank: int) -> None:
        M = as_matrix("M", M)
        if whole("rank", rank, least=1) > min(M.shape):
            raise ValueError(
                f"rank must be at most {min(M.shape)}, the smaller side of M, got {rank}"
            )
        M.setflags(write=False)
        object.__setattr__(self, "M", M)
        object.__setattr__(self, "rank", int(rank))

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        U, V = self._factors(x)
        values: Values = np.sum((U @ V.mT - self.M) ** 2, axis=(-2, -1)) / 2
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``(RV, RᵀU)`` with the residual ``R = UVᵀ - M``, in the shape of `x`."""
        U, V = self._factors(x)
        R = U @ V.mT - self.M
        flat = (*U.shape[:-2], -1)
        return np.concatenate([(R @ V).reshape(flat), (R.mT @ U).reshape(flat)], axis=-1)

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return the matrix of second derivatives at each point, shape ``(*x.shape, (m + n)r)``."""
        U, V = self._factors(x)
        (m, n), r = self.M.shape, self.rank
        R = U @ V.mT - self.M
        points = U.shape[:-2]
        UU = np.einsum("ik,...ja,...jc->...iakc", np.eye(m), V, V).reshape(*points, m * r, m * r)
        VV = np.einsum("jl,...ib,...id->...jbld", np.eye(n), U, U).reshape(*points, n * r, n * r)
        UV = np.einsum("...ib,...ja->...iajb", U, V) + np.einsum("...ij,ab->...iajb", R, np.eye(r))
        UV = UV.reshape(*points, m * r, n * r)
        above, below = np.concatenate([UU, UV], axis=-1), np.concatenate([UV.mT, VV], axis=-1)
        return np.concatenate([above, below], axis=-2)

    @property
    def minimizers(self) -> FloatArray:
        """A minimizer, shape ``(1, (m + n)r)``, from the singular value decomposition of M."""
        P, singular, Qt = np.linalg.svd(self.M)
        root = np.sqrt(singular[: self.rank])
        U, V = P[:, : self.rank] * root, Qt[: self.rank].T * root
        return np.concatenate([U.ravel(), V.ravel()])[np.newaxis]

    @property
    def minimum(self) -> float:
        """Half the sum of the squared singular values beyond the first `rank`."""
        singular = np.linalg.svd(self.M, compute_uv=False)
        return float(np.sum(singular[self.rank :] ** 2)) / 2

    def _factors(self, x: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return U and V of each point."""
        (m, n), r = self.M.shape, self.rank
        x = as_points("x", x, (m + n) * r)
        U, V = x[..., : m * r], x[..., m * r :]
        return U.reshape(*x.shape[:-1], m, r), V.reshape(*x.shape[:-1], n, r)
