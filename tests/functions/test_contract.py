"""What holds for every function of the package. A new one is added to EXAMPLES, nothing else."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from gradbook import functions
from gradbook.functions import (
    AbsoluteValue,
    Ackley,
    Baydin,
    Beale,
    Booth,
    Bowl,
    ChainedRosenbrock,
    DiscontinuousAtOrigin,
    Factorization,
    Function,
    Himmelblau,
    Huber,
    Hyperbola,
    Lasso,
    LogCosh,
    LogisticLoss,
    LogSumExp,
    LonelyMinimum,
    MatrixFactorization,
    Matyas,
    MaxLinear,
    MixedPartialsDifferAtOrigin,
    MonkeySaddle,
    NesterovTridiagonal,
    NotDifferentiableAtOrigin,
    Peano,
    PiecewiseQuadratic,
    Quadratic,
    Rastrigin,
    Ridge,
    Rosenbrock,
    Saddle,
    SquireTrapp,
    StyblinskiTang,
    ThreeExponentials,
    ThreeHumpCamel,
    WavyParabola,
)

EXAMPLES = [
    Bowl(),
    Bowl(dimension=5),
    Quadratic([[2, 1], [1, 3]], b=[1, -1], c=4),
    Quadratic.diagonal([0, 2, 9]),
    Quadratic.diagonal([-1, 2]),
    Rosenbrock(),
    Rosenbrock(a=-2, b=5),
    Saddle(),
    Himmelblau(),
    DiscontinuousAtOrigin(),
    MixedPartialsDifferAtOrigin(),
    NotDifferentiableAtOrigin(),
    Huber(),
    Huber(delta=0.5),
    LogSumExp(),
    LogisticLoss([[2, 1], [-1, 1], [1, 0], [0, 2]], [1, 1, -1, -1]),
    LogisticLoss([[3, 1], [1, -2], [4, 1]], [1, -1, 1], regularization=3),
    WavyParabola(),
    Factorization(),
    LonelyMinimum(),
    MonkeySaddle(),
    Peano(),
    Beale(),
    Booth(),
    Matyas(),
    ThreeHumpCamel(),
    Ackley(),
    Rastrigin(),
    Rastrigin(dimension=3, a=0.5),
    StyblinskiTang(),
    AbsoluteValue(),
    Hyperbola(),
    LogCosh(),
    PiecewiseQuadratic(),
    ChainedRosenbrock(dimension=2, b=3),
    ChainedRosenbrock(dimension=4),
    ThreeExponentials(),
    Baydin(),
    SquireTrapp(),
    MaxLinear([[2, 0], [-1, 1], [-1, -1]]),
    Ridge([[2, 1], [-1, 1], [1, 0]], [1, 2, -1]),
    Ridge([[1, 2, 3]], [4]),
    Ridge([[1, 2, 3]], [4], regularization=2),
    Lasso([[2, 1], [-1, 1], [1, 0]], [1, 2, -1], regularization=0.5),
    Lasso([[1, 2, 3]], [4], regularization=0.5),
    MatrixFactorization([[3, 1], [0, 2]], rank=1),
    NesterovTridiagonal(dimension=4, smoothness=10, convexity=0.5),
]

DOMAINS = {
    "Baydin": lambda x: np.where([True, False], np.abs(x) + 0.01, x),
    "SquireTrapp": lambda x: (1 + 1.999 * np.tanh(x)) * np.pi / 4,
}
"""For a function with a domain, a map of all points into it."""

WITH_HESSIAN = [f for f in EXAMPLES if hasattr(f, "hessian")]

every_function = pytest.mark.parametrize("f", EXAMPLES, ids=lambda f: type(f).__name__)


def random_points(f, count, scale=1.0):
    return inside(f, normal_points(f, count, scale))


def normal_points(f, count, scale):
    return scale * np.random.default_rng(7).normal(size=(count, f.minimizers.shape[1]))


def inside(f, x):
    return DOMAINS.get(type(f).__name__, lambda x: x)(x)


def test_every_public_function_has_an_example():
    assert {type(f).__name__ for f in EXAMPLES} == set(functions.__all__) - {"Function", "mesh"}


@every_function
def test_is_a_function(f):
    assert isinstance(f, Function)


@every_function
def test_gradient_agrees_with_slopes_along_random_directions(f):
    h = 1e-5
    x, v = random_points(f, 20), random_points(f, 40)[20:]
    slope = (f(x + h * v) - f(x - h * v)) / (2 * h)
    np.testing.assert_allclose(np.vecdot(f.gradient(x), v), slope, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("f", WITH_HESSIAN, ids=lambda f: type(f).__name__)
def test_hessian_agrees_with_changes_of_the_gradient(f):
    h = 1e-5
    x, v = random_points(f, 20), random_points(f, 40)[20:]
    change = (f.gradient(x + h * v) - f.gradient(x - h * v)) / (2 * h)
    hessian = f.hessian(x)
    along = (hessian @ v[..., np.newaxis])[..., 0]
    np.testing.assert_allclose(along, change, rtol=1e-6, atol=1e-6)
    np.testing.assert_array_equal(hessian, np.swapaxes(hessian, -1, -2))


def test_all_but_those_with_kinks_in_the_gradient_have_a_hessian():
    without = {type(f).__name__ for f in EXAMPLES if f not in WITH_HESSIAN}
    assert without == {
        "AbsoluteValue",
        "Ackley",
        "DiscontinuousAtOrigin",
        "Huber",
        "Lasso",
        "MaxLinear",
        "MixedPartialsDifferAtOrigin",
        "NotDifferentiableAtOrigin",
        "PiecewiseQuadratic",
    }


@every_function
def test_a_mesh_gives_what_its_points_give(f):
    mesh = random_points(f, 12).reshape(3, 4, -1)
    for method in (f, f.gradient, getattr(f, "hessian", f.gradient)):
        whole = method(mesh)
        each = np.array([[method(point) for point in row] for row in mesh])
        assert whole.shape == each.shape
        np.testing.assert_allclose(whole, each, rtol=1e-13, atol=1e-13)


@every_function
def test_shapes_and_types_of_one_point(f):
    ones = [1] * f.minimizers.shape[1]  # a list of integers
    assert isinstance(f(ones), float)
    assert f.gradient(ones).shape == (len(ones),)
    assert f.gradient(np.array(ones)).dtype == np.float64


@every_function
def test_arguments_stay_as_they_are(f):
    x = random_points(f, 3)
    before = x.copy()
    for method in (f, f.gradient, getattr(f, "hessian", f.gradient)):
        method(x)
    np.testing.assert_array_equal(x, before)


@every_function
def test_minimizers_are_critical_points_with_the_minimum_as_value(f):
    x = f.minimizers
    assert x.ndim == 2
    np.testing.assert_allclose(f(x), np.full(len(x), f.minimum), atol=1e-13)
    np.testing.assert_allclose(f.gradient(x), np.zeros_like(x), atol=1e-12)


@every_function
def test_no_value_is_below_the_minimum_and_some_come_near(f):
    if np.isfinite(f.minimum):
        assert len(f.minimizers) > 0
        assert np.min(f(random_points(f, 1000))) >= f.minimum
    else:
        assert len(f.minimizers) == 0
        assert np.min(f(random_points(f, 1000, scale=1e3))) < -100


@every_function
def test_L_bounds_the_change_of_the_gradient(f):
    """Where L is None no bound holds: the quotient grows near the origin or far away."""
    largest = 0.0
    for scale in (1e-4, 1.0, 1e4):
        start, v = normal_points(f, 200, scale), normal_points(f, 400, scale)[200:]
        for end in (v, start + 1e-3 * v):  # far apart, and close together
            x, y = inside(f, start), inside(f, end)
            with np.errstate(over="ignore", invalid="ignore"):  # exponentials far away
                change = np.linalg.norm(f.gradient(x) - f.gradient(y), axis=-1)
                quotients = change / np.linalg.norm(x - y, axis=-1)
            largest = max(largest, np.max(quotients[np.isfinite(quotients)], initial=0))
    if f.L is None:
        assert largest > 1e3
    else:
        assert 0.9 * f.L < largest <= f.L * (1 + 1e-9)


@every_function
def test_mu_bounds_the_growth_of_the_gradient(f):
    """Where mu is None the gradient does not grow along some direction, at least far away."""
    x, y = random_points(f, 400), random_points(f, 800)[400:]
    growth = np.vecdot(f.gradient(x) - f.gradient(y), x - y) / np.vecdot(x - y, x - y)
    if f.mu is None:
        x, h = random_points(f, 400, scale=10), 1e-4
        steps = h * np.eye(x.shape[-1])
        along_axes = [np.min((f.gradient(x + s) - f.gradient(x)) @ s / h**2) for s in steps]
        assert min(np.min(growth), *along_axes) < 0.1
    else:
        assert f.mu * (1 - 1e-9) <= np.min(growth) < 1.2 * f.mu


@every_function
def test_is_frozen(f):
    with pytest.raises(FrozenInstanceError):
        f.minimum_value = 3.0


@every_function
def test_points_of_another_dimension_are_refused(f):
    n = f.minimizers.shape[1]
    for method in (f, f.gradient, getattr(f, "hessian", f.gradient)):
        with pytest.raises(ValueError, match=rf"x must have {n} coordinates .* shape \({n + 1},\)"):
            method(np.zeros(n + 1))
        with pytest.raises(ValueError, match=rf"x must have {n} coordinates .* the number 3"):
            method(3)


@every_function
@pytest.mark.parametrize("x", [["a", "b"], [1j, 2], [[1, 2], [3]]], ids=str)
def test_what_is_no_array_of_real_numbers_is_refused(f, x):
    with pytest.raises(ValueError, match="x must"):
        f(x)
