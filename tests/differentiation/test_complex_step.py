"""Chapter 6, S6: the complex step, its order, its accuracy and what it cannot see."""

from __future__ import annotations

import re
from pathlib import Path

import mpmath
import numpy as np
import pytest

from gradbook.differentiation import complex_step_gradient

CHAPTER = Path(__file__).parents[2] / "docs/differentiation/finite-differences.md"


def example(x):
    t = x[..., 0]
    return np.exp(t) / np.sqrt(np.sin(t) ** 3 + np.cos(t) ** 3)


def derivative():
    """Its derivative at 1.5 by the rules of calculus, to 80 digits."""
    with mpmath.workdps(80):
        x = mpmath.mpf("1.5")
        s, c = mpmath.sin(x), mpmath.cos(x)
        inner = s**3 + c**3
        return mpmath.exp(x) * (inner - 3 * s * c * (s - c) / 2) / (inner * mpmath.sqrt(inner))


def test_the_constant_of_the_chapter_to_50_digits():
    with mpmath.workdps(80):
        by_differences = mpmath.diff(
            lambda t: mpmath.exp(t) / mpmath.sqrt(mpmath.sin(t) ** 3 + mpmath.cos(t) ** 3), 1.5
        )
        assert abs(derivative() - by_differences) < mpmath.mpf("1e-30")
        (printed,) = set(re.findall(r'"(4\.0534\d+)"', CHAPTER.read_text(encoding="utf-8")))
        assert mpmath.nstr(derivative(), 50) == printed


@pytest.mark.parametrize("step", [1e-8, 1e-10, 1e-20, 1e-100, 1e-200])
def test_chapter_6_s6_full_precision_for_every_tiny_step(step):
    (slope,) = complex_step_gradient(example, step=step)([1.5])
    assert slope == pytest.approx(float(derivative()), rel=1e-15)


def test_chapter_6_s6_halving_the_step_divides_the_error_by_four():
    one, other = (
        complex_step_gradient(example, step=h)([1.5])[0] - float(derivative()) for h in (1e-2, 5e-3)
    )
    assert one / other == pytest.approx(4, rel=0.01)


def test_chapter_6_s6_the_first_term_left_out():
    """For x³ the error is exactly -h² f'''/6 = -h²."""
    (slope,) = complex_step_gradient(lambda x: x[..., 0] ** 3, step=0.5)([2.0])
    assert slope == 3 * 2.0**2 - 0.5**2


def test_many_coordinates_and_meshes():
    gradient = complex_step_gradient(lambda x: np.sin(x[..., 0]) * x[..., 1] ** 2 / x[..., 2])
    mesh = np.random.default_rng(4).uniform(1, 2, size=(4, 5, 3))
    x, y, z = np.moveaxis(mesh, -1, 0)
    exact = [np.cos(x) * y**2 / z, 2 * np.sin(x) * y / z, -np.sin(x) * y**2 / z**2]
    np.testing.assert_allclose(gradient(mesh), np.stack(exact, axis=-1), rtol=1e-14)
    np.testing.assert_array_equal(gradient(mesh)[2, 3], gradient(mesh[2, 3]))


@pytest.mark.parametrize(
    "f",
    [
        lambda x: np.abs(x[0]),
        lambda x: np.linalg.norm(x),
        lambda x: (x @ x.conj()).real,
        lambda x: x.real @ x.real,
        lambda x: 1.0,
    ],
)
def test_chapter_6_s6_the_loss_of_all_imaginary_parts_is_noticed(f):
    with pytest.raises(ValueError, match="f must return complex numbers, got float64"):
        complex_step_gradient(f)([1.0, 2.0])


def test_chapter_6_s6_a_hidden_conjugate_is_not_noticed():
    (slope,) = complex_step_gradient(lambda x: x[0] * np.conj(x[0]) + 0j)([3.0])
    assert slope == 0  # the derivative of x² is 6


@pytest.mark.parametrize("step", [0, -1e-20, np.nan, np.inf, "tiny", 1e-20j])
def test_bad_step(step):
    with pytest.raises(ValueError, match="step must be a finite number greater than 0, got"):
        complex_step_gradient(example, step=step)


def test_bad_point_or_function():
    with pytest.raises(ValueError, match=r"x must have at least one coordinate .* the number 1"):
        complex_step_gradient(example)(1.0)
    with pytest.raises(ValueError, match="x must hold real numbers, got the type complex128"):
        complex_step_gradient(example)([1.0 + 1j])
    with pytest.raises(ValueError, match=r"f must return one number .* got the shape \(2,\)"):
        complex_step_gradient(np.exp)([1.0, 2.0])
