"""The options of a quiz: the lines ``:name: value`` below its opening line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gradbook.sphinxext.quiz.kinds import KINDS
from gradbook.sphinxext.quiz.matching import MATCHES
from gradbook.sphinxext.quiz.problems import Problem, excerpt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gradbook.sphinxext.quiz.problems import Report

    Readers = Mapping[str, tuple[str, Callable[[str], object]]]

__all__ = [
    "QUIZ_ID",
    "Line",
    "Options",
    "check_kind",
    "one_of",
    "read_options",
    "read_title",
    "read_values",
    "split_options",
]

QUIZ_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")
SHUFFLES = ("never", "retry", "always")
RANGE = re.compile(r"([0-9]{1,4})\s*[-–]\s*([0-9]{1,4})")
FIELD = re.compile(r":([^\s:]+):(?:\s+(.*))?")


class Line(NamedTuple):
    """A line of the source with its number."""

    number: int
    text: str


class Options(NamedTuple):
    """What the author set, or the default of it."""

    kind: str = ""
    """Name of the kind; empty if it follows from the answers."""
    title: str = ""
    concepts: tuple[str, ...] = ()
    tries: int = 2
    required: bool = True
    review: bool = True
    pre: bool = False
    shuffle: str = "retry"
    was: tuple[str, ...] = ()
    unit: str = ""
    match: str = "fold"
    free: tuple[tuple[int, int], ...] = ()
    variants: str = ""
    """Key of what holds the values of the variants; empty if there are none."""
    lines: Mapping[str, int] = {}
    """Line of each option that was given, by its name."""


def quoted(names: Iterable[str]) -> str:
    """List names as a sentence does: ``'a', 'b' or 'c'``."""
    *first, last = (f"'{name}'" for name in names)
    return " or ".join(filter(None, (", ".join(first), last)))


def read_kind(value: str) -> str:
    return one_of("type", value, KINDS)


def one_of(name: str, value: str, known: Iterable[str]) -> str:
    """Return a value if it is one of those that an option may have."""
    if value not in known:
        raise Problem("syntax", f"':{name}:' must be {quoted(known)}, not {excerpt(value)}")
    return value


def read_title(value: str) -> str:
    """Return a title that is not empty."""
    if not value:
        raise Problem("syntax", "':title:' must be a short text, and it is empty")
    return value


def read_concepts(value: str) -> tuple[str, ...]:
    concepts = tuple(re.findall(r"[^\s,]+", value))
    if not concepts:
        raise Problem("syntax", "':concepts:' must be one or more words, and it is empty")
    return concepts


def read_tries(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise Problem("syntax", f"':tries:' must be a whole number from 0 on, not {excerpt(value)}")
    return int(value)


def yes_or_no(name: str) -> Callable[[str], bool]:
    return lambda value: one_of(name, value, ("yes", "no")) == "yes"


def read_was(value: str) -> tuple[str, ...]:
    former = tuple(re.findall(r"[^\s,]+", value))
    if not former or not all(map(QUIZ_ID.fullmatch, former)):
        raise Problem("id", f"':was:' must be former ids of this quiz, not {excerpt(value)}")
    return former


def read_variants(value: str) -> str:
    if not value:
        raise Problem("syntax", "':variants:' must be a key that a cell glues, and it is empty")
    return value


def read_free(value: str) -> tuple[tuple[int, int], ...]:
    ranges = [RANGE.fullmatch(part.strip()) for part in value.split(",")]
    free = tuple((int(span[1]), int(span[2])) for span in ranges if span)
    if len(free) < len(ranges) or not all(0 < first < last for first, last in free):
        example = "such as '1-2, 4-6'"
        raise Problem("syntax", f"':free:' must be ranges {example}, not {excerpt(value)}")
    return free


READERS: Readers = {
    "type": ("kind", read_kind),
    "title": ("title", read_title),
    "concepts": ("concepts", read_concepts),
    "tries": ("tries", read_tries),
    "required": ("required", yes_or_no("required")),
    "review": ("review", yes_or_no("review")),
    "pre": ("pre", yes_or_no("pre")),
    "shuffle": ("shuffle", lambda value: one_of("shuffle", value, SHUFFLES)),
    "was": ("was", read_was),
    "unit": ("unit", str),
    "match": ("match", lambda value: one_of("match", value, MATCHES)),
    "free": ("free", read_free),
    "variants": ("variants", read_variants),
}
"""For each option, the field of `Options` and what reads it."""

ONLY = {
    "variants": ("single", "numeric", "text"),
    "unit": ("numeric",),
    "match": ("text",),
    "free": ("order", "parsons"),
}
"""For an option of some kinds only, the names of these."""


def split_options(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """Find the options at the head of a Markdown directive, in either of MyST's two styles.

    Parameters
    ----------
    lines : sequence of Line
        Content of the directive.

    Returns
    -------
    fields : list of Line
        Option lines, all written as ``:name: value``.
    count : int
        How many lines the options take up.

    Examples
    --------
    >>> split_options([Line(6, ":type: numeric"), Line(7, "How many?")])
    ([Line(number=6, text=':type: numeric')], 1)
    >>> split_options([Line(6, "---"), Line(7, "tries: 1"), Line(8, "---")])
    ([Line(number=7, text=':tries: 1')], 3)
    """
    texts = [line.text.strip() for line in lines]
    if texts[:1] == ["---"] and "---" in texts[1:]:
        end = texts.index("---", 1)
        inner = [line for line in lines[1:end] if line.text.strip()]
        return [Line(number, f":{text.strip()}") for number, text in inner], end + 1
    count = 0
    while count < len(texts) and texts[count].startswith(":") and texts[count][:3] != ":::":
        count += 1
    return [Line(lines[index].number, texts[index]) for index in range(count)], count


def read_options(fields: Sequence[Line], report: Report) -> Options:
    """Read the option lines of a question."""
    values, lines = read_values(fields, READERS, report)
    return Options(**values, lines=lines)  # type: ignore[arg-type]


def read_values(
    fields: Sequence[Line], readers: Readers, report: Report
) -> tuple[dict[str, object], dict[str, int]]:
    """Read option lines; what is wrong is reported and counts as not given.

    Returns
    -------
    values : dict
        What was read, by the fields of `readers`.
    lines : dict
        Line of each option that was given, by its name.
    """
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for number, text in fields:
        try:
            name, value = read_field(text, readers)
            if name in lines:
                raise Problem("syntax", f"option ':{name}:' is given twice")
            lines[name] = number
            field, reader = readers[name]
            values[field] = reader(value)
        except Problem as problem:
            report.problem(number, problem)
    return values, lines


def check_kind(options: Options, report: Report) -> None:
    """Report options that mean nothing to the kind of the question."""
    for name, kinds in ONLY.items():
        if name in options.lines and options.kind not in kinds:
            needed = quoted(f":type: {kind}" for kind in kinds)
            report(options.lines[name], "syntax", f"':{name}:' needs {needed}")


def read_field(text: str, readers: Readers) -> tuple[str, str]:
    """Split an option line into the name of a known option and its value."""
    match = FIELD.fullmatch(text.strip())
    if match is None:
        raise Problem("syntax", f"option {excerpt(text)} is not ':name: value'")
    name, value = match[1], (match[2] or "").strip()
    if name not in readers:
        known = quoted(f":{key}:" for key in readers)
        raise Problem("syntax", f"unknown option ':{name}:'; expected {known}")
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    return name, value
