"""What is on a tape, as plain data: the graph of a program, and the operations it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from gradbook.differentiation.reverse_mode import collected, recorded
from gradbook.differentiation.sweep_tape import ancestry, sweep
from gradbook.differentiation.tape import Node

__all__ = ["GraphNode", "OperationCount", "operation_count", "trace_graph"]


class GraphNode(NamedTuple):
    """One node of a computation graph.

    Parameters
    ----------
    name : str
        The operation, or the name of an input.
    parents : tuple of int
        Indices of the nodes it was computed from, all smaller than its own.
    depth : int
        The number of operations on the longest way from an input to it.
    value, adjoint : ndarray
        What it computed, and the derivative of the result in it.
    """

    name: str
    parents: tuple[int, ...]
    depth: int
    value: Any
    adjoint: Any


def trace_graph(f: Callable[[Any], Any], x: Any) -> list[GraphNode]:
    r"""Return the computation graph of f at x, with values and adjoints.

    Parameters
    ----------
    f : callable
        Takes what x is and returns one number. See `Node` for the operations that it may use.
    x : float, array_like, or a list, tuple or dictionary of these
        The point. An entry of a dictionary is named by its key.

    Returns
    -------
    list of GraphNode
        The nodes on which f(x) depends, parents before children; the last is the result.

    Raises
    ------
    ValueError
        If x is not finite, or f does not return one number that depends on x.
    TypeError
        If f uses an operation that has no rule.

    Examples
    --------
    >>> graph = trace_graph(lambda x: x["a"] * x["b"] + x["a"], {"a": 3.0, "b": 2.0})
    >>> for node in graph:
    ...     print(node.name, node.parents, node.value, node.adjoint)
    a () 3.0 3.0
    b () 2.0 3.0
    multiply (0, 1) 6.0 1.0
    add (2, 0) 9.0 1.0
    """
    y, value, _, _ = recorded(f, x)
    if y is None or np.shape(value) != ():
        given = "one that does not" if y is None else f"the shape {np.shape(value)}"
        raise ValueError(f"f must return one number that depends on x, got {given}")
    nodes = ancestry([y])
    index = {node.number: i for i, node in enumerate(nodes)}
    adjoints = {node.number: adjoint for node, adjoint in sweep(y, np.float64(1.0))}
    graph: list[GraphNode] = []
    for node in nodes:
        parents = tuple(index[parent.number] for parent in node.parents)
        depth = max((graph[i].depth + 1 for i in parents), default=0)
        name = node.name.removeprefix("x['").removesuffix("']") if not parents else node.name
        graph.append(GraphNode(name, parents, depth, node.value, adjoints[node.number]))
    return graph


class OperationCount(NamedTuple):
    """What `operation_count` found.

    Parameters
    ----------
    value : int
        Operations that f takes.
    both : int
        Operations that f and its gradient take together, in one sweep.

    Examples
    --------
    >>> OperationCount(value=100, both=320).ratio
    3.2
    """

    value: int
    both: int

    @property
    def ratio(self) -> float:
        """The price of value and gradient, in values."""
        return self.both / self.value


def operation_count(f: Callable[[Any], Any], x: Any) -> OperationCount:
    r"""Count the operations on single numbers that f takes, and that f and its gradient take.

    An elementwise operation counts once for each entry of its result, the product of an
    :math:`m \times k` and a :math:`k \times n` matrix :math:`(2k - 1)mn` times, a sum of k entries
    :math:`k - 1` times; what only moves numbers does not count, nor do operations on constants.
    For the gradient, the sweep itself is recorded on a second tape.

    Parameters
    ----------
    f : callable
        Takes what x is and returns one number. See `Node` for the operations that it may use.
    x : float, array_like, or a list, tuple or dictionary of these
        The point.

    Returns
    -------
    OperationCount
        Both counts and their ratio.

    Raises
    ------
    ValueError
        If x is not finite, or f does not return one number that depends on x.
    TypeError
        If f uses an operation that has no rule.

    References
    ----------
    W. Baur and V. Strassen, The complexity of partial derivatives, Theoretical Computer Science 22
    (1983), 317-330, doi:10.1016/0304-3975(83)90110-X.

    Examples
    --------
    >>> print(operation_count(lambda x: np.sum(x * x), np.ones(10)))
    OperationCount(value=19, both=49)
    """
    outer, value, _, tracked = recorded(f, x)
    if outer is None or np.shape(value) != ():
        given = "one that does not" if outer is None else f"the shape {np.shape(value)}"
        raise ValueError(f"f must return one number that depends on x, got {given}")
    y, result, inner, structure = recorded(f, tracked)
    seed = Node(np.float64(1.0), "seed", (), lambda g: (), outer.level)
    gradient: list[Any] = []
    collected(sweep(y, seed) if y else (), inner, structure, gradient)
    results = [part for part in (result, *gradient) if isinstance(part, Node)]
    counts = [sum(node.work for node in ancestry(nodes)) for nodes in ([outer], results)]
    return OperationCount(*counts)
