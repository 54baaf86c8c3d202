"""Reverse mode: the gradient of a program in one sweep, whatever the number of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import numpy as np

from gradbook.differentiation.dual import Dual
from gradbook.differentiation.forward_mode import jvp
from gradbook.differentiation.sweep_tape import sweep
from gradbook.differentiation.tape import NUMBERS, Node
from gradbook.functions.protocol import Values
from gradbook.functions.validation import as_floats

__all__ = ["checkpoint", "hvp", "reverse_gradient", "value_and_gradient", "vjp"]

Program: TypeAlias = Callable[..., Any]
"""Code written for arrays that accepts a `Node` in place of one."""

Parameters: TypeAlias = Any
"""A number, an array, or a list, tuple or dictionary of these, to any depth."""


def vjp(f: Program, x: Parameters) -> tuple[Any, Callable[[Any], Parameters]]:
    r"""Return f at x and its pullback there, the vector-Jacobian product.

    The pullback takes a weight for each output to the gradient of the weighted sum of outputs,

    .. math:: w \mapsto J^{\mathsf T} w,

    in one sweep over the tape of f, and can be called again. The derivative is that of the program:
    of the branch that is taken, and by a convention at a kink. See `Node` for the operations that
    f may use.

    Parameters
    ----------
    f : callable
        Takes what x is and returns a number or an array.
    x : float, array_like, or a list, tuple or dictionary of these
        The point. A list of numbers only is one array.

    Returns
    -------
    value : float or ndarray
        f(x).
    pullback : callable
        Takes w, of the shape of f(x), and returns :math:`J^{\mathsf T} w` in the structure of x. It
        is zero where f does not depend on x.

    Raises
    ------
    ValueError
        If x is not finite, or if f returns no numbers; by the pullback, if w does not have the
        shape of f(x).
    TypeError
        If f uses an operation that has no rule, or writes into an array.

    References
    ----------
    A. Griewank and A. Walther, Evaluating Derivatives, 2nd ed., SIAM, 2008, chapters 3 and 4,
    doi:10.1137/1.9780898717761.

    Examples
    --------
    >>> value, pullback = vjp(lambda x: np.stack([x[0] * x[1], x[0]]), [2.0, 5.0])
    >>> print(value, pullback([1.0, 0.0]), pullback([0.0, 1.0]))
    [10.  2.] [5. 2.] [1. 0.]
    """
    y, value, starts, tracked = recorded(f, x)

    def pullback(w: Any) -> Parameters:
        w = w if isinstance(w, Node | Dual) else as_floats("w", w)[()]
        if w.shape != np.shape(value):
            raise ValueError(f"w must have the shape of f(x), {np.shape(value)}, got {w.shape}")
        return collected(sweep(y, w) if y is not None else (), starts, tracked, [w])

    return value, pullback


def value_and_gradient(f: Program) -> Callable[[Parameters], tuple[Any, Parameters]]:
    r"""Return the function that computes f and its gradient together, by reverse mode.

    One run of f records the tape, and one sweep over it gives all partial derivatives, exact up to
    rounding. The cost is a small multiple of that of f, whatever the number of variables.

    Parameters
    ----------
    f : callable
        Takes what x is and returns one number. See `Node` for the operations that it may use.

    Returns
    -------
    callable
        Takes x, an array or a list, tuple or dictionary of arrays, to any depth, and returns f(x)
        and the gradient, in the structure of x.

    Raises
    ------
    ValueError
        When called, if x is not finite or f does not return one number.
    TypeError
        When called, if f uses an operation that has no rule, or writes into an array.

    References
    ----------
    S. Linnainmaa, Taylor expansion of the accumulated rounding error, BIT 16 (1976), 146-160,
    doi:10.1007/BF01931367.

    Examples
    --------
    >>> def loss(model):
    ...     return np.sum((model["w"] * np.array([1.0, 2.0]) + model["b"]) ** 2)
    >>> value, slopes = value_and_gradient(loss)({"w": np.array([1.0, 1.0]), "b": 1.0})
    >>> print(value, slopes["w"], slopes["b"])
    13.0 [ 4. 12.] 10.0
    """

    def both(x: Parameters) -> tuple[Any, Parameters]:
        y, value, starts, tracked = recorded(f, x)
        if np.shape(value) != ():
            raise ValueError(f"f must return one number, got the shape {np.shape(value)}")
        swept = sweep(y, np.float64(1.0)) if y is not None else ()
        del y  # the tape is used once: let the sweep free it on the way
        return value, collected(swept, starts, tracked, [])

    return both


def reverse_gradient(f: Program) -> Callable[[Parameters], Parameters]:
    r"""Return the gradient of f by reverse mode: `value_and_gradient` without the value.

    Parameters
    ----------
    f : callable
        Takes what x is and returns one number. See `Node` for the operations that it may use.

    Returns
    -------
    callable
        Takes x, an array or a list, tuple or dictionary of arrays, to any depth, and returns the
        gradient in the structure of x. It is differentiable itself, in forward and reverse mode.

    Raises
    ------
    ValueError
        When called, if x is not finite or f does not return one number.
    TypeError
        When called, if f uses an operation that has no rule, or writes into an array.

    Examples
    --------
    >>> gradient = reverse_gradient(lambda x: np.exp(x[0]) * x[1])
    >>> print(gradient([0, 3]))
    [3. 1.]
    """
    both = value_and_gradient(f)
    return lambda x: both(x)[1]


def hvp(f: Program, x: Any, v: Any) -> Values:
    r"""Return the product of the Hessian of f at x with v, by forward mode over reverse mode.

    It is the derivative of the gradient along v, :math:`H v = D(\nabla f)(x)[v]`: the tape of f is
    recorded with dual numbers for values. The cost is a small multiple of that of f, and the result
    is exact up to rounding; `hessian_vector_product` needs a gradient only, and differences it.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of x and returns one number.
    x : float or array_like
        The point.
    v : float or array_like
        The vector, of the shape of x.

    Returns
    -------
    float or ndarray
        The product, in the shape of x.

    Raises
    ------
    ValueError
        If x or v is not finite, if v does not have the shape of x, or f does not return one number.
    TypeError
        If f uses an operation that has no rule.

    References
    ----------
    B. A. Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6 (1994),
    147-160, doi:10.1162/neco.1994.6.1.147.

    Examples
    --------
    >>> print(hvp(lambda x: x[0] ** 2 * x[1], [1.0, 3.0], [1.0, 0.0]))
    [6. 2.]
    """
    return jvp(reverse_gradient(f), x, v)[1]


def checkpoint(f: Program) -> Program:
    r"""Return f in a form that keeps its arguments on the tape and nothing from within.

    On the way back f is run again, from its arguments, to have what the sweep needs. That trades
    one more run of f for the memory of its intermediate results: a chain of T steps, cut into
    :math:`\sqrt T` such parts, keeps about :math:`2 \sqrt T` results instead of T.

    Parameters
    ----------
    f : callable
        Takes arrays and returns one array. All that is to be differentiated must be an argument.

    Returns
    -------
    callable
        Takes the same and returns the same, with the same derivatives.

    Raises
    ------
    TypeError
        When called, if f differentiates something that is not an argument.

    References
    ----------
    T. Chen, B. Xu, C. Zhang and C. Guestrin, Training deep nets with sublinear memory cost, 2016,
    arXiv:1604.06174.

    Examples
    --------
    >>> twice = checkpoint(lambda x: np.sin(np.sin(x)))
    >>> print(reverse_gradient(twice)(0.5) == np.cos(np.sin(0.5)) * np.cos(0.5))
    True
    """

    def checkpointed(*args: Any) -> Any:
        level = max((a.level for a in args if isinstance(a, Node)), default=-1)
        places = [i for i, a in enumerate(args) if isinstance(a, Node) and a.level == level]
        values = tuple(a.value if i in places else a for i, a in enumerate(args))
        y = f(*values)
        if isinstance(y, Node) and y.level >= level:
            raise TypeError("all that f differentiates must be an argument of checkpoint(f)")
        if not places:
            return y

        def again(inputs: tuple[Any, ...]) -> Any:
            given = dict(zip(places, inputs, strict=True))
            return f(*(given.get(i, value) for i, value in enumerate(values)))

        def pullback(g: Any) -> Any:
            return vjp(again, tuple(values[i] for i in places))[1](g)

        return Node(y, "checkpoint", [args[i] for i in places], pullback, level)

    return checkpointed


def recorded(f: Program, x: Parameters) -> tuple[Node | None, Any, list[Node], Parameters]:
    """Run f on nodes: return the last one, f(x), the nodes of x, and these in its structure."""
    level, starts = next(NUMBERS), []

    def start(name: str, leaf: Any) -> Node:
        starts.append(Node(_finite(name, leaf), name, (), lambda g: (), level))
        return starts[-1]

    tracked = _mapped(start, "x", x)
    y = f(tracked)
    if not isinstance(y, Node) or y.level < level:  # f does not depend on x
        return None, y if isinstance(y, Node | Dual) else as_floats("f(x)", y)[()], starts, tracked
    if y.level > level:
        raise ValueError("f must return what follows from x, got a Node of another derivative")
    return y, y.value, starts, tracked


def collected(
    swept: Iterable[tuple[Node, Any]], starts: list[Node], tracked: Parameters, held: list[Any]
) -> Parameters:
    """Return the adjoints of the starts, in the structure of x."""
    numbers = {start.number for start in starts}
    adjoints = {node.number: adjoint for node, adjoint in swept if node.number in numbers}
    return _mapped(lambda name, leaf: _own(adjoints.get(leaf.number), leaf, held), "x", tracked)


def _finite(name: str, value: Any) -> Any:
    """Return a number or an array, all of it finite; those of an outer derivative pass."""
    array = value if isinstance(value, Node | Dual) else as_floats(name, value)[()]
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, got {array}")
    return array


def _mapped(function: Callable[[str, Any], Any], name: str, x: Parameters) -> Parameters:
    """Apply a function to the name and the value of each array in x, and keep the structure."""
    if isinstance(x, dict):
        return {k: _mapped(function, f"{name}[{k!r}]", part) for k, part in x.items()}
    if not _is_structure(x):
        return function(name, x)
    parts = [_mapped(function, f"{name}[{i}]", part) for i, part in enumerate(x)]
    return type(x)(*parts) if hasattr(x, "_fields") else type(x)(parts)


def _is_structure(x: Any) -> bool:
    """Return whether x holds arrays; a list of numbers is an array itself."""
    if isinstance(x, list | tuple):
        return any(isinstance(part, Node | Dual | np.ndarray) or _is_structure(part) for part in x)
    return isinstance(x, dict)


def _own(adjoint: Any, leaf: Node, held: list[Any]) -> Any:
    """Return an adjoint as an array that nobody else holds, zeros if there is none."""
    if adjoint is None:
        adjoint = np.zeros(leaf.shape)[()]
    elif isinstance(adjoint, np.ndarray) and (
        adjoint.base is not None or any(adjoint is other for other in held)
    ):
        adjoint = adjoint.copy()
    held.append(adjoint)
    return adjoint
