"""The rate table: its rows, its closed forms, and the theorems on problems that attain them."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from gradbook.functions import Huber, NesterovTridiagonal, Quadratic, WavyParabola
from gradbook.optimizers import (
    GradientDescent,
    NesterovConvex,
    NesterovStronglyConvex,
    minimize,
)
from gradbook.theory import guarantee, rate_table

ROWS = rate_table()
DOCS = Path(__file__).parents[2] / "docs"
FACTS = {"L": 2.0, "mu": 0.5, "G": 3.0, "R": 1.5, "gap": 0.25}

every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


def bound(row, K, **facts):
    return row(K, **{name: (FACTS | facts)[name] for name in row.constants})


@every_row
def test_every_row_is_checked_by_a_cell_of_the_chapter(row):
    chapter = (DOCS / "gradient-descent" / "rates.md").read_text(encoding="utf-8")
    _, _, after = chapter.partition(f"\n({row.check})=\n")
    next_cell = after.partition("```{code-cell}")[2].partition("\n```")[0]
    assert next_cell, f"no cell after the label {row.check}"
    assert "remove-cell" not in next_cell
    assert f'"{row.name}"' in next_cell


@every_row
def test_every_source_is_in_the_bibliography(row):
    keys = re.findall(r"@\w+\{(\w+),", (DOCS / "references.bib").read_text(encoding="utf-8"))
    assert set(row.sources) <= set(keys)
    assert row.sources


def test_names_differ():
    assert len({row.name for row in ROWS}) == len(ROWS)


@every_row
def test_bounds_shrink_and_scale_like_what_they_bound(row):
    """In a unit of length times c and a value of f times c² (L and mu stay) all rows scale."""
    values = [bound(row, K) for K in (1, 2, 5, 50)]
    assert (np.diff(values) < 0).all()
    assert values[-1] > 0
    power = 1 if row.quantity.startswith(r"\lVert x") else 2
    longer = bound(row, 5, R=3.0, gap=1.0, G=6.0)
    assert longer == pytest.approx(bound(row, 5) * 2**power)


class Formula:
    """Evaluate the small part of LaTeX in which the table is written."""

    def __init__(self, text, facts):
        text = text.replace(r"\Bigl", "").replace(r"\Bigr", "")
        self.tokens = re.findall(r"\\[a-zA-Z]+|[a-zA-Z0-9{}()^+-]", text)
        assert "".join(self.tokens) == text.replace(" ", "")
        self.facts = facts

    def take(self):
        return self.tokens.pop(0)

    def sum(self):
        value = self.product()
        while self.tokens and self.tokens[0] in "+-":
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self):
        value = self.power()
        while self.tokens and self.tokens[0] not in ("+", "-", ")", "}"):
            value *= self.power()
        return value

    def power(self):
        value = self.atom()
        if self.tokens and self.tokens[0] == "^":
            self.take()
            return value ** self.argument()
        return value

    def atom(self):
        if self.tokens[0].isdigit():
            digits = self.take()
            while self.tokens and self.tokens[0].isdigit():
                digits += self.take()
            return float(digits)
        return self.argument()

    def argument(self):
        token = self.take()
        if token in ("{", "("):
            value = self.sum()
            assert self.take() in "})"
            return value
        if token == r"\frac":
            above = self.argument()
            return above / self.argument()
        if token == r"\sqrt":
            return np.sqrt(self.argument())
        return float(token) if token.isdigit() else self.facts[token]


@every_row
@pytest.mark.parametrize("K", [1, 2, 7])
def test_the_formula_that_is_printed_is_the_bound_that_is_computed(row, K):
    names = {"K": K, "L": 2.0, "G": 3.0, "R": 1.5, r"\mu": 0.5, r"\kappa": 4.0, r"\Delta": 0.25}
    formula = Formula(row.formula, names)
    assert formula.sum() == pytest.approx(bound(row, K), rel=1e-12)
    assert not formula.tokens


@pytest.mark.parametrize("K", [1, 3, 20])
@pytest.mark.parametrize("threshold", [0.3, 1.0, 2.0])
def test_chapter_11_s4_s5_on_huber(K, threshold):
    """For any threshold the gap is at most the exact bound, which Huber's own threshold attains."""
    f = Huber(threshold / (2 * K + 1))
    gap = minimize(f, GradientDescent(1.0), [1.0], K).values[-1]
    exact = guarantee("gd-convex-tight")(K, L=1.0, R=1.0)
    assert gap <= exact * (1 + 1e-12)
    assert exact < guarantee("gd-convex")(K, L=1.0, R=1.0)
    assert (gap == pytest.approx(exact, rel=1e-12)) == (threshold == 1.0)


def test_chapter_11_s3_on_a_function_that_is_not_convex():
    f = WavyParabola()
    row = guarantee("gd-smooth")
    for x0 in (-7.0, 2.3, 4.0, 10.0):
        run = minimize(f, GradientDescent(1 / 8), [x0], 100)
        squares = f.gradient(run.points)[:, 0] ** 2
        for K in range(1, 101):
            assert squares[:K].min() <= row(K, L=8.0, gap=float(run.values[0]))


def test_chapter_11_s6_on_a_function_that_is_not_convex():
    row = guarantee("gd-pl")
    values = minimize(WavyParabola(), GradientDescent(1 / 8), [3.0], 40).values
    for K in range(1, 41):
        assert values[K] <= row(K, L=8.0, mu=1 / 32, gap=float(values[0]))


@pytest.mark.parametrize("x0", [[0.0, 2.0], [2.0, 0.0], [1.0, -1.0]], ids=str)
def test_chapter_11_s7_is_attained_along_the_axes(x0):
    f = Quadratic.diagonal([1.0, 20.0])
    run = minimize(f, GradientDescent(2 / 21), x0, 30)
    R = float(np.linalg.norm(x0))
    facts = {"L": 20.0, "mu": 1.0, "R": R}
    for K in range(1, 31):
        away = np.linalg.norm(run.points[K])
        assert away == pytest.approx(guarantee("gd-distance")(K, **facts), rel=1e-9)
        gap = guarantee("gd-strongly-convex")(K, **facts)
        assert run.values[K] <= gap * (1 + 1e-9)
        if x0[0] == 0.0:
            assert run.values[K] == pytest.approx(gap, rel=1e-9)


class MaxNorm:
    def __call__(self, x):
        return float(np.abs(x).max())

    def gradient(self, x):
        i = np.abs(x).argmax()
        return np.sign(x[i]) * np.eye(len(x))[i]


@pytest.mark.parametrize("K", [1, 2, 9, 40])
def test_chapter_11_s8_is_attained_by_the_maximum_norm(K):
    R = 3.0
    run = minimize(MaxNorm(), GradientDescent(R / np.sqrt(K)), np.full(K, R / np.sqrt(K)), K)
    limit = guarantee("subgradient")(K, G=1.0, R=R)
    assert run.values[:K].min() == pytest.approx(limit)
    assert MaxNorm()(run.points[:K].mean(axis=0)) == pytest.approx(limit)


@pytest.mark.parametrize("K", [1, 2, 5, 20, 100])
def test_chapter_11_s9_and_s12_hold_everything_between_them(K):
    f = NesterovTridiagonal(2 * K + 1)
    R = float(np.linalg.norm(f.minimizers))
    low = guarantee("lower-convex")(K, L=1.0, R=R)
    for method, name in (
        (GradientDescent(1.0), "gd-convex-tight"),
        (NesterovConvex(1.0), "nesterov-convex"),
    ):
        gap = minimize(f, method, np.zeros(2 * K + 1), K).values[-1] - f.minimum
        assert low <= gap <= guarantee(name)(K, L=1.0, R=R)


def test_chapter_11_s10_on_a_long_chain():
    f = NesterovTridiagonal(400, smoothness=1.0, convexity=0.01)
    target = f.minimizers[0]
    R = float(np.linalg.norm(target))
    for method in (GradientDescent(1.0), NesterovStronglyConvex(1.0, 9 / 11)):
        points = minimize(f, method, np.zeros(400), 60).points
        for K in range(1, 61):
            low = guarantee("lower-strongly-convex")(K, L=1.0, mu=0.01, R=R)
            assert np.linalg.norm(points[K] - target) >= low * (1 - 1e-12)


@pytest.mark.parametrize("kappa", [2.0, 30.0, 400.0])
def test_chapter_11_s12_with_constant_momentum(kappa):
    root = np.sqrt(kappa)
    method = NesterovStronglyConvex(1 / kappa, (root - 1) / (root + 1))
    f = Quadratic.diagonal([1.0, (1 + kappa) / 2, kappa])
    row = guarantee("nesterov-strongly-convex")
    for x0 in np.random.default_rng(12).normal(size=(10, 3)):
        values = minimize(f, method, x0, 60).values
        facts = {"L": kappa, "mu": 1.0, "R": float(np.linalg.norm(x0)), "gap": float(values[0])}
        for K in range(1, 61):
            assert values[K] <= row(K, **facts) * (1 + 1e-9)


@pytest.mark.parametrize(("kappa", "epsilon"), [(10.0, 1e-3), (400.0, 1e-6)])
def test_chapter_11_s13_iterations_for_an_accuracy(kappa, epsilon):
    slow, fast = guarantee("gd-pl"), guarantee("nesterov-strongly-convex")
    facts = {"L": kappa, "mu": 1.0, "gap": 1.0}
    first = next(K for K in count(1) if slow(K, **facts) <= epsilon)
    assert kappa * 0.9 * np.log(1 / epsilon) < first <= np.ceil(kappa * np.log(1 / epsilon))
    largest_R = np.sqrt(2.0)  # mu R² / 2 is at most the gap
    first = next(K for K in count(1) if fast(K, R=largest_R, **facts) <= epsilon)
    assert first <= np.ceil(np.sqrt(kappa) * np.log(2 / epsilon))


def test_no_guarantee_is_below_the_lower_bound_of_its_class():
    for K in (1, 2, 10, 1000):
        low = bound(guarantee("lower-convex"), K)
        for name in ("gd-convex", "gd-convex-tight", "nesterov-convex"):
            assert bound(guarantee(name), K) > low
        assert bound(guarantee("gd-distance"), K) > bound(guarantee("lower-strongly-convex"), K)


@pytest.mark.parametrize("K", [0, -1, 2.5, "3", None])
def test_bad_steps(K):
    with pytest.raises(ValueError, match="K must be a whole number of at least 1, got"):
        guarantee("gd-convex")(K, L=1.0, R=1.0)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"L": 1.0}, "gd-distance needs the constants L, mu, R, got L"),
        ({}, "gd-distance needs the constants L, mu, R, got none"),
        (
            {"L": 1.0, "mu": 0.5, "R": 1.0, "G": 1.0},
            "constants L, mu, R, got G, L, R, mu",
        ),
        ({"L": -1.0, "mu": 0.5, "R": 1.0}, "L must be a finite number greater than 0, got -1.0"),
        ({"L": 1.0, "mu": 0.5, "R": np.nan}, "R must be a finite number greater than 0, got nan"),
        ({"L": 1.0, "mu": 2.0, "R": 1.0}, "mu must be at most L, got mu = 2.0 and L = 1.0"),
    ],
)
def test_bad_constants(facts, message):
    with pytest.raises(ValueError, match=message):
        guarantee("gd-distance")(3, **facts)


def test_an_unknown_row():
    with pytest.raises(ValueError, match=r"name must be one of gd-smooth, .*, got 'momentum'"):
        guarantee("momentum")
