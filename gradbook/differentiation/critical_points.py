"""What the first two derivatives say about a point: a certificate, or a way down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.differentiation.hessian import central_hessian
from gradbook.functions.protocol import FloatArray, Function
from gradbook.functions.validation import as_floats, as_point, as_symmetric, positive

__all__ = ["Classification", "classify"]


@dataclass(frozen=True, eq=False)
class Classification:
    """What `classify` found at one point of n coordinates.

    Parameters
    ----------
    gradient : ndarray, shape (n,)
        The gradient.
    eigenvalues : ndarray, shape (n,)
        The eigenvalues of the Hessian in ascending order.
    eigenvectors : ndarray, shape (n, n)
        Unit eigenvectors, one a column, in the same order.
    slope_tolerance : float
        A gradient of at most this length counts as zero.
    curvature_tolerance : float
        An eigenvalue of at most this size counts as zero.

    Examples
    --------
    >>> import numpy as np
    >>> found = Classification(np.zeros(2), np.array([0.0, 2.0]), np.eye(2), 1e-6, 1e-6)
    >>> print(found.kind, found.way_down)
    undecided None
    """

    gradient: FloatArray
    eigenvalues: FloatArray
    eigenvectors: FloatArray
    slope_tolerance: float
    curvature_tolerance: float

    @property
    def kind(self) -> str:
        """Return "not critical", "minimum", "maximum", "saddle" or "undecided"."""
        lowest, highest = self.eigenvalues[0], self.eigenvalues[-1]
        zero = self.curvature_tolerance
        if np.linalg.norm(self.gradient) > self.slope_tolerance:
            return "not critical"
        if lowest > zero:
            return "minimum"
        if highest < -zero:
            return "maximum"
        return "saddle" if lowest < -zero and highest > zero else "undecided"

    @property
    def way_down(self) -> FloatArray | None:
        """A unit direction along which f falls, or None where the two derivatives know none.

        It is the negative gradient where there is one, else the eigenvector of the most negative
        eigenvalue; then its opposite leads down as well.
        """
        length = np.linalg.norm(self.gradient)
        if length > self.slope_tolerance:
            downhill: FloatArray = -self.gradient / length
            return downhill
        if self.eigenvalues[0] >= -self.curvature_tolerance:
            return None
        v = self.eigenvectors[:, 0]
        upright: FloatArray = v * np.sign(v[np.abs(v).argmax()])
        return upright

    def __str__(self) -> str:
        """Return the verdict with the numbers it rests on."""
        way = self.way_down
        down = "" if way is None else f"\n  down along {way.round(3) + 0.0}"
        return (
            f"{self.kind}: gradient of length {np.linalg.norm(self.gradient):.1e}, "
            f"eigenvalues {self.eigenvalues.round(3) + 0.0}{down}"
        )


def classify(
    f: Function, x: ArrayLike, slope_tolerance: float = 1e-6, curvature_tolerance: float = 1e-6
) -> Classification:
    r"""Classify a point by the gradient and the eigenvalues :math:`\lambda_i` of the Hessian.

    Where the gradient is zero, x is a strict local minimum if all :math:`\lambda_i > 0`, a strict
    local maximum if all :math:`\lambda_i < 0` and a saddle if there are both signs. Otherwise some
    :math:`\lambda_i = 0`, and these derivatives do not decide.

    What counts as zero depends on the units of f and x: the tolerances are absolute, for slopes and
    curvatures of the size of 1. A verdict holds up to these tolerances.

    Parameters
    ----------
    f : Function
        The function; without a method ``hessian``, its gradient is differenced.
    x : array_like, shape (n,)
        The point.
    slope_tolerance : float
        A gradient of at most this length counts as zero; greater than 0.
    curvature_tolerance : float
        An eigenvalue of at most this size counts as zero; greater than 0.

    Returns
    -------
    Classification
        The verdict `kind`, the eigenvalues, and a `way_down` where one is known.

    Raises
    ------
    ValueError
        If f has no gradient, x is not one finite point, a tolerance is not greater than 0, or the
        gradient or the Hessian is not finite, of the wrong shape or, in its turn, not symmetric.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 2.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> from gradbook.functions import Bowl, Factorization
    >>> print(classify(Bowl(), [0, 0]).kind, "/", classify(Bowl(), [1, 0]).kind)
    minimum / not critical
    >>> print(classify(Factorization(), [0, 0]))
    saddle: gradient of length 0.0e+00, eigenvalues [-1.  1.]
      down along [0.707 0.707]
    """
    x = as_point("x", x)
    positive("slope_tolerance", slope_tolerance)
    positive("curvature_tolerance", curvature_tolerance)
    if not hasattr(f, "gradient"):
        raise ValueError(f"f must have a method named gradient, got {f!r}")
    gradient = as_floats("f.gradient(x)", f.gradient(x))
    if gradient.shape != x.shape or not np.isfinite(gradient).all():
        raise ValueError(
            f"f.gradient(x) must be {len(x)} finite numbers to match x, got {gradient.tolist()}"
        )
    eigenvalues, eigenvectors = np.linalg.eigh(_hessian(f, x))
    return Classification(gradient, eigenvalues, eigenvectors, slope_tolerance, curvature_tolerance)


def _hessian(f: Function, x: FloatArray) -> FloatArray:
    """Return the Hessian, by differences of the gradient if f has none."""
    if hasattr(f, "hessian"):
        H = as_symmetric("f.hessian(x)", f.hessian(x))
    else:
        H = central_hessian(f.gradient)(x)
        if not np.allclose(H, H.T, rtol=0, atol=1e-5 * max(1.0, np.abs(H).max())):
            raise ValueError(
                "f must have a symmetric Hessian, but differences of f.gradient give "
                f"{H.round(6).tolist()}"
            )
        H = H / 2 + H.T / 2
    if H.shape != (len(x), len(x)):
        raise ValueError(
            f"f.hessian(x) must have the shape {(len(x), len(x))} to match x, got {H.shape}"
        )
    return H
