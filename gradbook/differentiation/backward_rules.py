"""What each of NumPy's operations does to an adjoint: the transposed rules of forward mode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from gradbook.differentiation.forward_rules import RULES as FORWARD


class Piece(NamedTuple):
    """An adjoint that is zero but for the entries at a key."""

    key: Any
    part: Any


def unbroadcast(g: Any, shape: tuple[int, ...]) -> Any:
    """Sum g over the axes along which an array of this shape was repeated to the shape of g."""
    if g.shape == shape:
        return g
    if extra := g.ndim - len(shape):
        g = np.sum(g, axis=tuple(range(extra)))
    repeated = tuple(i for i, n in enumerate(shape) if n == 1 != g.shape[i])
    return np.sum(g, axis=repeated, keepdims=True) if repeated else g


def spread(g: Any, x: Any, axis: Any, keepdims: bool) -> Any:
    """Repeat g along the axes over which x was reduced to it."""
    return np.broadcast_to(g if axis is None or keepdims else np.expand_dims(g, axis), x.shape)


def to_extremes(g: Any, y: Any, x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Return g where the largest or smallest entry is attained, in equal parts at a tie."""
    attained = x == (y if keepdims or axis is None else np.expand_dims(y, axis))
    share = attained / np.sum(attained, axis=axis, keepdims=True)
    return share * spread(g, x, axis, keepdims)


def swapped(a: Any) -> Any:
    """Exchange the last two axes."""
    return np.transpose(a, (*range(a.ndim - 2), a.ndim - 1, a.ndim - 2))


def to_left(g: Any, y: Any, a: Any, b: Any) -> Any:
    """Return the share of a in the adjoint g of a @ b: g times the transpose of b."""
    if b.ndim == 1:
        return (g if a.ndim == 1 else np.expand_dims(g, -1)) * b
    if a.ndim == 1:
        return np.squeeze(b @ np.expand_dims(g, -1), -1)
    return g @ swapped(b)


def to_right(g: Any, y: Any, a: Any, b: Any) -> Any:
    """Return the share of b in the adjoint g of a @ b: the transpose of a times g."""
    if a.ndim == 1:
        return g * a if b.ndim == 1 else np.expand_dims(a, -1) * np.expand_dims(g, -2)
    if b.ndim == 1:
        return np.squeeze(swapped(a) @ np.expand_dims(g, -1), -1)
    return swapped(a) @ g


def back(g: Any, y: Any, x: Any, *args: Any, **kwargs: Any) -> Any:
    """Return g in the shape of x."""
    return np.reshape(g, x.shape)


def untransposed(g: Any, y: Any, x: Any, axes: Any = None) -> Any:
    """Undo a permutation of the axes."""
    return np.transpose(g, None if axes is None else np.argsort(np.mod(axes, x.ndim)))


TRANSPOSED: dict[Callable[..., Any], tuple[Callable[..., Any], ...]] = {
    np.matmul: (to_left, to_right),
    np.sum: (lambda g, y, x, axis=None, keepdims=False: spread(g, x, axis, keepdims),),
    np.mean: (
        lambda g, y, x, axis=None, keepdims=False: spread(g * (y.size / x.size), x, axis, keepdims),
    ),
    # from the value, which is on the tape anyway; forward mode keeps more digits where it is small
    np.tanh: (lambda g, y, x: g * (1 - y * y),),
    np.max: (to_extremes,),
    np.min: (to_extremes,),
    np.reshape: (back,),
    np.ravel: (back,),
    np.squeeze: (back,),
    np.expand_dims: (back,),
    np.transpose: (untransposed,),
    np.broadcast_to: (lambda g, y, x, shape: g,),
}

# The share of each argument in the adjoint g of a result y: one function for each argument, which
# takes g, then y, then all arguments. What acts on each entry alone has a diagonal Jacobian, which
# is its own transpose: forward mode's rules serve both ways. `unbroadcast` does the rest.
RULES = FORWARD | TRANSPOSED


MOVES = {np.reshape, np.ravel, np.squeeze, np.expand_dims, np.transpose, np.broadcast_to} | {
    *(np.where, np.positive, np.stack, np.concatenate),
}
"""Operations that move numbers and compute none."""


def work_of(operation: Any, y: Any, values: Sequence[Any]) -> int:
    """Return how many operations on single numbers it takes to compute y from the values."""
    if operation in MOVES:
        return 0
    if operation is np.matmul:
        return int(y.size * (2 * np.shape(values[0])[-1] - 1))
    if operation in (np.sum, np.max, np.min):
        return int(values[0].size - y.size)
    return int(values[0].size if operation is np.mean else y.size)


def keys_of_joined(operation: Any, values: Sequence[Any], y: Any, axis: int) -> list[Any]:
    """Return where in y, stacked or concatenated along the axis, each of the values is."""
    before = (slice(None),) * (axis % y.ndim)
    if operation is np.stack:
        return [(*before, i) for i in range(len(values))]
    ends = np.cumsum([np.shape(value)[axis] for value in values]).tolist()
    return [(*before, slice(start, end)) for start, end in zip([0, *ends], ends, strict=False)]
