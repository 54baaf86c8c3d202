"""Line searches: what they accept, what they cost, and how they fail."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import line_search as scipy_line_search

from gradbook.functions import Bowl, Himmelblau, LogisticLoss, Quadratic, Rosenbrock
from gradbook.optimizers import (
    Backtracking,
    Counted,
    LineSearchDescent,
    LineSearchError,
    StrongWolfe,
    minimize,
)


class Given:
    """A function of one variable with its slope, as they are."""

    def __init__(self, f, slope):
        self.f, self.slope = f, slope

    def __call__(self, x):
        return self.f(x[0])

    def gradient(self, x):
        return np.array([self.slope(x[0])])


BARRIER = Given(lambda x: x - np.log(1 - x), lambda x: 1 + 1 / (1 - x))
"""Falls to the left; defined left of 1 only."""
LINE = Given(lambda x: -x, lambda x: -1.0)
BOTH = pytest.mark.parametrize("search", [Backtracking(), StrongWolfe()], ids=lambda s: type(s))


def random_problems(count):
    """Yield functions, points and descent directions of all lengths."""
    rng = np.random.default_rng(104)
    X = rng.normal(size=(30, 4))
    loss = LogisticLoss(X, np.sign(X[:, 0] + rng.normal(size=30)), regularization=1e-3)
    for k in range(count):
        f, n = [
            (Quadratic.diagonal(10 ** rng.uniform(-2, 2, size=5)), 5),
            (Rosenbrock(), 2),
            (Himmelblau(), 2),
            (loss, 4),
        ][k % 4]
        x = rng.normal(size=n) * 2
        g = f.gradient(x)
        p = -g + rng.normal(size=n) * np.linalg.norm(g)
        p *= -np.sign(g @ p) * 10 ** rng.uniform(-3, 1) / np.linalg.norm(p)
        yield f, x, p


def wolfe(f, x, p, step_size, c1=1e-4, c2=0.9):
    """Return the two strong Wolfe conditions, written out once more."""
    slope = f.gradient(x) @ p
    falls = f(x + step_size * p) <= f(x) + c1 * step_size * slope
    return falls, abs(f.gradient(x + step_size * p) @ p) <= c2 * abs(slope)


@pytest.mark.parametrize("c2", [0.9, 0.1, 1e-3])
def test_strong_wolfe_on_500_random_problems(c2):
    for f, x, p in random_problems(500):
        found = StrongWolfe(c2=c2)(f, x, p)
        assert wolfe(f, x, p, found.step_size, c2=c2) == (True, True)
        np.testing.assert_array_equal(found.x, x + found.step_size * p)
        assert found.value == f(found.x)
        np.testing.assert_array_equal(found.gradient, f.gradient(found.x))


@pytest.mark.filterwarnings("ignore:The line search algorithm")
def test_scipy_agrees_wherever_it_finds_a_step():
    found = 0
    for f, x, p in random_problems(500):
        step_size = scipy_line_search(f, f.gradient, x, p, maxiter=50)[0]
        if step_size is not None:
            assert wolfe(f, x, p, step_size) == (True, True)
            found += 1
    assert found >= 490


@pytest.mark.parametrize("shrink", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("c1", [1e-4, 0.3, 0.9])
def test_backtracking_takes_the_first_trial_that_falls_enough(shrink, c1):
    for f, x, p in random_problems(100):
        found = Backtracking(1.0, shrink, c1)(f, x, p)
        slope, step_size = f.gradient(x) @ p, 1.0
        while f(x + step_size * p) > f(x) + c1 * step_size * slope:
            step_size *= shrink
        assert found.step_size == pytest.approx(step_size, rel=1e-12)
        assert found.gradient is None
        assert found.value == f(found.x)


def test_equality_is_no_sufficient_decrease():
    """Chapter 10, Q10.1: on x² from 1 the trial 1 leads to -1, as high as the start."""
    found = Backtracking()(Bowl(), [1, 0], [-2, 0])
    assert (found.step_size, found.value) == (0.5, 0.0)


@BOTH
def test_the_search_counts_what_it_asks_for(search):
    for f, x, p in random_problems(20):
        counted = Counted(f)
        found = search(counted, x, p)
        assert found.function_evaluations == counted.function_evaluations
        assert found.gradient_evaluations == counted.gradient_evaluations


@BOTH
def test_what_is_known_is_not_evaluated_again(search):
    f, x, p = Rosenbrock(), np.array([-1.2, 1.0]), np.array([215.6, 88.0])
    fresh = search(f, x, p)
    told = search(f, x, p, value=f(x), gradient=f.gradient(x))
    assert told.step_size == fresh.step_size
    assert told.function_evaluations == fresh.function_evaluations - 1
    assert told.gradient_evaluations == fresh.gradient_evaluations - 1


@pytest.mark.parametrize("search", [Backtracking(), StrongWolfe()])
def test_descent_evaluates_nothing_twice(search):
    f, visited = Rosenbrock(), []

    class Watched(Rosenbrock):
        def __call__(self, x):
            visited.append(("value", *x))
            return f(x)

        def gradient(self, x):
            visited.append(("gradient", *x))
            return f.gradient(x)

    optimizer, x = LineSearchDescent(search), np.array([-1.2, 1.0])
    state = optimizer.init(x)
    for _ in range(10):
        x, state = optimizer.step(Watched(), x, state)
    assert len(visited) == len(set(visited))


@BOTH
def test_integers_will_do(search):
    assert search(Bowl(), [2, 0], [-1, 0]).step_size >= 1


@BOTH
@pytest.mark.parametrize("outside", [np.nan, np.inf])
def test_trials_outside_the_domain_are_too_long(search, outside):
    f = Given(
        lambda x: -x - np.sqrt(1 - x) if x <= 1 else outside,
        lambda x: -1 + 0.5 / np.sqrt(1 - x) if x < 1 else np.nan,
    )
    found = search(f, [-1.0], [8.0])
    assert found.x[0] <= 1
    assert found.value < f([-1.0])


@BOTH
def test_numpy_warnings_outside_the_domain_are_not_passed_on(search):
    found = search(Given(lambda x: -np.log(x) + x, lambda x: 1 - 1 / x), [2.0], [-64.0])
    assert 0 < found.x[0] < 2


@BOTH
def test_values_that_differ_by_rounding_are_taken_as_equal(search):
    """By luck f is lowest where the search begins; all else is higher by one rounding error."""
    eps = np.finfo(float).eps
    f = Given(lambda x: 1.0 if x == 1e-9 else 1 + 2 * eps, lambda x: x)
    assert search(f, [1e-9], [-1e-9]).step_size == 1


def test_a_rise_between_two_trials_is_a_bracket():
    """From 1 to 2 the values rise, over a hill; beyond it they fall for ever."""
    f = Given(
        lambda x: -2 * x + 3 / (1 + np.exp(-20 * (x - 1.5))),
        lambda x: -2 + 15 / np.cosh(10 * (x - 1.5)) ** 2,
    )
    assert 1 < StrongWolfe()(f, [0.0], [1.0]).step_size < 1.5


def test_infinite_gradients_are_too_long_as_well():
    """At 0 the root has a value and no finite slope."""
    f = Given(np.sqrt, lambda x: 0.5 / np.sqrt(x) if x > 0 else np.inf)
    with pytest.raises(LineSearchError, match="no step along p is good enough"):
        StrongWolfe()(f, [1.0], [-1.0])


def test_strong_wolfe_needs_a_function_that_is_bounded_below():
    with pytest.raises(LineSearchError, match=r"bounded below along p, but at the step size .* -1"):
        StrongWolfe()(LINE, [0.0], [1.0])
    assert Backtracking()(LINE, [0.0], [1.0]).step_size == 1


@BOTH
def test_minus_infinity(search):
    f = Given(lambda x: -np.inf if x > 0.25 else -x, lambda x: -1.0)
    with pytest.raises(LineSearchError, match="f must be bounded below along p, got -inf at the"):
        search(f, [0.0], [1.0])


@BOTH
def test_a_wrong_gradient_is_found_out(search):
    wrong = Given(lambda x: x**2 + 1, lambda x: -2 * x)
    with pytest.raises(LineSearchError, match=r"promises the slope -2, .* check the gradient"):
        search(wrong, [1.0], [1.0])


def test_strong_wolfe_at_a_kink():
    kink = Given(abs, np.sign)
    with pytest.raises(LineSearchError, match="whether f is smooth along p"):
        StrongWolfe()(kink, [1.0], [-0.3])
    assert Backtracking()(kink, [1.0], [-0.3]).step_size == 1


@BOTH
def test_a_short_first_step(search):
    found = type(search)(first=1e-3)(Bowl(), [1, 1], [-2, -2])
    assert found.value < 8
    assert (found.step_size > 1e-3) == isinstance(search, StrongWolfe)


@BOTH
@pytest.mark.parametrize(
    ("f", "x", "p", "message"),
    [
        (Bowl(), [1, 2], [1, 2], r"p must be a descent direction: .* less than 0, got 10"),
        (Bowl(), [1, 2], [2, -1], r"p must be a descent direction: .* less than 0, got 0"),
        (Bowl(), [1, 2], [-1], r"p must have the shape of x, \(2,\), got the shape \(1,\)"),
        (Bowl(), [1, 2], [-1, np.nan], r"p must have finite entries, got \[-1. nan\]"),
        (Bowl(), [1, np.inf], [-1, 0], "x must have finite coordinates"),
        (Bowl(), [[1, 2]], [-1, 0], "x must be one point"),
        (Bowl(), ["a"], [-1], "x must hold real numbers"),
        (BARRIER, [2.0], [-1.0], r"f\(x\) must be a finite number, got nan"),
        (Given(abs, lambda x: np.nan), [1], [-1], r"f.gradient\(x\) must have finite entries"),
        (Given(lambda x: [x, x], np.sign), [1], [-1], "f must return one number for each point"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value encountered in log")
def test_bad_calls(search, f, x, p, message):
    with pytest.raises(ValueError, match=message):
        search(f, x, p)


@BOTH
def test_a_gradient_of_the_wrong_shape(search):
    f = Given(abs, lambda x: [x, x])
    with pytest.raises(ValueError, match=r"f\.gradient\(x\) must have the shape of x, \(1,\)"):
        search(f, [1.0], [-1.0])
    with pytest.raises(ValueError, match=r"f\.gradient\(x\) must have the shape of x, \(2,\)"):
        search(Bowl(), [1, 2], [-1, 0], gradient=[1.0])


@pytest.mark.parametrize("bad", [0, -1, np.nan, np.inf, None, "1"])
def test_bad_first_step(bad):
    for search in (Backtracking, StrongWolfe):
        with pytest.raises(ValueError, match="first must be a finite number greater than 0, got"):
            search(first=bad)


@pytest.mark.parametrize("bad", [0, 1, -0.5, np.nan, None])
@pytest.mark.parametrize(
    ("search", "name"),
    [(Backtracking, "shrink"), (Backtracking, "c1"), (StrongWolfe, "c1"), (StrongWolfe, "c2")],
)
def test_bad_constants(search, name, bad):
    with pytest.raises(ValueError, match=f"{name} must be a number between 0 and 1, both excluded"):
        search(**{name: bad})


@pytest.mark.parametrize(("c1", "c2"), [(0.9, 0.1), (0.5, 0.5)])
def test_constants_out_of_order(c1, c2):
    with pytest.raises(ValueError, match=f"c1 must be less than c2, got c1 = {c1} and c2 = {c2}"):
        StrongWolfe(c1=c1, c2=c2)


def test_no_search():
    with pytest.raises(ValueError, match=r"search must be a line search, got 0\.1"):
        LineSearchDescent(0.1)


@pytest.mark.parametrize("search", [Backtracking(), StrongWolfe()])
@pytest.mark.parametrize(
    "f", [Quadratic([[2, 1], [1, 3]], b=[1, -1], c=7), Rosenbrock(b=2), Himmelblau()], ids=repr
)
def test_a_run_settles_at_a_minimizer_up_to_rounding_without_an_error(search, f):
    x = minimize(f, LineSearchDescent(search), [-1.2, 1], steps=1000).points[-1]
    assert np.linalg.norm(x - f.minimizers, axis=-1).min() < 1e-5
