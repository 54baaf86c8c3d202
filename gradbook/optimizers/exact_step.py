"""Gradient descent with the step that is exact for quadratics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gradbook.functions.protocol import FloatArray, Function
from gradbook.functions.validation import gradient_at

__all__ = ["ExactStep"]


@dataclass(frozen=True)
class ExactStep:
    r"""Gradient descent with the exact step :math:`\alpha_k = g^\top g / (g^\top H g)`.

    Here g is the gradient and H the Hessian at :math:`x_k`. If f is quadratic, no point on the ray
    :math:`x_k - \alpha g` is lower; for any other f it is the lowest point of the second-order
    model on that ray. A step costs a gradient and a Hessian.

    Where the gradient is zero, x stays.

    Raises
    ------
    ValueError
        On a step, if f has no method ``hessian``, or if :math:`g^\top H g \le 0`, so that the
        model has no lowest point.

    References
    ----------
    S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge University Press, 2004, section
    9.3.2, doi:10.1017/CBO9780511804441.

    Examples
    --------
    >>> import numpy as np
    >>> from gradbook.functions import Quadratic
    >>> x, _ = ExactStep().step(Quadratic.diagonal([1, 3]), np.array([3.0, 1.0]), None)
    >>> print(x)
    [ 1.5 -0.5]
    """

    def init(self, x: FloatArray) -> None:
        """Return None: nothing is remembered between steps."""

    def step(self, f: Function, x: FloatArray, state: None) -> tuple[FloatArray, None]:
        """Return the next iterate; `f` has a method ``hessian`` as well."""
        hessian = getattr(f, "hessian", None)
        if hessian is None:
            raise ValueError(f"f must have a method hessian for exact steps, got {f!r}")
        g = gradient_at(f, x)
        if g @ g < np.finfo(float).tiny:
            return x, None
        curvature = g @ hessian(x) @ g
        if curvature <= 0:
            raise ValueError(
                f"g @ H @ g must be greater than 0 for an exact step, got {curvature:g}: along the "
                "gradient f does not bend upwards"
            )
        return x - (g @ g) / curvature * g, None
