"""What the book calls an optimizer."""

from __future__ import annotations

from typing import Protocol, TypeVar, runtime_checkable

from gradbook.functions.protocol import FloatArray, Function

__all__ = ["Optimizer"]

State = TypeVar("State")


@runtime_checkable
class Optimizer(Protocol[State]):
    """Anything with a first state and a step, both free of side effects.

    There is no base class: an object is an optimizer because it has these two methods.

    Examples
    --------
    >>> from gradbook.optimizers import GradientDescent, Optimizer
    >>> isinstance(GradientDescent(step_size=0.1), Optimizer)
    True
    """

    def init(self, x: FloatArray) -> State:
        """Return the state before the first step from `x`; None if nothing is remembered."""
        ...

    def step(self, f: Function, x: FloatArray, state: State) -> tuple[FloatArray, State]:
        """Return the next iterate and the next state; `x` and `state` stay as they are."""
        ...
