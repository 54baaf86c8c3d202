"""Hessians and their products with vectors, from gradients."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import rosen_der, rosen_hess, rosen_hess_prod

from gradbook.differentiation import central_hessian, hessian_vector_product
from gradbook.functions import (
    Bowl,
    Himmelblau,
    MixedPartialsDifferAtOrigin,
    Quadratic,
    Rosenbrock,
    Saddle,
)
from gradbook.optimizers import Counted

X = np.array([-1.2, 1.0])


def cubes(x):
    """Return the gradient of the sum of x⁴/4, whose central difference has the error 3xh² + h³."""
    return x**3


@pytest.mark.parametrize("f", [Bowl(), Rosenbrock(), Himmelblau(), Saddle()], ids=repr)
def test_against_hessians_by_hand(f):
    rng = np.random.default_rng(31)
    for x in rng.normal(size=(10, 2)):
        H = f.hessian(x)
        np.testing.assert_allclose(central_hessian(f.gradient)(x), H, rtol=1e-8, atol=1e-6)
        for v in rng.normal(size=(2, 2)):
            product = hessian_vector_product(f.gradient, x, v)
            np.testing.assert_allclose(product, H @ v, rtol=1e-8, atol=1e-6)


def test_against_scipy_in_many_dimensions():
    rng = np.random.default_rng(32)
    x, v = rng.normal(size=(2, 12))
    np.testing.assert_allclose(central_hessian(rosen_der)(x), rosen_hess(x), rtol=1e-7, atol=1e-6)
    product = hessian_vector_product(rosen_der, x, v)
    np.testing.assert_allclose(product, rosen_hess_prod(x, v), rtol=1e-7, atol=1e-5)


def test_column_j_is_the_change_along_axis_j():
    def not_a_gradient(x):
        return np.array([x[1], 3 * x[1]])

    np.testing.assert_allclose(central_hessian(not_a_gradient)([2, 5]), [[0, 1], [0, 3]], atol=1e-9)


def test_chapter_3_s1_the_order_of_the_mixed_derivatives_is_kept():
    H = central_hessian(MixedPartialsDifferAtOrigin().gradient)([0, 0])
    np.testing.assert_allclose(H, [[0, -1], [1, 0]], atol=1e-9)


def test_halving_the_step_divides_the_error_by_four():
    x, v = np.array([1.0, -2.0]), np.array([1.0, 1.0])
    for method, exact in (
        (lambda h: central_hessian(cubes, step=h)(x), np.diag(3 * x**2)),
        (lambda h: hessian_vector_product(cubes, x, v, step=h), 3 * x**2 * v),
    ):
        errors = [np.abs(method(h) - exact).max() for h in (0.1, 0.05)]
        assert errors[0] / errors[1] == pytest.approx(4, rel=1e-6)


def test_the_step_is_a_length_along_v():
    """For x³ along one axis the difference is (3x² + h²)v, whatever the length of v."""
    for scale in (1e-6, 1.0, 1e6):
        product = hessian_vector_product(cubes, [2.0], [scale], step=0.5)
        assert product == pytest.approx([12.25 * scale], rel=1e-12)


@pytest.mark.parametrize("x", [[0.0, 0.0], [1e6, -1e6], [1e-9, 3.0]])
@pytest.mark.parametrize("scale", [1e-200, 1.0, 1e200])
def test_default_step_suits_large_and_small_numbers(x, scale):
    f = Quadratic([[2, 1], [1, 3]], b=[1, -1])
    np.testing.assert_allclose(central_hessian(f.gradient)(x), f.A, atol=1e-8)
    v = scale * np.array([1.0, -2.0])
    np.testing.assert_allclose(hessian_vector_product(f.gradient, x, v), f.A @ v, rtol=1e-8)


def test_the_product_with_zero_is_zero():
    np.testing.assert_array_equal(hessian_vector_product(cubes, [1.0, 2.0], [0.0, 0.0]), [0, 0])


def test_cost_in_gradients():
    f = Counted(Quadratic(np.eye(5)))
    hessian_vector_product(f.gradient, np.ones(5), np.ones(5))
    assert (f.function_evaluations, f.gradient_evaluations) == (0, 2)
    central_hessian(f.gradient)(np.ones(5))
    assert (f.function_evaluations, f.gradient_evaluations) == (0, 2 + 10)


def test_arguments_stay_as_they_are():
    x, v = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    central_hessian(cubes)(x)
    hessian_vector_product(cubes, x, v)
    np.testing.assert_array_equal([x, v], [[1, 2], [3, 4]])


@pytest.mark.parametrize("step", [0, -1e-3, np.nan, np.inf, "small"])
def test_bad_step(step):
    with pytest.raises(ValueError, match="step must be a finite number greater than 0, got"):
        central_hessian(cubes, step=step)
    with pytest.raises(ValueError, match="step must be a finite number greater than 0, got"):
        hessian_vector_product(cubes, X, X, step=step)


def test_bad_points_and_gradients():
    with pytest.raises(ValueError, match=r"x must be one point, an array of shape \(n,\), got"):
        central_hessian(cubes)([[1.0, 2.0]])
    with pytest.raises(ValueError, match="x must have finite coordinates"):
        hessian_vector_product(cubes, [1.0, np.nan], X)
    with pytest.raises(ValueError, match=r"v must have the shape of x, \(2,\), got the shape \(3,"):
        hessian_vector_product(cubes, X, [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="v must have finite coordinates"):
        hessian_vector_product(cubes, X, [1.0, np.inf])
    for call in (
        lambda: central_hessian(lambda x: x @ x)(X),
        lambda: hessian_vector_product(lambda x: x @ x, X, X),
    ):
        with pytest.raises(ValueError, match=r"gradient\(x\) must have the shape of x, \(2,\), g"):
            call()
