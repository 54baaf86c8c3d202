"""Second derivatives from gradients: the Hessian, and its product with a vector."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from gradbook.differentiation.finite_differences import EPSILON, check_step, steps_along_axes
from gradbook.functions.protocol import FloatArray
from gradbook.functions.validation import as_floats, as_point, positive

__all__ = ["central_hessian", "hessian_vector_product"]


def central_hessian(
    gradient: Callable[[FloatArray], ArrayLike], step: float | None = None
) -> Callable[[ArrayLike], FloatArray]:
    r"""Return the Hessian of a function by central differences of its gradient g.

    Column j tells how the gradient changes along the axis j,

    .. math:: H e_j \approx \frac{g(x + h_j e_j) - g(x - h_j e_j)}{2 h_j},

    with an error proportional to :math:`h_j^2`, plus rounding proportional to :math:`1/h_j`. The
    cost is 2n gradients. The result is not made symmetric: if it is not nearly so, the gradient is
    wrong, or the second derivatives are not continuous at x.

    Parameters
    ----------
    gradient : callable
        Takes a point of shape (n,) and returns the gradient there, of the same shape.
    step : float, optional
        The step h, the same for every coordinate. By default :math:`h_j = \sqrt[3]{\varepsilon}
        \max(1, |x_j|)` with the machine precision :math:`\varepsilon`, which balances both errors.

    Returns
    -------
    callable
        Takes one point x of shape (n,) and returns the Hessian there, of shape (n, n).

    Raises
    ------
    ValueError
        If `step` is not greater than 0; when called, if x is not one finite point or the gradient
        does not have its shape.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 8.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> from gradbook.functions import Rosenbrock
    >>> print(central_hessian(Rosenbrock().gradient)([1, 1]).round(3))
    [[ 802. -400.]
     [-400.  200.]]
    """
    check_step(step)

    def hessian(x: ArrayLike) -> FloatArray:
        x = as_point("x", x)
        columns = [
            _change(gradient, x, he) / (2 * h)
            for h, he in steps_along_axes(x, step, EPSILON ** (1 / 3))
        ]
        return np.stack(columns, axis=-1)

    return hessian


def hessian_vector_product(
    gradient: Callable[[FloatArray], ArrayLike],
    x: ArrayLike,
    v: ArrayLike,
    step: float | None = None,
) -> FloatArray:
    r"""Return the product of the Hessian at x with v, without forming the Hessian.

    It is the change of the gradient g along v,

    .. math:: H v \approx \frac{g(x + t v) - g(x - t v)}{2 t},

    and costs two gradients, whatever the number of coordinates.

    Parameters
    ----------
    gradient : callable
        Takes a point of shape (n,) and returns the gradient there, of the same shape.
    x : array_like, shape (n,)
        The point.
    v : array_like, shape (n,)
        The vector, of any length.
    step : float, optional
        How far to go along v, the length of :math:`t v`. By default :math:`\sqrt[3]{\varepsilon}
        \max(1, \lVert x \rVert)` with the machine precision :math:`\varepsilon`.

    Returns
    -------
    ndarray, shape (n,)
        The product; it is zero if v is.

    Raises
    ------
    ValueError
        If x is not one finite point, v not one of the same shape, `step` not greater than 0, or the
        gradient does not have the shape of x.

    References
    ----------
    B. A. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6(1), 1994,
    doi:10.1162/neco.1994.6.1.147, has the exact product.

    Examples
    --------
    >>> from gradbook.functions import Rosenbrock
    >>> print(hessian_vector_product(Rosenbrock().gradient, x=[1, 1], v=[1, 1]).round(3))
    [ 402. -200.]
    """
    x, v = as_point("x", x), as_point("v", v)
    if v.shape != x.shape:
        raise ValueError(f"v must have the shape of x, {x.shape}, got the shape {v.shape}")
    usual = EPSILON ** (1 / 3) * max(1.0, float(np.linalg.norm(x)))
    size = usual if step is None else positive("step", step)
    if not v.any():
        return np.zeros_like(x)
    largest = np.abs(v).max()  # divided out, so that no square over- or underflows
    length = np.linalg.norm(v / largest)
    change = _change(gradient, x, size * (v / largest / length))
    product: FloatArray = change * (length / (2 * size)) * largest
    return product


def _change(
    gradient: Callable[[FloatArray], ArrayLike], x: FloatArray, p: FloatArray
) -> FloatArray:
    """Return ``gradient(x + p) - gradient(x - p)``."""
    ahead, behind = (as_floats("gradient(x)", gradient(x + q)) for q in (p, -p))
    for value in (ahead, behind):
        if value.shape != x.shape:
            raise ValueError(
                f"gradient(x) must have the shape of x, {x.shape}, got the shape {value.shape}"
            )
    return ahead - behind
