"""What the book calls a function, and the types of its points and values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["FloatArray", "Function", "HasGradient", "ScalarFunction", "Values"]

FloatArray: TypeAlias = NDArray[np.float64]
"""An array of floats: a point, a mesh of points, a gradient, a matrix."""

Values: TypeAlias = float | FloatArray
"""What a function returns: a number for one point, an array for a mesh."""

ScalarFunction: TypeAlias = Callable[[FloatArray], Values]
"""Anything that can be called at a point; a `Function` also has a gradient."""


class HasGradient(Protocol):
    """All that a method asks of a function if it needs no values."""

    def gradient(self, x: FloatArray) -> FloatArray:
        """Return the gradient at `x`."""
        ...


@runtime_checkable
class Function(Protocol):
    """Anything that can be called at a point and has a gradient there.

    There is no base class: an object is a function because it has these two methods.

    Examples
    --------
    >>> from gradbook.functions import Bowl, Function
    >>> isinstance(Bowl(), Function), isinstance(abs, Function)
    (True, False)
    """

    def __call__(self, x: ArrayLike) -> Values:
        """Return the value at each point of `x`, shape ``x.shape[:-1]``."""
        ...

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return the gradient at each point of `x`, in the shape of `x`."""
        ...
