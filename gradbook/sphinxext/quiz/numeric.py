"""The answers of a numeric quiz: numbers, numbers with a tolerance, and intervals.

An answer is read exactly, as a fraction, so that ``0.04 ± 1%`` ends at 0.0404 and not beside it.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

from gradbook.sphinxext.quiz.interval import Interval
from gradbook.sphinxext.quiz.problems import Problem, excerpt

__all__ = ["ELSE", "parse_answer", "parse_number"]

ELSE = "else"

FORMS = "'<number>', '<number> ± <tolerance>[%]', '[a, b]', '(a, b)' or 'else'"
DECIMAL = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
NUMBER = re.compile(rf"({DECIMAL})(?:\s*/\s*({DECIMAL}))?")
NOT_FINITE = re.compile(r"[+-]?\s*(?:nan|inf|infinity|∞)", re.IGNORECASE)
PLUS_MINUS = re.compile(r"\+\s*/?\s*-")
INTERVAL = re.compile(r"([\[(])([^,]*),([^,]*)([\])])")
MINUS_SIGNS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"))


def parse_number(text: str) -> Fraction:
    """Read a number as an author writes it.

    Parameters
    ----------
    text : str
        A decimal such as ``0.04``, ``.04`` or ``4e-2``, or a fraction of two; the minus sign may
        be a hyphen or a typographic one.

    Raises
    ------
    Problem
        If it is none of these, or not a finite number.

    Examples
    --------
    >>> parse_number("4e-2") == parse_number("1/25")
    True
    """
    text = text.strip().translate(MINUS_SIGNS)
    if NOT_FINITE.fullmatch(text):
        raise Problem("numeric", f"{excerpt(text)} is not a finite number")
    match = NUMBER.fullmatch(text)
    if match is None:
        raise Problem("syntax", f"{excerpt(text)} is not a number")
    top, bottom = (to_fraction(part) for part in (match[1], match[2] or "1"))
    if bottom == 0:
        raise Problem("numeric", f"{excerpt(text)} divides by zero")
    return top / bottom


def to_fraction(decimal: str) -> Fraction:
    """Read a decimal that has the right form; floats must be able to hold it."""
    if not re.search(r"[1-9]", re.split("[eE]", decimal)[0]):
        return Fraction(0)
    if not math.isfinite(float(decimal)) or float(decimal) == 0:
        raise Problem("numeric", f"{excerpt(decimal)} is too large or too small a number")
    return Fraction(decimal)


def parse_answer(text: str) -> Interval:
    """Read an answer: ``v``, ``v ± t``, ``v ± t%``, ``[a, b]`` or ``(a, b)``.

    Raises
    ------
    Problem
        If it has none of these forms, or accepts no number, or none that a reader would type.

    Examples
    --------
    >>> [float(end) for end in parse_answer("0.04 ± 1%")[:2]]
    [0.0396, 0.0404]
    >>> parse_answer("(0, 1/2)").open
    True
    """
    plain = text.strip().translate(MINUS_SIGNS)
    if PLUS_MINUS.search(plain):
        better = PLUS_MINUS.sub("±", plain)
        raise Problem("syntax", f"{excerpt(text)} is not {FORMS}; write {excerpt(better)}")
    if match := INTERVAL.fullmatch(plain):
        return parse_interval(text, *match.groups())
    value, sign, tolerance = plain.partition("±")
    try:
        if not sign:
            return around(text, parse_number(value), Fraction(0))
        return around(text, *with_tolerance(value, tolerance))
    except Problem as problem:
        if problem.subtype == "numeric":
            raise
        hint = "; write the decimal point as '.'" if re.search(r"[0-9],[0-9]", plain) else ""
        raise Problem("syntax", f"{excerpt(text)} is not {FORMS}{hint}") from problem


def with_tolerance(value: str, tolerance: str) -> tuple[Fraction, Fraction]:
    """Read a number and its tolerance, given as a number or as a percentage of it."""
    number = parse_number(value)
    percent = tolerance.rstrip().endswith("%")
    width = parse_number(tolerance.rstrip().removesuffix("%"))
    if percent and number == 0 and width > 0:
        whole = excerpt(f"{value.strip()} ± {tolerance.strip()}")
        raise Problem("numeric", f"{whole} has tolerance 0, as a percentage of 0 is 0")
    return number, width * abs(number) / 100 if percent else width


def around(text: str, value: Fraction, tolerance: Fraction) -> Interval:
    """Return the numbers that differ from a value by the tolerance at most."""
    if tolerance < 0:
        raise Problem("numeric", f"{excerpt(text)} has a negative tolerance")
    if tolerance == 0 and value.denominator != 1:
        example = excerpt(f"{text.partition('±')[0].strip()} ± 1%")
        raise Problem(
            "numeric",
            f"{excerpt(text)} has tolerance 0 on a number that is not whole; write, say, {example}",
        )
    return Interval(value - tolerance, value + tolerance)


def parse_interval(text: str, left: str, a: str, b: str, right: str) -> Interval:
    """Read the two ends of an interval whose brackets were found."""
    if (left, right) not in (("[", "]"), ("(", ")")):
        raise Problem("syntax", f"{excerpt(text)} mixes brackets; write '[a, b]' or '(a, b)'")
    try:
        lo, hi = parse_number(a), parse_number(b)
    except Problem as problem:
        raise Problem(problem.subtype, f"{excerpt(text)}: {problem.message}") from problem
    if lo > hi:
        raise Problem("numeric", f"{excerpt(text)} is empty: the smaller end comes first")
    if float(lo) == float(hi):
        raise Problem("numeric", f"{excerpt(text)} has no width; write a number or two ends")
    return Interval(lo, hi, left == "(")
