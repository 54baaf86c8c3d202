"""Finite differences: their order, their rounding, their cost and their input."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from gradbook.differentiation import central_difference, forward_difference
from gradbook.functions import Himmelblau, Quadratic, Rosenbrock
from gradbook.optimizers import Counted

both = pytest.mark.parametrize("method", [forward_difference, central_difference])


def exponential(x):
    return np.exp(x[..., 0])


def relative_error(method, h):
    return abs(method(exponential, step=h)([1.0])[0] / np.e - 1)


@both
def test_linear_functions_are_exact(method):
    gradient = method(lambda x: 3 * x[..., 0] - 2 * x[..., 1], step=0.5)
    np.testing.assert_array_equal(gradient([1, 2]), [3, -2])


def test_quadratics_are_exact_for_central_differences_only():
    f = Quadratic([[2, 1], [1, 3]], b=[1, -1])
    x = np.array([0.5, -2])
    np.testing.assert_allclose(central_difference(f, step=0.25)(x), f.gradient(x), rtol=1e-14)
    error = forward_difference(f, step=0.25)(x) - f.gradient(x)
    np.testing.assert_allclose(error, 0.25 / 2 * np.diag(f.A), rtol=1e-14)


@pytest.mark.parametrize(("method", "order"), [(forward_difference, 1), (central_difference, 2)])
def test_halving_the_step_divides_the_error_by_two_to_the_order(method, order):
    ratio = relative_error(method, 1e-2) / relative_error(method, 5e-3)
    assert ratio == pytest.approx(2**order, rel=0.01)


@pytest.mark.parametrize(
    ("method", "step", "error"),
    [(forward_difference, 1e-8, 1e-8), (central_difference, 3e-6, 1e-10)],
)
def test_best_step_for_exp_at_1(method, step, error):
    steps = np.logspace(-13, -1, 121)
    errors = np.array([relative_error(method, h) for h in steps])
    assert errors.min() < error
    assert step / 30 < steps[errors.argmin()] < step * 30


def test_a_step_lost_in_rounding_gives_slope_zero():
    assert forward_difference(exponential, step=1e-16)([1.0]) == 0


@both
@pytest.mark.parametrize("x", [[0.0, 0.0], [1e6, -1e6], [1e-9, 3.0]])
def test_default_step_suits_large_and_small_coordinates(method, x):
    f = Quadratic([[2, 1], [1, 3]], b=[1, -1])
    scale = 1 + np.abs(x).max()
    np.testing.assert_allclose(method(f)(x), f.gradient(x), atol=1e-6 * scale)


def test_forward_difference_against_scipy():
    f, x, h = Rosenbrock(), np.array([-1.2, 1.0]), 2.0**-23
    np.testing.assert_allclose(forward_difference(f, step=h)(x), approx_fprime(x, f, h), rtol=1e-12)


@both
def test_a_mesh_gives_what_its_points_give(method):
    gradient = method(Himmelblau())
    mesh = np.random.default_rng(5).normal(size=(3, 4, 2))
    each = [[gradient(point) for point in row] for row in mesh]
    np.testing.assert_array_equal(gradient(mesh), each)


@pytest.mark.parametrize(("method", "cost"), [(forward_difference, 6), (central_difference, 10)])
def test_cost_in_evaluations_for_five_coordinates(method, cost):
    f = Counted(Quadratic(np.eye(5)))
    method(f)(np.ones(5))
    assert (f.function_evaluations, f.gradient_evaluations) == (cost, 0)


@both
def test_argument_stays_as_it_is(method):
    x = np.array([1.0, 2.0])
    method(Rosenbrock())(x)
    np.testing.assert_array_equal(x, [1, 2])


@both
@pytest.mark.parametrize("step", [0, -1e-3, np.nan, np.inf, "small"])
def test_bad_step(method, step):
    with pytest.raises(ValueError, match="step must be a finite number greater than 0, got"):
        method(exponential, step=step)


@both
def test_bad_point_or_function(method):
    with pytest.raises(ValueError, match=r"x must have at least one coordinate .* the number 1"):
        method(exponential)(1.0)
    with pytest.raises(ValueError, match=r"f must return one number .* got the shape \(2,\)"):
        method(np.exp)([1.0, 2.0])
