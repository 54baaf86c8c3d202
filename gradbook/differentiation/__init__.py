"""Slopes: gradients from function values, a gradient check, and which direction is steepest."""

from __future__ import annotations

from gradbook.differentiation.check import GradientReport, check_gradient
from gradbook.differentiation.directional import directional_derivative
from gradbook.differentiation.finite_differences import central_difference, forward_difference
from gradbook.differentiation.steepest import dual_norm, steepest_direction

__all__ = [
    "GradientReport",
    "central_difference",
    "check_gradient",
    "directional_derivative",
    "dual_norm",
    "forward_difference",
    "steepest_direction",
]
