"""Richardson's and second differences: exactness, order, cost and input."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.differentiation import central_difference, richardson_difference, second_difference
from gradbook.functions import Himmelblau, Quadratic, Rosenbrock
from gradbook.optimizers import Counted

both = pytest.mark.parametrize("method", [richardson_difference, second_difference])


def exponential(x):
    return np.exp(x[..., 0])


def relative_error(method, h):
    return abs(method(exponential, step=h)([1.0])[0] / np.e - 1)


@pytest.mark.parametrize("x", [[0.5, -2.0], [1.0, 1.0]])
def test_quadratics_are_exact(x):
    f = Quadratic([[2, 1], [1, 3]], b=[1, -1])
    np.testing.assert_allclose(richardson_difference(f, step=0.25)(x), f.gradient(x), rtol=1e-13)
    np.testing.assert_allclose(second_difference(f, step=0.25)(x), [2, 3], rtol=1e-13)


def test_polynomials_of_degree_4_are_exact_for_richardson_only():
    def f(x):
        return x[..., 0] ** 4

    assert richardson_difference(f, step=0.5)([2.0])[0] == 32
    assert central_difference(f, step=0.5)([2.0])[0] == 34


@pytest.mark.parametrize(("method", "order"), [(richardson_difference, 4), (second_difference, 2)])
def test_halving_the_step_divides_the_error_by_two_to_the_order(method, order):
    ratio = relative_error(method, 0.1) / relative_error(method, 0.05)
    assert ratio == pytest.approx(2**order, rel=0.01)


@pytest.mark.parametrize(
    ("method", "error"), [(richardson_difference, 1e-11), (second_difference, 1e-7)]
)
@pytest.mark.parametrize("x", [0.0, 1.0, 3.0])
def test_default_step(method, error, x):
    assert method(exponential)([x])[0] == pytest.approx(np.exp(x), rel=error)


@pytest.mark.parametrize("x", [[1e6, -1e6], [1e-9, 3.0]])
def test_default_step_suits_large_and_small_coordinates(x):
    f = Quadratic([[2, 1], [1, 3]], b=[1, -1])
    scale = 1 + np.abs(x).max()
    np.testing.assert_allclose(richardson_difference(f)(x), f.gradient(x), atol=1e-9 * scale)
    np.testing.assert_allclose(second_difference(f)(x), [2, 3], rtol=1e-5)


def test_second_difference_is_the_diagonal_of_the_hessian():
    for f in (Rosenbrock(), Himmelblau()):
        for x in np.random.default_rng(2).uniform(-2, 2, size=(10, 2)):
            diagonal = np.diag(f.hessian(x))
            size = max(1, f(x), np.abs(diagonal).max())
            np.testing.assert_allclose(second_difference(f)(x), diagonal, atol=1e-6 * size)


@both
def test_a_mesh_gives_what_its_points_give(method):
    derivative = method(Himmelblau())
    mesh = np.random.default_rng(5).normal(size=(3, 4, 2))
    each = [[derivative(point) for point in row] for row in mesh]
    np.testing.assert_allclose(derivative(mesh), each, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("method", "cost"), [(richardson_difference, 20), (second_difference, 11)])
def test_cost_in_evaluations_for_five_coordinates(method, cost):
    f = Counted(Quadratic(np.eye(5)))
    method(f)(np.ones(5))
    assert (f.function_evaluations, f.gradient_evaluations) == (cost, 0)


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
