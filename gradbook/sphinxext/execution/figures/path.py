"""Path data in fewer characters: rounded, and each point relative to the one before."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["number", "shorten"]

COMMAND = re.compile(r"([MLQCZ])([^MLQCZ]*)", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def number(value: float, digits: int) -> str:
    """Write a number with at most `digits` decimals and no needless zero.

    Examples
    --------
    >>> number(-0.504, 2), number(3.0, 2), number(-0.001, 2)
    ('-.5', '3', '0')
    """
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def shorten(data: str, digits: int) -> str:
    """Write path data relative to the point before.

    Points are rounded before their difference is taken, so that errors do not add up.

    Parameters
    ----------
    data
        Absolute commands M, L, Q, C and Z, which are those that Matplotlib writes.
    digits
        Decimals that are kept.

    Returns
    -------
    str
        The same path; unchanged if it holds another command.

    Examples
    --------
    >>> shorten("M 1.004 2 L 3 4.5 L 3 9 z", digits=2)
    'M1 2l2 2.5v4.5z'
    """
    scale = 10**digits
    x = y = first_x = first_y = 0
    parts: list[str] = []
    last = ""
    for letter, text in COMMAND.findall(data):
        points = [round(float(word) * scale) for word in text.split()]
        if letter in "Zz":
            parts.append("z")
            x, y, last = first_x, first_y, "z"
        elif letter == "M":
            start = (points[0] - x, points[1] - y) if parts else (points[0], points[1])
            parts.append(("m" if parts else "M") + _numbers(start, digits))
            x, y = first_x, first_y = points[0], points[1]
            last = ""
        else:
            command, steps = _relative(letter.lower(), points, x, y)
            written = _numbers(steps, digits)
            joint = "" if written.startswith("-") else " "
            parts.append(joint + written if command == last else command + written)
            x, y, last = points[-2], points[-1], command
    return "".join(parts)


def _relative(letter: str, points: list[int], x: int, y: int) -> tuple[str, tuple[int, ...]]:
    steps = tuple(value - (y if n % 2 else x) for n, value in enumerate(points))
    if letter == "l" and steps[1] == 0:
        return "h", steps[:1]
    if letter == "l" and steps[0] == 0:
        return "v", steps[1:]
    return letter, steps


def _numbers(values: tuple[int, ...], digits: int) -> str:
    """Write whole multiples of the last decimal; a minus sign separates as well as a blank."""
    words = [_decimal(value, digits) for value in values]
    return words[0] + "".join(w if w.startswith("-") else f" {w}" for w in words[1:])


@lru_cache(maxsize=20_000)
def _decimal(value: int, digits: int) -> str:
    return number(value / 10**digits, digits)
