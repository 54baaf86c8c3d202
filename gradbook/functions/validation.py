"""Checks shared by the numerics: each returns the checked value or says what is wrong with it."""

from __future__ import annotations

from math import isfinite
from numbers import Integral, Real

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, HasGradient, ScalarFunction

__all__ = [
    "as_finite_points",
    "as_floats",
    "as_matrix",
    "as_point",
    "as_points",
    "as_symmetric",
    "finite",
    "fraction",
    "gradient_at",
    "positive",
    "values_at",
    "whole",
]


def as_floats(name: str, value: ArrayLike) -> FloatArray:
    """Return `value` as an array of floats; complex numbers and text are refused."""
    if type(value) is np.ndarray and value.dtype == np.float64:
        return value
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be an array of numbers, but its rows differ") from None
    if array.dtype.kind not in "fiub":
        raise ValueError(f"{name} must hold real numbers, got the type {array.dtype}")
    return array.astype(np.float64, copy=False)


def as_points(name: str, value: ArrayLike, dimension: int | None = None) -> FloatArray:
    """Return `value` as points on the last axis, of the given dimension if there is one."""
    x = as_floats(name, value)
    if x.ndim == 0 or x.shape[-1] == 0 or dimension not in (None, x.shape[-1]):
        expected = "at least one coordinate" if dimension is None else f"{dimension} coordinates"
        given = f"the shape {x.shape}" if x.ndim else f"the number {x}"
        raise ValueError(f"{name} must have {expected} on its last axis, got {given}")
    return x


def as_point(name: str, value: ArrayLike) -> FloatArray:
    """Return `value` as one point with finite coordinates."""
    x = as_points(name, value)
    if x.ndim != 1:
        raise ValueError(f"{name} must be one point, an array of shape (n,), got {x.shape}")
    return as_finite_points(name, x)


def as_finite_points(name: str, value: ArrayLike) -> FloatArray:
    """Return `value` as points on the last axis with finite coordinates."""
    x = as_points(name, value)
    good = np.isfinite(x).all(axis=-1)
    if not good.all():
        raise ValueError(f"{name} must have finite coordinates, got {x[~good][0]}")
    return x


def as_matrix(name: str, value: ArrayLike) -> FloatArray:
    """Return a copy of `value` as a matrix of finite numbers."""
    matrix = as_floats(name, value).copy()
    if matrix.ndim != 2 or matrix.size == 0 or not np.isfinite(matrix).all():
        raise ValueError(f"{name} must be a matrix of finite numbers, got {matrix.tolist()}")
    return matrix


def as_symmetric(name: str, value: ArrayLike) -> FloatArray:
    """Return `value` as a symmetric matrix; asymmetry of the size of rounding is averaged out."""
    A = as_floats(name, value)
    if A.ndim != 2 or A.shape[0] != A.shape[1] or A.size == 0:
        raise ValueError(f"{name} must be a square matrix, got the shape {A.shape}")
    if not np.isfinite(A).all():
        raise ValueError(f"{name} must have finite entries, got {A.tolist()}")
    if not np.allclose(A, A.T, rtol=0, atol=1e-12 * np.abs(A).max()):
        raise ValueError(f"{name} must be symmetric, got {A.tolist()}")
    symmetric: FloatArray = A / 2 + A.T / 2
    return symmetric


def finite(name: str, value: object) -> float:
    """Return `value` if it is a finite number."""
    if not isinstance(value, Real) or not isfinite(value):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    return float(value)


def fraction(name: str, value: object) -> float:
    """Return `value` if it is a number between 0 and 1, both excluded."""
    if not isinstance(value, Real) or not 0 < float(value) < 1:
        raise ValueError(f"{name} must be a number between 0 and 1, both excluded, got {value!r}")
    return float(value)


def positive(name: str, value: object) -> float:
    """Return `value` if it is a finite number greater than 0."""
    if not isinstance(value, Real) or not isfinite(value) or value <= 0:
        raise ValueError(f"{name} must be a finite number greater than 0, got {value!r}")
    return float(value)


def whole(name: str, value: object, least: int) -> int:
    """Return `value` if it is a whole number of at least `least`."""
    if not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {value!r}")
    return int(value)


def gradient_at(f: HasGradient, x: FloatArray) -> FloatArray:
    """Return the gradient at x, having made sure that it has the shape of `x`."""
    gradient = as_floats("f.gradient(x)", f.gradient(x))
    if gradient.shape != x.shape:
        raise ValueError(
            f"f.gradient(x) must have the shape of x, {x.shape}, got the shape {gradient.shape}"
        )
    return gradient


def values_at(f: ScalarFunction, x: FloatArray) -> FloatArray:
    """Return f(x), having made sure that it is one number for each point of `x`."""
    values = as_floats("f(x)", f(x))
    if values.shape != x.shape[:-1]:
        raise ValueError(
            f"f must return one number for each point, the shape {x.shape[:-1]} for points of "
            f"the shape {x.shape}, got the shape {values.shape}"
        )
    return values
