"""The one loop of the book, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, Function, Values
from gradbook.functions.validation import as_point, whole
from gradbook.optimizers.protocol import Optimizer

__all__ = ["Counted", "Trajectory", "iterates", "minimize"]

State = TypeVar("State")


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The iterates of a run of K steps and the values there; row 0 is the start.

    Parameters
    ----------
    points : ndarray, shape (K + 1, n)
        The iterates, one a row.
    values : ndarray, shape (K + 1,)
        The value of f at each iterate.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import GradientDescent
    >>> trajectory = minimize(Bowl(), GradientDescent(step_size=0.25), [4, 8], steps=2)
    >>> print(trajectory.points.tolist(), trajectory.values)
    [[4.0, 8.0], [2.0, 4.0], [1.0, 2.0]] [80. 20.  5.]
    """

    points: FloatArray
    values: FloatArray

    def __post_init__(self) -> None:
        """Make both arrays read-only."""
        self.points.setflags(write=False)
        self.values.setflags(write=False)


def iterates(f: Function, optimizer: Optimizer[State], x0: ArrayLike) -> Iterator[FloatArray]:
    """Yield x0, x1, x2, … without end: each iterate is one step of `optimizer` from the last.

    A run that diverges is no error and gives no warning: its iterates grow until they overflow to
    ``inf`` and may then become ``nan``. The iterates are read-only arrays.

    Parameters
    ----------
    f : Function
        The objective; only what `optimizer` asks for is evaluated.
    optimizer : Optimizer
        The method.
    x0 : array_like, shape (n,)
        The start.

    Yields
    ------
    ndarray, shape (n,)
        The iterates, the start first.

    Raises
    ------
    ValueError
        If x0 is not one finite point (when the first iterate is asked for).

    Examples
    --------
    >>> from itertools import islice
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import GradientDescent
    >>> for x in islice(iterates(Bowl(), GradientDescent(step_size=0.25), [4, 8]), 3):
    ...     print(x)
    [4. 8.]
    [2. 4.]
    [1. 2.]
    """
    walk = _walk(f, optimizer, x0)
    while True:
        with np.errstate(over="ignore", invalid="ignore"):  # of the step, not of the reader
            x = next(walk)
        yield x


def _walk(f: Function, optimizer: Optimizer[State], x0: ArrayLike) -> Iterator[FloatArray]:
    """Yield the iterates; what overflows warns, if NumPy is not told otherwise."""
    x = as_point("x0", x0).copy()
    state = optimizer.init(x)
    while True:
        x.setflags(write=False)
        yield x
        x, state = optimizer.step(f, x, state)


def minimize(f: Function, optimizer: Optimizer[State], x0: ArrayLike, steps: int) -> Trajectory:
    """Run `optimizer` for a number of steps and keep every iterate with its value.

    Parameters
    ----------
    f : Function
        The objective. Its value is recorded once at each iterate, the start included.
    optimizer : Optimizer
        The method.
    x0 : array_like, shape (n,)
        The start.
    steps : int
        The number of steps K, at least 0.

    Returns
    -------
    Trajectory
        K + 1 points and values. If the run diverges, the last rows hold ``inf`` or ``nan``; see
        `iterates`.

    Raises
    ------
    ValueError
        If x0 is not one finite point, `steps` no whole number of at least 0, or f(x) not a number.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import GradientDescent
    >>> print(minimize(Bowl(), GradientDescent(step_size=0.25), [4, 8], steps=2).values)
    [80. 20.  5.]
    """
    count = whole("steps", steps, least=0) + 1
    with np.errstate(over="ignore", invalid="ignore"):
        points = np.array(list(islice(_walk(f, optimizer, x0), count)))
        values = np.array([f(x) for x in points], dtype=np.float64)
    if values.shape != (count,):
        raise ValueError(
            f"f must return one number for one point, got the shape {values.shape[1:]}"
        )
    return Trajectory(points, values)


@dataclass
class Counted:
    """A function that counts how many points its value and its gradient were asked for.

    Parameters
    ----------
    f : Function
        The function to watch.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import GradientDescent
    >>> f = Counted(Bowl())
    >>> trajectory = minimize(f, GradientDescent(step_size=0.25), [4, 8], steps=10)
    >>> f.function_evaluations, f.gradient_evaluations
    (11, 10)
    """

    f: Function
    function_evaluations: int = 0
    gradient_evaluations: int = 0

    def __call__(self, x: ArrayLike) -> Values:
        """Return ``f(x)`` and count its points."""
        self.function_evaluations += np.size(x) // np.shape(x)[-1]
        return self.f(x)

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return ``f.gradient(x)`` and count its points."""
        self.gradient_evaluations += np.size(x) // np.shape(x)[-1]
        return self.f.gradient(x)
