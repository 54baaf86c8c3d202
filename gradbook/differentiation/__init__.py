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
    from gradbook.differentiation.computation_graph import (
        GraphNode as GraphNode,
        OperationCount as OperationCount,
        operation_count as operation_count,
        trace_graph as trace_graph,
    )
    from gradbook.differentiation.critical_points import (
        Classification as Classification,
        classify as classify,
    )
    from gradbook.differentiation.directional import (
        directional_derivative as directional_derivative,
    )
    from gradbook.differentiation.dual import Dual as Dual
    from gradbook.differentiation.error_bound import ErrorBound as ErrorBound
    from gradbook.differentiation.finite_differences import (
        central_difference as central_difference,
        forward_difference as forward_difference,
        richardson_difference as richardson_difference,
        second_difference as second_difference,
    )
    from gradbook.differentiation.forward_mode import (
        forward_gradient as forward_gradient,
        forward_hessian as forward_hessian,
        forward_jacobian as forward_jacobian,
        jvp as jvp,
    )
    from gradbook.differentiation.hessian import (
        central_hessian as central_hessian,
        hessian_vector_product as hessian_vector_product,
    )
    from gradbook.differentiation.jacobian import (
        central_jacobian as central_jacobian,
        differential_error as differential_error,
    )
    from gradbook.differentiation.reverse_mode import (
        checkpoint as checkpoint,
        hvp as hvp,
        reverse_gradient as reverse_gradient,
        value_and_gradient as value_and_gradient,
        vjp as vjp,
    )
    from gradbook.differentiation.slopes import (
        SlopeReport as SlopeReport,
        check_slopes as check_slopes,
    )
    from gradbook.differentiation.stable import (
        logsumexp as logsumexp,
        sigmoid as sigmoid,
        softmax as softmax,
    )
    from gradbook.differentiation.steepest import (
        dual_norm as dual_norm,
        steepest_direction as steepest_direction,
    )
    from gradbook.differentiation.tape import Node as Node
    from gradbook.differentiation.taylor import (
        TaylorReport as TaylorReport,
        taylor_test as taylor_test,
    )

HOMES = {
    "Classification": "critical_points",
    "Dual": "dual",
    "ErrorBound": "error_bound",
    "GradientReport": "check",
    "GraphNode": "computation_graph",
    "Node": "tape",
    "OperationCount": "computation_graph",
    "SlopeReport": "slopes",
    "TaylorReport": "taylor",
    "central_difference": "finite_differences",
    "central_hessian": "hessian",
    "central_jacobian": "jacobian",
    "check_gradient": "check",
    "check_slopes": "slopes",
    "checkpoint": "reverse_mode",
    "classify": "critical_points",
    "complex_step_gradient": "complex_step",
    "differential_error": "jacobian",
    "directional_derivative": "directional",
    "dual_norm": "steepest",
    "forward_difference": "finite_differences",
    "forward_gradient": "forward_mode",
    "forward_hessian": "forward_mode",
    "forward_jacobian": "forward_mode",
    "hessian_vector_product": "hessian",
    "hvp": "reverse_mode",
    "jvp": "forward_mode",
    "logsumexp": "stable",
    "operation_count": "computation_graph",
    "reverse_gradient": "reverse_mode",
    "richardson_difference": "finite_differences",
    "second_difference": "finite_differences",
    "sigmoid": "stable",
    "softmax": "stable",
    "steepest_direction": "steepest",
    "taylor_test": "taylor",
    "trace_graph": "computation_graph",
    "value_and_gradient": "reverse_mode",
    "vjp": "reverse_mode",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)


def __dir__() -> list[str]:
    """Return the public names, so that `dir` and the reference list them."""
    return __all__
