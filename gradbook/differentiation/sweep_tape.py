"""The sweep: adjoints flow over the tape, from a result back to all it was computed from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import EllipsisType
from typing import Any

import numpy as np

from gradbook.differentiation.backward_rules import Piece
from gradbook.differentiation.dual import Dual
from gradbook.differentiation.tape import Node

__all__ = ["ancestry", "sweep"]


def sweep(y: Node, seed: Any) -> Iterator[tuple[Node, Any]]:
    """Go from y back to all it was computed from, newest first, and yield nodes with adjoints.

    Parameters
    ----------
    y : Node
        Where to begin.
    seed : ndarray
        The adjoint of y, of its shape.

    Yields
    ------
    node, adjoint
        A node, when all its children have had their turn, and the sum of their shares.

    Examples
    --------
    >>> x = Node(np.array([1.0, 2.0]), "x", (), lambda g: (), level=0)
    >>> [(node.name, adjoint.tolist()) for node, adjoint in sweep(np.sum(x * x), np.float64(1.0))]
    [('sum', 1.0), ('multiply', [1.0, 1.0]), ('x', [2.0, 4.0])]
    """
    shares, nodes = {y.number: [seed]}, ancestry([y])
    del y  # if nobody else holds it, the tape is freed on the way
    while nodes:
        node = nodes.pop()
        adjoint = total(shares.pop(node.number), node.shape)
        yield node, adjoint
        handed_on = node.pullback(adjoint)
        for parent, share in zip(node.parents, handed_on, strict=True):
            shares.setdefault(parent.number, []).append(share)


def ancestry(results: Sequence[Node]) -> list[Node]:
    """Return nodes and all they were computed from, each node after its parents."""
    found = {node.number: node for node in results}
    waiting = [*results]
    while waiting:
        for parent in waiting.pop().parents:
            if parent.number not in found:
                found[parent.number] = parent
                waiting.append(parent)
    return [found[number] for number in sorted(found)]


def total(shares: list[Any], shape: tuple[int, ...]) -> Any:
    """Add up the shares of an adjoint; pieces are written into one array of zeros."""
    pieces = [share for share in shares if isinstance(share, Piece)]
    wholes = [share for share in shares if not isinstance(share, Piece)]
    if pieces:
        wholes.append(assemble([p.key for p in pieces], [p.part for p in pieces], shape))
    result = wholes[0]
    for whole in wholes[1:]:
        result = result + whole
    return result


def assemble(keys: list[Any], parts: list[Any], shape: tuple[int, ...]) -> Any:
    """Add parts into an array of zeros, each at its key: the transpose of taking them out."""
    level = max((part.level for part in parts if isinstance(part, Node | Dual)), default=None)
    if level is None:
        return _assembled(keys, parts, shape)
    top = [isinstance(part, Node | Dual) and part.level == level for part in parts]
    values = [part.value if t else part for part, t in zip(parts, top, strict=True)]
    value = assemble(keys, values, shape)
    if isinstance(parts[top.index(True)], Dual):
        changes = [p.tangent if t else np.zeros_like(p) for p, t in zip(parts, top, strict=True)]
        return Dual(value, assemble(keys, changes, shape), level)
    places = [i for i, t in enumerate(top) if t]
    parents = [parts[i] for i in places]
    work = sum(parent.size for parent in parents)
    return Node(value, "assemble", parents, lambda g: [g[keys[i]] for i in places], level, work)


def _assembled(keys: list[Any], parts: list[Any], shape: tuple[int, ...]) -> Any:
    """Assemble plain arrays."""
    array = np.zeros(shape)
    for key, part in zip(keys, parts, strict=True):
        if _names_no_entry_twice(key):
            array[key] += part
        else:
            np.add.at(array, key, part)
    return array


def _names_no_entry_twice(key: Any) -> bool:
    """Return whether a key is made of numbers, slices, ... and None; a list of numbers may."""
    keys = key if isinstance(key, tuple) else (key,)
    return all(isinstance(k, int | np.integer | slice | EllipsisType | None) for k in keys)
