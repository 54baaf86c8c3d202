"""Statements of chapter 4, executed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from gradbook.functions import Bowl, Huber, LogisticLoss, LogSumExp, Quadratic, WavyParabola
from gradbook.optimizers import GradientDescent, minimize

rng = np.random.default_rng(40)
X = rng.normal(size=(30, 3))
y = np.where(rng.random(30) < 0.5, 1, -1)

CONVEX = [
    Bowl(3),
    Quadratic.diagonal([0, 2, 9]),
    Huber(0.5),
    LogSumExp(4),
    LogisticLoss(X, y),
    LogisticLoss(X, y, regularization=0.3),
]
STRONGLY_CONVEX = [f for f in CONVEX if f.mu is not None]


def pairs(f):
    rng = np.random.default_rng(41)
    return 3 * rng.normal(size=(2, 2000, f.gradient(f.minimizers).shape[1]))


def named(f):
    return type(f).__name__


@pytest.mark.parametrize("f", CONVEX, ids=named)
def test_s1_chords_lie_above_tangents_below_and_gradients_are_monotone(f):
    a, b = pairs(f)
    theta = np.random.default_rng(42).random(len(a))
    inside = f(theta[:, np.newaxis] * a + (1 - theta[:, np.newaxis]) * b)
    assert (inside <= theta * f(a) + (1 - theta) * f(b) + 1e-12).all()
    assert (f(b) >= f(a) + np.vecdot(f.gradient(a), b - a) - 1e-12).all()
    assert (np.vecdot(f.gradient(a) - f.gradient(b), a - b) >= -1e-12).all()


@pytest.mark.parametrize("f", CONVEX, ids=named)
def test_s2_smooth_convex_functions_are_bounded_above_and_cocoercive(f):
    a, b = pairs(f)
    change, step = f.gradient(a) - f.gradient(b), a - b
    above = f(b) + np.vecdot(f.gradient(b), step) + f.L / 2 * np.vecdot(step, step)
    assert (f(a) <= above + 1e-12).all()
    assert (np.vecdot(change, change) / f.L <= np.vecdot(change, step) + 1e-12).all()


def test_s2_cocoercivity_fails_without_convexity():
    f = WavyParabola()
    a, b = pairs(f)
    change = f.gradient(a) - f.gradient(b)
    assert (np.vecdot(change, change) / f.L > np.vecdot(change, a - b) + 0.1).any()


@pytest.mark.parametrize("f", STRONGLY_CONVEX, ids=named)
def test_s3_distance_value_and_gradient_bound_one_another(f):
    a, _ = pairs(f)
    gap = f(a) - f.minimum
    step, g = a - f.minimizers[0], f.gradient(a)
    assert (f.mu / 2 * np.vecdot(step, step) <= gap * (1 + 1e-12)).all()
    assert (gap <= np.vecdot(g, g) / (2 * f.mu) * (1 + 1e-12)).all()


def test_s4_the_best_pl_constant_of_the_wavy_parabola():
    f = WavyParabola()

    def ratio(x):
        return f.gradient([x])[0] ** 2 / 2 / f([x])

    x = np.linspace(1e-3, 20, 200_001)
    ratios = f.gradient(x[:, np.newaxis])[:, 0] ** 2 / 2 / f(x[:, np.newaxis])
    best = minimize_scalar(ratio, bounds=(2, 2.4), options={"xatol": 1e-10})
    assert best.x == pytest.approx(2.2017, abs=1e-4)
    assert best.fun == pytest.approx(0.17553, abs=5e-6)
    assert ratios.min() == pytest.approx(best.fun, rel=1e-6)
    assert best.fun > 1 / 32


@pytest.mark.parametrize("x0", [-9.0, -2.2, 0.3, 2.2017, 7.0])
def test_s4_gradient_descent_contracts_the_wavy_parabola(x0):
    f = WavyParabola()
    values = minimize(f, GradientDescent(1 / f.L), [x0], steps=60).values
    kept = values > 1e-20
    assert (values[1:] <= (1 - 0.17553 / f.L) * values[:-1])[kept[:-1]].all()


@pytest.mark.parametrize("n", [2, 3, 10])
def test_s5_log_sum_exp_has_curvature_at_most_one_half(n):
    f = LogSumExp(n)
    x = 3 * np.random.default_rng(43).normal(size=(500, n))
    eigenvalues = np.linalg.eigvalsh(f.hessian(x))
    assert eigenvalues.min() > -1e-15
    assert eigenvalues.max() <= 0.5 + 1e-15
    two = np.full(n, -100.0)
    two[:2] = 0
    assert np.linalg.eigvalsh(f.hessian(two))[-1] == pytest.approx(0.5)


def test_s5_the_logistic_loss_bends_most_at_the_origin():
    f = LogisticLoss(X, y)
    assert np.linalg.eigvalsh(f.hessian(np.zeros(3)))[-1] == pytest.approx(f.L)
    w = np.random.default_rng(44).normal(size=(500, 3))
    assert np.linalg.eigvalsh(f.hessian(w))[:, -1].max() < f.L
    assert np.linalg.eigvalsh(f.hessian(1e3 * w[0]))[-1] < 1e-6  # so mu is 0
