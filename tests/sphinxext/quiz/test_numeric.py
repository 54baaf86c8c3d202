"""What a numeric answer accepts is exactly what its author wrote."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from gradbook.sphinxext.quiz.interval import Interval
from gradbook.sphinxext.quiz.numeric import parse_answer, parse_number
from gradbook.sphinxext.quiz.problems import Problem

NUMBERS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)
WIDTHS = st.fractions(min_value=0, max_value=10**3, max_denominator=10**3)
INTERVALS = st.builds(
    lambda lo, width, is_open: Interval(lo, lo + width, is_open and width > 0),
    NUMBERS,
    WIDTHS,
    st.booleans(),
)


def holds(interval: Interval, x: Fraction) -> bool:
    lo, hi, is_open = interval
    return lo < x < hi if is_open else lo <= x <= hi


@pytest.mark.parametrize(
    "text",
    ["0.04", ".04", "4e-2", "4E-2", "+.4e-1", "1/25", " 2 / 50 ", "0.4e-1", "-1/-25", "04.e-2"],
)
def test_one_number_has_many_spellings(text: str) -> None:
    assert parse_number(text) == Fraction(1, 25)


@pytest.mark.parametrize("minus", ["-", "−", "–", "‑", "－"])
def test_a_minus_sign_may_be_typographic(minus: str) -> None:
    assert parse_number(f"{minus}2e{minus}1") == Fraction(-1, 5)
    assert parse_answer(f"[{minus}2, {minus}1]") == Interval(Fraction(-2), Fraction(-1))


@pytest.mark.parametrize(
    "text", ["", "x", "1 2", "1,5", "1.2.3", "1e", "e3", "--1", "0x1", "1_0", "٣"]
)
def test_what_is_not_a_number_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="is not a number") as caught:
        parse_number(text)
    assert caught.value.subtype == "syntax"


@pytest.mark.parametrize("text", ["1e400", "-1e400", "1e-400", "9" * 400, "1/1e999999999"])
def test_what_no_float_holds_is_refused_at_once(text: str) -> None:
    with pytest.raises(Problem, match="too large or too small") as caught:
        parse_number(text)
    assert caught.value.subtype == "numeric"


def test_zero_is_zero_whatever_its_exponent() -> None:
    assert parse_number("0e999999999") == parse_number("-0.00e-999999999") == 0


@given(NUMBERS, WIDTHS)
def test_a_tolerance_reaches_as_far_on_both_sides(value: Fraction, width: Fraction) -> None:
    lo, hi, is_open = parse_answer(f"{value} ± {width + 1}")
    assert (lo + hi) / 2 == value
    assert (hi - lo) / 2 == width + 1
    assert not is_open


@given(NUMBERS.filter(bool), WIDTHS.filter(bool))
def test_a_percentage_is_of_the_size_of_the_number(value: Fraction, percent: Fraction) -> None:
    lo, hi, _ = parse_answer(f"{value} ± {percent}%")
    assert hi - lo == 2 * abs(value) * percent / 100
    assert lo < value < hi


@given(INTERVALS, INTERVALS)
def test_intervals_meet_if_some_number_is_in_both(one: Interval, other: Interval) -> None:
    lo, hi = max(one.lo, other.lo), min(one.hi, other.hi)
    common = any(holds(one, x) and holds(other, x) for x in (lo, (lo + hi) / 2, hi))
    assert one.meets(other) == other.meets(one) == common


@given(INTERVALS, INTERVALS)
def test_an_interval_is_covered_if_both_its_ends_are(one: Interval, other: Interval) -> None:
    inside = one.lo <= other.lo and other.hi <= one.hi
    ends = other.open or (holds(one, other.lo) and holds(one, other.hi))
    assert one.covers(other) == (inside and ends)


@given(st.text("0123456789.,eE+-/±%[]() ∞naife", max_size=12))
def test_any_text_is_an_answer_or_a_problem(text: str) -> None:
    try:
        lo, hi, _ = parse_answer(text)
    except Problem:
        return
    assert float(lo) <= float(hi)
