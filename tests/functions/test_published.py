"""The functions against SciPy, mpmath and published values."""

from __future__ import annotations

from pathlib import Path

import mpmath
import numpy as np
import pytest
from mpmath import mp, mpf
from scipy.linalg import hilbert
from scipy.optimize import approx_fprime, lsq_linear, minimize, rosen, rosen_der, rosen_hess

from gradbook.functions import (
    Ackley,
    Baydin,
    Beale,
    Booth,
    ChainedRosenbrock,
    Himmelblau,
    Huber,
    Hyperbola,
    Lasso,
    LogCosh,
    LogSumExp,
    MatrixFactorization,
    Matyas,
    MaxLinear,
    NesterovTridiagonal,
    PiecewiseQuadratic,
    Quadratic,
    Rastrigin,
    Ridge,
    Rosenbrock,
    SquireTrapp,
    StyblinskiTang,
    ThreeExponentials,
    ThreeHumpCamel,
    WavyParabola,
    mesh,
)

rng = np.random.default_rng(60)
X, y = rng.normal(size=(12, 3)), rng.normal(size=12)

STARTS = [
    (Beale(), [1, 1]),  # the start of Moré, Garbow and Hillstrom
    (Booth(), [-5, 5]),
    (Matyas(), [5, -7]),
    (Rosenbrock(), [-1.2, 1]),
    (Rosenbrock(a=-0.5, b=10), [2, 2]),
    (ChainedRosenbrock(10), np.zeros(10)),
    (ThreeHumpCamel(), [0.5, 0.5]),
    (Rastrigin(), [0.2, -0.3]),
    (StyblinskiTang(3), [-2.0, -3.0, -1.0]),
    (ThreeExponentials(), [-1, 0.5]),
    (Hyperbola(), [3]),
    (LogCosh(), [2]),
    (Huber(0.3), [-4]),
    (PiecewiseQuadratic(), [5]),
    (WavyParabola(), [2]),
    (Ridge(X, y, 0.1), [0, 0, 0]),
    (NesterovTridiagonal(6, convexity=0.1), np.zeros(6)),
    (Quadratic.from_spectrum([1, 2, 7], np.eye(3)[[1, 2, 0]], [3, -1, 2]), [0, 0, 0]),
]


def named(value):
    return type(value).__name__ if callable(value) else ""


@pytest.mark.parametrize(("f", "start"), STARTS, ids=named)
def test_scipy_minimize_finds_the_minimizer(f, start):
    found = minimize(f, start, jac=f.gradient, options={"gtol": 1e-9})
    distances = np.linalg.norm(f.minimizers - found.x, axis=-1)
    assert distances.min() < 1e-6
    assert found.fun == pytest.approx(f.minimum, abs=1e-11)


@pytest.mark.parametrize("k", range(4))
def test_scipy_minimize_finds_each_minimizer_of_himmelblau(k):
    f = Himmelblau()
    found = minimize(f, f.minimizers[k] + [0.3, -0.2], jac=f.gradient, options={"gtol": 1e-9})
    np.testing.assert_allclose(found.x, f.minimizers[k], atol=1e-9)


@pytest.mark.parametrize(
    "f", [f for f, _ in STARTS] + [LogSumExp(4), Ackley(3), Lasso(X, y, 0.1)], ids=named
)
def test_gradient_against_approx_fprime(f):
    n = f.minimizers.shape[1]
    for x in rng.normal(size=(5, n)):
        np.testing.assert_allclose(f.gradient(x), approx_fprime(x, f), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("n", [2, 3, 8])
def test_chained_rosenbrock_against_scipy(n):
    f = ChainedRosenbrock(n)
    for x in rng.normal(size=(10, n)):
        np.testing.assert_allclose(f(x), rosen(x), rtol=1e-13)
        np.testing.assert_allclose(f.gradient(x), rosen_der(x), rtol=1e-11, atol=1e-10)
        np.testing.assert_allclose(f.hessian(x), rosen_hess(x), rtol=1e-13)


def test_chained_rosenbrock_of_two_variables_is_rosenbrock():
    x = rng.normal(size=(50, 2))
    np.testing.assert_array_equal(ChainedRosenbrock(2, b=7)(x), Rosenbrock(b=7)(x))


@pytest.mark.parametrize(("n", "second"), [(2, 0), (3, 0), (4, 1), (5, 1), (6, 1), (7, 1)])
def test_chained_rosenbrock_has_a_second_local_minimizer_from_four_dimensions_on(n, second):
    f = ChainedRosenbrock(n)
    found = minimize(f, np.r_[-1, np.ones(n - 1)], jac=f.gradient, options={"gtol": 1e-8}).x
    assert np.linalg.eigvalsh(f.hessian(found)).min() > 0
    assert (np.linalg.norm(found - 1) > 1) == second


FIFTY_DIGITS = [
    (
        StyblinskiTang(1).minimizers[0, 0],
        lambda: mpmath.findroot(lambda t: 4 * t**3 - 32 * t + 5, -3),
    ),
    (StyblinskiTang(1).minimum, lambda: _styblinski_tang(StyblinskiTang(1).minimizers[0, 0])),
    (ThreeExponentials().minimum, lambda: 2 * mpmath.sqrt(2) * mpmath.exp(mpf(-1) / 10)),
    (ThreeExponentials().minimizers[0, 0], lambda: -mpmath.log(2) / 2),
    (LogCosh().minimum, lambda: mpmath.log(2)),
    (Rastrigin().L, lambda: 2 + 40 * mp.pi**2),
    (SquireTrapp().minimizers[0, 0], lambda: mpmath.findroot(_squire_trapp_slope, -0.4)),
    (SquireTrapp().minimum, lambda: _squire_trapp(mpmath.findroot(_squire_trapp_slope, -0.4))),
    (
        SquireTrapp().gradient([1.5])[0],
        lambda: mpf("4.0534278938986206577141879256080007143826567052026"),
    ),
    (Baydin()([2, 5]), lambda: mpmath.log(2) + 10 - mpmath.sin(5)),
    (Baydin().gradient([2, 5])[1], lambda: 2 - mpmath.cos(5)),
]


def _styblinski_tang(start):
    t = mpmath.findroot(lambda t: 4 * t**3 - 32 * t + 5, start)
    return (t**4 - 16 * t**2 + 5 * t) / 2


def _squire_trapp(x):
    return mpmath.exp(x) / mpmath.sqrt(mpmath.sin(x) ** 3 + mpmath.cos(x) ** 3)


def _squire_trapp_slope(x):
    return mpmath.diff(_squire_trapp, x)


@pytest.mark.parametrize(("ours", "exact"), FIFTY_DIGITS)
def test_constants_to_the_last_digit_of_a_float(ours, exact):
    with mp.workdps(60):
        assert abs(ours / exact() - 1) < 4e-16


def test_the_derivative_of_squire_and_trapp_has_the_published_digits():
    with mp.workdps(60):
        digits = mpmath.nstr(_squire_trapp_slope(mpf("1.5")), 50)
    assert digits == "4.0534278938986206577141879256080007143826567052026"
    assert "f'(1.5) = 4.0534278938986206577" in SquireTrapp.__doc__


@pytest.mark.parametrize("k", range(4))
def test_himmelblau_minimizers_to_the_last_digit(k):
    x, z = Himmelblau().minimizers[k]
    with mp.workdps(60):
        exact = mpmath.findroot(lambda a, b: (a**2 + b - 11, a + b**2 - 7), (mpf(x), mpf(z)))
        assert max(abs(x / exact[0] - 1), abs(z / exact[1] - 1)) < 2e-16


def test_camel_has_two_more_local_minimizers():
    f = ThreeHumpCamel()
    for sign in (1, -1):
        point = minimize(f, [1.7 * sign, -0.8 * sign], jac=f.gradient, options={"gtol": 1e-10}).x
        np.testing.assert_allclose(point, [1.747552 * sign, -0.873776 * sign], atol=1e-6)
        assert f(point) == pytest.approx(0.298638, abs=1e-6)


def test_beale_is_flat_on_the_line_y_is_1():
    x = np.linspace(-9, 9, 7)
    np.testing.assert_allclose(Beale()(np.stack([x, np.ones(7)], -1)), 14.203125, rtol=1e-14)


def test_styblinski_tang_has_two_valleys_in_each_coordinate():
    roots = np.roots([4, 0, -32, 5])
    valleys = roots[StyblinskiTang(1).hessian(roots[:, np.newaxis]).ravel() > 0]
    np.testing.assert_allclose(np.sort(valleys), [-2.903534, 2.746803], atol=1e-6)


def test_squire_trapp_has_no_other_critical_point():
    x = np.linspace(-np.pi / 4, 3 * np.pi / 4, 10_001)[1:-1, np.newaxis]
    slope = SquireTrapp().gradient(x)
    np.testing.assert_array_equal(slope > 0, x > SquireTrapp().minimizers)


@pytest.mark.parametrize(("start", "converges"), [(1.0, True), (1.1, False)])
def test_newton_on_log_cosh_as_published(start, converges):
    f, x = LogCosh(), np.array([start])
    for _ in range(4):
        x = x - np.linalg.solve(f.hessian(x), f.gradient(x))
    assert (abs(x[0]) < 1e-3) == converges
    assert (abs(x[0]) > 1.5) == (not converges)


@pytest.mark.parametrize(
    ("f", "mu", "L"),
    [
        (Booth(), 2, 18),
        (Matyas(), 0.04, 1),
        (NesterovTridiagonal(3), (2 - np.sqrt(2)) / 4, (2 + np.sqrt(2)) / 4),
        (Quadratic.diagonal([1, 100]), 1, 100),
    ],
    ids=named,
)
def test_constants_of_quadratics_are_the_extreme_eigenvalues(f, mu, L):
    eigenvalues = np.linalg.eigvalsh(f.hessian(np.zeros(f.minimizers.shape[1])))
    np.testing.assert_allclose(eigenvalues[[0, -1]], [mu, L], rtol=1e-12)
    assert (f.mu, f.L) == pytest.approx((mu, L), rel=1e-12)


@pytest.mark.parametrize(
    ("f", "at", "least", "at_most"),
    [
        (Hyperbola(), 0.0, None, 1.0),
        (LogCosh(), 0.0, None, 1.0),
        (PiecewiseQuadratic(), 0.5, 1.0, 25.0),
        (WavyParabola(), 0.0, None, 8.0),
    ],
    ids=named,
)
def test_constants_of_one_variable_are_attained(f, at, least, at_most):
    x = np.linspace(-3, 3, 60_001)[:, np.newaxis]
    slopes = np.diff(f.gradient(x), axis=0) / np.diff(x, axis=0)
    assert (f.mu, f.L) == (least, at_most)
    assert slopes.max() == pytest.approx(at_most, rel=1e-6)
    assert slopes[np.searchsorted(x[:, 0], at)] == pytest.approx(at_most, rel=1e-6)
    if least is not None:
        assert slopes.min() == pytest.approx(least, rel=1e-6)


@pytest.mark.parametrize("x", [-2.0, 0.5, 3.0])
def test_newton_on_the_hyperbola_takes_x_to_minus_its_cube(x):
    f = Hyperbola()
    assert x - f.gradient([x])[0] / f.hessian([x])[0, 0] == pytest.approx(-(x**3))


@pytest.mark.parametrize(("n", "kappa"), [(2, 19.28), (3, 524.06), (5, 4.766e5), (8, 1.526e10)])
def test_hilbert_matrix_against_scipy_and_published_condition_numbers(n, kappa):
    f = Quadratic.hilbert(n)
    np.testing.assert_allclose(f.A, hilbert(n), rtol=1e-15)
    assert f.L / f.mu == pytest.approx(kappa, rel=1e-3)
    np.testing.assert_allclose(f.gradient(np.ones(n)), 0, atol=1e-15)


def test_from_spectrum_has_the_eigenvalues_axes_and_minimizer_asked_for():
    Q, _ = np.linalg.qr(rng.normal(size=(4, 4)))
    f = Quadratic.from_spectrum([1, 2, 3, 50], Q, [1, 0, -1, 2])
    np.testing.assert_allclose(f.A @ Q, Q * [1, 2, 3, 50], atol=1e-12)
    np.testing.assert_allclose(f.minimizers, [[1, 0, -1, 2]], atol=1e-12)
    assert f.minimum == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("regularization", [0.0, 0.3])
def test_ridge_against_scipy_and_the_normal_equations(regularization):
    f = Ridge(X, y, regularization)
    n, d = X.shape
    w = np.linalg.solve(X.T @ X + n * regularization * np.eye(d), X.T @ y)
    np.testing.assert_allclose(f.minimizers, [w], rtol=1e-10)
    eigenvalues = np.linalg.eigvalsh(f.hessian(w))
    np.testing.assert_allclose([f.mu, f.L], eigenvalues[[0, -1]], rtol=1e-12)
    if regularization == 0:
        np.testing.assert_allclose(f.minimizers, [lsq_linear(X, y).x], atol=1e-9)


def test_lasso_meets_its_optimality_conditions():
    for regularization in (0.01, 0.1, 0.3):
        f = Lasso(X, y, regularization)
        (w,) = f.minimizers
        slope = X.T @ (X @ w - y) / len(y)
        zero = w == 0
        assert (np.abs(slope[zero]) <= regularization).all()
        np.testing.assert_allclose(slope[~zero], -regularization * np.sign(w[~zero]), atol=1e-12)


def test_lasso_is_zero_from_the_published_penalty_on():
    largest = np.abs(X.T @ y).max() / len(y)
    np.testing.assert_array_equal(Lasso(X, y, 1.0001 * largest).minimizers, [[0, 0, 0]])
    assert np.count_nonzero(Lasso(X, y, 0.999 * largest).minimizers) == 1


def test_subgradients_lie_below_the_function():
    for f in (MaxLinear([[2, 0], [-1, 1], [-1, -1]]), Lasso([[1, 2], [3, 1]], [1, 2], 0.5)):
        x, z = rng.integers(-2, 3, size=(2, 300, 2)).astype(float)  # kinks included
        assert (f(z) >= f(x) + np.vecdot(f.gradient(x), z - x) - 1e-12).all()


def test_max_linear_is_the_maximum_norm_for_slopes_along_the_axes():
    x = rng.normal(size=(50, 3))
    f = MaxLinear(np.vstack([np.eye(3), -np.eye(3)]))
    np.testing.assert_array_equal(f(x), np.abs(x).max(axis=-1))


def test_matrix_factorization_reaches_the_minimum_of_eckart_and_young():
    M = rng.normal(size=(4, 3))
    f = MatrixFactorization(M, rank=2)
    found = minimize(f, rng.normal(size=14), jac=f.gradient, options={"gtol": 1e-9})
    assert found.fun == pytest.approx(f.minimum, abs=1e-9)
    (x,) = f.minimizers
    U, V = x[:8].reshape(4, 2), x[8:].reshape(3, 2)
    np.testing.assert_allclose(U.T @ U, V.T @ V, atol=1e-12)
    assert np.linalg.eigvalsh(f.hessian(x)).min() > -1e-12


def test_mesh_is_that_of_numpy_with_each_coordinate_together_in_memory():
    points = mesh([0, 1, 2], [5, 7])
    np.testing.assert_array_equal(points, np.stack(np.meshgrid([0, 1, 2], [5, 7]), axis=-1))
    assert points[..., 0].flags.c_contiguous
    assert points[..., 1].flags.c_contiguous


def test_bench_compares_with_the_same_values():
    """A benchmark of two different functions would say nothing."""
    namespace = {"__name__": "bench", "__file__": __file__}
    bench = Path(__file__).parents[1] / "bench" / "bench_numerics.py"
    exec(compile(bench.read_text("utf-8"), bench, "exec"), namespace)
    side = np.linspace(-2, 2, 23)
    for f, bare in namespace["PLANE"].items():
        x, z = np.meshgrid(side, side)
        np.testing.assert_allclose(f(mesh(side, side)), bare(x, z), rtol=1e-12, atol=1e-12)
