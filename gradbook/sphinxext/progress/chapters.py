"""What makes a page a chapter: the front matter, read and checked."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Chapter", "key_lines", "read_chapter"]

KEY = re.compile(r":?(id|chapter|part|core|requires):")

# What each key may hold, and how to say so. A whole front matter arrives as strings.
NUMBER = (re.compile(r"[1-9][0-9]{0,3}"), "a whole number from 1 on")
IDENTIFIER = (
    re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    "lower-case words of letters and digits joined by hyphens",
)
ROMAN = (
    re.compile(r"(?=[CLXVI])C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})"),
    "a Roman numeral such as IV",
)
BOOLEAN = (re.compile(r"true|false", re.IGNORECASE), "true or false")


class Chapter(NamedTuple):
    """One chapter of the book, as its page states it."""

    docname: str
    id: str
    number: int
    part: str
    """Roman numeral; empty if the page names none."""
    core: bool
    quizzes: tuple[str, ...]
    """Ids of the required questions, in reading order."""
    requires: tuple[str, ...]
    """Ids of the chapters to be read before."""
    lines: Mapping[str, int]
    """Line of each front-matter key in the source."""

    def line(self, key: str) -> int:
        """Return the line of a front-matter key, 1 if it was not found."""
        return self.lines.get(key, 1)


def key_lines(source: str) -> dict[str, int]:
    r"""Find the line of each front-matter key.

    Parameters
    ----------
    source : str
        A page in Markdown or reStructuredText.

    Returns
    -------
    dict of str to int
        First line, counted from 1, on which each of `id`, `chapter`, `part`, `core` and
        `requires` stands.

    Examples
    --------
    >>> key_lines("---\nid: limits\nchapter: 1\n---\n# Limits")
    {'id': 2, 'chapter': 3}
    """
    lines: dict[str, int] = {}
    for number, line in enumerate(source.splitlines(), start=1):
        if match := KEY.match(line):
            lines.setdefault(match[1], number)
    return lines


def read_chapter(
    docname: str,
    metadata: Mapping[str, object],
    quizzes: Sequence[str],
    lines: Mapping[str, int],
) -> tuple[Chapter | None, list[tuple[str, str]]]:
    """Read a chapter off the metadata of its page.

    A value that is not as it should be counts as not given.

    Parameters
    ----------
    docname : str
        Name of the page; the id of the chapter if the front matter gives none.
    metadata : mapping
        Front matter as Sphinx keeps it: strings, an empty value being `"null"`.
    quizzes : sequence of str
        Ids of the required questions.
    lines : mapping of str to int
        From `key_lines`.

    Returns
    -------
    chapter : Chapter or None
        None if the page states no valid chapter number.
    problems : list of (str, str)
        A key and a sentence for each wrong value.

    Examples
    --------
    >>> read_chapter("a", {"chapter": "4", "core": "True"}, [], {})[0]
    Chapter(docname='a', id='a', number=4, part='', core=True, quizzes=(), requires=(), lines={})
    >>> read_chapter("a", {"chapter": "four"}, [], {})
    (None, [('chapter', "chapter must be a whole number from 1 on, not 'four'")])
    """
    problems: list[tuple[str, str]] = []

    def value(key: str, kind: tuple[re.Pattern[str], str], default: str) -> str:
        text = str(metadata.get(key, default))
        pattern, expected = kind
        if key not in metadata or (text != "null" and pattern.fullmatch(text)):
            return text
        given = "empty" if text in ("", "null") else repr(text)
        problems.append((key, f"{key} must be {expected}, not {given}"))
        return default

    number = value("chapter", NUMBER, "")
    if not number:
        return None, problems
    requires = read_ids(metadata.get("requires", "[]"))
    if requires is None:
        text = "requires must be ids of chapters, such as [limits, curves], not"
        problems.append(("requires", f"{text} {metadata['requires']!r}"))
    chapter = Chapter(
        docname=docname,
        id=value("id", IDENTIFIER, docname),
        number=int(number),
        part=value("part", ROMAN, ""),
        core=value("core", BOOLEAN, "false").lower() == "true",
        quizzes=tuple(quizzes),
        requires=requires or (),
        lines=lines,
    )
    return chapter, problems


def read_ids(value: object) -> tuple[str, ...] | None:
    """Read a list of ids, in JSON as MyST keeps lists, or as words; None if it is no list.

    Examples
    --------
    >>> read_ids('["limits", "curves"]'), read_ids("limits, curves"), read_ids("null")
    (('limits', 'curves'), ('limits', 'curves'), None)
    """
    try:
        found = json.loads(str(value))
    except ValueError:
        found = re.split(r"[,\s]+", str(value).strip())
    words = isinstance(found, list) and all(isinstance(item, str) and item for item in found)
    return tuple(found) if words else None
