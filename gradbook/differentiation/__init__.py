"""Derivatives from function values, tests of derivatives, and which direction is steepest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.lazy import importer

if TYPE_CHECKING:
    from gradbook.differentiation.check import (
        GradientReport as GradientReport,
        check_gradient as check_gradient,
    )
    from gradbook.differentiation.complex_step import (
        complex_step_gradient as complex_step_gradient,
    )
    from gradbook.differentiation.critical_points import (
        Classification as Classification,
        classify as classify,
    )
    from gradbook.differentiation.directional import (
        directional_derivative as directional_derivative,
    )
    from gradbook.differentiation.error_bound import ErrorBound as ErrorBound
    from gradbook.differentiation.finite_differences import (
        central_difference as central_difference,
        forward_difference as forward_difference,
        richardson_difference as richardson_difference,
        second_difference as second_difference,
    )
    from gradbook.differentiation.hessian import (
        central_hessian as central_hessian,
        hessian_vector_product as hessian_vector_product,
    )
    from gradbook.differentiation.jacobian import (
        central_jacobian as central_jacobian,
        differential_error as differential_error,
    )
    from gradbook.differentiation.slopes import (
        SlopeReport as SlopeReport,
        check_slopes as check_slopes,
    )
    from gradbook.differentiation.steepest import (
        dual_norm as dual_norm,
        steepest_direction as steepest_direction,
    )
    from gradbook.differentiation.taylor import (
        TaylorReport as TaylorReport,
        taylor_test as taylor_test,
    )

HOMES = {
    "ErrorBound": "error_bound",
    "Classification": "critical_points",
    "GradientReport": "check",
    "SlopeReport": "slopes",
    "TaylorReport": "taylor",
    "central_difference": "finite_differences",
    "central_hessian": "hessian",
    "central_jacobian": "jacobian",
    "check_gradient": "check",
    "check_slopes": "slopes",
    "complex_step_gradient": "complex_step",
    "classify": "critical_points",
    "differential_error": "jacobian",
    "directional_derivative": "directional",
    "dual_norm": "steepest",
    "forward_difference": "finite_differences",
    "hessian_vector_product": "hessian",
    "richardson_difference": "finite_differences",
    "second_difference": "finite_differences",
    "steepest_direction": "steepest",
    "taylor_test": "taylor",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)
