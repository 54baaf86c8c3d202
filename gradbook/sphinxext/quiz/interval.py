"""Intervals of numbers, with or without their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["Interval"]


class Interval(NamedTuple):
    """The numbers from `lo` to `hi`; without its two ends if it is `open`."""

    lo: Fraction
    hi: Fraction
    open: bool = False

    def holds(self, number: Fraction) -> bool:
        """Tell whether a number is in the interval."""
        if self.open:
            return self.lo < number < self.hi
        return self.lo <= number <= self.hi

    def meets(self, other: Interval) -> bool:
        """Tell whether the two have a number in common."""
        lo, hi = max(self.lo, other.lo), min(self.hi, other.hi)
        return lo < hi or (lo == hi and self.holds(lo) and other.holds(lo))

    def covers(self, other: Interval) -> bool:
        """Tell whether every number of the other is in this one."""
        if self.open and not other.open:
            return self.lo < other.lo and other.hi < self.hi
        return self.lo <= other.lo and other.hi <= self.hi
