"""Optimizers, and the one loop that runs them all.

An optimizer holds its hyperparameters and has two pure methods, ``init`` and ``step``; what it has
to remember between two steps travels as an explicit state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.lazy import importer

if TYPE_CHECKING:
    from gradbook.optimizers.backtracking import Backtracking as Backtracking
    from gradbook.optimizers.barzilai_borwein import BarzilaiBorwein as BarzilaiBorwein
    from gradbook.optimizers.diminishing_step import DiminishingStep as DiminishingStep
    from gradbook.optimizers.exact_step import ExactStep as ExactStep
    from gradbook.optimizers.gradient_descent import GradientDescent as GradientDescent
    from gradbook.optimizers.line_search import (
        LineSearch as LineSearch,
        LineSearchError as LineSearchError,
        LineStep as LineStep,
    )
    from gradbook.optimizers.line_search_descent import LineSearchDescent as LineSearchDescent
    from gradbook.optimizers.loop import (
        Counted as Counted,
        Trajectory as Trajectory,
        iterates as iterates,
        minimize as minimize,
    )
    from gradbook.optimizers.nesterov_convex import NesterovConvex as NesterovConvex
    from gradbook.optimizers.nesterov_strongly_convex import (
        NesterovStronglyConvex as NesterovStronglyConvex,
    )
    from gradbook.optimizers.polyak_step import PolyakStep as PolyakStep
    from gradbook.optimizers.protocol import Optimizer as Optimizer
    from gradbook.optimizers.strong_wolfe import StrongWolfe as StrongWolfe

HOMES = {
    "Backtracking": "backtracking",
    "BarzilaiBorwein": "barzilai_borwein",
    "Counted": "loop",
    "DiminishingStep": "diminishing_step",
    "ExactStep": "exact_step",
    "GradientDescent": "gradient_descent",
    "LineSearch": "line_search",
    "LineSearchDescent": "line_search_descent",
    "LineSearchError": "line_search",
    "LineStep": "line_search",
    "NesterovConvex": "nesterov_convex",
    "NesterovStronglyConvex": "nesterov_strongly_convex",
    "Optimizer": "protocol",
    "PolyakStep": "polyak_step",
    "StrongWolfe": "strong_wolfe",
    "Trajectory": "loop",
    "iterates": "loop",
    "minimize": "loop",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)


def __dir__() -> list[str]:
    """Return the public names, so that `dir` and the reference list them."""
    return __all__
