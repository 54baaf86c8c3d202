"""Statements of chapter 5 about its landscapes, executed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from gradbook.functions import Factorization, LonelyMinimum, MonkeySaddle, Peano

slope = st.floats(min_value=-1e3, max_value=1e3).filter(lambda m: abs(m) > 1e-3)


def test_chapter_5_s4_the_origin_is_a_strict_local_minimum():
    f = LonelyMinimum()
    np.testing.assert_array_equal(f.gradient([0, 0]), [0, 0])
    np.testing.assert_array_equal(f.hessian([0, 0]), 2 * np.eye(2))
    inside = np.random.default_rng(51).uniform(-0.5, 0.5, size=(1000, 2))
    assert (f(inside) > 0).all()


def test_chapter_5_s4_no_other_point_is_critical():
    """The second entry of the gradient vanishes for y = 0 or x = 1 only; the first does not."""
    f = LonelyMinimum()
    t = np.linspace(-50, 50, 1001)
    on_axis = f.gradient(np.stack([t, 0 * t], axis=-1))
    np.testing.assert_array_equal(on_axis[:, 0] == 0, t == 0)
    across = f.gradient(np.stack([np.ones_like(t), t], axis=-1))
    np.testing.assert_array_equal(across, [[2.0, 0.0]] * len(t))


def test_chapter_5_s4_falls_without_end_on_the_line_x_is_2():
    y = np.linspace(0, 100, 11)
    np.testing.assert_array_equal(LonelyMinimum()(np.stack([2 + 0 * y, y], -1)), 4 - y**2)


@settings(deadline=None, derandomize=True)
@given(m=slope)
def test_chapter_5_s2_strict_minimum_on_the_line_with_slope_m(m):
    """On y = mx the value is x²(m - x)(m - 2x), positive for 0 < |x| < |m|/2."""
    f = Peano()
    x = np.linspace(-abs(m) / 2, abs(m) / 2, 101)[1:-1]
    values = f(np.stack([x, m * x], axis=-1))
    np.testing.assert_array_equal(values > 0, x != 0)
    assert f([0, m]) > 0


def test_chapter_5_s2_negative_arbitrarily_near_the_origin():
    f = Peano()
    x = 10.0 ** -np.arange(0, 50, 5)
    np.testing.assert_allclose(f(np.stack([x, 1.5 * x**2], axis=-1)), -(x**4) / 4, rtol=1e-12)


def test_monkey_saddle_has_three_valleys():
    theta = np.deg2rad(np.arange(0.5, 360))
    circle = np.stack([np.cos(theta), np.sin(theta)], axis=-1)
    values = MonkeySaddle()(circle)
    np.testing.assert_allclose(values, np.cos(3 * theta), atol=1e-14)
    assert np.sum(np.diff(np.sign(values)) != 0) == 6


@pytest.mark.parametrize("w", [0.25, -1.0, 3.0])
def test_factorization_is_minimal_on_the_hyperbola_where_its_hessian_is_singular(w):
    f, x = Factorization(), np.array([w, 1 / w])
    assert f(x) == pytest.approx(0, abs=1e-30)
    assert np.linalg.eigvalsh(f.hessian(x)) == pytest.approx([0, w**2 + 1 / w**2], abs=1e-12)
