"""Bad input to the numerics: one sentence that names the argument, what was expected and given.

Each entry of TOOLS takes a function and a point; each kind of bad input must be refused by all.
"""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from gradbook.differentiation import (
    central_difference,
    central_hessian,
    central_jacobian,
    check_gradient,
    check_slopes,
    classify,
    complex_step_gradient,
    directional_derivative,
    forward_difference,
    hessian_vector_product,
    richardson_difference,
    second_difference,
    taylor_test,
)
from gradbook.functions import (
    Baydin,
    Bowl,
    Lasso,
    LogisticLoss,
    MatrixFactorization,
    MaxLinear,
    Quadratic,
    Rastrigin,
    Ridge,
    Saddle,
    SquireTrapp,
    mesh,
)
from gradbook.optimizers import GradientDescent, iterates, minimize


class AsGiven:
    """The bowl without checks of its own, for real and complex points."""

    def __call__(self, x):
        return np.sum(np.asarray(x) ** 2, axis=-1)

    def gradient(self, x):
        return 2 * np.asarray(x)


TOOLS = {
    "forward": lambda f, x: forward_difference(f)(x),
    "central": lambda f, x: central_difference(f)(x),
    "richardson": lambda f, x: richardson_difference(f)(x),
    "second": lambda f, x: second_difference(f)(x),
    "complex step": lambda f, x: complex_step_gradient(f)(x),
    "Jacobian": lambda f, x: central_jacobian(f.gradient)(x),
    "Hessian": lambda f, x: central_hessian(f.gradient)(x),
    "Hessian times v": lambda f, x: hessian_vector_product(f.gradient, x, np.ones(2)),
    "directional": lambda f, x: directional_derivative(f, x, [1, 0]),
    "check_gradient": lambda f, x: check_gradient(f, x=x),
    "check_slopes": lambda f, x: check_slopes(f, x=x),
    "taylor_test": lambda f, x: taylor_test(f, x=x, direction=[1, 0]),
    "classify": lambda f, x: classify(f, x),
    "iterates": lambda f, x: list(islice(iterates(f, GradientDescent(0.1), x), 2)),
    "minimize": lambda f, x: minimize(f, GradientDescent(0.1), x, steps=1),
}

every_tool = pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)


@every_tool
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_point_that_is_not_finite(tool, bad):
    with pytest.raises(ValueError, match=r"x0? must .*finite.*, got .*(nan|inf)"):
        tool(AsGiven(), [bad, 1.0])


@every_tool
@pytest.mark.parametrize(
    ("x", "given"),
    [
        (3.0, "the number 3|one point"),
        ([], r"shape \(0,\)|got \[\]"),
        ([1j, 2], "complex128"),
        (["a", "b"], "<U1"),
        (None, "object"),
        ([[1, 2], [3]], "rows differ"),
    ],
    ids=["number", "empty", "complex", "text", "None", "ragged"],
)
def test_what_is_no_point(tool, x, given):
    with pytest.raises(ValueError, match=rf"^x0? must .*({given})"):
        tool(AsGiven(), x)


@every_tool
def test_whole_numbers_are_points_like_others(tool):
    """Steps must not be cut to whole numbers, nor results."""
    ours, floats = (tool(AsGiven(), np.array([3, 4], dtype)) for dtype in (np.int32, np.float64))
    assert str(ours) == str(floats)


@pytest.mark.parametrize("name", sorted(set(TOOLS) - {"Jacobian"}))
def test_a_function_that_returns_an_array(name):
    class Vector(AsGiven):
        def __call__(self, x):
            return np.stack([super().__call__(x)] * 3, axis=-1)

        def gradient(self, x):
            return 2 * np.asarray(x)[..., :1] * np.ones(3)

    with pytest.raises(ValueError, match=r"must .*got.*(\(3,\)|\(3, 2\))|to match x"):
        TOOLS[name](Vector(), [1.0, 2.0])


@pytest.mark.parametrize(
    ("f", "outside", "message"),
    [
        (Baydin(), [0.0, 1.0], "x must have a first coordinate greater than 0 .*, got 0.0"),
        (Baydin(), [[1.0, 1.0], [-2.0, 1.0]], "x must have a first coordinate .*, got -2.0"),
        (SquireTrapp(), [-0.8], r"x must lie between -pi/4 and 3 pi/4, got -0\.8"),
        (SquireTrapp(), [[0.0], [2.5]], r"x must lie between -pi/4 and 3 pi/4, got 2\.5"),
    ],
)
def test_a_point_outside_the_domain(f, outside, message):
    for method in (f, f.gradient, f.hessian):
        with pytest.raises(ValueError, match=message):
            method(outside)


def test_a_step_that_leaves_the_domain_says_so():
    with pytest.raises(ValueError, match="x must lie between -pi/4 and 3 pi/4, got"):
        minimize(SquireTrapp(), GradientDescent(1.0), [2.0], steps=5)


@pytest.mark.parametrize("step", [np.nan, np.inf, 0, -0.1, "0.1", None])
def test_a_step_size_that_is_no_positive_number(step):
    with pytest.raises(ValueError, match="step_size must be a finite number greater than 0, got"):
        GradientDescent(step)


@pytest.mark.parametrize("steps", [-1, 2.0, np.nan, "3"])
def test_a_number_of_steps_that_is_none(steps):
    with pytest.raises(ValueError, match="steps must be a whole number of at least 0, got"):
        minimize(Bowl(), GradientDescent(0.1), [1, 2], steps=steps)


def test_an_unbounded_problem_has_no_minimizer_and_its_run_shows_it():
    f = Saddle()
    assert (f.minimum, f.minimizers.shape) == (-np.inf, (0, 2))
    run = minimize(f, GradientDescent(0.5), [1.0, 1.0], steps=2000)
    assert not np.isfinite(run.values[-1])
    with pytest.raises(ValueError, match="there is none, and regularization must be greater"):
        LogisticLoss([[1.0]], [1]).minimizers  # noqa: B018


def test_steps_that_overflow_are_silent_and_what_the_reader_does_between_them_is_not():
    walk = iterates(Saddle(), GradientDescent(1e200), [1.0, 1.0])
    assert not np.isfinite(list(islice(walk, 5))[-1]).all()
    with pytest.warns(RuntimeWarning, match="overflow"):
        np.float64(1e200) ** 2


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Ridge([1, 2], [1, 2]), r"X must be a matrix of finite numbers, got \[1.0, 2.0\]"),
        (lambda: Ridge([[np.nan]], [1]), r"X must be a matrix of finite numbers, got \[\[nan\]\]"),
        (lambda: Ridge([[1], [2]], [1]), r"y must be 2 finite numbers to match X, got \[1.0\]"),
        (lambda: Ridge([[1]], [np.inf]), r"y must be 1 finite numbers to match X, got \[inf\]"),
        (lambda: Ridge([[1]], [1], -1), "regularization must be at least 0, got -1"),
        (lambda: Lasso([[1]], [1], 0), "regularization must be a finite number greater than 0"),
        (lambda: MaxLinear([[1, 0], [0, 1]]), r"slopes must add up to 0 .* the sum \[1. 1.\]"),
        (lambda: MaxLinear([[0, 0]]), "slopes must add up to 0 and not all be 0"),
        (lambda: MatrixFactorization([[1, 2]], 2), "rank must be at most 1, .* got 2"),
        (lambda: MatrixFactorization([[1]], 0), "rank must be a whole number of at least 1, got 0"),
        (lambda: Rastrigin(0), "dimension must be a whole number of at least 1, got 0"),
        (lambda: Rastrigin(2, a=0), "a must be a finite number greater than 0, got 0"),
        (lambda: Quadratic.hilbert(0), "dimension must be a whole number of at least 1, got 0"),
        (
            lambda: Quadratic.from_spectrum([1, 2], [[1, 1], [0, 1]], [0, 0]),
            r"rotation must be an orthogonal 2 by 2 matrix, got \[\[1.0, 1.0\]",
        ),
        (
            lambda: Quadratic.from_spectrum([1, 2], np.eye(2), [0]),
            "minimizer must have 2 coordinates, got 1",
        ),
        (lambda: mesh(3, [1, 2]), r"x must be a row of numbers, got the shape \(\)"),
        (lambda: mesh([1, 2], [[1]]), r"y must be a row of numbers, got the shape \(1, 1\)"),
    ],
)
def test_parameters_of_functions(make, message):
    with pytest.raises(ValueError, match=message):
        make()
