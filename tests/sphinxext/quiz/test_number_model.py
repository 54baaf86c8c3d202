"""Numbers as readers type them: the page's parser against a model with exact arithmetic.

Hypothesis makes what readers may type, right and wrong; all of it goes through one Node process.
The model reads letter by letter, without regular expressions, and computes with fractions.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

import gradbook.sphinxext.quiz

RUNNER = Path(__file__).parents[2] / "js/numbers.mjs"
PARSER = Path(gradbook.sphinxext.quiz.__file__).parent / "static/gradbook/quiz/number.js"
EXAMPLES = 2000

MINUS = "-‐‑‒–−﹣－"
SLASH = "/⁄∕"
DIGITS = "0123456789"
BLANKS = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)

PROBLEMS = {
    "forms": "Write one number, such as ",
    "grouped": " meant as ",
    "zero": "A fraction cannot have 0 below the line.",
    "range": "too large or too small",
}
"""The kinds of problems, and a part of the sentence that tells of each."""


class Part(NamedTuple):
    """A number without a sign, as it was typed."""

    whole: str
    separator: str
    fraction: str
    exponent: int

    @property
    def is_grouped(self) -> bool:
        """Whether it may be a whole number with a comma after its thousands."""
        three = self.separator == "," and len(self.fraction) == 3
        return three and 1 <= len(self.whole) <= 3 and self.whole[0] != "0"

    @property
    def is_zero(self) -> bool:
        return not (self.whole + self.fraction).strip("0")

    def value(self) -> Fraction | None:
        """Return what a machine makes of it: the nearest number that it has; none if too large."""
        if self.is_zero:
            return Fraction(0)
        digits = (self.whole + self.fraction).lstrip("0")
        power = self.exponent - len(self.fraction)
        if abs(len(digits) + power) > 400:  # far from all numbers that a machine has
            return None if power > 0 else Fraction(0)
        try:
            return Fraction(float(int(digits) * Fraction(10) ** power))
        except OverflowError:
            return None


ONE = Part("1", "", "", 0)


class Reader:
    """Takes a text apart from its beginning."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, letters: str, most: int = 10**6) -> str:
        count = 0
        while count < min(len(self.rest), most) and self.rest[count] in letters:
            count += 1
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def part(self) -> Part | None:
        whole, separator, fraction = self.take(DIGITS), self.take(".,", 1), self.take(DIGITS)
        if not whole + fraction or (separator == "," and not fraction):
            return None
        exponent = "0"
        if self.take("eE", 1):
            sign = "-" if self.take(MINUS + "+", 1) not in ("", "+") else ""
            exponent = sign + self.take(DIGITS)
        return Part(whole, separator, fraction, int(exponent)) if exponent.strip("-") else None


def model(text: str) -> float | str:
    """Read a number; the kind of the problem where there is none."""
    reader = Reader(text.strip(BLANKS))
    negative = reader.take(MINUS + "+", 1) not in ("", "+")
    reader.take(BLANKS)
    top: Part | None = reader.part()
    bottom: Part | None = ONE
    if reader.rest:
        reader.take(BLANKS)
        slash = reader.take(SLASH, 1)
        reader.take(BLANKS)
        bottom = reader.part() if slash else None
    if top is None or bottom is None or reader.rest:
        return "forms"
    if top.is_grouped or bottom.is_grouped:
        return "grouped"
    if bottom.is_zero:
        return "zero"
    return divide(top, bottom, -1 if negative else 1)


def divide(top: Part, bottom: Part, sign: int) -> float | str:
    """Divide what a machine makes of two numbers, if the result has a place in it."""
    above, below = top.value(), bottom.value()
    if top.is_zero and below != 0:
        return 0.0
    if above is None or not below:
        return "range"
    try:
        value = float(sign * above / below)
    except OverflowError:
        return "range"
    return value or "range"


def read(typed: list[str], parser: Path) -> list[float | str]:
    """Have the page's parser read all; the kind of the problem where it finds no number."""
    command = ["node", str(RUNNER), parser.as_uri()]
    answers: list[dict[str, Any]] = json.loads(
        subprocess.run(
            command, input=json.dumps(typed), capture_output=True, text=True, check=True
        ).stdout
    )
    return [answer["value"] if "value" in answer else kind_of(answer) for answer in answers]


def kind_of(answer: dict[str, Any]) -> str:
    (kind,) = (kind for kind, words in PROBLEMS.items() if words in answer["problem"])
    return kind


def pieces(*choices: str) -> st.SearchStrategy[str]:
    return st.sampled_from(choices)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


digits = st.text(DIGITS, max_size=4) | pieces("0", "00", "1", "10", "500", "0" * 30, "9" * 310)
signs = pieces("", "", "", "+", *MINUS, "--", "±")
gaps = pieces("", "", "", *BLANKS, "\u200b", "\x85")
exponents = joined(pieces("e", "E"), pieces("", "+", *MINUS), digits)
extremes = joined(
    pieces("e", "e-", "e−"), pieces("290", "307", "308", "309", "323", "324", "9" * 19)
)
unsigned = joined(digits, pieces("", ".", ","), digits, st.just("") | exponents | extremes)
zeros = pieces("0", "0.0", ",00", "0e5")
numbers = joined(gaps, signs, gaps, unsigned, gaps)
fractions = joined(numbers, pieces(*SLASH), gaps, unsigned | zeros, gaps)
thousands = joined(
    signs, pieces("1", "12", "999", "0", "1234"), pieces(",", ".", " "), pieces("000", "567")
)
grouped = joined(pieces("", "", "3/"), thousands, pieces("", "", ".5", ",000", "e3", "/2"))
strange = st.text(st.sampled_from(DIGITS + "eE.,+/ ²½٣４∞πx%_" + MINUS), max_size=8) | st.text(
    max_size=5
)
spoiled = joined(numbers | fractions, pieces(*"eE.,+-/ %m"), st.just("") | unsigned)
typed_texts = numbers | fractions | grouped | strange | spoiled


@cache
def texts() -> list[str]:
    """Return what readers may type, each once, the shortest first."""
    found: set[str] = set()

    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(typed_texts)
    def collect(text: str) -> None:
        found.add(text)

    collect()
    return sorted(found, key=lambda text: (len(text), text))


@cache
def expected() -> list[float | str]:
    return [model(text) for text in texts()]


def disagreements(parser: Path) -> list[tuple[str, float | str, float | str]]:
    results = zip(texts(), expected(), read(texts(), parser), strict=True)
    return [result for result in results if result[1] != result[2]]


def test_the_texts_are_of_every_kind() -> None:
    kinds = Counter(one if isinstance(one, str) else "number" for one in expected())
    assert kinds.keys() == {"number", *PROBLEMS}
    assert min(kinds.values()) >= 10, kinds


def test_the_page_reads_what_the_model_reads() -> None:
    assert disagreements(PARSER) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("‒–−", "‒–"),
        ("⁄∕", "⁄"),
        (".trim()", ""),
        (r"\d+\.?|", r"\d+|"),
        (r"\d*[.,]\d+", r"\d+[.,]\d+"),
        (r"[eE][+-]?\d+", r"[eE]-?\d+"),
        (r"\s*/\s*", r"\s*/"),
        (r"[1-9]\d{0,2},", r"\d{1,3},"),
        (r"\d{3}(?!\d)", r"\d{3}"),
        ("[top, bottom].find", "[top].find"),
        ("if (isZero(bottom))", "if (toNumber(bottom) === 0)"),
        ('sign === "-" ? -1 : 1', "1"),
        ("!Number.isFinite(value)", "Number.isNaN(value)"),
        ("|| (value === 0 && !isZero(top))", ""),
        ('part.replace(",", ".")', 'part.replace(",", "")'),
    ],
)
def test_a_parser_with_a_mistake_is_found_out(tmp_path: Path, before: str, after: str) -> None:
    source = PARSER.read_text("utf-8")
    assert source.count(before) == 1
    broken = tmp_path / "number.mjs"
    broken.write_text(source.replace(before, after), "utf-8")
    assert disagreements(broken)
