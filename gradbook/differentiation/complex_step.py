"""The complex step: derivatives from function values without a subtraction."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradbook.functions.protocol import FloatArray
from gradbook.functions.validation import as_finite_points, positive

__all__ = ["complex_step_gradient"]

ComplexArray: TypeAlias = NDArray[np.complex128]
"""An array of complex numbers: a point with a small imaginary step."""


def complex_step_gradient(
    f: Callable[[ComplexArray], ArrayLike], step: float = 1e-20
) -> Callable[[ArrayLike], FloatArray]:
    r"""Return the gradient of f by steps in the imaginary direction.

    Each partial derivative is the imaginary part of one value,

    .. math:: \frac{\partial f}{\partial x_i}(x) \approx \frac{\operatorname{Im} f(x + i h e_i)}{h},

    with an error proportional to :math:`h^2`. No values are subtracted, so nothing cancels, and h
    can be so small that only the rounding of f itself is left.

    The formula needs code that is analytic: built of ``+ - * /``, powers, ``exp``, ``log``,
    ``sin`` and the like, without ``abs``, ``conj``, ``max``, ``float`` or comparisons of the
    argument, and off the branch cuts. Such code may return a wrong derivative without any error;
    only the loss of all imaginary parts is noticed.

    Parameters
    ----------
    f : callable
        Takes a complex point of shape (n,) and returns a complex number. If f accepts a mesh of
        points on the last axis, so does the gradient.
    step : float
        The step h, the same for every coordinate.

    Returns
    -------
    callable
        Takes real points x and returns the gradients, in the shape of x.

    Raises
    ------
    ValueError
        If `step` is not greater than 0; when called, if x is no point, or if f does not return one
        complex number for each point.

    References
    ----------
    W. Squire and G. Trapp, Using complex variables to estimate derivatives of real functions,
    SIAM Review 40 (1998), 110-112, doi:10.1137/S003614459631241X.

    Examples
    --------
    >>> gradient = complex_step_gradient(lambda x: np.exp(x[0]) * x[1])
    >>> print(gradient([0, 3]))
    [3. 1.]
    """
    h = positive("step", step)

    def gradient(x: ArrayLike) -> FloatArray:
        x = as_finite_points("x", x)
        slopes = [_values(f, x + 1j * h * e).imag / h for e in np.eye(x.shape[-1])]
        return np.stack(slopes, axis=-1)

    return gradient


def _values(f: Callable[[ComplexArray], ArrayLike], x: ComplexArray) -> ComplexArray:
    """Return f(x), having made sure that it is one complex number for each point of `x`."""
    values = np.asarray(f(x))
    if values.dtype.kind != "c":
        raise ValueError(
            f"f must return complex numbers, got {values.dtype} (from abs, float or .real?)"
        )
    if values.shape != x.shape[:-1]:
        raise ValueError(
            f"f must return one number for each point, the shape {x.shape[:-1]} for points of "
            f"the shape {x.shape}, got the shape {values.shape}"
        )
    return values.astype(np.complex128, copy=False)
