"""Statements of chapter 1 about steps, executed."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.functions import Bowl, Himmelblau, Quadratic, Rosenbrock, Saddle
from gradbook.optimizers import GradientDescent, minimize


@pytest.mark.parametrize(
    "f", [Bowl(), Quadratic.diagonal([1, 100]), Rosenbrock(), Saddle(), Himmelblau()], ids=repr
)
def test_chapter_1_s9_small_steps_descend(f):
    for x in np.random.default_rng(9).normal(size=(50, 2)):
        after = [minimize(f, GradientDescent(2.0**-k), x, steps=1).values[1] for k in range(12, 30)]
        assert (np.array(after) < f(x)).all()


def test_chapter_1_s9_says_nothing_about_large_steps():
    assert minimize(Bowl(), GradientDescent(1.5), [1, 2], steps=1).values.tolist() == [5, 20]


@pytest.mark.parametrize("alpha", [0.1, 0.5, 0.9, 1.0, 1.1])
def test_chapter_1_closed_form_on_the_bowl(alpha):
    x0 = np.array([1.0, 2.0])
    points = minimize(Bowl(), GradientDescent(alpha), x0, steps=50).points
    factors = (1 - 2 * alpha) ** np.arange(51)
    np.testing.assert_allclose(points, factors[:, np.newaxis] * x0, rtol=1e-12)


def test_chapter_1_worked_steps_on_the_bowl():
    def path(alpha, steps):
        return minimize(Bowl(), GradientDescent(alpha), [1, 2], steps).points

    np.testing.assert_allclose(path(0.1, 1)[1], [0.8, 1.6], rtol=1e-15)
    np.testing.assert_array_equal(path(0.5, 1)[1], [0, 0])
    np.testing.assert_array_equal(path(1.0, 3), [[1, 2], [-1, -2], [1, 2], [-1, -2]])
    assert np.linalg.norm(path(1.1, 10)[-1]) > np.linalg.norm([1, 2])


def test_chapter_1_units_change_the_path_but_not_the_minimizer():
    """One step on f and one on the same f with one coordinate in thousandths."""
    A, b, units = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, -1.0]), np.diag([1e-3, 1.0])
    f, g = Quadratic(A, b), Quadratic(units @ A @ units, units @ b)
    x = np.array([1.0, 2.0])
    step = minimize(f, GradientDescent(0.1), x, steps=1).points[1] - x
    y = np.linalg.solve(units, x)
    other = units @ (minimize(g, GradientDescent(0.1), y, steps=1).points[1] - y)
    assert g(y) == pytest.approx(f(x))
    cosine = step @ other / np.linalg.norm(step) / np.linalg.norm(other)
    assert cosine < 0.95
    np.testing.assert_allclose(units @ g.minimizers[0], f.minimizers[0], rtol=1e-8)
