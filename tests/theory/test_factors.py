"""What a step leaves of the distance, and how many steps that makes."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.functions import LogisticLoss, Quadratic
from gradbook.theory import contraction_factor, mode_factors, optimal_step_size, steps_to_reach


def test_mode_factors():
    np.testing.assert_array_equal(
        mode_factors(0.5, [[0, 1], [2, 3], [4, 6]]), [[1, 0.5], [0, -0.5], [-1, -2]]
    )


@pytest.mark.parametrize("kappa", [1, 2, 10, 100, 1e6])
def test_chapter_9_s4_the_optimal_step_has_the_smallest_factor(kappa):
    mu, L = 0.3, 0.3 * kappa
    best = optimal_step_size(mu, L)
    assert best == pytest.approx(2 / (L + mu))
    factor = contraction_factor(best, mu, L)
    assert factor == pytest.approx((kappa - 1) / (kappa + 1), abs=1e-15)
    assert all(contraction_factor(best * s, mu, L) > factor for s in (0.5, 0.99, 1.01, 1.5))
    assert contraction_factor(1 / L, mu, L) == pytest.approx(1 - 1 / kappa, abs=1e-15)


def test_contraction_factor_is_the_spectral_radius():
    f, step_size = Quadratic([[3, 1, 0], [1, 3, 1], [0, 1, 2]]), 0.37
    radius = np.abs(np.linalg.eigvals(np.eye(3) - step_size * f.A)).max()
    assert contraction_factor(step_size, f.mu, f.L) == pytest.approx(radius)


@pytest.mark.parametrize("share", [0.5, 1.0, 1.9, 2.5])
def test_contraction_factor_bounds_a_step_on_any_strongly_convex_function(share):
    rng = np.random.default_rng(8)
    X, y = rng.normal(size=(40, 3)), np.where(rng.random(40) < 0.5, -1, 1)
    f = LogisticLoss(X, y, regularization=0.1)
    alpha = share / f.L
    u, v = 5 * rng.normal(size=(2, 500, 3))
    before = np.linalg.norm(u - v, axis=1)
    after = np.linalg.norm(u - v - alpha * (f.gradient(u) - f.gradient(v)), axis=1)
    assert (after <= contraction_factor(alpha, f.mu, f.L) * before * (1 + 1e-12)).all()


@pytest.mark.parametrize("factor", [0.5, 0.9, 0.99, 99 / 101, 1 - 1e-9])
@pytest.mark.parametrize("accuracy", [1e-6, 0.25, 0.999])
def test_steps_to_reach_is_the_first(factor, accuracy):
    k = steps_to_reach(accuracy, factor)
    assert factor**k <= accuracy < factor ** (k - 1)


def test_steps_to_reach_at_the_ends():
    assert steps_to_reach(1, 0.9) == steps_to_reach(2.5, 0) == 0
    assert steps_to_reach(0.1, 0) == 1
    assert steps_to_reach(0.9**7, 0.9) == 7


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mode_factors(0, [1]), "step_size must be a finite number greater than 0, got 0"),
        (lambda: mode_factors(1, ["a"]), "eigenvalues must hold real numbers, got the type"),
        (lambda: contraction_factor(0.1, 0, 1), "mu must be a finite number greater than 0, got 0"),
        (lambda: contraction_factor(0.1, 1, np.inf), "L must be a finite number greater than 0"),
        (lambda: contraction_factor(np.nan, 1, 2), "step_size must be a finite number greater"),
        (lambda: contraction_factor(0.1, 2, 1), "mu must be at most L, got mu = 2 and L = 1"),
        (lambda: optimal_step_size(3, 1), "mu must be at most L, got mu = 3 and L = 1"),
        (lambda: steps_to_reach(0, 0.5), "accuracy must be a finite number greater than 0, got 0"),
        (lambda: steps_to_reach(0.1, 1), "factor must be at least 0 and less than 1, got 1"),
        (lambda: steps_to_reach(0.1, np.nan), "factor must be a finite number, got nan"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
