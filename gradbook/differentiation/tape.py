"""The tape: a program written in NumPy is recorded as it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import numpy as np

from gradbook.differentiation.array_methods import ArrayMethods, check_call
from gradbook.differentiation.backward_rules import (
    RULES,
    Piece,
    keys_of_joined,
    unbroadcast,
    work_of,
)
from gradbook.differentiation.forward_rules import CONSTANT, JOINING

__all__ = ["Node"]

NUMBERS = count()
"""Nodes are numbered as they are made, so that parents have smaller numbers than their children."""

REFUSAL = "would lose the derivative of a Node; "


class Node(ArrayMethods):
    r"""An array that remembers what it was computed from.

    Code written for arrays makes nodes as it runs; together they are the tape. Each has parents,
    and a pullback, which takes the adjoint :math:`\bar v` of the node to the shares of its parents,
    :math:`J^{\mathsf T} \bar v` with the Jacobian J of the operation for each of them.

    Supported are ``+ - * / ** @``, indexing, comparisons (of the values), and of NumPy abs, sign,
    square, power, sqrt, exp, expm1, log, log1p, sin, cos, tan, arctan, tanh, maximum, minimum,
    where, sum, mean, max, min, reshape, ravel, transpose, squeeze, expand_dims, broadcast_to, stack
    and concatenate. At a kink the slope follows a convention: that of ``abs`` is 0 at 0, and
    arguments of maximum, minimum, max and min that tie share alike. Entries cannot be assigned.

    Parameters
    ----------
    value : ndarray or Dual or Node
        What was computed: numbers, or what stands for numbers in an outer derivative.
    name : str
        The operation.
    parents : sequence of Node
        What it was computed from; constants are not among them.
    pullback : callable
        From the adjoint to the shares of the parents.
    level : int
        Which derivative the node belongs to: in an operation of nodes of different levels, those
        of lower levels are constants of the highest.
    work : int
        How many operations on single numbers the value took.

    Raises
    ------
    TypeError
        By an operation that has no rule, and by ``float`` and ``np.asarray``, which would lose the
        derivative.

    Examples
    --------
    >>> x = Node(np.array([1.0, 2.0]), "x", (), lambda g: (), level=0)
    >>> y = np.sum(x * x)
    >>> y.name, float(y.value), [parent.name for parent in y.parents]
    ('sum', 5.0, ['multiply'])
    """

    __slots__ = ("__weakref__", "level", "name", "number", "parents", "pullback", "value", "work")

    def __init__(
        self,
        value: Any,
        name: str,
        parents: Sequence[Node],
        pullback: Callable[[Any], Sequence[Any]],
        level: int,
        work: int = 0,
    ) -> None:
        self.value = value
        self.name = name
        self.parents = parents
        self.pullback = pullback
        self.level = level
        self.work = work
        self.number = next(NUMBERS)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        """Apply one of NumPy's elementwise functions, or the operator that stands for it."""
        if method != "__call__":
            raise TypeError(f"numpy.{ufunc.__name__}.{method} has no rule on the tape")
        return _apply(ufunc, inputs, kwargs)

    def __array_function__(
        self, function: Callable[..., Any], types: Any, args: Any, kwargs: Any
    ) -> Any:
        """Apply one of NumPy's other functions."""
        return _apply(function, args, kwargs)

    def __getitem__(self, key: Any) -> Node:
        """Return the entries at the key."""
        return Node(self.value[key], "getitem", (self,), lambda g: (Piece(key, g),), self.level)

    def __setitem__(self, key: Any, value: Any) -> None:
        """Refuse: the way back may need the old entries."""
        raise TypeError("entries of a Node cannot be assigned; use np.where or np.stack")

    def __float__(self) -> float:
        """Refuse: a float has no parents."""
        raise TypeError(f"float(x) {REFUSAL}use x.value, and np.exp for math.exp")

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        """Refuse: an array of floats has no parents."""
        raise TypeError(
            f"an array of floats {REFUSAL}use x.value, and np.stack([...]) for np.array([...])"
        )

    def __repr__(self) -> str:
        """Return the operation and the value."""
        return f"Node({self.name}, {self.value})"


def _apply(operation: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    """Apply an operation to the values of nodes and record it, at the highest level."""
    operands = args[0] if operation in JOINING else args
    level = max((a.level for a in operands if isinstance(a, Node)), default=-1)
    places = [i for i, a in enumerate(operands) if isinstance(a, Node) and a.level == level]
    values = [a.value if i in places else a for i, a in enumerate(operands)]
    if operation in CONSTANT:
        return operation(*values, **kwargs)
    check_call(operation, args, kwargs, level, "on the tape")
    parents = [operands[i] for i in places]
    if operation in JOINING:
        y = operation(values, *args[1:], **kwargs)
        axis = (*args[1:], kwargs.get("axis", 0))[0]
        keys = keys_of_joined(operation, values, y, axis)
        pullback = lambda g: [g[keys[i]] for i in places]  # noqa: E731
    else:
        y = operation(*values, **kwargs)
        pullback = _pullback(RULES[operation], places, y, values, kwargs)
    return Node(y, operation.__name__, parents, pullback, level, work_of(operation, y, values))


def _pullback(
    rules: Sequence[Callable[..., Any]], places: list[int], y: Any, values: Any, kwargs: Any
) -> Callable[[Any], list[Any]]:
    """Return the pullback of an operation to its arguments at these places."""
    values = [np.asarray(v) if isinstance(v, list | tuple) else v for v in values]

    def pullback(g: Any) -> list[Any]:
        shares = (rules[i](g, y, *values, **kwargs) for i in places)
        return [unbroadcast(s, values[i].shape) for s, i in zip(shares, places, strict=True)]

    return pullback
