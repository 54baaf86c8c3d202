"""Optimizers, and the one loop that runs them all.

An optimizer holds its hyperparameters and has two pure methods, ``init`` and ``step``; what it has
to remember between two steps travels as an explicit state.
"""

from __future__ import annotations

from gradbook.optimizers.gradient_descent import GradientDescent
from gradbook.optimizers.minimize import Counted, Trajectory, iterates, minimize
from gradbook.optimizers.protocol import Optimizer

__all__ = ["Counted", "GradientDescent", "Optimizer", "Trajectory", "iterates", "minimize"]
