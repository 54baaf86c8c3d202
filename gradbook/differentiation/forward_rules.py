"""What each of NumPy's operations does to a tangent: the derivatives that forward mode knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def slope_of_power(a: Any, b: Any) -> Any:
    """Return the derivative of a**b in a, which is 0 for b = 0, even at a = 0."""
    return b * a ** np.where((a == 0) & (b == 0), 1.0, b - 1.0)


def slope_of_tanh(x: Any) -> Any:
    """Return 1 - tanh(x)**2 without subtraction: where tanh is almost 1, the digits survive."""
    e = np.exp(-2 * np.where(x < 0, -x, x))  # np.abs would stop higher derivatives at 0
    return 4 * e / (1 + e) ** 2


def share(larger: Any, smaller: Any) -> Any:
    """Return 1 where the first argument wins, 1/2 where both are equal, 0 elsewhere."""
    return (larger > smaller) + 0.5 * (larger == smaller)


def at_extremes(dx: Any, y: Any, x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Return the tangent of the largest or smallest entry, the mean of the tangents at a tie."""
    attained = x == (y if keepdims or axis is None else np.expand_dims(y, axis))
    count = np.sum(attained, axis=axis, keepdims=keepdims)
    return np.sum(np.where(attained, dx, 0.0), axis=axis, keepdims=keepdims) / count


def itself(operation: Callable[..., Any]) -> tuple[Callable[..., Any], ...]:
    """Return the rule of a linear operation: it does to the tangent what it does to the value."""
    return (lambda dx, y, x, *args, **kwargs: operation(dx, *args, **kwargs),)


# What a change of each argument does to the result y: one function for each argument, which takes
# the change of that argument, then y, then all arguments.
RULES: dict[Callable[..., Any], tuple[Callable[..., Any], ...]] = {
    np.add: (lambda da, y, a, b: da, lambda db, y, a, b: db),
    np.subtract: (lambda da, y, a, b: da, lambda db, y, a, b: -db),
    np.multiply: (lambda da, y, a, b: da * b, lambda db, y, a, b: a * db),
    np.divide: (lambda da, y, a, b: da / b, lambda db, y, a, b: -y * db / b),
    np.matmul: (lambda da, y, a, b: da @ b, lambda db, y, a, b: a @ db),
    np.power: (
        lambda da, y, a, b: slope_of_power(a, b) * da,
        lambda db, y, a, b: y * np.log(np.where(a == 0, 1.0, a)) * db,
    ),
    np.maximum: (lambda da, y, a, b: share(a, b) * da, lambda db, y, a, b: share(b, a) * db),
    np.minimum: (lambda da, y, a, b: share(b, a) * da, lambda db, y, a, b: share(a, b) * db),
    np.where: (
        lambda dc, y, c, a, b: np.zeros_like(dc),
        lambda da, y, c, a, b: np.where(c, da, 0.0),
        lambda db, y, c, a, b: np.where(c, 0.0, db),
    ),
    np.positive: (lambda dx, y, x: dx,),
    np.negative: (lambda dx, y, x: -dx,),
    np.absolute: (lambda dx, y, x: np.sign(x) * dx,),
    np.sign: (lambda dx, y, x: np.zeros_like(dx),),
    np.square: (lambda dx, y, x: 2 * x * dx,),
    np.sqrt: (lambda dx, y, x: dx / (2 * y),),
    np.exp: (lambda dx, y, x: y * dx,),
    np.expm1: (lambda dx, y, x: np.exp(x) * dx,),
    np.log: (lambda dx, y, x: dx / x,),
    np.log1p: (lambda dx, y, x: dx / (1 + x),),
    np.sin: (lambda dx, y, x: np.cos(x) * dx,),
    np.cos: (lambda dx, y, x: -np.sin(x) * dx,),
    np.tan: (lambda dx, y, x: (1 + y * y) * dx,),
    np.arctan: (lambda dx, y, x: dx / (1 + x * x),),
    np.tanh: (lambda dx, y, x: slope_of_tanh(x) * dx,),
    np.max: (at_extremes,),
    np.min: (at_extremes,),
}
LINEAR = (np.sum, np.mean, np.reshape, np.ravel, np.transpose, np.squeeze, np.broadcast_to)
RULES |= {operation: itself(operation) for operation in (*LINEAR, np.expand_dims)}

# Operations on a sequence of arrays, linear as well, and those whose result is a constant: true or
# false, a shape, an array of zeros.
JOINING = {np.stack, np.concatenate}
CONSTANT = {
    *(np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal),
    *(np.isfinite, np.isnan, np.shape, np.ndim, np.size, np.zeros_like, np.ones_like),
}
OPTIONS = {"axis", "axes", "keepdims", "shape"}
