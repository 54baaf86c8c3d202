"""Quadratics, the functions with a constant Hessian."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import inner
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import (
    as_floats,
    as_matrix,
    as_point,
    as_points,
    as_symmetric,
    finite,
    whole,
)

__all__ = ["Quadratic"]


@dataclass(frozen=True, eq=False, init=False)
class Quadratic:
    r"""The quadratic :math:`f(x) = \tfrac12 x^\top A x - b^\top x + c` with a symmetric A.

    Parameters
    ----------
    A : array_like, shape (n, n)
        Symmetric matrix, the Hessian of f. It need not be definite.
    b : array_like, shape (n,), optional
        The zero vector by default.
    c : float
        Value at the origin.

    Raises
    ------
    ValueError
        If A is not square, finite and symmetric, b does not fit A, or a number is not finite.

    Notes
    -----
    L is the largest absolute eigenvalue of A. If A is positive definite, mu is its smallest
    eigenvalue and the solution of Ax = b the one minimizer. If A is positive semidefinite and
    singular and Ax = b has solutions, all of them are minimizers, and `minimizers` lists the one
    nearest to the origin. Otherwise f is not bounded below. What is singular, and what has
    solutions, is decided up to rounding.

    Examples
    --------
    >>> f = Quadratic([[2, 0], [0, 20]], b=[2, 20])
    >>> print(f([2, 1]), f.gradient([2, 1]), f.minimizers, f.minimum)
    -10.0 [2. 0.] [[1. 1.]] -11.0
    """

    A: FloatArray
    b: FloatArray
    c: float

    def __init__(self, A: ArrayLike, b: ArrayLike | None = None, c: float = 0.0) -> None:
        A = as_symmetric("A", A)
        b = np.zeros(len(A)) if b is None else as_floats("b", b).copy()
        if b.shape != A.shape[:1] or not np.isfinite(b).all():
            raise ValueError(f"b must be {len(A)} finite numbers to match A, got {b.tolist()}")
        for name, value in (("A", A), ("b", b)):
            value.setflags(write=False)
            object.__setattr__(self, name, value)
        object.__setattr__(self, "c", finite("c", c))

    @classmethod
    def diagonal(cls, eigenvalues: ArrayLike) -> Quadratic:
        r"""Return :math:`\tfrac12 \sum_i \lambda_i x_i^2`, the quadratic along its own axes.

        Parameters
        ----------
        eigenvalues : array_like, shape (n,)
            The diagonal of A, for instance ``[mu, L]``.

        Raises
        ------
        ValueError
            If `eigenvalues` is not a row of finite numbers.

        Examples
        --------
        >>> f = Quadratic.diagonal([1, 10])
        >>> print(f.gradient([10, 1]), f.L, f.mu)
        [10. 10.] 10.0 1.0
        """
        return cls(np.diag(as_point("eigenvalues", eigenvalues)))

    @classmethod
    def from_spectrum(
        cls, eigenvalues: ArrayLike, rotation: ArrayLike, minimizer: ArrayLike
    ) -> Quadratic:
        r"""Return the quadratic with chosen eigenvalues, axes and minimizer, and the value 0 there.

        .. math::
            f(x) = \tfrac12 (x - x^\star)^\top Q \operatorname{diag}(\lambda) Q^\top (x - x^\star)

        Parameters
        ----------
        eigenvalues : array_like, shape (n,)
            The eigenvalues :math:`\lambda` of A.
        rotation : array_like, shape (n, n)
            An orthogonal Q; its columns are the eigenvectors, in the same order.
        minimizer : array_like, shape (n,)
            The point :math:`x^\star`, a minimizer if no eigenvalue is negative.

        Raises
        ------
        ValueError
            If `eigenvalues` or `minimizer` is not a row of finite numbers, `rotation` is not
            orthogonal, or the sizes differ.

        Examples
        --------
        >>> Q = [[0.6, -0.8], [0.8, 0.6]]
        >>> f = Quadratic.from_spectrum([1, 9], rotation=Q, minimizer=[1, 2])
        >>> print(f.A.round(12), f.minimizers.round(12), round(f.L, 12), round(f.mu, 12))
        [[ 6.12 -3.84]
         [-3.84  3.88]] [[1. 2.]] 9.0 1.0
        """
        spectrum, x = as_point("eigenvalues", eigenvalues), as_point("minimizer", minimizer)
        Q, n = as_matrix("rotation", rotation), len(spectrum)
        if Q.shape != (n, n) or not np.allclose(Q.T @ Q, np.eye(n), rtol=0, atol=1e-12):
            raise ValueError(f"rotation must be an orthogonal {n} by {n} matrix, got {Q.tolist()}")
        if x.shape != (n,):
            raise ValueError(f"minimizer must have {n} coordinates, got {len(x)}")
        A = Q * spectrum @ Q.T
        A = (A + A.T) / 2
        return cls(A, A @ x, float(x @ A @ x) / 2)

    @classmethod
    def hilbert(cls, dimension: int) -> Quadratic:
        r"""Return the quadratic with the Hilbert matrix :math:`A_{ij} = 1 / (i + j - 1)`.

        b is A times the vector of ones, so that this vector is the minimizer. The condition number
        grows like :math:`e^{3.5 n}`: 4.8e5 for n = 5, and 1.6e13 for n = 10. From about n = 12 on,
        floats cannot tell the smallest eigenvalue from 0.

        Parameters
        ----------
        dimension : int
            The number n of unknowns, at least 1.

        Raises
        ------
        ValueError
            If `dimension` is not a whole number of at least 1.

        Examples
        --------
        >>> f = Quadratic.hilbert(3)
        >>> print(f.A[0].round(4), f.minimizers.round(9), round(f.L / f.mu, 2))
        [1.     0.5    0.3333] [[1. 1. 1.]] 524.06
        """
        i = np.arange(whole("dimension", dimension, least=1))
        A = 1 / (i[:, np.newaxis] + i + 1)
        return cls(A, A.sum(axis=1))

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, len(self.b))
        return inner(x, x @ (self.A / 2) - self.b) + self.c

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``A x - b``, in the shape of `x`."""
        x = as_points("x", x, len(self.b))
        return x @ self.A - self.b  # points are rows, and A equals its transpose

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return A for each point, shape ``(*x.shape, n)``."""
        x = as_points("x", x, len(self.b))
        return np.zeros((*x.shape, len(self.b))) + self.A

    @property
    def L(self) -> float:
        """The largest absolute eigenvalue of A."""
        return float(np.abs(self._eigenvalues).max())

    @property
    def mu(self) -> float | None:
        """The smallest eigenvalue of A if A is positive definite, otherwise None."""
        smallest = float(self._eigenvalues[0])
        return smallest if smallest > self._rounding else None

    @property
    def minimizers(self) -> FloatArray:
        """The minimizer, shape ``(1, n)``, or no row, shape ``(0, n)``."""
        x = np.asarray(np.linalg.lstsq(self.A, self.b)[0], dtype=np.float64)
        scale = np.abs(self.A) @ np.abs(x) + np.abs(self.b)
        solved = (np.abs(self.A @ x - self.b) <= 1e-12 * scale.max()).all()
        convex = self._eigenvalues[0] >= -self._rounding
        return x[np.newaxis] if solved and convex else np.empty((0, len(x)))

    @property
    def minimum(self) -> float:
        """The value at the minimizer, or ``-inf``."""
        x = self.minimizers
        return float(self(x[0])) if len(x) else -np.inf

    @property
    def _eigenvalues(self) -> FloatArray:
        """The eigenvalues of A in ascending order."""
        return np.asarray(np.linalg.eigvalsh(self.A), dtype=np.float64)

    @property
    def _rounding(self) -> float:
        """The size below which an eigenvalue cannot be told from 0."""
        return len(self.b) * float(np.finfo(float).eps) * self.L
