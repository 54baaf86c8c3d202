"""The Jacobian by central differences and the check of a differential."""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import jacobian

from gradbook.differentiation import central_difference, central_jacobian, differential_error
from gradbook.functions import Himmelblau, Rosenbrock

X = np.array([0.7, -1.3, 2.0])
RNG = np.random.default_rng(20)


def curved(x):
    return anp.array([anp.sin(x[0]) * x[1], anp.exp(x[2] / 2), x[0] * x[1] * x[2], x[1] ** 2])


def test_rows_are_outputs_and_columns_are_inputs():
    W = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    np.testing.assert_allclose(central_jacobian(lambda x: W @ x)(X), W, rtol=1e-10)


def test_against_automatic_differentiation():
    J = central_jacobian(curved)(X)
    assert J.shape == (4, 3)
    np.testing.assert_allclose(J, jacobian(curved)(X), rtol=1e-8, atol=1e-9)


def test_one_output_gives_the_gradient_as_a_row():
    f = Himmelblau()
    J = central_jacobian(lambda x: np.array([f(x)]))([1.0, -2.0])
    np.testing.assert_allclose(J, [central_difference(f)([1.0, -2.0])], rtol=1e-12)


def test_jacobian_of_a_gradient_is_the_hessian():
    f, x = Rosenbrock(), np.array([-1.2, 1.0])
    np.testing.assert_allclose(central_jacobian(f.gradient)(x), f.hessian(x), rtol=1e-7)


def test_halving_the_step_divides_the_error_by_four():
    exact = jacobian(curved)(X)
    errors = [np.abs(central_jacobian(curved, step=h)(X) - exact).max() for h in (1e-2, 5e-3)]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.01)


@pytest.mark.parametrize("x", [[0.0, 1e-9], [1e6, -1e6]])
def test_default_step_suits_large_and_small_coordinates(x):
    J = central_jacobian(lambda x: np.array([x[0] ** 2, x[0] * x[1]]))(x)
    expected = [[2 * x[0], 0], [x[1], x[0]]]
    np.testing.assert_allclose(J, expected, rtol=1e-6, atol=1e-6 * (1 + abs(x[1])))


def test_argument_stays_as_it_is():
    x = X.copy()
    central_jacobian(curved)(x)
    np.testing.assert_array_equal(x, X)


@pytest.mark.parametrize("step", [0, -1e-3, np.nan, np.inf, "small"])
def test_bad_step(step):
    with pytest.raises(ValueError, match="step must be a finite number greater than 0, got"):
        central_jacobian(curved, step=step)


def test_bad_point_or_function():
    with pytest.raises(ValueError, match=r"f must return a vector, .* got the shape \(\)"):
        central_jacobian(Rosenbrock())([1.0, 2.0])
    with pytest.raises(ValueError, match="x must be one point"):
        central_jacobian(curved)([[1.0, 2.0, 3.0]])
    with pytest.raises(ValueError, match="x must have finite coordinates"):
        central_jacobian(curved)([1.0, np.nan, 3.0])


def test_a_right_differential_of_any_shape_passes():
    A, dA = RNG.normal(size=(2, 3, 3))
    assert differential_error(np.sin, lambda dx: np.cos(0.4) * dx, 0.4, 1.0) < 1e-9
    assert differential_error(np.trace, np.trace, A, dA) < 1e-9
    assert differential_error(lambda A: A @ A, lambda d: d @ A + A @ d, A, dA) < 1e-9
    assert differential_error(lambda A: A.T, lambda d: d.T, A, dA) < 1e-9


@pytest.mark.parametrize("slip", [1e-3, -0.5, 2.0])
def test_a_wrong_factor_is_measured(slip):
    A, dA = RNG.normal(size=(2, 3, 4))
    error = differential_error(np.sum, lambda d: (1 + slip) * np.sum(d), A, dA)
    assert error == pytest.approx(abs(slip) / max(1, 1 + slip), rel=1e-6)


def test_a_wrong_sign_is_twice_off():
    assert differential_error(np.sum, lambda d: -np.sum(d), X, X) == pytest.approx(2)


@pytest.mark.parametrize("factor", [1e-8, 1.0, 1e8, -3.0])
def test_the_length_of_the_direction_does_not_matter(factor):
    A, dA = RNG.normal(size=(2, 3, 3))
    assert differential_error(np.linalg.det, lambda d: 0 * np.trace(d), A, factor * dA) == 1
    inverse = np.linalg.inv(A)
    assert (
        differential_error(np.linalg.inv, lambda d: -inverse @ d @ inverse, A, factor * dA) < 1e-7
    )


def test_a_constant_has_the_differential_zero():
    assert differential_error(lambda x: 3.0, lambda dx: 0.0, X, X) == 0


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_is_nan(bad):
    assert np.isnan(differential_error(np.sum, lambda dx: bad, X, X))
    assert np.isnan(differential_error(lambda x: bad, lambda dx: 1.0, X, X))


def test_bad_input_to_the_check():
    with pytest.raises(ValueError, match=r"dX must have the shape of X, \(3,\), got the shape \(2"):
        differential_error(np.sum, np.sum, X, [1.0, 2.0])
    with pytest.raises(ValueError, match="dX must not be zero"):
        differential_error(np.sum, np.sum, X, 0 * X)
    with pytest.raises(ValueError, match=r"X must hold at least one number, all of them finite"):
        differential_error(np.sum, np.sum, [np.nan], [1.0])
    with pytest.raises(ValueError, match=r"differential\(dX\) must have the shape of f\(X\), \(\)"):
        differential_error(np.sum, lambda dx: dx, X, X)
    with pytest.raises(ValueError, match=r"f\(X\) must hold real numbers"):
        differential_error(lambda x: 1j * x, lambda dx: dx, X, X)
