"""Directional derivatives and steepest directions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from gradbook.differentiation import directional_derivative, dual_norm, steepest_direction
from gradbook.functions import Bowl, Rosenbrock

entries = st.floats(min_value=-1e3, max_value=1e3).filter(lambda c: c == 0 or abs(c) > 1e-3)
vectors = st.integers(1, 5).flatmap(lambda n: arrays(float, n, elements=entries))
P = np.array([[4.0, 1.0], [1.0, 2.0]])


def length(v, norm):
    return np.sqrt(v @ norm @ v) if np.ndim(norm) else np.linalg.norm(v, norm)


def norms(n):
    rng = np.random.default_rng(n)
    B = rng.normal(size=(n, n))
    return [1, 2, np.inf, B @ B.T + np.eye(n)]


def test_slopes_of_the_bowl():
    f, x = Bowl(), [1, 2]
    along = directional_derivative
    assert along(f, x, np.array([1, 1]) / np.sqrt(2)) == pytest.approx(3 * np.sqrt(2))
    assert along(f, x, np.array([2, -1]) / np.sqrt(5)) == pytest.approx(0, abs=1e-15)
    np.testing.assert_allclose(along(f, x, [[[1, 0], [0, 1]]]), [[2, 4]])


@pytest.mark.parametrize("u", [[1, 1], [0, 0], [1 + 2e-9, 0], [[1, 0], [3, 4]], [np.nan, 1]])
def test_directions_must_be_normalised(u):
    with pytest.raises(ValueError, match=r"u must have length 1, got .* normalise it"):
        directional_derivative(Bowl(), [1, 2], u)


def test_directions_live_in_the_space_of_the_point():
    with pytest.raises(ValueError, match="u must have 2 coordinates"):
        directional_derivative(Rosenbrock(), [1, 2], [1, 0, 0])
    with pytest.raises(ValueError, match="x must be one point"):
        directional_derivative(Rosenbrock(), [[1, 2]], [1, 0])


@settings(deadline=None, derandomize=True)
@given(g=vectors)
def test_steepest_direction_has_norm_1_and_the_dual_norm_as_slope(g):
    assume(g.any())
    for norm in norms(len(g)):
        u = steepest_direction(g, norm)
        assert length(u, norm) == pytest.approx(1)
        assert g @ u == pytest.approx(dual_norm(g, norm))


@settings(deadline=None, derandomize=True)
@given(g=vectors, k=st.integers(-1000, 900))
def test_steepest_direction_ignores_the_size_of_the_gradient(g, k):
    assume(g.any())
    for norm in norms(len(g)):
        u = steepest_direction(g, norm)
        np.testing.assert_array_equal(steepest_direction(2.0**k * g, norm), u)
        assert dual_norm(2.0**k * g, norm) == pytest.approx(2.0**k * dual_norm(g, norm))


def test_ties_and_zeros_are_resolved_as_documented():
    assert steepest_direction([-3, 3, 1], norm=1).tolist() == [-1, 0, 0]
    assert steepest_direction([-3, 0, 1], norm=np.inf).tolist() == [-1, 0, 1]


def test_the_identity_matrix_is_norm_2():
    g = np.array([3.0, -4.0])
    np.testing.assert_allclose(steepest_direction(g, np.eye(2)), steepest_direction(g))
    assert dual_norm(g, np.eye(2)) == pytest.approx(dual_norm(g))


def test_dual_norms_of_a_known_gradient():
    assert [dual_norm([5, -7], norm) for norm in (1, np.inf)] == [7, 12]
    assert dual_norm([2, 4]) == pytest.approx(2 * np.sqrt(5))
    assert dual_norm([1, 2], P) == pytest.approx(np.sqrt([1, 2] @ np.linalg.inv(P) @ [1, 2]))


def test_arguments_stay_as_they_are():
    g, matrix = np.array([1.0, 2.0]), P.copy()
    for norm in (1, 2, np.inf, matrix):
        steepest_direction(g, norm)[0] = 9
        dual_norm(g, norm)
    np.testing.assert_array_equal(g, [1, 2])
    np.testing.assert_array_equal(matrix, P)


def test_at_a_critical_point_no_direction_is_steepest_and_the_slope_is_zero():
    for norm in norms(2):
        with pytest.raises(ValueError, match="g must not be zero"):
            steepest_direction([0, 0], norm)
        assert dual_norm([0, 0], norm) == 0


@pytest.mark.parametrize("function", [steepest_direction, dual_norm])
@pytest.mark.parametrize(
    ("g", "norm", "message"),
    [
        ([1, np.inf], 2, "g must have finite coordinates"),
        ([[1, 2]], 2, "g must be one point"),
        ([1, 2], 3, r"norm must be 1, 2, numpy.inf or a matrix, got 3"),
        ([1, 2], "2", r"norm must be 1, 2, numpy.inf or a matrix, got '2'"),
        ([1, 2], [1, 2], "norm must be a square matrix"),
        ([1, 2], [[1, 2], [0, 1]], "norm must be symmetric"),
        ([1, 2], [[1, 0], [0, -1]], "norm must be a symmetric positive definite matrix of 2 rows"),
        ([1, 2], np.eye(3), "norm must be a symmetric positive definite matrix of 2 rows"),
    ],
)
def test_bad_input(function, g, norm, message):
    with pytest.raises(ValueError, match=message):
        function(g, norm)
