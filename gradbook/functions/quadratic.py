"""Quadratics, the functions with a constant Hessian."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_floats, as_point, as_points, as_symmetric, finite

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

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        x = as_points("x", x, len(self.b))
        values: Values = np.vecdot(x, x @ self.A) / 2 - x @ self.b + self.c
        return values

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
