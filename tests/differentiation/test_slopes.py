"""Chapter 6, S7: the slope check finds wrong gradients, passes right ones and says what it saw."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.differentiation import SlopeReport, check_slopes
from gradbook.functions import Bowl, Himmelblau, Quadratic, Rosenbrock
from gradbook.optimizers import Counted

X = np.array([-1.2, 1.0])


@pytest.mark.parametrize("f", [Bowl(), Himmelblau(), Rosenbrock()])
@pytest.mark.parametrize("scale", [1e-8, 1.0, 1e8])
def test_a_right_gradient_passes_at_any_scale_of_f(f, scale):
    for x in np.random.default_rng(0).uniform(-2, 2, size=(20, 2)):
        report = check_slopes(lambda x: scale * f(x), lambda x: scale * f.gradient(x), x=x, seed=1)
        assert report.ok, str(report)
        assert report.relative_error.max() < 1e-7


@pytest.mark.parametrize(
    ("wrong", "error"), [(lambda g: -g, 2), (lambda g: g / 2, 0.5), (lambda g: 0 * g, 1)]
)
def test_a_factor_shows_in_the_relative_error(wrong, error):
    report = check_slopes(Rosenbrock(), lambda x: wrong(Rosenbrock().gradient(x)), x=X)
    assert not report.ok
    np.testing.assert_allclose(report.relative_error, error, rtol=1e-6)


def test_one_wrong_entry_among_many_is_seen_in_every_direction():
    f = Quadratic(np.eye(100))
    x = np.ones(100)
    wrong = f.gradient(x) + 0.1 * np.eye(100)[37]
    report = check_slopes(f, lambda x: wrong, x=x, directions=20)
    assert (report.relative_error > report.tolerance).all()


def test_chapter_6_s7_an_error_across_the_direction_is_missed():
    """The reason for random directions: the error may be orthogonal to one."""
    f = Bowl()
    v = np.random.default_rng(0).normal(size=2)
    across = np.array([-v[1], v[0]])
    assert check_slopes(f, lambda x: f.gradient(x) + across, x=X, directions=1, seed=0).ok
    assert not check_slopes(f, lambda x: f.gradient(x) + across, x=X, directions=2, seed=0).ok


def test_chapter_6_s7_probability_of_a_miss():
    """P(|e'v| <= τ max(|g'v|, |∇f'v|)) is at most (2/π) arctan(τ |g| / ((1 - τ) |e|))."""
    rng = np.random.default_rng(60)
    tolerance, trials = 0.05, 200_000
    for n in (2, 3, 30):
        right, error = rng.normal(size=(2, n))
        for e in (0.3 * error, error - (error @ right) / (right @ right) * right):
            g = right + e
            v = rng.normal(size=(trials, n))
            scale = np.maximum(np.abs(v @ g), np.abs(v @ right))
            missed = np.mean(np.abs(v @ e) <= tolerance * scale)
            ratio = tolerance / (1 - tolerance) * np.linalg.norm(g) / np.linalg.norm(e)
            assert ratio < 1
            bound = 2 / np.pi * np.arctan(ratio)
            assert missed <= bound + 4 * np.sqrt(bound / trials)


def test_single_precision_needs_to_be_told():
    def f(x):
        return np.sum(np.exp(x.astype(np.float32)))

    x = np.array([0.3, -0.5, 0.9])
    eps = float(np.finfo(np.float32).eps)
    assert not check_slopes(f, np.exp, x=x).ok
    told = check_slopes(f, np.exp, x=x, precision=eps)
    assert told.ok
    assert told.tolerance == pytest.approx(eps ** (1 / 3))
    assert not check_slopes(f, lambda x: 0.9 * np.exp(x), x=x, precision=eps).ok


def test_cost_is_two_values_a_direction_whatever_the_dimension():
    for n in (2, 50):
        f = Counted(Quadratic(np.eye(n)))
        check_slopes(f, x=np.ones(n), directions=4)
        assert (f.function_evaluations, f.gradient_evaluations) == (8, 1)


def test_the_seed_decides():
    one, same, other = (check_slopes(Rosenbrock(), x=X, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.analytic, same.analytic)
    assert (one.analytic != other.analytic).all()


def test_the_tolerance_decides():
    def almost(x):
        return 1.001 * Rosenbrock().gradient(x)

    assert not check_slopes(Rosenbrock(), almost, x=X).ok
    assert check_slopes(Rosenbrock(), almost, x=X, tolerance=0.01).ok


def test_a_flat_point_is_named_in_the_report():
    def f(x):
        return 5.0 + Rosenbrock()(x)

    report = check_slopes(f, lambda x: Rosenbrock().gradient(x) + 1e-9, x=[1, 1])
    assert not report.ok
    assert "hardly larger than the rounding of f: try another point" in str(report)
    clear = check_slopes(f, lambda x: -Rosenbrock().gradient(x), x=X)
    assert not clear.ok
    assert "rounding" not in str(clear)


def test_two_slopes_of_zero_agree():
    assert check_slopes(lambda x: 3.0, lambda x: 0 * x, x=X).ok


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_never_passes(bad):
    f = Rosenbrock()
    assert not check_slopes(lambda x: bad, f.gradient, x=X).ok
    assert not check_slopes(f, lambda x: np.array([bad, 1.0]), x=X).ok


def test_worst_and_text():
    report = SlopeReport(
        np.array([1.0, 2.0]), np.array([1.0, 4.0]), rounding=np.full(2, 1e-12), tolerance=1e-3
    )
    assert report.worst == 1
    assert str(report) == (
        "Slope check FAILED: the largest relative error is 5e-01, the tolerance 1e-03.\n"
        "Worst of 2 directions: analytic 2, numeric 4."
    )


def test_bad_arguments():
    with pytest.raises(ValueError, match="gradient must be given, because f has no method"):
        check_slopes(lambda x: x[0], x=X)
    with pytest.raises(ValueError, match=r"gradient\(x\) must have the shape of x, \(2,\), got"):
        check_slopes(Bowl(), lambda x: 2.0, x=X)
    with pytest.raises(ValueError, match="x must be one point"):
        check_slopes(Bowl(), x=[X, X])
    with pytest.raises(ValueError, match="directions must be a whole number of at least 1, got 0"):
        check_slopes(Bowl(), x=X, directions=0)
    with pytest.raises(ValueError, match="precision must be a finite number greater than 0"):
        check_slopes(Bowl(), x=X, precision=0)
    with pytest.raises(ValueError, match="tolerance must be a finite number greater than 0"):
        check_slopes(Bowl(), x=X, tolerance=-1)
    with pytest.raises(ValueError, match=r"f must return one number .* got the shape \(2,\)"):
        check_slopes(np.exp, np.exp, x=X)
