"""Checks shared by the numerics: each returns the checked value or says what is wrong with it."""

from __future__ import annotations

from math import isfinite
from numbers import Integral, Real

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray, ScalarFunction

__all__ = [
    "as_floats",
    "as_point",
    "as_points",
    "as_symmetric",
    "coordinates",
    "finite",
    "positive",
    "values_at",
    "whole",
]


def as_floats(name: str, value: ArrayLike) -> FloatArray:
    """Return `value` as an array of floats; complex numbers and text are refused."""
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
    if not np.isfinite(x).all():
        raise ValueError(f"{name} must have finite coordinates, got {x}")
    return x


def coordinates(value: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return the two coordinates of each point of the plane in `value`."""
    points = as_points("x", value, 2)
    return points[..., 0], points[..., 1]


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


def values_at(f: ScalarFunction, x: FloatArray) -> FloatArray:
    """Return f(x), having made sure that it is one number for each point of `x`."""
    values = as_floats("f(x)", f(x))
    if values.shape != x.shape[:-1]:
        raise ValueError(
            f"f must return one number for each point, the shape {x.shape[:-1]} for points of "
            f"the shape {x.shape}, got the shape {values.shape}"
        )
    return values
