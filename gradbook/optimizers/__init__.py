"""Optimizers, and the one loop that runs them all.

An optimizer holds its hyperparameters and has two pure methods, ``init`` and ``step``; what it has
to remember between two steps travels as an explicit state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.lazy import importer

if TYPE_CHECKING:
    from gradbook.optimizers.gradient_descent import GradientDescent as GradientDescent
    from gradbook.optimizers.loop import (
        Counted as Counted,
        Trajectory as Trajectory,
        iterates as iterates,
        minimize as minimize,
    )
    from gradbook.optimizers.protocol import Optimizer as Optimizer

HOMES = {
    "Counted": "loop",
    "GradientDescent": "gradient_descent",
    "Optimizer": "protocol",
    "Trajectory": "loop",
    "iterates": "loop",
    "minimize": "loop",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)
