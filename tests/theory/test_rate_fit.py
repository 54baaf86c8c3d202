"""Rates read off runs: the two models, the intervals, and the refusals."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.functions import NesterovTridiagonal, Quadratic
from gradbook.optimizers import GradientDescent, minimize
from gradbook.theory import fit_rate

K = np.arange(1.0, 402.0)
NOISE = np.random.default_rng(3).normal(size=401)


@pytest.mark.parametrize("factor", [0.5, 0.9, 0.99, 0.999])
def test_a_geometric_sequence_is_linear_with_its_factor(factor):
    fit = fit_rate(3.0 * factor**K)
    assert fit.kind == "linear"
    assert fit.factor == pytest.approx(factor, rel=1e-12)
    low, high = fit.factor_interval
    assert low <= factor * (1 + 1e-12)
    assert high >= factor * (1 - 1e-12)
    assert high - low < 1e-12


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0, 5.0])
def test_a_power_is_sublinear_with_its_exponent(exponent):
    errors = np.concatenate([[2.0], K[:-1] ** -exponent])  # e_k = k^(-p), k from 1 on
    fit = fit_rate(errors)
    assert fit.kind == "sublinear"
    assert fit.exponent == pytest.approx(exponent, rel=1e-10)
    assert fit.misfit_sublinear < 1e-10 < fit.misfit_linear


def test_chapter_11_e11_3_a_linear_run_is_not_called_one_over_k():
    """Where the ruler on log-log paper finds the slope -1, the misfits still tell."""
    f = Quadratic.diagonal([1.0, 1000.0])
    errors = minimize(f, GradientDescent(1 / 1000), [1.0, 0.0], 650).values
    fit = fit_rate(errors, start=400)
    low, high = fit.exponent_interval
    assert low < 1 < high
    assert fit.kind == "linear"
    assert fit.factor == pytest.approx(0.999**2)


def test_chapter_11_e11_3_a_fixed_chain_looks_slower_than_its_theorem():
    f = NesterovTridiagonal(1001)
    errors = minimize(f, GradientDescent(1.0), np.zeros(1001), 300).values - f.minimum
    fit = fit_rate(errors)
    assert fit.kind == "sublinear"
    assert fit.exponent == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    "errors",
    [
        np.exp(-((K / 30) ** 2)),  # bends down on both papers
        np.exp(-np.sqrt(K)),  # between the two models
        np.exp(0.3 * NOISE),  # no trend
        np.exp(0.3 * NOISE) / K,  # noise hides the difference
        np.ones(401),
    ],
    ids=["superlinear", "stretched", "no trend", "noisy", "constant"],
)
def test_what_is_neither_is_called_neither(errors):
    assert fit_rate(errors).kind == "neither"


def test_intervals_of_noisy_runs_cover_the_truth_mostly():
    """95 % each, for independent noise; 40 runs, so fewer than 33 would be a bad sign."""
    covered = 0
    for seed in range(40):
        noise = np.random.default_rng(seed).normal(size=401)
        low, high = fit_rate(0.98**K * np.exp(0.05 * noise)).factor_interval
        covered += low <= 0.98 <= high
    assert covered >= 33


def test_noise_widens_the_interval():
    widths = []
    for size in (0.0, 0.01, 0.1):
        low, high = fit_rate(0.98**K * np.exp(size * NOISE)).factor_interval
        widths.append(high - low)
    assert widths[0] < widths[1] < widths[2]


def test_the_tail_is_the_second_half_unless_told_otherwise():
    errors = np.concatenate([1 / K[:200], 0.99 ** K[:201] / 200])
    assert fit_rate(errors).kind == "linear"
    assert fit_rate(errors[:200], start=50).kind == "sublinear"
    assert fit_rate(errors) == fit_rate(errors, start=200)


def test_a_factor_in_front_changes_no_rate():
    first, second = fit_rate(1 / K), fit_rate(1e-9 / K)
    assert first.kind == second.kind
    assert first.exponent == pytest.approx(second.exponent)


@pytest.mark.parametrize(
    ("errors", "start", "message"),
    [
        (np.ones((2, 50)), None, r"errors must be one row of numbers, got the shape \(2, 50\)"),
        (np.ones(40), None, "the tail must have at least 32 errors, got 20"),
        (np.ones(40), 20, "the tail must have at least 32 errors, got 20"),
        (np.ones(80), 0, "start must be a whole number of at least 1, got 0"),
        (np.append(np.ones(90), 0.0), None, "positive and finite, got 0.0 after 90 steps"),
        (np.append(np.ones(90), np.nan), None, "positive and finite, got nan after 90 steps"),
        (["a"] * 80, None, "errors must hold real numbers, got the type <U1"),
    ],
)
def test_bad_input(errors, start, message):
    with pytest.raises(ValueError, match=message):
        fit_rate(errors, start)
