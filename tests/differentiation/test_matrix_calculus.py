"""Statements of chapter 2, executed: chain rule, matrix gradients, identities, order."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.special import log_softmax, logsumexp, softmax

from gradbook.differentiation import central_difference, central_jacobian, differential_error
from gradbook.functions import Himmelblau, NotDifferentiableAtOrigin

SEEDS = range(5)


def inner(G, dX):
    return np.sum(G * dX)


def outer_function(y):
    return np.array([y[0] * y[1], np.sin(y[2]), np.exp(y[1] / 4), y[0] ** 2])


def inner_function(x):
    return np.array([x[0] * x[1], np.cos(x[1]), x[0] - 2 * x[1]])


@pytest.mark.parametrize("seed", SEEDS)
def test_chapter_2_s1_jacobians_multiply(seed):
    x = np.random.default_rng(seed).normal(size=2)
    J_f = central_jacobian(inner_function)(x)
    J_g = central_jacobian(outer_function)(inner_function(x))
    J = central_jacobian(lambda x: outer_function(inner_function(x)))(x)
    np.testing.assert_allclose(J, J_g @ J_f, rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_chapter_2_s1_gradients_travel_by_the_transpose(seed):
    g = Himmelblau()
    x = np.random.default_rng(seed).normal(size=2)
    y = inner_function(x)[:2]
    J = central_jacobian(inner_function)(x)[:2]
    expected = central_difference(lambda x: g(inner_function(x)[:2]))(x)
    np.testing.assert_allclose(J.T @ g.gradient(y), expected, rtol=1e-7, atol=1e-7)


def test_chapter_2_s1_needs_differentiability():
    h = NotDifferentiableAtOrigin()
    along = [h([t, t]) / t for t in (1e-3, 1e-6, 1e-9)]
    np.testing.assert_allclose(along, 0.5)
    assert h.gradient(np.zeros(2)) @ np.ones(2) == 0


def identities(rng):
    """The ten identities of S5: function, its differential at the point, and the point."""
    A, B = rng.normal(size=(4, 4)), rng.normal(size=(4, 3))
    x, y, b = rng.normal(size=(3, 4))
    X = 4 * np.eye(4) + rng.uniform(-1, 1, size=(4, 4))
    inverse = np.linalg.inv(X)
    p, target = softmax(x), np.eye(4)[1]
    return {
        "quadratic": (lambda x: x @ A @ x / 2, lambda d: (A + A.T) @ x / 2 @ d, x),
        "least squares": (
            lambda x: np.sum((A @ x - b) ** 2) / 2,
            lambda d: A.T @ (A @ x - b) @ d,
            x,
        ),
        "bilinear": (lambda A: x @ A @ y, lambda d: inner(np.outer(x, y), d), A),
        "inverse": (np.linalg.inv, lambda d: -inverse @ d @ inverse, X),
        "det": (np.linalg.det, lambda d: inner(np.linalg.det(X) * inverse.T, d), X),
        "log det": (lambda X: np.linalg.slogdet(X)[1], lambda d: inner(inverse.T, d), X),
        "lse": (logsumexp, lambda d: p @ d, x),
        "softmax": (softmax, lambda d: (np.diag(p) - np.outer(p, p)) @ d, x),
        "cross-entropy": (lambda x: -target @ log_softmax(x), lambda d: (p - target) @ d, x),
        "vec": (
            lambda X: (A @ X @ B).ravel(order="F"),
            lambda d: np.kron(B.T, A) @ d.ravel(order="F"),
            X,
        ),
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", identities(np.random.default_rng(0)))
def test_chapter_2_s5_identities(name, seed):
    rng = np.random.default_rng(seed)
    f, differential, X = identities(rng)[name]
    assert differential_error(f, differential, X, rng.normal(size=X.shape)) < 1e-8


def test_chapter_2_s5_quadratic_of_a_matrix_that_is_not_symmetric():
    rng = np.random.default_rng(3)
    A = rng.normal(size=(4, 4))
    x, dx = rng.normal(size=(2, 4))

    def error(gradient, dx):
        return differential_error(lambda x: x @ A @ x / 2, lambda dx: gradient @ dx, x, dx)

    assert error((A + A.T) @ x / 2, dx) < 1e-8
    assert error(A @ x, dx) > 1e-2
    assert error(A @ x, x) < 1e-8  # along x itself the mistake cannot be seen


@pytest.mark.parametrize("seed", SEEDS)
def test_chapter_2_s2_from_the_row_is_cheapest(seed):
    """No bracketing of row times matrices needs fewer multiplications than left to right."""
    sizes = [1, *np.random.default_rng(seed).integers(2, 9, size=6).tolist()]

    def least(i, j):
        if j - i == 1:
            return 0
        splits = (
            least(i, k) + least(k, j) + sizes[i] * sizes[k] * sizes[j] for k in range(i + 1, j)
        )
        return min(splits)

    left_to_right = sum(a * b for a, b in itertools.pairwise(sizes[1:]))
    assert least(0, len(sizes) - 1) == left_to_right


def test_chapter_2_s2_neither_end_is_best_for_a_waist():
    n, rng = 20, np.random.default_rng(0)
    J4, J3, J2, J1 = (rng.normal(size=s) for s in [(n, n), (n, 1), (1, n), (n, n)])
    np.testing.assert_allclose((J4 @ J3) @ (J2 @ J1), ((J4 @ J3) @ J2) @ J1, rtol=1e-9, atol=1e-9)
