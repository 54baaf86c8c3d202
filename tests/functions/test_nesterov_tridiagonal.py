"""What only the chain can be tested for."""

from __future__ import annotations

import numpy as np
import pytest

from gradbook.functions import NesterovTridiagonal


def formula(x, smoothness, convexity):
    """The sum as it stands in the docstring."""
    chain = x[0] ** 2 + np.sum((x[:-1] - x[1:]) ** 2) + x[-1] ** 2 - 2 * x[0]
    return (smoothness - convexity) / 8 * chain + convexity / 2 * np.sum(x**2)


@pytest.mark.parametrize("constants", [(1.0, 0.0), (3.0, 0.5)])
@pytest.mark.parametrize("n", [1, 2, 7])
def test_value_is_the_formula(n, constants):
    f = NesterovTridiagonal(n, *constants)
    for x in np.random.default_rng(n).normal(size=(10, n)):
        assert f(x) == pytest.approx(formula(x, *constants))


@pytest.mark.parametrize("constants", [(1.0, 0.0), (3.0, 0.5), (1.0, 1e-6)])
@pytest.mark.parametrize("n", [1, 2, 7, 100])
def test_constants_are_the_extreme_eigenvalues_and_the_minimizer_solves_the_system(n, constants):
    f = NesterovTridiagonal(n, *constants)
    H = f.hessian(np.zeros(n))
    eigenvalues = np.linalg.eigvalsh(H)
    assert pytest.approx(eigenvalues[-1]) == f.L
    assert f.mu == pytest.approx(eigenvalues[0], rel=1e-9)
    assert constants[1] < f.mu <= f.L < constants[0]
    np.testing.assert_allclose(
        f.minimizers[0], np.linalg.solve(H, -f.gradient(np.zeros(n))), rtol=1e-6
    )


def test_published_minimum_and_distance():
    """Nesterov's book, section 2.1.2: without convexity, for n = 2K + 1."""
    for K in (1, 4, 100):
        f = NesterovTridiagonal(2 * K + 1, smoothness=8.0)
        assert f.minimum == pytest.approx(-1 + 1 / (2 * K + 2))
        assert np.sum(f.minimizers**2) <= (2 * K + 2) / 3


def test_chapter_11_s9_news_travels_one_place_a_step():
    f = NesterovTridiagonal(9)
    for k in range(9):
        x = np.zeros(9)
        x[:k] = np.random.default_rng(k).normal(size=k)
        assert np.count_nonzero(f.gradient(x)[k + 1 :]) == 0


def test_chapter_11_s10_entries_of_the_minimizer_are_powers():
    f = NesterovTridiagonal(300, smoothness=1.0, convexity=1 / 9)
    np.testing.assert_allclose(f.minimizers[0, :100], 0.5 ** np.arange(1, 101), rtol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0,), "dimension must be a whole number of at least 1, got 0"),
        ((2.5,), "dimension must be a whole number of at least 1, got 2.5"),
        ((3, 0.0), "smoothness must be a finite number greater than 0, got 0.0"),
        ((3, np.inf), "smoothness must be a finite number greater than 0, got inf"),
        ((3, 1.0, -0.1), "convexity must be at least 0 and less than smoothness = 1.0, got -0.1"),
        ((3, 1.0, 1.0), "convexity must be at least 0 and less than smoothness = 1.0, got 1.0"),
        ((3, 1.0, np.nan), "convexity must be a finite number, got nan"),
    ],
)
def test_bad_parameters(arguments, message):
    with pytest.raises(ValueError, match=message):
        NesterovTridiagonal(*arguments)
