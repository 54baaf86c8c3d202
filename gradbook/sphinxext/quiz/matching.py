"""What a typed text is compared by: folding, and the part of regular expressions for browsers.

Both are the same in ``quiz/grade-text.js``, which compares; here they only find mistakes.
"""

from __future__ import annotations

import re
import unicodedata
import warnings

from gradbook.sphinxext.quiz.problems import Problem, excerpt

__all__ = ["MATCHES", "check_pattern", "fold"]

MATCHES = ("fold", "exact", "regex")
"""The ways to compare, which ``:match:`` takes."""

BLANKS = re.compile("[\\s\x1c-\x1f\x85\ufeff]+")
SIGNS = {"'": "\u2018\u2019\u02bc", '"': "\u201c\u201d", "-": "\u2010\u2012\u2013\u2014\u2212"}
PLAIN = str.maketrans({sign: plain for plain, signs in SIGNS.items() for sign in signs})

ESCAPED = r"\\[dDwWsSnt^$\\.*+?()\[\]{}|/"
TOKEN = re.compile(
    rf"(?P<open>\((?:\?[:=!])?(?!\?))|(?P<close>\))|(?P<many>[*+?]|\{{\d+(?:,\d*)?\}})\??"
    rf"|{ESCAPED}bB]|\[\^?(?:{ESCAPED}-]|[^\[\]\\])+\]|[^\\\[\](){{}}*+?]",
    re.ASCII,
)
"""What Python and browsers read in the same way."""
WITHOUT_LIMIT = re.compile(r"[*+]|\{\d+,\}")


def fold(text: str) -> str:
    """Return what is left of a text without case, spare blanks and typography.

    A pattern is compared with what is left if the case is kept.

    Examples
    --------
    >>> fold("  Newton\u2019s   Method ")
    "newton's method"
    >>> fold("STRASSE") == fold("Straße")
    True
    """
    plain = unicodedata.normalize("NFKC", text).translate(PLAIN)
    return BLANKS.sub(" ", plain).strip(" ").upper().lower()


def check_pattern(pattern: str) -> None:
    """Check that a regular expression means the same to Python and to browsers, and ends.

    Raises
    ------
    Problem
        If it is malformed, has what only one of the two knows, or repeats what repeats.

    Examples
    --------
    >>> check_pattern("(gradient|steepest)[- ]descents?")
    """
    position, opened = 0, [("", False)]  # of each open group, its opening and whether it repeats
    while position < len(pattern):
        token = TOKEN.match(pattern, position)
        if token is None:
            rest = excerpt(pattern[position:])
            raise Problem("syntax", f"{excerpt(pattern)} has, from {rest} on, what browsers do not")
        position = token.end()
        follows = TOKEN.match(pattern, position)
        many = follows["many"] if follows else None
        if token["open"]:
            opened.append((token["open"], False))
        elif token["many"]:
            check_repeated(pattern, many)
            opened[-1] = (opened[-1][0], opened[-1][1] or bool(WITHOUT_LIMIT.match(token["many"])))
        elif token["close"] and len(opened) > 1:
            close(pattern, opened, many)
    try:
        with warnings.catch_warnings(action="error"):
            re.compile(pattern, re.ASCII)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        text = f"{excerpt(pattern)} is not a regular expression: {error}"
        raise Problem("syntax", text) from error


def check_repeated(pattern: str, many: str | None) -> None:
    """Refuse ``a++``, which browsers do not know."""
    if many:
        raise Problem("syntax", f"{excerpt(pattern)} repeats '{many}' at once; use parentheses")


def close(pattern: str, opened: list[tuple[str, bool]], many: str | None) -> None:
    """Close a group that may be repeated."""
    opening, repeats = opened.pop()
    if many and opening in ("(?=", "(?!"):
        raise Problem("syntax", f"{excerpt(pattern)} repeats '{opening}…)', which has no length")
    endless = bool(many and WITHOUT_LIMIT.match(many))
    if repeats and endless:
        text = "repeats what repeats, as '(a+)+' does; browsers can take forever"
        raise Problem("syntax", f"{excerpt(pattern)} {text}")
    opened[-1] = (opened[-1][0], opened[-1][1] or repeats or endless)
