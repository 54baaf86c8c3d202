"""Derivatives from function values: a function goes in, a function of the same points comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, ScalarFunction
from gradbook.functions.validation import as_finite_points, positive, values_at

__all__ = [
    "central_difference",
    "forward_difference",
    "richardson_difference",
    "second_difference",
]

GradientFunction: TypeAlias = Callable[[ArrayLike], FloatArray]

EPSILON = float(np.finfo(np.float64).eps)


def forward_difference(f: ScalarFunction, step: float | None = None) -> GradientFunction:
    r"""Return the gradient of f by forward differences.

    Each partial derivative is the slope of a secant that starts at x,

    .. math:: \frac{\partial f}{\partial x_i}(x) \approx \frac{f(x + h_i e_i) - f(x)}{h_i},

    with an error proportional to :math:`h_i`, plus rounding proportional to :math:`1/h_i`.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number. If f accepts a mesh of points on the last
        axis, so does the gradient.
    step : float, optional
        The step h, the same for every coordinate. By default :math:`h_i = \sqrt{\varepsilon}
        \max(1, |x_i|)` with the machine precision :math:`\varepsilon`, which balances both errors.

    Returns
    -------
    callable
        Takes points x and returns the gradients, in the shape of x.

    Raises
    ------
    ValueError
        If `step` is not greater than 0; when called, if x is no point or f does not return one
        number for each point.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 8.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> print(forward_difference(Bowl(), step=0.5)([1, 2]))
    [2.5 4.5]
    """
    check_step(step)

    def gradient(x: ArrayLike) -> FloatArray:
        x = as_finite_points("x", x)
        here = values_at(f, x)
        slopes = [
            (values_at(f, x + he) - here) / h
            for h, he in steps_along_axes(x, step, EPSILON ** (1 / 2))
        ]
        return np.stack(slopes, axis=-1)

    return gradient


def central_difference(f: ScalarFunction, step: float | None = None) -> GradientFunction:
    r"""Return the gradient of f by central differences.

    Each partial derivative is the slope of a secant with x in its middle,

    .. math:: \frac{\partial f}{\partial x_i}(x) \approx
        \frac{f(x + h_i e_i) - f(x - h_i e_i)}{2 h_i},

    with an error proportional to :math:`h_i^2`, plus rounding proportional to :math:`1/h_i`.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number. If f accepts a mesh of points on the last
        axis, so does the gradient.
    step : float, optional
        The step h, the same for every coordinate. By default :math:`h_i = \sqrt[3]{\varepsilon}
        \max(1, |x_i|)` with the machine precision :math:`\varepsilon`, which balances both errors.

    Returns
    -------
    callable
        Takes points x and returns the gradients, in the shape of x.

    Raises
    ------
    ValueError
        If `step` is not greater than 0; when called, if x is no point or f does not return one
        number for each point.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 8.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> print(central_difference(Bowl(), step=0.5)([1, 2]))
    [2. 4.]
    """
    check_step(step)

    def gradient(x: ArrayLike) -> FloatArray:
        x = as_finite_points("x", x)
        slopes = [
            _rise(f, x, he) / (2 * h) for h, he in steps_along_axes(x, step, EPSILON ** (1 / 3))
        ]
        return np.stack(slopes, axis=-1)

    return gradient


def richardson_difference(f: ScalarFunction, step: float | None = None) -> GradientFunction:
    r"""Return the gradient of f by central differences, extrapolated to step 0.

    The central difference D(h) is wrong by a multiple of :math:`h^2`, and D(h/2) by a quarter of
    that, up to higher powers of h. Richardson's combination takes the multiple out,

    .. math:: \frac{\partial f}{\partial x_i}(x) \approx \frac{4 D_i(h_i / 2) - D_i(h_i)}{3},

    with an error proportional to :math:`h_i^4`, plus rounding proportional to :math:`1/h_i`. The
    cost is 4n values.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number. If f accepts a mesh of points on the last
        axis, so does the gradient.
    step : float, optional
        The longer step h, the same for every coordinate. By default :math:`h_i =
        \sqrt[5]{\varepsilon} \max(1, |x_i|)` with the machine precision :math:`\varepsilon`.

    Returns
    -------
    callable
        Takes points x and returns the gradients, in the shape of x.

    Raises
    ------
    ValueError
        If `step` is not greater than 0; when called, if x is no point or f does not return one
        number for each point.

    References
    ----------
    L. F. Richardson, The approximate arithmetical solution by finite differences of physical
    problems involving differential equations, Phil. Trans. R. Soc. A 210 (1911), 307-357,
    doi:10.1098/rsta.1911.0009.

    Examples
    --------
    >>> gradient = richardson_difference(lambda x: x[..., 0] ** 4, step=0.5)
    >>> print(gradient([1]))  # no error at all for polynomials of degree 4
    [4.]
    """
    check_step(step)

    def gradient(x: ArrayLike) -> FloatArray:
        x = as_finite_points("x", x)
        slopes = [
            (8 * _rise(f, x, he / 2) - _rise(f, x, he)) / (6 * h)
            for h, he in steps_along_axes(x, step, EPSILON ** (1 / 5))
        ]
        return np.stack(slopes, axis=-1)

    return gradient


def second_difference(f: ScalarFunction, step: float | None = None) -> GradientFunction:
    r"""Return the second derivative of f along each axis: the diagonal of the Hessian.

    It is the change of the slope from the left of x to its right,

    .. math:: \frac{\partial^2 f}{\partial x_i^2}(x) \approx
        \frac{f(x + h_i e_i) - 2 f(x) + f(x - h_i e_i)}{h_i^2},

    with an error proportional to :math:`h_i^2`, plus rounding proportional to :math:`1/h_i^2`.

    Parameters
    ----------
    f : callable
        Takes a point of shape (n,) and returns a number. If f accepts a mesh of points on the last
        axis, so does what is returned.
    step : float, optional
        The step h, the same for every coordinate. By default :math:`h_i = \sqrt[4]{\varepsilon}
        \max(1, |x_i|)` with the machine precision :math:`\varepsilon`, which balances both errors.

    Returns
    -------
    callable
        Takes points x and returns the second derivatives, in the shape of x.

    Raises
    ------
    ValueError
        If `step` is not greater than 0; when called, if x is no point or f does not return one
        number for each point.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 8.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> from gradbook.functions import Quadratic
    >>> print(second_difference(Quadratic([[2, 1], [1, 3]]), step=0.5)([1, 2]))
    [2. 3.]
    """
    check_step(step)

    def curvature(x: ArrayLike) -> FloatArray:
        x = as_finite_points("x", x)
        here = values_at(f, x)
        curvatures = [
            (values_at(f, x + he) - 2 * here + values_at(f, x - he)) / h**2
            for h, he in steps_along_axes(x, step, EPSILON ** (1 / 4))
        ]
        return np.stack(curvatures, axis=-1)

    return curvature


def check_step(step: float | None) -> None:
    """Refuse a step that is not greater than 0; None stands for the default."""
    if step is not None:
        positive("step", step)


def steps_along_axes(
    x: FloatArray, step: float | None, relative: float
) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Yield, for each coordinate i, the step h_i and the vector h_i e_i, at each point of `x`."""
    h = relative * np.maximum(1, np.abs(x)) if step is None else np.full_like(x, step)
    for i, e in enumerate(np.eye(x.shape[-1])):
        yield h[..., i], h * e


def _rise(f: ScalarFunction, x: FloatArray, p: FloatArray) -> FloatArray:
    """Return ``f(x + p) - f(x - p)``."""
    return values_at(f, x + p) - values_at(f, x - p)
