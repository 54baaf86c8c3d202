"""The Taylor test passes what is right and says which order is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.differentiation import taylor_test
from gradbook.functions import Bowl, Himmelblau, Quadratic, Rosenbrock, Saddle

X = np.array([-1.2, 1.0])
DIRECTIONS = np.random.default_rng(33).normal(size=(10, 2))


@pytest.mark.parametrize("f", [Bowl(), Rosenbrock(), Himmelblau(), Saddle()], ids=repr)
def test_right_derivatives_pass(f):
    for u in DIRECTIONS:
        assert taylor_test(f, x=X, direction=u).ok


def test_chapter_3_e1_slopes_on_rosenbrock():
    for u in DIRECTIONS:
        slopes = taylor_test(Rosenbrock(), x=X, direction=u).slopes
        np.testing.assert_allclose(slopes, [1, 2, 3], atol=0.1)


def test_remainders_of_exp_are_those_of_its_series():
    t = np.array([0.1, 0.2])
    report = taylor_test(
        lambda x: np.exp(x[0]), np.exp, lambda x: [[1.0]], x=[0.0], direction=[1.0], steps=t
    )
    expected = [np.exp(t) - 1, np.exp(t) - 1 - t, np.exp(t) - 1 - t - t**2 / 2]
    np.testing.assert_allclose(report.remainders, expected, rtol=1e-12)
    slopes = [np.log2(remainder[1] / remainder[0]) for remainder in expected]
    np.testing.assert_allclose(report.slopes, slopes, rtol=1e-9)


@pytest.mark.parametrize("entry", [0, 1])
def test_a_wrong_gradient_fails_at_order_1(entry):
    def slip(x):
        g = Rosenbrock().gradient(x)
        g[entry] *= -1
        return g

    report = taylor_test(Rosenbrock(), slip, x=X, direction=[1, 1])
    assert report.failed == 1
    assert not report.ok
    assert report.slopes[1] == pytest.approx(1, abs=0.1)
    assert "FAILED at order 1: look for the mistake in the gradient." in str(report)


@pytest.mark.parametrize("entry", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_chapter_3_x3_a_wrong_sign_in_the_hessian_fails_at_order_2(entry):
    def slip(x):
        H = Rosenbrock().hessian(x)
        H[entry] *= -1
        return H

    report = taylor_test(Rosenbrock(), hessian=slip, x=X, direction=[1, 1])
    assert report.failed == 2
    assert report.slopes[2] == pytest.approx(2, abs=0.1)
    assert "FAILED at order 2: look for the mistake in the Hessian." in str(report)


def test_an_antisymmetric_error_is_seen_in_no_direction():
    def slip(x):
        return Rosenbrock().hessian(x) + np.array([[0, 7], [-7, 0]])

    assert all(taylor_test(Rosenbrock(), hessian=slip, x=X, direction=u).ok for u in DIRECTIONS)


def test_a_kink_fails_at_order_0():
    def root(x):
        return np.sqrt(np.abs(x[0]))

    report = taylor_test(root, lambda x: [0.0], x=[0.0], direction=[1.0])
    assert report.failed == 0
    assert report.slopes[0] == pytest.approx(0.5)
    assert "FAILED at order 0: f is not differentiable here" in str(report)


def test_remainders_may_shrink_faster_or_vanish():
    at_minimum = taylor_test(Rosenbrock(), x=[1, 1], direction=[1, 3])
    assert at_minimum.ok
    assert at_minimum.slopes[0] == pytest.approx(2, abs=0.1)  # the gradient is zero
    exact = taylor_test(Quadratic([[2, 1], [1, 3]], b=[1, -1]), x=X, direction=[1, 3])
    assert exact.ok
    assert exact.slopes[2] == np.inf  # nothing is left but rounding
    constant = taylor_test(lambda x: 3.0, lambda x: 0 * x, x=X, direction=[1, 3])
    assert constant.ok
    np.testing.assert_array_equal(constant.slopes, [np.inf, np.inf])


def test_steps_in_the_rounding_are_left_out():
    t = np.logspace(-1, -12, 12)
    report = taylor_test(Rosenbrock(), x=X, direction=[3, -4], steps=t)
    assert report.ok
    assert (report.remainders[2] <= report.rounding).any()
    np.testing.assert_allclose(report.slopes, [1, 2, 3], atol=0.1)


def test_the_length_of_the_direction_does_not_matter():
    one, other = (taylor_test(Rosenbrock(), x=X, direction=u) for u in ([3, -4], [300, -400]))
    np.testing.assert_allclose(one.remainders, other.remainders, rtol=1e-12, atol=one.rounding)


def test_without_a_hessian_two_orders_are_tested():
    report = taylor_test(lambda x: x[0] * x[1], lambda x: [x[1], x[0]], x=[2, 3], direction=[1, 1])
    assert report.remainders.shape == (2, 12)
    assert report.ok
    assert str(report).count("order") == 2


def test_the_tolerance_decides():
    def power(x):
        return np.abs(x[0]) ** 1.9

    def test(tolerance):
        arguments = {"x": [0.0], "direction": [1.0], "tolerance": tolerance}
        return taylor_test(power, lambda x: [0.0], **arguments)

    assert test(0.2).ok
    assert test(0.05).failed == 1


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_never_passes(bad):
    f = Rosenbrock()
    wrong = [
        taylor_test(lambda x: bad, f.gradient, x=X, direction=[1, 2]),
        taylor_test(f, lambda x: np.array([bad, 1]), x=X, direction=[1, 2]),
        taylor_test(f, hessian=lambda x: np.full((2, 2), bad), x=X, direction=[1, 2]),
        taylor_test(lambda x: 1.0 if x[0] == X[0] else bad, f.gradient, x=X, direction=[1, 2]),
    ]
    assert [report.failed for report in wrong] == [0, 1, 2, 0]


@pytest.mark.parametrize("direction", [[0, 0], [1, 2, 3]])
def test_bad_direction(direction):
    with pytest.raises(ValueError, match="direction must be 2 numbers that are not all 0"):
        taylor_test(Bowl(), x=X, direction=direction)


@pytest.mark.parametrize("steps", [0.1, [0.1], [0.1, 0.1], [0.1, 0], [0.1, -1], [0.1, np.nan]])
def test_bad_steps(steps):
    with pytest.raises(ValueError, match="steps must be two or more different finite numbers"):
        taylor_test(Bowl(), x=X, direction=[1, 2], steps=steps)


def test_bad_derivatives_and_points():
    with pytest.raises(ValueError, match="gradient must be given, because f has no method"):
        taylor_test(lambda x: x[0], x=X, direction=[1, 2])
    with pytest.raises(ValueError, match=r"gradient\(x\) must have the shape \(2,\) to match x, g"):
        taylor_test(Bowl(), lambda x: 2.0, x=X, direction=[1, 2])
    with pytest.raises(ValueError, match=r"hessian\(x\) must have the shape \(2, 2\) to match"):
        taylor_test(Bowl(), hessian=lambda x: x, x=X, direction=[1, 2])
    with pytest.raises(ValueError, match=r"f must return one number .* got the shape \(2,\)"):
        taylor_test(np.exp, np.exp, x=X, direction=[1, 2])
    with pytest.raises(ValueError, match="x must be one point"):
        taylor_test(Bowl(), x=[[1, 2]], direction=[1, 2])
    with pytest.raises(ValueError, match="tolerance must be a finite number greater than 0"):
        taylor_test(Bowl(), x=X, direction=[1, 2], tolerance=0)
