"""What is wrong with the front matter of a page, and on which line."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

__all__ = ["Problem", "check", "line_of", "read_yaml", "without_front_matter"]

MAPPINGS = ("jupytext", "kernelspec", "myst", "mystnb")
"""Keys that MyST-NB reads as mappings without looking."""


class Problem(NamedTuple):
    """One thing an author has to mend."""

    line: int | None
    """In the file, counted from 1; None if it cannot be told."""
    text: str
    """One sentence."""


def check(text: str) -> Problem | None:
    r"""Find the first problem of a page's front matter.

    Parameters
    ----------
    text
        The whole page.

    Returns
    -------
    Problem or None
        None if there is no front matter, or none to complain about.

    Examples
    --------
    >>> check("---\ntitle: Rates\n---\n\n# Rates")
    >>> check("---\ntitle: [Rates\n---\n")
    Problem(line=2, text="front matter is not valid YAML: expected ',' or ']'")
    """
    lines = text.splitlines()
    if not lines or not re.fullmatch(r"-{3,}\s*", lines[0]):
        return None
    end = _end(lines)
    if end is None:
        opened = len(lines) > 1 and re.match(r"[A-Za-z_][\w-]*:(\s|$)", lines[1])
        return Problem(1, "front matter is not closed by a line '---'") if opened else None
    problem, data = read_yaml("\n".join(lines[1:end]), first=2)
    if problem:
        return Problem(problem.line, f"front matter is not valid YAML: {problem.text}")
    return None if data is None else _check_kinds(data, lines)


def read_yaml(text: str, first: int) -> tuple[Problem | None, Any]:
    """Read YAML that begins on line `first` of a file.

    Parameters
    ----------
    text
        The YAML.
    first
        Number of its first line.

    Returns
    -------
    tuple
        A problem and None, or None and the data.

    Examples
    --------
    >>> read_yaml("tags: [a]", first=5)
    (None, {'tags': ['a']})
    >>> read_yaml("tags: [a", first=5)[0]
    Problem(line=5, text="expected ',' or ']'")
    """
    try:
        return None, yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        return Problem(first + _line(error), _sentence(error)), None
    except (yaml.YAMLError, ValueError) as error:
        return Problem(first, str(error).splitlines()[0]), None


def line_of(key: str, text: str) -> int:
    r"""Find the line that begins with a key of the front matter.

    Examples
    --------
    >>> line_of("id", "---\ntitle: Rates\nid: rates\n---\n")
    3
    """
    rows = enumerate(text.splitlines(), 1)
    return next((n for n, row in rows if row.startswith(f"{key}:")), 2)


def without_front_matter(text: str) -> str:
    r"""Blank the front matter, keeping the number of lines.

    Examples
    --------
    >>> without_front_matter("---\na: [\n---\n# Title")
    '\n\n\n# Title'
    """
    lines = text.splitlines()
    end = _end(lines)
    if end is None:  # never closed: the page begins with its title
        end = next((n for n, row in enumerate(lines) if row.startswith("# ")), len(lines)) - 1
    return "\n".join([""] * (end + 1) + lines[end + 1 :])


def _check_kinds(data: Any, lines: list[str]) -> Problem | None:
    if not isinstance(data, dict):
        return Problem(2, f"front matter must be lines of 'key: value', not {_name(data)}")
    for key in MAPPINGS:
        if not isinstance(data.get(key, {}), dict):
            line = line_of(key, "\n".join(lines))
            what = f"'{key}' must hold indented lines of 'key: value', not {_name(data[key])}"
            return Problem(line, what)
    return None


def _end(lines: list[str]) -> int | None:
    """Index of the line that closes the front matter."""
    return next((n for n, row in enumerate(lines) if n and re.fullmatch(r"-{3,}\s*", row)), None)


def _line(error: yaml.MarkedYAMLError) -> int:
    """Lines before the mistake; a bracket or quote that stays open is found out too late."""
    opened = re.search("flow|quoted", error.context or "")
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    return mark.line if mark else 0


def _sentence(error: yaml.MarkedYAMLError) -> str:
    if "quoted" in (error.context or ""):
        return "a quotation mark is not closed"
    if error.problem == "mapping values are not allowed here":
        return "mapping values are not allowed here (quote a value that contains ': ')"
    return re.sub(r", but (got|found) .*", "", error.problem or error.context or "malformed")


def _name(value: Any) -> str:
    return "a list" if isinstance(value, list) else repr(value)
