"""Which orders are right, and in which one the reader gets what is to be ordered."""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["any_order", "groups_of", "is_right", "mixed"]

T = TypeVar("T")


def groups_of(length: int, free: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each place the first one with which it may swap, counted from 0.

    Parameters
    ----------
    length : int
        Number of places.
    free : iterable of (int, int)
        First and last of the places that may swap, counted from 1.

    Examples
    --------
    >>> groups_of(5, [(1, 2), (4, 5)])
    [0, 0, 2, 3, 3]
    """
    groups = list(range(length))
    for first, last in free:
        groups[first - 1 : last] = [first - 1] * len(groups[first - 1 : last])
    return groups


def is_right(given: Sequence[str], wanted: Sequence[str], groups: Sequence[int]) -> bool:
    """Tell whether an order is right; what reads the same is interchangeable.

    Examples
    --------
    >>> is_right("bac", "abc", [0, 0, 2]), is_right("acb", "abc", [0, 0, 2])
    (True, False)
    """
    return sorted(zip(groups, given, strict=True)) == sorted(zip(groups, wanted, strict=True))


def any_order(wanted: Sequence[str], groups: Sequence[int]) -> bool:
    """Tell whether no order is wrong.

    Examples
    --------
    >>> any_order("abc", [0, 0, 0]), any_order("aab", [0, 1, 2])
    (True, False)
    """
    return len(set(groups)) <= 1 or len(set(wanted)) <= 1


def mixed(items: Sequence[T], wanted: Sequence[str], groups: Sequence[int], seed: str) -> list[T]:
    """Return items in an order that is always the same for a seed, and not the right one.

    Parameters
    ----------
    items : sequence
        What is to be ordered, in the right order; then what does not belong.
    wanted, groups : sequence
        For each item that belongs, its text and the first place with which it may swap.
    seed : str
        What the order follows from.

    Examples
    --------
    >>> mixed("ab", "ab", [0, 1], "any")
    ['b', 'a']
    """
    if any_order(wanted, groups):
        return list(items)
    orders = (shuffled(len(items), f"{seed} {attempt}") for attempt in count())
    return next(
        [items[index] for index in order]
        for order in orders
        if not is_right([wanted[i] for i in order if i < len(wanted)], wanted, groups)
    )


def shuffled(length: int, seed: str) -> list[int]:
    """Return the numbers below `length` in an order that looks like chance."""
    return sorted(range(length), key=lambda i: sha256(f"{seed} {i}".encode()).hexdigest())
