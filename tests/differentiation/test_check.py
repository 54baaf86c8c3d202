"""The gradient check passes what is right and names what is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.differentiation import check_gradient
from gradbook.functions import Bowl, Himmelblau, Quadratic, Rosenbrock, Saddle

X = np.array([-1.2, 1.0])


@pytest.mark.parametrize("f", [Bowl(), Rosenbrock(), Himmelblau(), Saddle()], ids=repr)
def test_right_gradients_pass(f):
    report = check_gradient(f, x=X)
    assert report.ok
    assert report.relative_error.max() < 1e-8
    np.testing.assert_array_equal(report.analytic, f.gradient(X))


@pytest.mark.parametrize("i", range(4))
def test_the_wrong_coordinate_is_named_with_both_values(i):
    f = Quadratic.diagonal([1, 2, 3, 4])

    def slip(x):
        g = f.gradient(x)
        g[i] *= 1.01
        return g

    report = check_gradient(f, slip, x=[5, 5, 5, 5])
    assert not report.ok
    assert report.worst == i
    assert report.relative_error[i] == pytest.approx(0.01 / 1.01)
    value = 5 * (i + 1)
    assert f"coordinate {i}: analytic {1.01 * value:g}, numeric {value:g}," in str(report)
    assert "FAILED" in str(report)


def test_the_tolerance_decides():
    def slightly_off(x):
        return Bowl().gradient(x) * (1 + 1e-4)

    assert not check_gradient(Bowl(), slightly_off, x=X).ok
    report = check_gradient(Bowl(), slightly_off, x=X, tolerance=1e-3)
    assert report.ok
    assert "passed" in str(report)


def test_a_small_slope_is_compared_absolutely():
    assert check_gradient(Rosenbrock(), x=[1, 1]).ok  # both gradients are nearly 0 there


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_gradient_that_is_not_finite_never_passes(bad):
    report = check_gradient(Bowl(), lambda x: np.array([2 * x[0], bad]), x=X, tolerance=1e9)
    assert not report.ok
    assert report.worst == 1


def test_a_plain_callable_needs_a_gradient():
    assert check_gradient(lambda x: x[0] * x[1], lambda x: [x[1], x[0]], x=[2, 3]).ok
    with pytest.raises(ValueError, match="gradient must be given, because f has no method"):
        check_gradient(lambda x: x[0] * x[1], x=[2, 3])


def test_bad_input():
    with pytest.raises(ValueError, match=r"gradient\(x\) must have the shape of x, \(2,\), got"):
        check_gradient(Bowl(), lambda x: 2.0, x=X)
    with pytest.raises(ValueError, match="x must be one point"):
        check_gradient(Bowl(), x=[[1, 2]])
    with pytest.raises(ValueError, match="x must have finite coordinates"):
        check_gradient(Bowl(), x=[1, np.nan])
    with pytest.raises(ValueError, match="tolerance must be a finite number greater than 0"):
        check_gradient(Bowl(), x=X, tolerance=0)
