"""Gradient descent whose steps a line search chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gradbook.functions.protocol import FloatArray, Function
from gradbook.functions.validation import gradient_at
from gradbook.optimizers.line_search import LineSearch

__all__ = ["LineSearchDescent"]


class Known(NamedTuple):
    """What the last search knows of f where it ended; None where it knows nothing."""

    value: float | None
    gradient: FloatArray | None


@dataclass(frozen=True)
class LineSearchDescent:
    r"""Gradient descent :math:`x_{k+1} = x_k + \alpha_k p_k`, :math:`p_k = -\nabla f(x_k)`.

    A line search chooses :math:`\alpha_k`. What it finds out about the end of the step, the value
    of f and perhaps the gradient, is used in the next step, so that nothing is evaluated twice: a
    step costs the trials of the search, and one gradient if the search needs none.

    Where the gradient is zero, x stays.

    Parameters
    ----------
    search : LineSearch
        For instance ``Backtracking()`` or ``StrongWolfe()``. Its errors are passed on.

    Raises
    ------
    ValueError
        If `search` cannot be called.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import Backtracking, minimize
    >>> print(minimize(Bowl(), LineSearchDescent(Backtracking()), [4, 8], steps=1).points)
    [[4. 8.]
     [0. 0.]]
    """

    search: LineSearch

    def __post_init__(self) -> None:
        """Check the search."""
        if not callable(self.search):
            raise ValueError(f"search must be a line search, got {self.search!r}")

    def init(self, x: FloatArray) -> Known:
        """Return that nothing is known at `x`."""
        return Known(None, None)

    def step(self, f: Function, x: FloatArray, state: Known) -> tuple[FloatArray, Known]:
        """Return the end of the step and what is known there."""
        g = gradient_at(f, x) if state.gradient is None else state.gradient
        if g @ g == 0:
            return x, state
        found = self.search(f, x, -g, value=state.value, gradient=g)
        return found.x, Known(found.value, found.gradient)
