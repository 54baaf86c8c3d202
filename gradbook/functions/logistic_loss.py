"""The logistic loss of a linear classifier on data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.points import total
from gradbook.functions.protocol import FloatArray, Values
from gradbook.functions.validation import as_floats, as_matrix, as_points, finite

__all__ = ["LogisticLoss"]


@dataclass(frozen=True, eq=False, init=False)
class LogisticLoss:
    r"""The average logistic loss of the weights w on n labelled examples, with a penalty.

    .. math::
        f(w) = \frac1n \sum_{i=1}^n \log\bigl(1 + e^{-y_i x_i^\top w}\bigr)
            + \frac\lambda2 \lVert w \rVert_2^2

    It is convex. L is :math:`\lambda_{\max}(X^\top X) / (4n) + \lambda`, the largest eigenvalue of
    the Hessian at w = 0, and mu is :math:`\lambda`: without a penalty f is not strongly convex.

    Parameters
    ----------
    X : array_like, shape (n, d)
        The examples, one a row.
    y : array_like, shape (n,)
        The labels, each 1 or -1.
    regularization : float
        The weight :math:`\lambda` of the penalty, at least 0.

    Raises
    ------
    ValueError
        If X is not a matrix of finite numbers, y does not hold a label 1 or -1 for each row of X,
        or `regularization` is not a finite number of at least 0.

    Examples
    --------
    >>> f = LogisticLoss(X=[[1, 2], [2, 0], [0, 1]], y=[1, -1, -1], regularization=0.5)
    >>> print(f([0, 0]).round(4), f.gradient([0, 0]).round(4), round(f.L, 4), f.mu)
    0.6931 [ 0.1667 -0.1667] 1.0833 0.5
    """

    X: FloatArray
    y: FloatArray
    regularization: float

    def __init__(self, X: ArrayLike, y: ArrayLike, regularization: float = 0.0) -> None:
        X, y = as_matrix("X", X), as_floats("y", y).copy()
        if y.shape != X.shape[:1] or not (np.abs(y) == 1).all():
            raise ValueError(f"y must be {len(X)} labels, each 1 or -1, got {y.tolist()}")
        if finite("regularization", regularization) < 0:
            raise ValueError(f"regularization must be at least 0, got {regularization!r}")
        for name, value in (("X", X), ("y", y)):
            value.setflags(write=False)
            object.__setattr__(self, name, value)
        object.__setattr__(self, "regularization", float(regularization))

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point, shape ``x.shape[:-1]``."""
        w, margins = self._margins(x)
        losses = np.logaddexp(0, -margins)
        values: Values = losses.mean(axis=-1) + self.regularization / 2 * total(np.square, w)
        return values

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``-Xᵀ(y σ(-m)) / n + λw`` with the margins ``m = y Xw``, in the shape of `x`."""
        w, margins = self._margins(x)
        doubts = np.exp(-np.logaddexp(0, margins))
        return -(self.y * doubts) @ self.X / len(self.y) + self.regularization * w

    def hessian(self, x: ArrayLike) -> FloatArray:
        """Return ``Xᵀ diag(σ(m) σ(-m)) X / n + λI``, shape ``(*x.shape, d)``."""
        w, margins = self._margins(x)
        root = np.exp(-(np.logaddexp(0, margins) + np.logaddexp(0, -margins)) / 2)
        scaled = root[..., np.newaxis] * self.X
        H = np.swapaxes(scaled, -1, -2) @ scaled / len(self.y)
        H = H / 2 + np.swapaxes(H, -1, -2) / 2  # equal to the last bit
        return np.asarray(H + self.regularization * np.eye(w.shape[-1]))

    @property
    def L(self) -> float:
        """The largest eigenvalue of XᵀX, divided by 4n, plus the weight of the penalty."""
        largest = float(np.linalg.norm(self.X, 2)) ** 2
        return largest / (4 * len(self.y)) + self.regularization

    @property
    def mu(self) -> float | None:
        """The weight of the penalty if it is positive, otherwise None."""
        return self.regularization or None

    @property
    def minimizers(self) -> FloatArray:
        """The minimizer, shape ``(1, d)``, found by Newton's method.

        Without a penalty it is the one nearest to the origin, and a ValueError says so if there is
        none: if a plane through the origin separates the classes, some examples may lie on it.
        """
        w = np.zeros(self.X.shape[1])
        rank = np.linalg.matrix_rank(self.X)
        for _ in range(200):
            g = self.gradient(w)
            step, _, rank_here, _ = np.linalg.lstsq(self.hessian(w), g)
            if rank_here < rank:
                break
            change = np.abs(self.X @ step).max()  # of a margin
            if change <= 1e-8:  # the next error is of the order of its square
                return np.asarray(w - step)[np.newaxis]
            t = 1.0
            while t * change > 0.5 and self(w - t * step) > self(w) - t / 4 * (g @ step):
                t /= 2
            w = w - t * step
        raise ValueError(
            "no minimizer was found; if regularization is 0 and a plane through the origin "
            "separates the classes there is none, and regularization must be greater than 0"
        )

    @property
    def minimum(self) -> float:
        """The value at the minimizer."""
        return float(self(self.minimizers[0]))

    def _margins(self, x: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return the weights, and ``y_i x_iᵀw`` for every example on the last axis."""
        w = as_points("x", x, self.X.shape[1])
        return w, self.y * (w @ self.X.T)
