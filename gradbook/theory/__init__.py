"""Closed forms of the theory: what a method is expected or guaranteed to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.lazy import importer

if TYPE_CHECKING:
    from gradbook.theory.factors import (
        contraction_factor as contraction_factor,
        mode_factors as mode_factors,
        optimal_step_size as optimal_step_size,
        steps_to_reach as steps_to_reach,
    )
    from gradbook.theory.guarantees import (
        Guarantee as Guarantee,
        guarantee as guarantee,
        rate_table as rate_table,
    )
    from gradbook.theory.line_search import (
        armijo_step_bound as armijo_step_bound,
        armijo_trials_bound as armijo_trials_bound,
        exact_step_factor as exact_step_factor,
        exact_step_worst_case as exact_step_worst_case,
    )
    from gradbook.theory.quadratics import (
        descent_on_quadratic as descent_on_quadratic,
        flow_on_quadratic as flow_on_quadratic,
    )
    from gradbook.theory.rate_fit import (
        RateFit as RateFit,
        fit_rate as fit_rate,
    )

HOMES = {
    "Guarantee": "guarantees",
    "RateFit": "rate_fit",
    "armijo_step_bound": "line_search",
    "armijo_trials_bound": "line_search",
    "contraction_factor": "factors",
    "descent_on_quadratic": "quadratics",
    "exact_step_factor": "line_search",
    "exact_step_worst_case": "line_search",
    "fit_rate": "rate_fit",
    "flow_on_quadratic": "quadratics",
    "guarantee": "guarantees",
    "mode_factors": "factors",
    "optimal_step_size": "factors",
    "rate_table": "guarantees",
    "steps_to_reach": "factors",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)


def __dir__() -> list[str]:
    """Return the public names, so that `dir` and the reference list them."""
    return __all__
