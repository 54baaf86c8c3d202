"""Chapter 8, S5: checkpoints trade one more run for memory and change no bit."""

from __future__ import annotations

import weakref

import numpy as np
import pytest

from gradbook.differentiation import checkpoint, hvp, reverse_gradient, value_and_gradient

W = np.random.default_rng(5).normal(size=(64, 4, 4)) / 2


class Chain:
    """A chain of layers that counts its runs, and the results of layers that are alive."""

    def __init__(self, segment: int | None = None) -> None:
        self.segment = segment
        self.runs = self.alive = self.peak = 0

    def watch(self, x):
        def died():
            self.alive -= 1

        self.alive += 1
        self.peak = max(self.peak, self.alive)
        weakref.finalize(x, died)

    def layers(self, first: int, end: int):
        def run(x):
            for weights in W[first:end]:
                x = np.tanh(weights @ x)
                self.runs += 1
                self.watch(x)
            return x

        return run

    def __call__(self, x):
        if self.segment is None:
            return np.sum(self.layers(0, len(W))(x))
        for first in range(0, len(W), self.segment):
            x = checkpoint(self.layers(first, first + self.segment))(x)
        return np.sum(x)


X = np.array([1.0, -0.5, 0.3, 2.0])


def test_the_gradient_is_the_same_to_the_last_bit():
    plain = value_and_gradient(Chain())(X)
    for segment in (1, 8, 20, 64):
        value, gradient = value_and_gradient(Chain(segment))(X)
        assert value == plain[0]
        np.testing.assert_array_equal(gradient, plain[1])


def test_about_two_roots_of_the_layers_are_kept_for_one_more_run():
    """E8.3: 64 layers in 8 parts keep 16 results, up to 2."""
    plain, cut = Chain(), Chain(8)
    reverse_gradient(plain)(X)
    reverse_gradient(cut)(X)
    assert (plain.peak, plain.runs) == (64, 64)
    assert abs(cut.peak - 2 * 8) <= 2
    assert cut.runs == 2 * 64


def test_several_arguments_get_their_shares_in_one_run():
    runs = []

    def f(a, b, c):
        runs.append(1)
        return np.sum(a * b**2 * c)

    x = (np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    da, db = reverse_gradient(lambda x: checkpoint(f)(*x, 10.0))(x)
    np.testing.assert_array_equal(da, [90.0, 160.0])
    np.testing.assert_array_equal(db, [60.0, 160.0])
    assert len(runs) == 2


def test_checkpoints_nest_and_take_part_in_higher_derivatives():
    f = checkpoint(lambda x: checkpoint(np.sin)(x) ** 2)
    assert reverse_gradient(f)(0.5) == reverse_gradient(lambda x: np.sin(x) ** 2)(0.5)
    assert hvp(f, 0.5, 1.0) == pytest.approx(2 * np.cos(1.0), rel=1e-14)
    second = reverse_gradient(reverse_gradient(f))(0.5)
    assert second == pytest.approx(2 * np.cos(1.0), rel=1e-14)


def test_without_a_tape_nothing_changes():
    assert checkpoint(np.sum)(np.ones(3)) == 3.0


def test_what_is_differentiated_must_be_an_argument():
    with pytest.raises(TypeError, match=r"must be an argument of checkpoint\(f\)"):
        reverse_gradient(lambda x: checkpoint(lambda y: x * y)(x))(1.0)
