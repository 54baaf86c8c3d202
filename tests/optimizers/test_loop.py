"""The loop, what it records, and its input."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from gradbook.functions import Bowl, Rosenbrock, Saddle
from gradbook.optimizers import Counted, GradientDescent, iterates, minimize


def test_trajectory_has_the_start_in_row_0_and_a_value_for_each_point():
    f = Rosenbrock()
    trajectory = minimize(f, GradientDescent(1e-3), [-1.2, 1], steps=7)
    assert trajectory.points.shape == (8, 2)
    np.testing.assert_array_equal(trajectory.points[0], [-1.2, 1])
    np.testing.assert_array_equal(trajectory.values, [f(x) for x in trajectory.points])


def test_no_steps_leave_the_start():
    trajectory = minimize(Bowl(), GradientDescent(0.1), [1, 2], steps=0)
    assert trajectory.points.tolist() == [[1, 2]]
    assert trajectory.values.tolist() == [5]


def test_the_start_stays_as_it_is_and_iterates_are_read_only():
    x0 = np.array([1.0, 2.0])
    trajectory = minimize(Bowl(), GradientDescent(0.1), x0, steps=2)
    x0 += 1  # neither frozen by the run nor shared with it
    assert trajectory.points[0].tolist() == [1, 2]
    iterate = next(iterates(Bowl(), GradientDescent(0.1), x0))
    for array in (trajectory.points, trajectory.values, iterate):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_function_for_single_points_will_do():
    """Nothing but ``f(x)`` and ``f.gradient(x)`` at points of shape (n,) is asked of f."""

    class Product:
        def __call__(self, x):
            return x[0] * x[1]

        def gradient(self, x):
            return x[::-1]

    trajectory = minimize(Product(), GradientDescent(0.5), [1, 1], steps=1)
    assert trajectory.values.tolist() == [1, 0.25]


def test_gradient_descent_asks_for_one_gradient_a_step_and_no_value():
    f = Counted(Bowl())
    list(islice(iterates(f, GradientDescent(0.1), [1, 2]), 6))
    assert (f.function_evaluations, f.gradient_evaluations) == (0, 5)


def test_minimize_records_one_value_for_each_point():
    f = Counted(Bowl())
    minimize(f, GradientDescent(0.1), [1, 2], steps=5)
    assert (f.function_evaluations, f.gradient_evaluations) == (6, 5)


def test_counted_counts_the_points_of_a_mesh_and_changes_no_result():
    f = Counted(Bowl())
    mesh = np.ones((3, 4, 2))
    np.testing.assert_array_equal(f(mesh), Bowl()(mesh))
    np.testing.assert_array_equal(f.gradient(mesh), Bowl().gradient(mesh))
    assert (f.function_evaluations, f.gradient_evaluations) == (12, 12)


def test_a_diverging_run_overflows_silently():
    trajectory = minimize(Rosenbrock(), GradientDescent(1.0), [-1.2, 1], steps=20)
    assert np.isfinite(trajectory.values[0])
    assert not np.isfinite(trajectory.values[-1])
    assert not np.isfinite(trajectory.points[-1]).all()


@pytest.mark.parametrize("step_size", [0, -0.1, np.nan, np.inf, None, "0.1"])
def test_bad_step_size(step_size):
    with pytest.raises(ValueError, match="step_size must be a finite number greater than 0, got"):
        GradientDescent(step_size)


@pytest.mark.parametrize("steps", [-1, 2.5, "3", None])
def test_bad_steps(steps):
    with pytest.raises(ValueError, match="steps must be a whole number of at least 0, got"):
        minimize(Bowl(), GradientDescent(0.1), [1, 2], steps)


@pytest.mark.parametrize(
    ("x0", "message"),
    [
        ([1, np.nan], r"x0 must have finite coordinates, got \[ 1. nan\]"),
        ([[1, 2]], r"x0 must be one point, an array of shape \(n,\), got \(1, 2\)"),
        (3, "x0 must have at least one coordinate on its last axis, got the number 3"),
        ([], r"x0 must have at least one coordinate on its last axis, got the shape \(0,\)"),
        (["a"], "x0 must hold real numbers, got the type <U1"),
    ],
)
def test_bad_start(x0, message):
    with pytest.raises(ValueError, match=message):
        minimize(Bowl(), GradientDescent(0.1), x0, steps=1)


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 2)])
def test_a_gradient_of_another_shape(shape):
    """NumPy would stretch some of them to fit, and the run would go on with a wrong gradient."""

    class Wrong(Bowl):
        def gradient(self, x):
            return np.ones(shape)

    with pytest.raises(ValueError, match=r"f\.gradient\(x\) must have the shape of x, \(2,\), got"):
        minimize(Wrong(), GradientDescent(0.1), [1, 2], steps=1)


def test_a_function_that_returns_an_array():
    class Wrong(Bowl):
        def __call__(self, x):
            return np.asarray(x) ** 2

    with pytest.raises(ValueError, match=r"f must return one number for one point, got .* \(2,\)"):
        minimize(Wrong(), GradientDescent(0.1), [1, 2], steps=1)


def test_an_unbounded_problem_runs_on_and_its_values_fall_without_end():
    """Nothing tells a run that there is no minimum; what it leaves behind does."""
    values = minimize(Saddle(), GradientDescent(0.25), [1, 1e-3], steps=2000).values
    assert (np.diff(values[:800]) < 0).all()
    assert values[800] < -1e100
    assert not np.isfinite(values[-1])
