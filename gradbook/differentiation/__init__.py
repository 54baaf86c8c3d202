"""Slopes: gradients from function values, a gradient check, and which direction is steepest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.lazy import importer

if TYPE_CHECKING:
    from gradbook.differentiation.check import (
        GradientReport as GradientReport,
        check_gradient as check_gradient,
    )
    from gradbook.differentiation.directional import (
        directional_derivative as directional_derivative,
    )
    from gradbook.differentiation.finite_differences import (
        central_difference as central_difference,
        forward_difference as forward_difference,
    )
    from gradbook.differentiation.steepest import (
        dual_norm as dual_norm,
        steepest_direction as steepest_direction,
    )

HOMES = {
    "GradientReport": "check",
    "central_difference": "finite_differences",
    "check_gradient": "check",
    "directional_derivative": "directional",
    "dual_norm": "steepest",
    "forward_difference": "finite_differences",
    "steepest_direction": "steepest",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)
