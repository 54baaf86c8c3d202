"""Closed forms about step sizes against small cases worked out by other means."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gradbook.theory import (
    armijo_step_bound,
    armijo_trials_bound,
    exact_step_factor,
    exact_step_worst_case,
)


def test_worst_case_in_exact_arithmetic():
    kappa, x = Fraction(7), (Fraction(7), Fraction(1))
    for point in exact_step_worst_case(7, steps=6):
        np.testing.assert_allclose(point, [float(v) for v in x], rtol=1e-14)
        g = (x[0], kappa * x[1])
        alpha = (g[0] ** 2 + g[1] ** 2) / (g[0] ** 2 + kappa * g[1] ** 2)
        assert alpha == 2 / (1 + kappa)
        x = (x[0] - alpha * g[0], x[1] - alpha * g[1])


def test_a_round_bowl_takes_one_step():
    assert exact_step_factor(1) == 0
    np.testing.assert_array_equal(exact_step_worst_case(1, 2), [[1, 1], [0, 0], [0, 0]])


@pytest.mark.parametrize("first", [1e-3, 0.5, 1.0, 30.0])
@pytest.mark.parametrize("shrink", [0.1, 0.5, 0.8])
def test_bounds_on_the_parabola_where_they_are_sharp(first, shrink):
    """On L x²/2 a step is enough exactly up to 2 (1 - c1) / L."""
    L, c1 = 3.0, 0.2
    step_size, trials = first, 1
    while step_size > 2 * (1 - c1) / L:
        step_size, trials = shrink * step_size, trials + 1
    assert step_size >= armijo_step_bound(L, first, shrink, c1)
    assert trials == armijo_trials_bound(L, first, shrink, c1)


@pytest.mark.parametrize("kappa", [0.5, np.nan, np.inf, "3"])
def test_bad_condition_number(kappa):
    with pytest.raises(ValueError, match="kappa must be"):
        exact_step_factor(kappa)
    with pytest.raises(ValueError, match="kappa must be"):
        exact_step_worst_case(kappa, 1)


def test_bad_steps():
    with pytest.raises(ValueError, match="steps must be a whole number of at least 0, got -1"):
        exact_step_worst_case(3, -1)


@pytest.mark.parametrize("name", ["L", "first", "shrink", "c1"])
@pytest.mark.parametrize("bound", [armijo_step_bound, armijo_trials_bound])
def test_bad_constants(bound, name):
    good = {"L": 1.0, "first": 1.0, "shrink": 0.5, "c1": 0.1}
    with pytest.raises(ValueError, match=f"{name} must be .*, got 0"):
        bound(**{**good, name: 0})
