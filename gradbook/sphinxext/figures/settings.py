"""How the settings of a figure are read: words of the author in, values for the script out."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Setting", "choice", "interval", "names", "number", "point", "text_list"]


class Setting(NamedTuple):
    """One setting of a kind of figure."""

    read: Callable[[str], Any]
    """Turns text into a value; a ValueError says what was expected."""
    default: Any = None
    """Value if the author gives none; None if it must be given."""


def number(least: float, most: float) -> Callable[[str], float]:
    """Read a number from `least` to `most`.

    Examples
    --------
    >>> number(1, 100)("8")
    8.0
    """

    def read(text: str) -> float:
        value = _number(text)
        if not least <= value <= most:
            raise ValueError(f"expected a number from {least:g} to {most:g}, got {text}")
        return value

    return read


def point(text: str) -> list[float]:
    """Read two numbers.

    Examples
    --------
    >>> point("2, 0.6")
    [2.0, 0.6]
    """
    parts = text_list(text)
    if len(parts) != 2:
        raise ValueError(f"expected two numbers such as '2, 0.6', got '{text}'")
    return [_number(part) for part in parts]


def interval(text: str) -> list[float]:
    """Read two numbers, the smaller one first."""
    low, high = point(text)
    if not low < high:
        raise ValueError(f"expected the smaller number first, got '{text}'")
    return [low, high]


def choice(*allowed: str) -> Callable[[str], str]:
    """Read one word of several."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"expected {_either(allowed)}, got '{text}'")
        return text

    return read


def names(*allowed: str) -> Callable[[str], list[str]]:
    """Read one or more different words of several."""
    one = choice(*allowed)

    def read(text: str) -> list[str]:
        found = [one(part) for part in text_list(text)]
        if not found or len(set(found)) < len(found):
            raise ValueError(f"expected different names, each once, got '{text}'")
        return found

    return read


def text_list(text: str) -> list[str]:
    """Return the parts of a text between commas."""
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"expected a number, got '{text}'") from None
    if not isfinite(value):
        raise ValueError(f"expected a finite number, got '{text}'")
    return value


def _either(words: tuple[str, ...]) -> str:
    """Return ``'a', 'b' or 'c'``."""
    quoted = [f"'{word}'" for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)
