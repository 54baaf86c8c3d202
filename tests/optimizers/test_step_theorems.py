"""Statements of chapter 10 about step sizes and line searches, executed."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.functions import Huber, LogisticLoss, Quadratic, WavyParabola
from gradbook.optimizers import (
    Backtracking,
    BarzilaiBorwein,
    DiminishingStep,
    ExactStep,
    LineSearchDescent,
    PolyakStep,
    StrongWolfe,
    minimize,
)
from gradbook.theory import (
    armijo_step_bound,
    armijo_trials_bound,
    exact_step_factor,
    exact_step_worst_case,
)

RNG_DATA = np.random.default_rng(3)
X = RNG_DATA.normal(size=(40, 3))
LOSS = LogisticLoss(X, np.sign(X[:, 0] + RNG_DATA.normal(size=40)), regularization=0.01)
SMOOTH = [Quadratic.diagonal([0.1, 1, 30]), LOSS, WavyParabola()]


def starts(f, count, seed=10):
    n = 1 if isinstance(f, WavyParabola) else 3
    return np.random.default_rng(seed).normal(size=(count, n)) * 3


@pytest.mark.parametrize("f", SMOOTH, ids=lambda f: type(f).__name__)
def test_chapter_10_s3_accepted_steps_have_a_lower_bound(f):
    """E10.2: the bounds of the step and of the number of trials, in 10 000 calls."""
    rng = np.random.default_rng(2)
    for x in starts(f, 3334):
        first, shrink, c1 = (
            10 ** rng.uniform(-3, 3),
            rng.uniform(0.05, 0.95),
            rng.uniform(0.01, 0.9),
        )
        g = f.gradient(x)
        found = Backtracking(first, shrink, c1)(f, x, -g)
        slack = 1e-9  # the values compared are rounded
        assert found.step_size >= armijo_step_bound(f.L, first, shrink, c1) * (1 - slack)
        assert found.function_evaluations - 1 <= armijo_trials_bound(f.L, first, shrink, c1)


def test_chapter_10_s3_the_bound_is_nearly_attained():
    """On L x²/2 a step is accepted up to exactly 2 (1 - c1) / L."""
    f, c1, shrink = Quadratic.diagonal([8.0]), 0.25, 0.5
    longest = 2 * (1 - c1) / f.L
    found = Backtracking(longest * 1.001, shrink, c1)(f, [1.0], [-8.0])
    assert found.step_size == pytest.approx(shrink * longest * 1.001)
    assert found.step_size < 1.01 * armijo_step_bound(f.L, 1.0, shrink, c1)


@pytest.mark.parametrize("c2", [0.1, 0.9])
@pytest.mark.parametrize("f", SMOOTH, ids=lambda f: type(f).__name__)
def test_chapter_10_s4_curvature_makes_s_and_y_agree(f, c2):
    """The slope condition gives s'y >= (1 - c2) alpha |slope| > 0."""
    rng = np.random.default_rng(5)
    for x in starts(f, 300):
        g = f.gradient(x)
        p = -g * rng.uniform(0.2, 5, size=len(g))
        found = StrongWolfe(c2=c2)(f, x, p)
        s, y = found.x - x, found.gradient - g
        assert s @ y >= (1 - c2) * found.step_size * abs(g @ p) * (1 - 1e-9) > 0


@pytest.mark.parametrize("f", SMOOTH, ids=lambda f: type(f).__name__)
def test_chapter_10_s5_zoutendijk(f):
    """The sum of cos² |g|² is at most L (f(x0) - min f) / (c1 (1 - c2)), in any directions."""
    rng, c1, c2 = np.random.default_rng(6), 0.1, 0.5
    for x in starts(f, 5):
        total, first = 0.0, f(x)
        for _ in range(100):
            g = f.gradient(x)
            if np.linalg.norm(g) < 1e-6:
                break
            p = -g + 0.9 * np.linalg.norm(g) * rng.normal(size=len(g))
            p = p if g @ p < 0 else -p
            total += (g @ p / np.linalg.norm(p)) ** 2
            x = StrongWolfe(c1=c1, c2=c2)(f, x, p).x
        assert total <= f.L * (first - f(x)) / (c1 * (1 - c2)) * (1 + 1e-9)


@pytest.mark.parametrize("kappa", [10, 100])
def test_chapter_10_s2_exact_iterates(kappa):
    """E10.1: the closed form to 1e-9 relative to each coordinate."""
    f, steps = Quadratic.diagonal([1, kappa]), 100
    points = minimize(f, ExactStep(), [kappa, 1], steps).points
    np.testing.assert_allclose(points, exact_step_worst_case(kappa, steps), rtol=1e-9)
    values = f(points)
    np.testing.assert_allclose(values[1:] / values[:-1], exact_step_factor(kappa), rtol=1e-9)


def test_chapter_10_s2_no_start_is_worse_and_gradients_are_orthogonal():
    rng = np.random.default_rng(8)
    for _ in range(300):
        f = Quadratic.diagonal(10 ** rng.uniform(-1, 2, size=4))
        points = minimize(f, ExactStep(), rng.normal(size=4), steps=5).points
        values, gradients = f(points), f.gradient(points)
        assert (values[1:] <= exact_step_factor(f.L / f.mu) * values[:-1] * (1 + 1e-12)).all()
        lengths = np.linalg.norm(gradients, axis=1)
        cosines = np.sum(gradients[1:] * gradients[:-1], axis=1) / lengths[1:] / lengths[:-1]
        assert np.abs(cosines).max() < 1e-9


@pytest.mark.parametrize("factor", [0.5, 1.0, 1.5])
@pytest.mark.parametrize("f", [Quadratic.diagonal([1, 10, 100]), Huber()], ids=repr)
def test_chapter_10_s6_polyak_comes_nearer(f, factor):
    """|x+ - x*|² <= |x - x*|² - factor (2 - factor) gap² / |g|²."""
    n = 1 if isinstance(f, Huber) else 3
    for x in np.random.default_rng(11).normal(size=(50, n)) * 4:
        points = minimize(f, PolyakStep(0.0, factor), x, steps=20).points
        gaps, lengths = f(points), np.sum(f.gradient(points) ** 2, axis=1)
        squares = np.sum(points**2, axis=1)
        won = factor * (2 - factor) * gaps[:-1] ** 2 / np.maximum(lengths[:-1], 1e-300)
        assert (squares[1:] <= squares[:-1] - won + 1e-12 * squares[0]).all()


def test_chapter_10_s6_twice_polyak_is_nearest_along_the_ray_on_a_quadratic():
    f = Quadratic.diagonal([1, 10, 100])
    for x in np.random.default_rng(12).normal(size=(50, 3)):
        after = minimize(f, PolyakStep(0.0, factor=2.0), x, steps=1).points[1]
        assert abs(after @ f.gradient(x)) < 1e-12 * np.linalg.norm(x) * np.linalg.norm(
            f.gradient(x)
        )


def test_chapter_10_s7_the_long_step_is_the_exact_step_one_step_late():
    f = Quadratic.diagonal([1, 7, 40])
    points = minimize(f, BarzilaiBorwein(first=0.01), [1, 1, 1], steps=12).points
    gradients = f.gradient(points)
    used = -np.sum(np.diff(points, axis=0) * gradients[:-1], axis=1)
    used /= np.sum(gradients[:-1] ** 2, axis=1)
    exact = np.sum(gradients**2, axis=1) / np.einsum("ki,ij,kj->k", gradients, f.A, gradients)
    np.testing.assert_allclose(used[1:], exact[:-2], rtol=1e-6)


def test_chapter_10_s7_order_and_range_of_the_two_steps():
    rng = np.random.default_rng(13)
    for _ in range(500):
        x, z = rng.normal(size=(2, 3))
        s, y = x - z, LOSS.gradient(x) - LOSS.gradient(z)
        long, short = (s @ s) / (s @ y), (s @ y) / (y @ y)
        assert short * (1 + 1e-12) >= 1 / LOSS.L
        assert short <= long * (1 + 1e-12)
        assert long <= 1 / LOSS.mu


@pytest.mark.parametrize("variant", [1, 2])
def test_chapter_10_s7_two_dimensions_are_faster_than_every_factor(variant):
    """R-superlinear: the root of the error falls without a bound."""
    f = Quadratic.diagonal([1, 10])
    points = minimize(f, BarzilaiBorwein(first=0.003, variant=variant), [1, 0.7], steps=10).points
    roots = [np.linalg.norm(points[k]) ** (1 / k) for k in (6, 8, 10)]
    assert roots[0] > 2 * roots[1] > 4 * roots[2] > 0


def test_chapter_10_s7_may_rise_and_may_cycle_on_a_strongly_convex_function():
    quadratic = minimize(Quadratic.diagonal([1, 100]), BarzilaiBorwein(0.003), [1, 1], steps=20)
    assert (np.diff(quadratic.values) > 0).any()

    class Root:
        """√(1 + x²) + x²/200: curvature between 0.01 and 1.01."""

        def __call__(self, x):
            return np.sqrt(1 + x[0] ** 2) + x[0] ** 2 / 200

        def gradient(self, x):
            return x / np.sqrt(1 + x**2) + x / 100

    x = minimize(Root(), BarzilaiBorwein(first=1.0), [3.0], steps=400).points[:, 0]
    assert np.abs(x[-4:]).min() > 20
    np.testing.assert_allclose(x[-4:], x[-8:-4], rtol=1e-9)
    safe = minimize(Root(), LineSearchDescent(Backtracking()), [3.0], steps=100)
    assert abs(safe.points[-1, 0]) < 1e-6


@pytest.mark.parametrize(("first", "power"), [(4.0, 0.5), (40.0, 1.0)])
def test_chapter_10_s1_diminishing_steps_arrive_if_their_sum_is_infinite(first, power):
    for x in starts(LOSS, 5):
        points = minimize(LOSS, DiminishingStep(first, power), x, steps=4000).points
        assert np.linalg.norm(LOSS.gradient(points), axis=1).min() < 1e-3


def test_chapter_10_s1_a_finite_sum_stops_short():
    """On x²/2 from 1 with steps 1/(2 (k+1)²) the product of 1 - alpha_k has a positive limit."""
    points = minimize(Quadratic.diagonal([1.0]), DiminishingStep(0.5, 2.0), [1.0], 20_000).points
    limit = np.sin(np.pi / np.sqrt(2)) / (np.pi / np.sqrt(2))
    assert points[-1, 0] == pytest.approx(limit, abs=1e-4)
