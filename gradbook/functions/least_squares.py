"""Linear least squares on data, with a smooth penalty or with one that has kinks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import total
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_floats, as_matrix, as_points, finite, positive

__all__ = ["Lasso", "Ridge"]


@dataclass(frozen=True, eq=False, init=False)
class Ridge:
    r"""Half the mean squared error of the weights w on n examples, with a quadratic penalty.

    .. math::
        f(w) = \frac1{2n} \lVert Xw - y \rVert_2^2 + \frac\lambda2 \lVert w \rVert_2^2

    The Hessian is :math:`X^\top X / n + \lambda I`; L and mu are its extreme eigenvalues. Note the
    factor 1/n: without it, the same minimizer belongs to the penalty :math:`n \lambda`.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The examples, one a row.
    y : array_like, shape (n,)
        What is to be predicted.
    regularization : float
        The weight :math:`\lambda` of the penalty, at least 0; with 0 this is least squares.

    Raises
    ------
    ValueError
        If X is not a matrix of finite numbers, y does not hold a finite number for each row of X,
        or `regularization` is not a finite number of at least 0.

    References
    ----------
    A. E. Hoerl, R. W. Kennard, "Ridge Regression: Biased Estimation for Nonorthogonal Problems",
    Technometrics 12(1), 1970, doi:10.1080/00401706.1970.10488634.

    Examples
    --------
    >>> f = Ridge(X=[[1, 0], [0, 2]], y=[1, 2], regularization=0.5)
    >>> print(f([0, 0]), f.gradient([0, 0]), f.minimizers, f.L, f.mu)
    1.25 [-0.5 -2. ] [[0.5 0.8]] 2.5 1.0
    """

    X: FloatArray
    y: FloatArray
    regularization: float

    def __init__(self, X: ArrayLike, y: ArrayLike, regularization: float = 0.0) -> None:
        if finite("regularization", regularization) < 0:
            raise ValueError(f"regularization must be at least 0, got {regularization!r}")
        _keep(self, X, y, regularization)

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        w = as_points("x", x, self.X.shape[1])
        error = total(np.square, w @ self.X.T - self.y) / (2 * len(self.y))
        return error + self.regularization / 2 * total(np.square, w)

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``Xᵀ(Xw - y) / n + λw``, in the shape of `x`."""
        w = as_points("x", x, self.X.shape[1])
        return (w @ self.X.T - self.y) @ self.X / len(self.y) + self.regularization * w

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``XᵀX / n + λI`` for each point, shape ``(*x.shape, d)``."""
        w = as_points("x", x, self.X.shape[1])
        H = self.X.T @ self.X / len(self.y) + self.regularization * np.eye(w.shape[-1])
        return np.zeros((*w.shape, w.shape[-1])) + (H + H.T) / 2

    @property
    def L(self) -> float:
        """The largest eigenvalue of the Hessian."""
        return float(np.linalg.norm(self.X, 2)) ** 2 / len(self.y) + self.regularization

    @property
    def mu(self) -> float | None:
        """The smallest eigenvalue of the Hessian, or None if it is 0."""
        return _smallest_eigenvalue(self.X) + self.regularization or None

    @property
    def minimizers(self) -> FloatArray:
        """The minimizer, shape ``(1, d)``; the one nearest to the origin if there are many."""
        n, d = self.X.shape
        rows = np.vstack([self.X, np.sqrt(n * self.regularization) * np.eye(d)])
        w = np.linalg.lstsq(rows, np.append(self.y, np.zeros(d)))[0]
        return np.asarray(w, dtype=np.float64)[np.newaxis]

    @property
    def minimum(self) -> float:
        """The value at the minimizer."""
        return float(self(self.minimizers[0]))


@dataclass(frozen=True, eq=False, init=False)
class Lasso:
    r"""Half the mean squared error of the weights w on n examples, with the penalty of the lasso.

    .. math::
        f(w) = \frac1{2n} \lVert Xw - y \rVert_2^2 + \lambda \lVert w \rVert_1

    It is convex and has a kink wherever a weight is 0. `gradient` is the subgradient of least norm,
    which is the gradient away from the kinks and 0 at a minimizer. From
    :math:`\lambda = \lVert X^\top y \rVert_\infty / n` on, the origin is a minimizer. mu is the
    smallest eigenvalue of :math:`X^\top X / n`.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The examples, one a row.
    y : array_like, shape (n,)
        What is to be predicted.
    regularization : float
        The weight :math:`\lambda` of the penalty, greater than 0.

    Raises
    ------
    ValueError
        If X is not a matrix of finite numbers, y does not hold a finite number for each row of X,
        or `regularization` is not a finite number greater than 0.

    References
    ----------
    R. Tibshirani, "Regression Shrinkage and Selection via the Lasso", Journal of the Royal
    Statistical Society B 58(1), 1996, doi:10.1111/j.2517-6161.1996.tb02080.x.

    Examples
    --------
    >>> f = Lasso(X=[[1, 0], [0, 2]], y=[1, 2], regularization=0.5)
    >>> print(f([0, 0]), f.gradient([0, 0]), f.gradient([1, -1]), f.minimizers)
    1.25 [ 0.  -1.5] [ 0.5 -4.5] [[0.   0.75]]
    """

    X: FloatArray
    y: FloatArray
    regularization: float
    L: ClassVar[None] = None

    def __init__(self, X: ArrayLike, y: ArrayLike, regularization: float) -> None:
        _keep(self, X, y, positive("regularization", regularization))

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        w = as_points("x", x, self.X.shape[1])
        error = total(np.square, w @ self.X.T - self.y) / (2 * len(self.y))
        return error + self.regularization * total(np.abs, w)

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``Xᵀ(Xw - y) / n + λ sign(w)``, where w is 0 as near to 0 as can be."""
        w = as_points("x", x, self.X.shape[1])
        slope = (w @ self.X.T - self.y) @ self.X / len(self.y)
        at_kink = _shrink(slope, self.regularization)
        return np.where(w == 0, at_kink, slope + self.regularization * np.sign(w))

    @property
    def mu(self) -> float | None:
        """The smallest eigenvalue of XᵀX/n, or None if it is 0."""
        return _smallest_eigenvalue(self.X) or None

    @property
    def minimizers(self) -> FloatArray:
        """A minimizer, shape ``(1, d)``, found by descent along one coordinate after the other.

        It is the only one unless columns of X depend on each other. A ValueError says so if it is
        not found.
        """
        n, d = self.X.shape
        w, curvature = np.zeros(d), np.sum(self.X**2, axis=0) / n
        rounding = 1e-14 * (np.abs(self.X.T) @ np.abs(self.y)).max() / n
        for _ in range(100_000):
            before = w.copy()
            for j in np.flatnonzero(curvature):
                slope = (self.X @ w - self.y) @ self.X[:, j] / n
                w[j] = _shrink(curvature[j] * w[j] - slope, self.regularization) / curvature[j]
            if (curvature * np.abs(w - before)).max() <= rounding:
                return w[np.newaxis]
        raise ValueError("no minimizer was found: columns of X nearly depend on each other")

    @property
    def minimum(self) -> float:
        """The value at the minimizer."""
        return float(self(self.minimizers[0]))


def _keep(loss: Ridge | Lasso, X: ArrayLike, y: ArrayLike, regularization: float) -> None:
    """Check the data and store them, read-only."""
    X, y = as_matrix("X", X), as_floats("y", y).copy()
    if y.shape != X.shape[:1] or not np.isfinite(y).all():
        raise ValueError(f"y must be {len(X)} finite numbers to match X, got {y.tolist()}")
    for name, value in (("X", X), ("y", y)):
        value.setflags(write=False)
        object.__setattr__(loss, name, value)
    object.__setattr__(loss, "regularization", float(regularization))


def _shrink(v: FloatArray, amount: float) -> FloatArray:
    """Move each number towards 0 by `amount`, but not past it."""
    return np.asarray(v - np.clip(v, -amount, amount))


def _smallest_eigenvalue(X: FloatArray) -> float:
    """Return the smallest eigenvalue of XᵀX/n, 0 if it cannot be told from 0."""
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return 0.0
    return float(np.linalg.norm(X, -2)) ** 2 / len(X)
