"""Statements of chapter 1 about functions, executed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from gradbook.functions import (
    Bowl,
    DiscontinuousAtOrigin,
    NotDifferentiableAtOrigin,
    Quadratic,
    Saddle,
)


def test_chapter_1_s2_partials_at_the_origin_exist_but_g_is_not_continuous():
    g = DiscontinuousAtOrigin()
    t = 10.0 ** -np.arange(0, 300, 10)
    axes = np.stack([t, 0 * t], axis=-1)
    np.testing.assert_array_equal(g(axes) / t, 0)  # both difference quotients are 0
    np.testing.assert_array_equal(g(axes[:, ::-1]) / t, 0)
    np.testing.assert_array_equal(g.gradient([0, 0]), [0, 0])
    np.testing.assert_array_equal(g(np.stack([t, t], axis=-1)), 0.5)  # yet no limit 0


def test_chapter_1_s3_fails_for_h_at_the_origin():
    h = NotDifferentiableAtOrigin()
    theta = np.deg2rad(np.arange(360))
    u = np.stack([np.cos(theta), np.sin(theta)], axis=-1)
    slope = h(1e-8 * u) / 1e-8  # h is homogeneous: the quotient is the slope for every step
    np.testing.assert_allclose(slope, np.cos(theta) ** 2 * np.sin(theta), atol=1e-15)
    predicted = u @ h.gradient([0, 0])
    assert np.abs(slope - predicted).max() == pytest.approx(2 / (3 * np.sqrt(3)), abs=1e-4)


@pytest.mark.parametrize(
    ("kappa", "degrees"), [(2, 19.47), (10, 54.90), (100, 78.58), (1000, 86.38)]
)
def test_chapter_1_s8_largest_angle_between_descent_and_minimizer(kappa, degrees):
    f = Quadratic.diagonal([1, kappa])

    def angle(t):
        x, g = np.array([np.cos(t), np.sin(t)]), f.gradient([np.cos(t), np.sin(t)])
        return np.arctan2(abs(x[0] * g[1] - x[1] * g[0]), x @ g)

    best = minimize_scalar(lambda t: -angle(t), bounds=(0, np.pi / 2), options={"xatol": 1e-12})
    assert np.rad2deg(angle(best.x)) == pytest.approx(degrees, abs=0.005)
    assert angle(best.x) == pytest.approx(np.arcsin((kappa - 1) / (kappa + 1)), abs=1e-9)
    assert angle(best.x) == pytest.approx(np.arccos(2 * np.sqrt(kappa) / (kappa + 1)), abs=1e-9)
    assert angle(np.arctan2(1, np.sqrt(kappa))) == pytest.approx(angle(best.x), abs=1e-12)


def test_chapter_1_s8_worked_example():
    f = Quadratic.diagonal([1, 10])
    descent, aim = -f.gradient([10, 1]), np.array([-10, -1])
    np.testing.assert_array_equal(descent, [-10, -10])
    cosine = descent @ aim / np.linalg.norm(descent) / np.linalg.norm(aim)
    assert np.rad2deg(np.arccos(cosine)) == pytest.approx(39.289, abs=5e-4)


@pytest.mark.parametrize(
    ("f", "below", "above"),
    [(Bowl(), False, True), (Quadratic.diagonal([-2, -2]), True, False), (Saddle(), True, True)],
    ids=["minimum", "maximum", "saddle"],
)
def test_chapter_1_s10_a_zero_gradient_does_not_make_a_minimum(f, below, above):
    theta = np.linspace(0, 2 * np.pi, 360)
    around = 1e-3 * np.stack([np.cos(theta), np.sin(theta)], axis=-1)
    np.testing.assert_array_equal(f.gradient([0, 0]), [0, 0])
    assert (f(around) < f([0, 0])).any() == below
    assert (f(around) > f([0, 0])).any() == above
