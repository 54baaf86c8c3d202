"""Step rules: what they cost, special cases and bad input."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.functions import Bowl, Quadratic, Saddle
from gradbook.optimizers import (
    BarzilaiBorwein,
    Counted,
    DiminishingStep,
    ExactStep,
    PolyakStep,
    minimize,
)


@pytest.mark.parametrize(
    ("optimizer", "values", "gradients"),
    [
        (BarzilaiBorwein(first=0.1), 0, 5),
        (DiminishingStep(first=0.1), 0, 5),
        (PolyakStep(minimum=0.0), 5, 5),
    ],
    ids=repr,
)
def test_what_a_step_costs(optimizer, values, gradients):
    f, x = Counted(Quadratic.diagonal([1, 7])), np.array([1.0, 2.0])
    state = optimizer.init(x)
    for _ in range(5):
        x, state = optimizer.step(f, x, state)
    assert (f.function_evaluations, f.gradient_evaluations) == (values, gradients)


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_diminishing_steps_are_as_announced(power):
    """With the constant gradient 1 the iterates are minus the sum of the steps."""

    class Slope:
        def __call__(self, x):
            return x[0]

        def gradient(self, x):
            return np.ones(1)

    points = minimize(Slope(), DiminishingStep(0.3, power), [0.0], steps=4).points[:, 0]
    np.testing.assert_allclose(-np.diff(points), 0.3 / np.arange(1, 5) ** power, rtol=1e-12)


def test_barzilai_borwein_where_f_bends_downwards():
    """Along the second axis of the saddle the curvature is negative: the first step is used."""
    points = minimize(Saddle(), BarzilaiBorwein(first=0.25), [0, 1], steps=3).points
    np.testing.assert_allclose(points[:, 1], [1, 1.5, 2.25, 3.375])


def test_exact_step_where_f_bends_downwards():
    with pytest.raises(ValueError, match=r"g @ H @ g must be greater than 0 .* got -8"):
        minimize(Saddle(), ExactStep(), [0, 1], steps=1)


def test_exact_step_without_a_hessian():
    with pytest.raises(ValueError, match="f must have a method hessian for exact steps"):
        minimize(Counted(Bowl()), ExactStep(), [0, 1], steps=1)


def test_exact_steps_may_underflow():
    points = minimize(Quadratic.diagonal([1e-3, 1e-2]), ExactStep(), [10, 1], steps=3000).points
    assert np.linalg.norm(points[-1]) < 1e-150


def test_a_minimum_that_is_too_high():
    with pytest.raises(ValueError, match=r"minimum must be the minimum of f, but f is 0\.0.* 0\.1"):
        minimize(Bowl(), PolyakStep(minimum=0.1, factor=2.0), [1, 1], steps=50)


def test_a_minimum_that_is_too_low_keeps_the_iterates_from_converging():
    values = minimize(Bowl(), PolyakStep(minimum=-1.0), [1, 1], steps=200).values
    assert values[-100:].max() > 0.1


def test_polyak_forgives_a_minimum_that_is_too_high_by_rounding():
    f, x = Quadratic([[2, 0], [0, 2]], c=1.0), np.array([1e-9, 0.0])
    after, _ = PolyakStep(minimum=1.0 + np.finfo(float).eps).step(f, x, None)
    np.testing.assert_array_equal(after, x)


def test_polyak_stays_where_only_rounding_is_left():
    f = Quadratic([[2, 1], [1, 3]], b=[1, -1], c=1e6)
    points = minimize(f, PolyakStep(f.minimum), [3, -2], steps=500).points
    assert (points[-1] == points[-2]).all()
    np.testing.assert_allclose(points[-1], f.minimizers[0], atol=1e-3)


@pytest.mark.parametrize("bad", [0, -1, np.nan, np.inf, "1", None])
@pytest.mark.parametrize(
    ("rule", "name", "other"),
    [
        (BarzilaiBorwein, "first", {}),
        (DiminishingStep, "first", {}),
        (DiminishingStep, "power", {"first": 1.0}),
        (PolyakStep, "factor", {"minimum": 0.0}),
    ],
)
def test_bad_numbers(rule, name, other, bad):
    with pytest.raises(ValueError, match=f"{name} must be a finite number greater than 0, got"):
        rule(**other, **{name: bad})


def test_bad_minimum():
    with pytest.raises(ValueError, match="minimum must be a finite number, got -inf"):
        PolyakStep(minimum=-np.inf)


def test_bad_variant():
    with pytest.raises(ValueError, match="variant must be 1 or 2, got 3"):
        BarzilaiBorwein(first=0.1, variant=3)
