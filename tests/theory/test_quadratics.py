"""Closed forms on quadratics against the runs they predict."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.functions import Quadratic
from gradbook.optimizers import GradientDescent, minimize
from gradbook.theory import descent_on_quadratic, flow_on_quadratic

TILTED = Quadratic([[3, 1, 0], [1, 3, 1], [0, 1, 2]], b=[1, -2, 0.5], c=3)
FLAT = Quadratic([[1, 1], [1, 1]], b=[2, 2])  # a trough: many minimizers
X0 = [2.0, -1.0, 4.0]


@pytest.mark.parametrize("step_size", [0.05, 0.3, 1 / TILTED.L, 2 / TILTED.L, 0.55])
def test_chapter_9_s3_the_closed_form_is_the_run(step_size):
    run = minimize(TILTED, GradientDescent(step_size), X0, steps=60).points
    closed = descent_on_quadratic(TILTED, step_size, X0, np.arange(61))
    np.testing.assert_allclose(closed, run, rtol=1e-9, atol=1e-11)


def test_chapter_9_s3_along_a_flat_direction_nothing_moves():
    run = minimize(FLAT, GradientDescent(0.3), [5, 0], steps=200).points
    np.testing.assert_allclose(
        descent_on_quadratic(FLAT, 0.3, [5, 0], np.arange(201)), run, atol=1e-12
    )
    np.testing.assert_allclose(run[-1], [3.5, -1.5], atol=1e-12)  # the minimizer nearest to [5, 0]


def test_chapter_9_s3_converges_from_every_start_exactly_below_two_over_l():
    starts = np.random.default_rng(3).normal(size=(20, 3))
    for share, converges in ((0.02, True), (1.98, True), (2.0, False), (2.02, False)):
        ends = [descent_on_quadratic(TILTED, share / TILTED.L, x0, 5000) for x0 in starts]
        distances = np.linalg.norm(np.array(ends) - TILTED.minimizers[0], axis=1)
        assert (distances < 1e-6).all() if converges else (distances > 1e-3).all()
    slow = np.linalg.eigh(TILTED.A)[1][:, 0]  # without the steep mode even 2.02 / L converges
    end = descent_on_quadratic(TILTED, 2.02 / TILTED.L, TILTED.minimizers[0] + slow, 300)
    np.testing.assert_allclose(end, TILTED.minimizers[0], atol=1e-6)


def test_a_diverging_closed_form_overflows_silently():
    assert not np.isfinite(descent_on_quadratic(TILTED, 10.0, X0, 10_000)).all()


def test_flow_solves_its_differential_equation():
    t, h = np.linspace(0.1, 3, 20), 1e-5
    x = flow_on_quadratic(TILTED, X0, t)
    ahead, behind = flow_on_quadratic(TILTED, X0, [t + h, t - h])
    np.testing.assert_allclose((ahead - behind) / (2 * h), -TILTED.gradient(x), atol=1e-7)
    np.testing.assert_allclose(flow_on_quadratic(TILTED, X0, 0), X0, rtol=1e-14)
    np.testing.assert_allclose(flow_on_quadratic(TILTED, X0, np.inf), TILTED.minimizers[0])


def test_chapter_9_e3_short_steps_follow_the_flow():
    deviations = []
    for alpha in (0.02, 0.01, 0.005):
        k = np.arange(round(2 / alpha) + 1)
        gap = descent_on_quadratic(TILTED, alpha, X0, k) - flow_on_quadratic(TILTED, X0, alpha * k)
        deviations.append(np.linalg.norm(gap, axis=1).max())
    slopes = np.diff(np.log(deviations)) / np.log(0.5)
    np.testing.assert_allclose(slopes, 1, atol=0.1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: descent_on_quadratic(TILTED, 0.1, [1, 2], 3), "x0 must have 3 coordinates to"),
        (lambda: descent_on_quadratic(TILTED, 0.1, X0, -1), "k must hold whole numbers of at"),
        (lambda: descent_on_quadratic(TILTED, 0.1, X0, [1, 2.5]), "k must hold whole numbers of"),
        (lambda: descent_on_quadratic(TILTED, 0.1, X0, np.inf), "k must hold whole numbers of at"),
        (lambda: descent_on_quadratic(TILTED, -1, X0, 1), "step_size must be a finite number"),
        (lambda: flow_on_quadratic(TILTED, [1, np.nan, 0], 1), "x0 must have finite coordinates"),
        (lambda: flow_on_quadratic(TILTED, X0, [0, -0.1]), "t must hold numbers of at least 0"),
        (lambda: flow_on_quadratic(TILTED, X0, np.nan), "t must hold numbers of at least 0, got"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("f", [Quadratic.diagonal([1, -1]), Quadratic([[1, 0], [0, 0]], b=[0, 1])])
def test_an_unbounded_problem(f):
    message = "f must have a minimizer, and this quadratic is not bounded below"
    with pytest.raises(ValueError, match=message):
        descent_on_quadratic(f, 0.1, [1, 1], 5)
    with pytest.raises(ValueError, match=message):
        flow_on_quadratic(f, [1, 1], 5)
