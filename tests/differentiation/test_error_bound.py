"""Chapter 6: bounds on the errors of difference quotients, with noise put in on purpose."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.differentiation import (
    ErrorBound,
    central_difference,
    forward_difference,
    richardson_difference,
    second_difference,
)

NOISE = 1e-6
FORMULAS = {
    "forward": (forward_difference, ErrorBound.forward),
    "central": (central_difference, ErrorBound.central),
    "richardson": (richardson_difference, ErrorBound.richardson),
    "second": (second_difference, ErrorBound.second),
}
each_formula = pytest.mark.parametrize("name", FORMULAS)


class Shifted:
    """A function whose n-th value is off by the n-th of the given errors."""

    def __init__(self, f, errors):
        self.f, self.errors = f, iter(errors)

    def __call__(self, x):
        return self.f(x[..., 0]) + next(self.errors)


@each_formula
def test_chapter_6_s2_s2_s3_no_noise_within_the_bound_breaks_it(name):
    method, bound = FORMULAS[name]
    rng = np.random.default_rng(6)
    for h in np.logspace(-3, 0, 13):
        largest = np.e ** (1 + h)  # every derivative of exp on [1 - h, 1 + h] is at most this
        allowed = bound(NOISE, largest)(h)
        for _ in range(50):
            f = Shifted(np.exp, NOISE * rng.choice([-1.0, 1.0], size=4))
            error = abs(method(f, step=h)([1.0])[0] - np.e)
            assert error <= allowed * (1 + 1e-9), h


@pytest.mark.parametrize(
    ("name", "f", "signs"),
    [
        ("forward", lambda x: x**2 / 2, [-1, 1]),  # evaluated in the order f(x), f(x + h)
        ("central", lambda x: x**3 / 6, [1, -1]),
        ("richardson", lambda x: -(x**5) / 120, [1, -1, -1, 1]),
        ("second", lambda x: x**4 / 24, [-1, 1, 1]),
    ],
)
def test_chapter_6_s2_s2_s3_the_bounds_are_attained(name, f, signs):
    """At x = 0 every derivative but the missing one is 0, and that one is 1 everywhere."""
    method, bound = FORMULAS[name]
    h = 0.1
    g = Shifted(f, NOISE * np.array(signs))
    assert abs(method(g, step=h)([0.0])[0]) == pytest.approx(bound(NOISE, 1.0)(h), rel=1e-9)


@each_formula
def test_chapter_6_the_best_step_is_the_best(name):
    bound = FORMULAS[name][1](3e-7, 5.0)
    h = bound.best_step
    assert bound(h) == bound.least
    steps = h * np.logspace(-3, 3, 601)
    assert (bound(steps) >= bound.least * (1 - 1e-12)).all()
    assert bound(1.01 * h) > bound.least < bound(0.99 * h)


@pytest.mark.parametrize(
    ("name", "step", "least"),
    [
        ("forward", lambda v, A: 2 * (v / A) ** 0.5, lambda v, A: 2 * (v * A) ** 0.5),
        (
            "central",
            lambda v, A: (3 * v / A) ** (1 / 3),
            lambda v, A: (9 / 8 * v**2 * A) ** (1 / 3),
        ),
        ("second", lambda v, A: (48 * v / A) ** 0.25, lambda v, A: (4 / 3 * v * A) ** 0.5),
        ("richardson", lambda v, A: (360 * v / A) ** 0.2, None),
    ],
)
def test_chapter_6_s2_s2_s3_closed_forms(name, step, least):
    for v, A in ((1e-16, 1.0), (1e-6, 40.0)):
        bound = FORMULAS[name][1](v, A)
        assert bound.best_step == pytest.approx(step(v, A), rel=1e-12)
        if least:
            assert bound.least == pytest.approx(least(v, A), rel=1e-12)


def test_chapter_6_richardson_has_the_exponents_of_exercise_2():
    small, large = (ErrorBound.richardson(v, 1.0) for v in (1e-20, 1e-10))
    assert large.best_step / small.best_step == pytest.approx(1e10 ** (1 / 5))
    assert large.least / small.least == pytest.approx(1e10 ** (4 / 5))


def test_an_array_of_steps_gives_an_array_of_bounds():
    bound = ErrorBound.central(1e-10, 2.0)
    steps = np.array([[1e-3, 1e-2]])
    np.testing.assert_array_equal(bound(steps), [[bound(1e-3), bound(1e-2)]])
    assert isinstance(bound(1e-3), float)


@pytest.mark.parametrize("bad", [0, -1.0, np.nan, np.inf, "big"])
@each_formula
def test_bad_noise_and_derivative(name, bad):
    with pytest.raises(ValueError, match="noise must be a finite number greater than 0, got"):
        FORMULAS[name][1](bad, 1.0)
    with pytest.raises(ValueError, match="derivative must be a finite number greater than 0, got"):
        FORMULAS[name][1](1.0, bad)


def test_bad_numbers():
    with pytest.raises(ValueError, match="truncation must be a finite number greater than 0"):
        ErrorBound(0.0, 1, 1.0)
    with pytest.raises(ValueError, match="rounding must be a finite number greater than 0"):
        ErrorBound(1.0, 1, -1.0)
    with pytest.raises(ValueError, match="order must be a whole number of at least 1, got 0"):
        ErrorBound(1.0, 0, 1.0)
    with pytest.raises(ValueError, match=r"power must be a whole number of at least 1, got 1\.5"):
        ErrorBound(1.0, 1, 1.0, 1.5)
    for step in (0, -1.0, [1e-3, np.nan]):
        with pytest.raises(ValueError, match="step must be greater than 0, got"):
            ErrorBound.forward(1.0, 1.0)(step)
