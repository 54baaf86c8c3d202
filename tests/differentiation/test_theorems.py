"""Statements of chapter 1 about slopes and directions, executed."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.differentiation import directional_derivative, dual_norm, steepest_direction
from gradbook.functions import Bowl, Himmelblau, NotDifferentiableAtOrigin, Quadratic, Rosenbrock

FIVE = [
    Bowl(),
    Quadratic([[2, 1], [1, 3]], b=[1, -1]),
    Rosenbrock(),
    Himmelblau(),
    NotDifferentiableAtOrigin(),
]
five_functions = pytest.mark.parametrize("f", FIVE, ids=lambda f: type(f).__name__)


def points(count):
    return np.random.default_rng(50).normal(size=(count, 2))


def circle(count):
    theta = 2 * np.pi * np.arange(count) / count
    return np.stack([np.cos(theta), np.sin(theta)], axis=-1)


@five_functions
def test_chapter_1_s3_slope_is_the_inner_product_with_the_gradient(f):
    h = 1e-6
    for x in points(10):
        u = circle(12)
        secant = (f(x + h * u) - f(x - h * u)) / (2 * h)
        slopes = directional_derivative(f, x, u)
        np.testing.assert_allclose(slopes, secant, rtol=1e-5, atol=1e-5)


@five_functions
def test_chapter_1_s4_steepest_of_3600_directions(f):
    u = circle(3600)
    for x in points(50):
        g = f.gradient(x)
        slopes = directional_derivative(f, x, u)
        assert slopes.max() == pytest.approx(np.linalg.norm(g), rel=1e-6)
        assert slopes.min() == pytest.approx(-np.linalg.norm(g), rel=1e-6)
        one_step = 2 * np.sin(np.deg2rad(0.1) / 2)
        assert np.linalg.norm(u[slopes.argmax()] - steepest_direction(g)) <= one_step
        assert np.linalg.norm(u[slopes.argmin()] + steepest_direction(g)) <= one_step
        level = np.array([-g[1], g[0]]) / np.linalg.norm(g)
        assert abs(directional_derivative(f, x, level)) <= 1e-12 * np.linalg.norm(g)


@pytest.mark.parametrize("n", [2, 3, 10])
@pytest.mark.parametrize("name", ["1", "2", "inf", "P"])
def test_chapter_1_s7_no_unit_vector_is_steeper_in_any_norm(name, n):
    rng = np.random.default_rng(n)
    B = rng.normal(size=(n, n))
    P = B @ B.T + np.eye(n)
    norm = {"1": 1, "2": 2, "inf": np.inf, "P": P}[name]
    directions = rng.normal(size=(2000, n))
    if name == "P":
        lengths = np.sqrt(np.vecdot(directions, directions @ P))
    else:
        lengths = np.linalg.norm(directions, ord=norm, axis=-1)
    directions /= lengths[:, np.newaxis]
    for g in rng.normal(size=(20, n)):
        best = steepest_direction(g, norm)
        assert (directions @ g).max() <= (best @ g) * (1 + 1e-12)
        assert best @ g == pytest.approx(dual_norm(g, norm), rel=1e-12)


def test_chapter_1_s7_formulas():
    g = np.array([1.0, -3.0, 2.0])
    P = np.diag([1.0, 9.0, 4.0])
    np.testing.assert_array_equal(-steepest_direction(g, 1), [0, 1, 0])
    np.testing.assert_array_equal(-steepest_direction(g, np.inf), [-1, 1, -1])
    newton = -np.linalg.inv(P) @ g
    newton /= np.sqrt(newton @ P @ newton)
    np.testing.assert_allclose(-steepest_direction(g, P), newton, rtol=1e-15)


def test_chapter_1_s7_a_change_of_units_changes_the_direction():
    """In units where f(x) = q(Dx), steepest descent in x is that of q in the norm of D**-2."""
    D = np.diag([1000.0, 1.0])
    q = Quadratic([[2, 1], [1, 3]])
    g = q.gradient([1, 2])
    in_new_units = steepest_direction(D @ g)  # the gradient of x -> q(Dx)
    back = D @ in_new_units
    np.testing.assert_allclose(back, steepest_direction(g, np.linalg.inv(D @ D)), rtol=1e-12)
    cosine = back / np.linalg.norm(back) @ steepest_direction(g)
    assert cosine < 0.7


def test_chapter_1_s5_the_gradient_is_orthogonal_to_the_level_sets():
    A = np.array([[2.0, 1.0], [1.0, 3.0]])
    f = Quadratic(A)
    to_ellipse = np.linalg.inv(np.linalg.cholesky(A)).T  # maps the circle to {x'Ax = 1}
    curve = circle(100) @ to_ellipse.T
    velocity = circle(100) @ np.array([[0, 1], [-1, 0]]) @ to_ellipse.T
    np.testing.assert_allclose(f(curve), 0.5)
    np.testing.assert_allclose(np.vecdot(f.gradient(curve), velocity), 0, atol=1e-14)
