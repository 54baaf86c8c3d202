"""What makes a type feel like an array: the methods that duals and nodes of the tape share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from gradbook.differentiation.forward_rules import JOINING, OPTIONS, RULES

__all__ = ["ArrayMethods", "check_call"]


class ArrayMethods(NDArrayOperatorsMixin):
    """Operators, shape and reductions of a type that has a ``value`` and NumPy's protocols.

    The operators come from ``__array_ufunc__``, the methods from ``__array_function__``, and going
    along the first axis from ``__getitem__``.
    """

    __slots__ = ()

    value: Any

    def __getitem__(self, key: Any) -> Self:
        """Return the entries at the key."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return the length of the first axis."""
        return len(self.value)

    def __iter__(self) -> Iterator[Self]:
        """Go along the first axis."""
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        """Return whether the value is not zero."""
        return bool(self.value)

    # x += y makes a new x: an array of values that somebody else holds does not change
    __iadd__ = NDArrayOperatorsMixin.__add__
    __isub__ = NDArrayOperatorsMixin.__sub__
    __imul__ = NDArrayOperatorsMixin.__mul__
    __itruediv__ = NDArrayOperatorsMixin.__truediv__
    __ipow__ = NDArrayOperatorsMixin.__pow__
    __imatmul__ = NDArrayOperatorsMixin.__matmul__

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the value."""
        return tuple(self.value.shape)

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """The number of entries."""
        return int(self.value.size)

    @property
    def T(self) -> Self:
        """The transpose."""
        return self.transpose()

    def transpose(self, *axes: Any) -> Self:
        """Return ``np.transpose``, as the methods below return the functions of their names."""
        return self._method(np.transpose, axes)

    def reshape(self, *shape: Any) -> Self:
        """Return ``np.reshape``."""
        return self._method(np.reshape, shape)

    def ravel(self) -> Self:
        """Return ``np.ravel``."""
        return self._method(np.ravel, ())

    def sum(self, axis: Any = None, keepdims: bool = False) -> Self:
        """Return ``np.sum``."""
        return self._method(np.sum, (), axis=axis, keepdims=keepdims)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Self:
        """Return ``np.mean``."""
        return self._method(np.mean, (), axis=axis, keepdims=keepdims)

    def max(self, axis: Any = None, keepdims: bool = False) -> Self:
        """Return ``np.max``."""
        return self._method(np.max, (), axis=axis, keepdims=keepdims)

    def min(self, axis: Any = None, keepdims: bool = False) -> Self:
        """Return ``np.min``."""
        return self._method(np.min, (), axis=axis, keepdims=keepdims)

    def _method(self, function: Callable[..., Any], numbers: Sequence[Any], **options: Any) -> Self:
        """Call a function; its numbers may stand in a tuple or one by one."""
        result: Self = function(self, *(numbers if len(numbers) < 2 else (numbers,)), **options)
        return result


def check_call(
    operation: Any, args: Sequence[Any], kwargs: dict[str, Any], level: int, place: str
) -> None:
    """Make sure that there is a rule for what the operation is asked to do.

    The level is that of the operands, less than 0 if there is none among them that has one: they
    are hidden in a list, say.
    """
    name = f"{getattr(operation, '__module__', None) or 'numpy'}.{operation.__name__}"
    if level < 0 or not (operation in RULES or operation in JOINING):
        raise TypeError(f"{name} has no rule {place}")
    unknown = sorted(kwargs.keys() - OPTIONS)
    needed = len(RULES.get(operation, ()))
    if unknown or not needed <= len(args) <= max(2, needed):
        given = f"with {', '.join(unknown)}=" if unknown else f"with {len(args)} arguments"
        raise TypeError(f"{name} {given} has no rule {place}")
