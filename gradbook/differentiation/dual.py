"""Dual numbers: a value and its tangent, moved together through a program written in NumPy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from types import NotImplementedType
from typing import Any

import numpy as np

from gradbook.differentiation.array_methods import ArrayMethods, check_call
from gradbook.differentiation.forward_rules import CONSTANT, JOINING, RULES
from gradbook.functions.validation import as_floats

__all__ = ["Dual"]


class Dual(ArrayMethods):
    r"""A dual number :math:`a + b\,\omega` with :math:`\omega^2 = 0`, or an array of them.

    The value a is what a program computes, the tangent b how much that changes when its input moves
    along a direction. Arithmetic and NumPy's functions act on both,

    .. math:: f(a + b\,\omega) = f(a) + f'(a)\,b\,\omega,

    so that code written for arrays returns its derivative as well. `jvp` does the bookkeeping.

    Supported are ``+ - * / ** @``, indexing, comparisons (of the values), and of NumPy abs, sign,
    square, power, sqrt, exp, expm1, log, log1p, sin, cos, tan, arctan, tanh, maximum, minimum,
    where, sum, mean, max, min, reshape, ravel, transpose, squeeze, expand_dims, broadcast_to, stack
    and concatenate. At a kink the tangent follows a convention: that of ``abs`` is 0 at 0, and
    arguments of maximum, minimum, max and min that tie share alike. Entries cannot be assigned.

    Parameters
    ----------
    value : float or array_like
        a; a dual of a lower level, for derivatives of derivatives.
    tangent : float or array_like
        b, of the shape of a.
    level : int
        Which derivative the tangent belongs to: in an operation of duals of different levels, those
        of lower levels are constants of the highest. `jvp` takes a new, highest level each time.

    Raises
    ------
    ValueError
        If value and tangent are not numbers of one shape, or not of a lower level.
    TypeError
        By an operation that is not supported, and by ``float`` and ``np.asarray``, which would lose
        the tangent.

    References
    ----------
    A. Griewank and A. Walther, Evaluating Derivatives, 2nd ed., SIAM, 2008, chapter 3,
    doi:10.1137/1.9780898717761.

    Examples
    --------
    >>> x = Dual(3.0, 1.0)
    >>> x**2 + 2 * x
    Dual(15.0, 8.0)
    >>> np.sum(np.sqrt(Dual([4.0, 9.0], [1.0, 0.0])))
    Dual(5.0, 0.25)
    """

    __slots__ = ("level", "tangent", "value")

    def __init__(self, value: Any, tangent: Any, level: int = 0) -> None:
        self.value = _component("value", value, level)
        self.tangent = _component("tangent", tangent, level)
        self.level = level
        if self.tangent.shape != self.value.shape:
            raise ValueError(
                f"tangent must have the shape of value, {self.value.shape}, "
                f"got the shape {self.tangent.shape}"
            )

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any
    ) -> Any | NotImplementedType:
        """Apply one of NumPy's elementwise functions, or the operator that stands for it."""
        if any(_foreign(a) for a in inputs):
            return NotImplemented
        if method != "__call__":
            raise TypeError(f"numpy.{ufunc.__name__}.{method} has no rule for a Dual")
        return _apply(ufunc, inputs, kwargs)

    def __array_function__(
        self, function: Callable[..., Any], types: Any, args: Any, kwargs: Any
    ) -> Any | NotImplementedType:
        """Apply one of NumPy's other functions."""
        flat = (b for a in args for b in (a if isinstance(a, (list, tuple)) else (a,)))
        if any(_foreign(a) for a in flat):
            return NotImplemented
        return _apply(function, args, kwargs)

    def __getitem__(self, key: Any) -> Dual:
        """Return the entries at the key."""
        return Dual(self.value[key], self.tangent[key], self.level)

    def __float__(self) -> float:
        """Refuse: a float has no tangent."""
        raise TypeError(
            "float(x) would lose the tangent of a Dual; use x.value, np.exp for math.exp"
        )

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        """Refuse: an array of floats has no tangents."""
        raise TypeError(
            "an array of floats would lose the tangent of a Dual; use x.value, "
            "and np.stack([...]) for np.array([...])"
        )

    def __repr__(self) -> str:
        """Return value and tangent."""
        return f"Dual({self.value}, {self.tangent})"


def _apply(operation: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    """Apply an operation to the values and its rules to the tangents, at the highest level."""
    operands = args[0] if operation in JOINING else args
    level = max((a.level for a in operands if isinstance(a, Dual)), default=-1)
    values = [_part(a, "value", level, a) for a in operands]
    if operation in CONSTANT:
        return operation(*values, **kwargs)
    check_call(operation, args, kwargs, level, "for a Dual")
    if operation in JOINING:
        tangents = [_part(a, "tangent", level, np.zeros_like(a)) for a in operands]
        rest = args[1:]
        return Dual(operation(values, *rest, **kwargs), operation(tangents, *rest, **kwargs), level)
    y = operation(*values, **kwargs)
    changes = [
        rule(a.tangent, y, *values, **kwargs)
        for rule, a in zip(RULES[operation], args, strict=False)
        if isinstance(a, Dual) and a.level == level
    ]
    return Dual(y, np.broadcast_to(reduce(np.add, changes), np.shape(y)), level)


def _part(a: Any, name: str, level: int, otherwise: Any) -> Any:
    """Return the value or the tangent of a dual of this level; anything else is a constant."""
    return getattr(a, name) if isinstance(a, Dual) and a.level == level else otherwise


def _component(name: str, value: Any, level: int) -> Any:
    """Return a component of a dual: floats, or a dual of a lower level."""
    if not isinstance(value, Dual):
        return as_floats(name, value)[()]
    if value.level >= level:
        raise ValueError(
            f"{name} must be of a level below {level}, got a Dual of level {value.level}; "
            "nest calls of jvp rather than duals"
        )
    return value


def _foreign(a: Any) -> bool:
    """Return whether an operand is of a type that overrides NumPy's functions itself."""
    known = isinstance(a, (Dual, np.ndarray, np.generic))
    return not known and hasattr(a, "__array_ufunc__")
