"""Nesterov's two methods against their recurrences, and their input."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.functions import Huber, Quadratic
from gradbook.optimizers import (
    Counted,
    GradientDescent,
    NesterovConvex,
    NesterovStronglyConvex,
    minimize,
)

F = Quadratic([[2, 1], [1, 3]], b=[1, -1])
X0 = np.array([3.0, -2.0])


def test_the_convex_method_is_its_recurrence():
    x, y, t = [X0], X0, [None, 1.0]
    for k in range(1, 20):
        x.append(y - 0.2 * F.gradient(y))
        t.append((1 + np.sqrt(1 + 4 * t[k] ** 2)) / 2)
        y = x[k] + (t[k] - 1) / t[k + 1] * (x[k] - x[k - 1])
    points = minimize(F, NesterovConvex(0.2), X0, steps=19).points
    np.testing.assert_allclose(points, x, rtol=1e-13, atol=1e-13)


def test_the_method_with_constant_momentum_is_its_recurrence():
    x = [X0, X0]
    for _ in range(19):
        y = x[-1] + 0.6 * (x[-1] - x[-2])
        x.append(y - 0.2 * F.gradient(y))
    points = minimize(F, NesterovStronglyConvex(0.2, 0.6), X0, steps=19).points
    np.testing.assert_allclose(points, x[1:], rtol=1e-13, atol=1e-13)


def test_without_momentum_it_is_gradient_descent():
    points = minimize(F, NesterovStronglyConvex(0.2, 0.0), X0, steps=9).points
    np.testing.assert_array_equal(points, minimize(F, GradientDescent(0.2), X0, steps=9).points)


def test_the_first_step_of_both_is_one_of_gradient_descent():
    first = minimize(F, GradientDescent(0.2), X0, steps=1).points[1]
    for method in (NesterovConvex(0.2), NesterovStronglyConvex(0.2, 0.9)):
        np.testing.assert_array_equal(minimize(F, method, X0, steps=1).points[1], first)


@pytest.mark.parametrize("method", [NesterovConvex(0.2), NesterovStronglyConvex(0.2, 0.6)])
def test_a_step_costs_one_gradient_and_no_value(method):
    f = Counted(F)
    minimize(f, method, X0, steps=7)
    assert (f.function_evaluations, f.gradient_evaluations) == (8, 7)  # values by the record


def test_chapter_11_s12_values_need_not_decrease():
    values = minimize(Huber(0.05), NesterovConvex(1.0), [1.0], steps=60).values
    assert (np.diff(values) > 1e-6).any()


@pytest.mark.parametrize("step_size", [0, -1.0, np.nan, None])
def test_bad_step_size(step_size):
    for make in (NesterovConvex, lambda alpha: NesterovStronglyConvex(alpha, 0.5)):
        with pytest.raises(ValueError, match="step_size must be a finite number greater than 0"):
            make(step_size)


@pytest.mark.parametrize("momentum", [-0.1, 1.0, 2, np.nan, None])
def test_bad_momentum(momentum):
    with pytest.raises(ValueError, match=r"momentum must be (at least 0|a finite number)"):
        NesterovStronglyConvex(0.1, momentum)


@pytest.mark.parametrize("method", [NesterovConvex(0.2), NesterovStronglyConvex(0.2, 0.6)])
def test_a_gradient_of_another_shape(method):
    class Wrong(Quadratic):
        def gradient(self, x):
            return np.ones(3)

    with pytest.raises(ValueError, match=r"f\.gradient\(x\) must have the shape of x"):
        minimize(Wrong([[1, 0], [0, 1]]), method, X0, steps=1)
