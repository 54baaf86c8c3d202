"""Each function against published values, an independent implementation, or bad input."""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad
from hypothesis import given, settings, strategies as st
from scipy.optimize import minimize, rosen, rosen_der, rosen_hess
from scipy.special import expit, huber, logsumexp, softmax

from gradbook.functions import (
    Ackley,
    Beale,
    Booth,
    Bowl,
    ChainedRosenbrock,
    DiscontinuousAtOrigin,
    Factorization,
    Himmelblau,
    Huber,
    Lasso,
    LogisticLoss,
    LogSumExp,
    LonelyMinimum,
    Matyas,
    MaxLinear,
    MixedPartialsDifferAtOrigin,
    MonkeySaddle,
    NesterovTridiagonal,
    NotDifferentiableAtOrigin,
    Peano,
    Quadratic,
    Rastrigin,
    Ridge,
    Rosenbrock,
    Saddle,
    StyblinskiTang,
    ThreeExponentials,
    ThreeHumpCamel,
)

FORMULAS = [
    (Bowl(), lambda x, y: x**2 + y**2),
    (Quadratic([[2, 1], [1, 3]], [1, -1], 4), lambda x, y: x**2 + x * y + 1.5 * y**2 - x + y + 4),
    (Rosenbrock(a=2, b=7), lambda x, y: (2 - x) ** 2 + 7 * (y - x * x) ** 2),
    (Saddle(), lambda x, y: x**2 - y**2),
    (Himmelblau(), lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2),
    (DiscontinuousAtOrigin(), lambda x, y: x * y / (x**2 + y**2)),
    (MixedPartialsDifferAtOrigin(), lambda x, y: x * y * (x**2 - y**2) / (x**2 + y**2)),
    (NotDifferentiableAtOrigin(), lambda x, y: x**2 * y / (x**2 + y**2)),
    (Factorization(), lambda x, y: 0.5 * (x * y - 1) ** 2),
    (LonelyMinimum(), lambda x, y: x**2 + y**2 * (1 - x) ** 3),
    (MonkeySaddle(), lambda x, y: x**3 - 3 * x * y**2),
    (Peano(), lambda x, y: y**2 - 3 * x**2 * y + 2 * x**4),
    (LogSumExp(), lambda x, y: anp.log(anp.exp(x) + anp.exp(y))),
    (
        Beale(),
        lambda x, y: (
            (1.5 - x * (1 - y)) ** 2 + (2.25 - x * (1 - y**2)) ** 2 + (2.625 - x * (1 - y**3)) ** 2
        ),
    ),
    (Booth(), lambda x, y: 5 * x**2 + 8 * x * y + 5 * y**2 - 34 * x - 38 * y + 74),
    (Matyas(), lambda x, y: 0.02 * (x + y) ** 2 / 2 + 0.5 * (x - y) ** 2 / 2),
    (ThreeHumpCamel(), lambda x, y: 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2),
    (
        Ackley(),
        lambda x, y: (
            20
            + anp.e
            - 20 * anp.exp(-0.2 * anp.sqrt((x**2 + y**2) / 2))
            - anp.exp((anp.cos(2 * anp.pi * x) + anp.cos(2 * anp.pi * y)) / 2)
        ),
    ),
    (
        Rastrigin(a=3),
        lambda x, y: 6 + x**2 + y**2 - 3 * (anp.cos(2 * anp.pi * x) + anp.cos(2 * anp.pi * y)),
    ),
    (StyblinskiTang(), lambda x, y: (x**4 + y**4 - 16 * x**2 - 16 * y**2 + 5 * x + 5 * y) / 2),
    (ChainedRosenbrock(2, b=7), lambda x, y: (1 - x) ** 2 + 7 * (y - x * x) ** 2),
    (
        ThreeExponentials(),
        lambda x, y: anp.exp(-0.1) * (2 * anp.exp(x) * anp.cosh(3 * y) + anp.exp(-x)),
    ),
    (
        MaxLinear([[2, 0], [-1, 1], [-1, -1]]),
        lambda x, y: anp.maximum(2 * x, anp.maximum(y - x, -x - y)),
    ),
    (
        Ridge([[1, 2], [3, -1]], [1, -1], regularization=0.2),
        lambda x, y: ((x + 2 * y - 1) ** 2 + (3 * x - y + 1) ** 2) / 4 + 0.1 * (x**2 + y**2),
    ),
    (
        Lasso([[1, 2], [3, -1]], [1, -1], regularization=0.2),
        lambda x, y: (
            ((x + 2 * y - 1) ** 2 + (3 * x - y + 1) ** 2) / 4 + 0.2 * (anp.abs(x) + anp.abs(y))
        ),
    ),
    (
        NesterovTridiagonal(2, smoothness=3),
        lambda x, y: 3 / 8 * (x**2 + (x - y) ** 2 + y**2 - 2 * x),
    ),
    (
        LogisticLoss([[1, 2], [3, -1]], [1, -1], regularization=0.2),
        lambda x, y: (
            (anp.log(1 + anp.exp(-x - 2 * y)) + anp.log(1 + anp.exp(3 * x - y))) / 2
            + 0.1 * (x**2 + y**2)
        ),
    ),
]


@pytest.mark.parametrize(("f", "formula"), FORMULAS, ids=lambda f: type(f).__name__)
def test_value_and_gradient_against_automatic_differentiation(f, formula):
    points = np.random.default_rng(1).normal(size=(50, 2))
    x, y = points.T
    oracle = np.stack([elementwise_grad(formula, i)(x, y) for i in (0, 1)], axis=-1)
    np.testing.assert_allclose(f(points), formula(x, y), rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(f.gradient(points), oracle, rtol=1e-12, atol=1e-12)


def test_rosenbrock_against_scipy():
    f = Rosenbrock()
    for x in np.random.default_rng(2).normal(size=(20, 2)):
        np.testing.assert_allclose(f(x), rosen(x), rtol=1e-13)
        np.testing.assert_allclose(f.gradient(x), rosen_der(x), rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(f.hessian(x), rosen_hess(x), rtol=1e-13)


def test_rosenbrock_known_values():
    f = Rosenbrock()
    assert f([-1.2, 1]) == pytest.approx(24.2)
    assert f.gradient([-1.2, 1]) == pytest.approx([-215.6, -88])
    smallest, largest = np.linalg.eigvalsh(f.hessian([1, 1]))
    assert largest / smallest == pytest.approx(2508.01, abs=0.01)


def test_himmelblau_has_its_four_known_minimizers():
    known = [[3, 2], [-2.805118, 3.131313], [-3.779310, -3.283186], [3.584428, -1.848127]]
    np.testing.assert_allclose(Himmelblau().minimizers, known, atol=1e-6)


class TestQuadratic:
    def test_is_bowl_for_twice_the_identity(self):
        x = np.random.default_rng(3).normal(size=(10, 3))
        np.testing.assert_allclose(Quadratic(2 * np.eye(3))(x), Bowl(3)(x))

    def test_minimizer_solves_the_linear_system(self):
        rng = np.random.default_rng(4)
        Q, _ = np.linalg.qr(rng.normal(size=(6, 6)))
        b = rng.normal(size=6)
        f = Quadratic(Q @ np.diag([1, 2, 3, 5, 8, 1000]) @ Q.T, b)  # symmetric up to rounding
        np.testing.assert_allclose(f.minimizers, [np.linalg.solve(f.A, b)], rtol=1e-10)
        assert f.mu == pytest.approx(1)
        assert pytest.approx(1000) == f.L

    def test_singular_and_solvable_lists_the_minimizer_nearest_to_the_origin(self):
        f = Quadratic([[1, 1], [1, 1]], b=[2, 2])
        np.testing.assert_allclose(f.minimizers, [[1, 1]])
        assert f.minimum == pytest.approx(-2)
        assert f.mu is None

    @pytest.mark.parametrize(
        ("A", "b"),
        [([[1, 0], [0, 0]], [0, 1]), ([[1, 0], [0, 0]], [0, 1e-13]), ([[1, 0], [0, -1]], [0, 0])],
    )
    def test_unbounded_below_has_no_minimizer(self, A, b):
        f = Quadratic(A, b)
        assert f.minimizers.shape == (0, 2)
        assert f.minimum == -np.inf

    def test_later_changes_of_the_arguments_do_not_reach_it(self):
        A, b = np.eye(2), np.zeros(2)
        f = Quadratic(A, b)
        A[0, 0] = b[0] = 7
        assert f([1, 0]) == 0.5
        with pytest.raises(ValueError, match="read-only"):
            f.A[0, 0] = 7

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (([[1, 2], [0, 1]],), r"A must be symmetric, got \[\[1.0, 2.0\], \[0.0, 1.0\]\]"),
            (([[1, 2, 3]],), r"A must be a square matrix, got the shape \(1, 3\)"),
            (([],), r"A must be a square matrix, got the shape \(0,\)"),
            (([[np.nan]],), "A must have finite entries"),
            (([[1, 2], [2]],), "A must be an array of numbers, but its rows differ"),
            ((np.eye(2), [1, 2, 3]), r"b must be 2 finite numbers to match A, got \[1.0, 2.0, 3.0"),
            ((np.eye(2), [1, np.inf]), "b must be 2 finite numbers"),
            ((np.eye(2), None, np.nan), "c must be a finite number, got nan"),
        ],
    )
    def test_bad_input(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            Quadratic(*arguments)

    @pytest.mark.parametrize("eigenvalues", [3, [[1, 2]], [], [1, np.inf]])
    def test_diagonal_bad_input(self, eigenvalues):
        with pytest.raises(ValueError, match="eigenvalues must"):
            Quadratic.diagonal(eigenvalues)


@pytest.mark.parametrize("dimension", [0, -1, 1.5, "2", None])
def test_bowl_bad_input(dimension):
    with pytest.raises(ValueError, match="dimension must be a whole number of at least 1, got"):
        Bowl(dimension)


@pytest.mark.parametrize("parameters", [{"a": np.nan}, {"a": "1"}, {"b": 0}, {"b": np.inf}])
def test_rosenbrock_bad_input(parameters):
    (name,) = parameters
    with pytest.raises(ValueError, match=f"{name} must be a finite number"):
        Rosenbrock(**parameters)


@pytest.mark.parametrize("delta", [0, -1, np.inf, "1"])
def test_huber_bad_input(delta):
    with pytest.raises(ValueError, match="delta must be a finite number greater than 0, got"):
        Huber(delta)


def test_huber_against_scipy():
    x = np.linspace(-5, 5, 101)
    for delta in (0.5, 1.0, 3.0):
        np.testing.assert_allclose(Huber(delta)(x[:, np.newaxis]), huber(delta, x), rtol=1e-14)


@pytest.mark.parametrize("dimension", [1, 2.0, None])
def test_log_sum_exp_bad_input(dimension):
    with pytest.raises(ValueError, match="dimension must be a whole number of at least 2, got"):
        LogSumExp(dimension)


def test_log_sum_exp_against_scipy_where_exponentials_overflow():
    f = LogSumExp(5)
    x = np.random.default_rng(8).normal(size=(30, 5)) * 1000
    np.testing.assert_allclose(f(x), logsumexp(x, axis=-1), rtol=1e-14)
    np.testing.assert_allclose(f.gradient(x), softmax(x, axis=-1), rtol=1e-12)


class TestLogisticLoss:
    def test_minimizer_against_scipy(self):
        rng = np.random.default_rng(9)
        X = rng.normal(size=(40, 3))
        y = np.where(rng.random(40) < expit(X @ [1.0, -2.0, 0.5]), 1, -1)
        for regularization in (0.0, 0.1):
            f = LogisticLoss(X, y, regularization)
            found = minimize(f, np.zeros(3), jac=f.gradient, tol=1e-12)
            np.testing.assert_allclose(f.minimizers, [found.x], atol=1e-6)
            assert f.minimum <= found.fun

    def test_large_margins_do_not_overflow(self):
        f = LogisticLoss([[1.0], [1.0]], [1, -1])
        assert f([1e4]) == pytest.approx(5e3)
        np.testing.assert_allclose(f.gradient([[1e4], [-1e4]]), [[0.5], [-0.5]])
        assert LogisticLoss([[1.0]], [1]).gradient([700.0])[0] == pytest.approx(-np.exp(-700.0))

    @pytest.mark.parametrize(
        ("X", "labels"),
        [
            ([[1, 1], [-1, 2], [1, 3]], [1, -1, 1]),
            ([[1, 1], [-1, 2], [0, 1], [0, 1]], [1, -1, 1, -1]),
        ],
        ids=["apart", "two on the line"],
    )
    def test_separable_data_have_no_minimizer_without_a_penalty(self, X, labels):
        with pytest.raises(ValueError, match="regularization must be greater than 0"):
            LogisticLoss(X, labels).minimizers  # noqa: B018
        f = LogisticLoss(X, labels, regularization=1e-10)
        np.testing.assert_allclose(f.gradient(f.minimizers), 0, atol=1e-17)

    def test_minimizer_is_found_where_full_newton_steps_diverge(self):
        f = LogisticLoss([[-6, -22], [-3, -4], [0, -1]], [-1, 1, -1], regularization=1e-3)
        np.testing.assert_allclose(f.gradient(f.minimizers), 0, atol=1e-15)

    def test_of_many_minimizers_the_nearest_to_the_origin_is_listed(self):
        f = LogisticLoss([[1, 1], [2, 2], [-1, -1]], [1, -1, -1])
        (w,) = f.minimizers
        assert w[0] == pytest.approx(w[1])
        assert f(w + np.array([1, -1])) == pytest.approx(f.minimum)

    def test_arrays_are_copied_and_read_only(self):
        X, y = np.array([[1.0, 2.0]]), np.array([1.0])
        f = LogisticLoss(X, y)
        X[0, 0] = y[0] = -1
        assert f([1, 0]) == pytest.approx(np.log1p(np.exp(-1)))
        with pytest.raises(ValueError, match="read-only"):
            f.X[0, 0] = 7

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (([1, 2], [1, 1]), r"X must be a matrix of finite numbers, got \[1.0, 2.0\]"),
            (([[np.inf]], [1]), "X must be a matrix of finite numbers"),
            (([[1], [1, 2]], [1, 1]), "X must be an array of numbers, but its rows differ"),
            (([[1], [2]], [1, 0]), r"y must be 2 labels, each 1 or -1, got \[1.0, 0.0\]"),
            (([[1], [2]], [1]), "y must be 2 labels"),
            (([[1]], [1], -0.1), "regularization must be at least 0, got -0.1"),
            (([[1]], [1], np.nan), "regularization must be a finite number, got nan"),
        ],
    )
    def test_bad_input(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            LogisticLoss(*arguments)


coordinate = st.floats(min_value=-8, max_value=8).filter(lambda c: c == 0 or abs(c) > 1e-3)
exponent = st.integers(min_value=-900, max_value=900)


@settings(deadline=None, derandomize=True)
@given(x=coordinate, y=coordinate, k=exponent)
def test_counterexamples_keep_their_digits_at_every_distance(x, y, k):
    """With t = 2**k: g(tp) = g(p) and h(tp) = t h(p), so their gradients scale by 1/t and 1.

    The function with unequal mixed derivatives has the degree 2 and its gradient the degree 1.
    """
    p, t = np.array([x, y]), 2.0**k
    g, h = DiscontinuousAtOrigin(), NotDifferentiableAtOrigin()
    assert g(t * p) == g(p)
    assert h(t * p) == t * h(p)
    assert np.array_equal(g.gradient(t * p), g.gradient(p) / t)
    assert np.array_equal(h.gradient(t * p), h.gradient(p))
    m, r = MixedPartialsDifferAtOrigin(), 2.0 ** (k // 2)
    assert m(r * p) == r**2 * m(p)
    assert np.array_equal(m.gradient(t * p), t * m.gradient(p))
