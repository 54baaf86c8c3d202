"""What holds for every optimizer of the package. A new one is added to EXAMPLES, nothing else."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from itertools import islice

import numpy as np
import pytest

from gradbook import optimizers
from gradbook.functions import Quadratic
from gradbook.optimizers import (
    Backtracking,
    BarzilaiBorwein,
    DiminishingStep,
    ExactStep,
    GradientDescent,
    LineSearchDescent,
    NesterovConvex,
    NesterovStronglyConvex,
    Optimizer,
    PolyakStep,
    StrongWolfe,
    iterates,
    minimize,
)

F = Quadratic([[2, 1], [1, 3]], b=[1, -1])
X0 = np.array([3.0, -2.0])

EXAMPLES = [
    GradientDescent(step_size=0.2),
    BarzilaiBorwein(first=0.2),
    BarzilaiBorwein(first=0.2, variant=2),
    DiminishingStep(first=0.4),
    ExactStep(),
    LineSearchDescent(Backtracking()),
    LineSearchDescent(StrongWolfe()),
    NesterovConvex(step_size=0.2),
    NesterovStronglyConvex(step_size=0.2, momentum=0.3),
    PolyakStep(minimum=F.minimum),
    PolyakStep(minimum=F.minimum, factor=2.0),
]

every_optimizer = pytest.mark.parametrize("optimizer", EXAMPLES, ids=repr)

TOOLS = {
    "Backtracking",
    "Counted",
    "LineSearch",
    "LineSearchError",
    "LineStep",
    "Optimizer",
    "StrongWolfe",
    "Trajectory",
    "iterates",
    "minimize",
}


def test_every_public_optimizer_has_an_example():
    assert {type(optimizer).__name__ for optimizer in EXAMPLES} == set(optimizers.__all__) - TOOLS


@every_optimizer
def test_is_an_optimizer(optimizer):
    assert isinstance(optimizer, Optimizer)


@every_optimizer
def test_reaches_the_minimum_of_a_quadratic(optimizer):
    trajectory = minimize(F, optimizer, X0, steps=1000)
    np.testing.assert_allclose(trajectory.points[-1], F.minimizers[0], atol=1e-6)
    assert trajectory.values[-1] == pytest.approx(F.minimum)


@every_optimizer
def test_step_changes_neither_point_nor_state(optimizer):
    x = X0.copy()
    state = optimizer.init(x)
    before = repr(state)
    first, _ = optimizer.step(F, x, state)
    second, _ = optimizer.step(F, x, state)
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(x, X0)
    assert repr(state) == before
    assert not np.array_equal(first, X0)


@every_optimizer
def test_two_runs_are_the_same_run(optimizer):
    first, second = (minimize(F, optimizer, X0, steps=20) for _ in range(2))
    np.testing.assert_array_equal(first.points, second.points)


@every_optimizer
def test_steps_by_hand_are_the_loop(optimizer):
    x, state = X0, optimizer.init(X0)
    for expected in islice(iterates(F, optimizer, X0), 5):
        np.testing.assert_array_equal(x, expected)
        x, state = optimizer.step(F, x, state)


@every_optimizer
def test_stays_at_a_minimizer(optimizer):
    f = Quadratic.diagonal([1, 10])
    np.testing.assert_array_equal(minimize(f, optimizer, [0, 0], steps=3).points, np.zeros((4, 2)))


@every_optimizer
def test_is_frozen(optimizer):
    with pytest.raises(FrozenInstanceError):
        optimizer.step_size = 3.0
