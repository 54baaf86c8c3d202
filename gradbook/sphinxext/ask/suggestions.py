r"""The questions that a page suggests: the front matter ``ask``, checked against the page.

::

    ask:
      - Why steepest ascent?
      - "[How far does it miss?](#experiment-angle)"

Each must be answered on the page. Either it is a term of a definition list there, word by word, or
it is a link to an anchor of the page.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Suggestion", "answer_id", "line_of", "read_suggestions", "words_of"]

LINK = re.compile(r"\[(?P<words>.+)\]\(#(?P<anchor>[^()\s]+)\)")
QUOTES = str.maketrans("‘’“”", "''\"\"")
FEWEST, MOST = 2, 4


class Suggestion(NamedTuple):
    """A question and where the page answers it."""

    question: str
    anchor: str
    """Id of the answer; before it is looked up, what the author wrote; empty for a term."""


def read_suggestions(value: object) -> tuple[list[Suggestion], str]:
    """Read the front matter ``ask``, which arrives as JSON.

    Returns
    -------
    suggestions : list of Suggestion
        The questions that could be read.
    problem : str
        What is wrong with the list; empty if nothing.

    Examples
    --------
    >>> read_suggestions('["Why?", "[How far?](#far)"]')[0]
    [Suggestion(question='Why?', anchor=''), Suggestion(question='How far?', anchor='far')]
    >>> read_suggestions("Why?")
    ([], "ask must be a list of 2 to 4 questions, not 'Why?'")
    """
    try:
        found = json.loads(str(value))
    except ValueError:
        found = value
    if not isinstance(found, list) or not all(isinstance(item, str) and item for item in found):
        return [], f"ask must be a list of {FEWEST} to {MOST} questions, not {found!r}"
    suggestions = []
    for item in found:
        link = LINK.fullmatch(item.strip())
        suggestions.append(
            Suggestion(*link.group("words", "anchor")) if link else Suggestion(item.strip(), "")
        )
    amount = len(suggestions)
    fits = FEWEST <= amount <= MOST
    return suggestions, "" if fits else f"ask must have {FEWEST} to {MOST} questions, not {amount}"


def answer_id(document: nodes.document, suggestion: Suggestion) -> str:
    """Find the id of the answer on the page, or give its term one; empty if there is no answer."""
    if suggestion.anchor:
        return find_anchor(document, suggestion.anchor)
    for term in document.findall(nodes.term):
        if plain(words_of(term)) == plain(suggestion.question):
            if not term["ids"]:
                name = f"ask-{nodes.make_id(suggestion.question)}"
                term["ids"].append(name)
                document.ids[name] = term
            return str(term["ids"][0])
    return ""


def find_anchor(document: nodes.document, anchor: str) -> str:
    """Find the id under which an anchor is on the page: an id, a label or the slug of a heading."""
    for node in document.findall(nodes.Element):
        if not node.get("ids") and "refid" not in node:
            continue
        if anchor in node["ids"] or node.get("slug") == anchor:
            return anchor if anchor in node["ids"] else str(node["ids"][0])
    return str(document.nameids.get(nodes.fully_normalize_name(anchor)) or "")


def plain(words: str) -> str:
    """Put words on one line, with the quotes that a keyboard has; Sphinx makes others of them."""
    return " ".join(words.translate(QUOTES).split())


def words_of(node: nodes.Node, protect: Callable[[str], str] = str) -> str:
    """Return the words of a node on one line, formulas between dollars.

    Parameters
    ----------
    node : Node
        A term or a paragraph.
    protect : callable
        What is done to text that is no formula.
    """
    return " ".join("".join(source_of(node, protect)).split())


def source_of(node: nodes.Node, protect: Callable[[str], str]) -> Iterator[str]:
    """Yield text and formulas of a node."""
    for child in node.children:
        if isinstance(child, nodes.math):
            yield f"${child.astext()}$"
        elif isinstance(child, nodes.Text):
            yield protect(child.astext())
        else:
            yield from source_of(child, protect)


def line_of(source: str, words: str = "") -> int:
    r"""Find the line of a question in the front matter, or else that of the key ``ask``.

    Examples
    --------
    >>> line_of("---\nask:\n  - Why?\n  - How?\n---\n", "How?"), line_of("ask: [Why?]", "Who?")
    (4, 1)
    """
    lines = source.splitlines()
    starts = (number for number, line in enumerate(lines) if re.match(r":?ask:", line))
    key = next(starts, 0)
    inside = (number for number, line in enumerate(lines[key:], key) if words and words in line)
    return next(inside, key) + 1
