"""The verdicts of `classify`, against the truth and against bad input."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from gradbook.differentiation import classify
from gradbook.functions import (
    Bowl,
    Factorization,
    Himmelblau,
    LonelyMinimum,
    MixedPartialsDifferAtOrigin,
    MonkeySaddle,
    Peano,
    Quadratic,
    Rosenbrock,
    Saddle,
)

KINDS = [
    (Bowl(3), [0, 0, 0], "minimum"),
    (Bowl(), [1, 0], "not critical"),
    (Saddle(), [0, 0], "saddle"),
    (Quadratic.diagonal([-1, -2]), [0, 0], "maximum"),
    (Quadratic.diagonal([-1, 0]), [0, 0], "undecided"),
    (Quadratic.diagonal([-1, 0, 1]), [0, 0, 0], "saddle"),
    (Rosenbrock(), [1, 1], "minimum"),
    (LonelyMinimum(), [0, 0], "minimum"),
    (Factorization(), [0, 0], "saddle"),
    (Factorization(), [2, 0.5], "undecided"),
    (MonkeySaddle(), [0, 0], "undecided"),
    (Peano(), [0, 0], "undecided"),
]


@pytest.mark.parametrize(("f", "x", "kind"), KINDS, ids=lambda v: str(v))
@pytest.mark.parametrize("has_hessian", [True, False])
def test_kinds(f, x, kind, has_hessian):
    given = f if has_hessian else SimpleNamespace(gradient=f.gradient)
    found = classify(given, x)
    assert found.kind == kind
    assert str(found).startswith(f"{kind}: ")


def test_himmelblau_has_four_minima_and_its_maximum_is_found():
    f = Himmelblau()
    assert {classify(f, x).kind for x in f.minimizers} == {"minimum"}
    assert classify(f, [-0.27084459, -0.92303856]).kind == "maximum"


whole = st.integers(min_value=-3, max_value=3)


@settings(deadline=None, derandomize=True)
@given(st.lists(whole, min_size=1, max_size=5), st.integers(min_value=0, max_value=99))
def test_chapter_5_s1_verdict_and_way_down_follow_from_the_signs(eigenvalues, seed):
    n = len(eigenvalues)
    Q, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, n)))
    f = Quadratic(Q @ np.diag(np.array(eigenvalues, dtype=float)) @ Q.T)
    found = classify(f, np.zeros(n))
    low, high = min(eigenvalues), max(eigenvalues)
    both = "saddle" if low < 0 < high else "undecided"
    assert found.kind == ("minimum" if low > 0 else "maximum" if high < 0 else both)
    if low < 0:
        assert np.linalg.norm(found.way_down) == pytest.approx(1)
        for t in (-1e-3, 1e-3):
            assert f(t * found.way_down) == pytest.approx(low * t**2 / 2)
    else:
        assert found.way_down is None


def test_away_from_critical_points_the_way_down_is_the_negative_gradient():
    found = classify(Bowl(), [3, -4])
    np.testing.assert_allclose(found.way_down, [-0.6, 0.8])
    assert "not critical: gradient of length 1.0e+01" in str(found)


def test_the_tolerances_decide():
    nearly_flat = Quadratic.diagonal([1e-8, 1])
    assert classify(nearly_flat, [0, 0]).kind == "undecided"
    assert classify(nearly_flat, [0, 0], curvature_tolerance=1e-9).kind == "minimum"
    assert classify(Bowl(), [1e-3, 0]).kind == "not critical"
    assert classify(Bowl(), [1e-3, 0], slope_tolerance=0.01).kind == "minimum"


def test_the_report_prints_no_negative_zero():
    assert str(classify(Saddle(), [0, 0])) == (
        "saddle: gradient of length 0.0e+00, eigenvalues [-2.  2.]\n  down along [0. 1.]"
    )


@pytest.mark.parametrize(
    ("f", "arguments", "message"),
    [
        (Bowl(), {"x": [[0, 0]]}, r"x must be one point, an array of shape \(n,\), got \(1, 2\)"),
        (Bowl(), {"x": [0, np.nan]}, "x must have finite coordinates"),
        (Bowl(), {"x": [0, 0], "slope_tolerance": 0}, "slope_tolerance must be a finite number gr"),
        (Bowl(), {"x": [0, 0], "curvature_tolerance": -1}, "curvature_tolerance must be a finite"),
        (abs, {"x": [0]}, "f must have a method named gradient, got <built-in function abs>"),
        (
            SimpleNamespace(gradient=lambda x: x[:1]),
            {"x": [0, 0]},
            r"f.gradient\(x\) must be 2 finite numbers to match x, got \[0.0\]",
        ),
        (
            SimpleNamespace(gradient=lambda x: x * np.inf),
            {"x": [1, 1]},
            r"f.gradient\(x\) must be 2 finite numbers to match x, got \[inf, inf\]",
        ),
        (
            SimpleNamespace(gradient=lambda x: x, hessian=lambda x: [[1, 2], [0, 1]]),
            {"x": [0, 0]},
            r"f.hessian\(x\) must be symmetric, got \[\[1.0, 2.0\], \[0.0, 1.0\]\]",
        ),
        (
            SimpleNamespace(gradient=lambda x: x, hessian=lambda x: [[1]]),
            {"x": [0, 0]},
            r"f.hessian\(x\) must have the shape \(2, 2\) to match x, got \(1, 1\)",
        ),
        (
            MixedPartialsDifferAtOrigin(),
            {"x": [0, 0]},
            r"f must have a symmetric Hessian, but differences of f.gradient give "
            r"\[\[-?0.0, -1.0\], \[1.0, -?0.0\]\]",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_input(f, arguments, message):
    with pytest.raises(ValueError, match=message):
        classify(f, **arguments)
