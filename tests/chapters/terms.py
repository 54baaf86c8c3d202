"""The house rule of technical terms: bold once in the book, where defined, and in the glossary.

What is bold in a chapter is a term. The one exception is a label, which begins its line (or item,
or quote) and ends with a full stop: **Experiment E1.1.** Cells are not read, and so neither are
the captions of figures, which begin with such a label.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

BOLD = re.compile(r"\*\*(?P<text>.+?)\*\*")
CODE_OR_MATH = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\$\$?.+?\$\$?")
BEFORE_LABEL = re.compile(r"[\s>]*([-*+]|\d+[.)])?\s*")
LINK = re.compile(r"\]\((?P<page>[^)#]*)#(?P<section>[^)]*)\)")


class Bold(NamedTuple):
    text: str
    path: str
    line: int
    section: str
    """Anchor of the section in which it stands."""


@dataclass
class Entry:
    """An entry of the glossary: terms, and the section of a page to which it links."""

    terms: list[str]
    line: int
    page: str = ""
    section: str = ""


def anchor(heading: str) -> str:
    """Return the anchor that MyST gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def bold_terms(path: str, page: Any) -> Iterator[Bold]:
    """Yield what is bold on a page and not a label, in its order."""
    headings = [(line, anchor(title)) for line, _, title in page.headings()]
    for line, raw in sorted(page.prose + page.tables):
        text = CODE_OR_MATH.sub(lambda match: "x" * len(match[0]), raw)
        for match in BOLD.finditer(text):
            label = BEFORE_LABEL.fullmatch(text[: match.start()]) and match["text"].endswith(".")
            if not label:
                section = next((name for n, name in reversed(headings) if n < line), "")
                yield Bold(raw[match.start("text") : match.end("text")], path, line, section)


def glossary_entries(page: Any) -> list[Entry]:
    """Read the glossary: lines with terms, below them an indented definition with a link."""
    entries: list[Entry] = []
    for block in page.named("glossary"):
        after_term = False
        for number, line in block.body:
            is_term = bool(line[:1].strip()) and not line.startswith(":")
            if is_term and after_term:
                entries[-1].terms.append(line.strip())
            elif is_term:
                entries.append(Entry([line.strip()], number))
            elif entries and (link := LINK.search(line)):
                entries[-1].page, entries[-1].section = link["page"], link["section"]
            after_term = is_term
    return entries


def forms(text: str) -> list[str]:
    """Return a bold word as it may stand in the glossary: without case, singular or not."""
    word = text.lower()
    singular = {"ies": word[:-3] + "y", "es": word[:-2], "s": word[:-1]}
    return [word, *(form for ending, form in singular.items() if word.endswith(ending))]


def check_terms(glossary: tuple[str, Any], chapters: Mapping[str, Any]) -> list[str]:
    """Return one line for each term that is not bold once and in the glossary once.

    Parameters
    ----------
    glossary : tuple of str and Page
        Path of the glossary, and the page.
    chapters : mapping of str to Page
        Chapters by their paths, in the order of the book.
    """
    home, entries = glossary[0], glossary_entries(glossary[1])
    found = list(check_entries(home, entries))
    known = {term.lower(): entry for entry in reversed(entries) for term in entry.terms}
    first: dict[str, Bold] = {}
    for bold in (bold for path, page in chapters.items() for bold in bold_terms(path, page)):
        place = f"{bold.path}:{bold.line}"
        term = next((form for form in forms(bold.text) if form in known), "")
        if not term:
            advice = f"define it in {home}, or write '*{bold.text}*'"
            found.append(f"{place}: '{bold.text}' is bold and no term; {advice}")
        elif term in first:
            earlier = f"{first[term].path}:{first[term].line}"
            found.append(f"{place}: '{bold.text}' is bold at {earlier} already; write it plainly")
        else:
            first[term] = bold
    for term, entry in known.items():
        if term not in first:
            advice = "make it bold where it is defined"
            found.append(f"{home}:{entry.line}: the term '{term}' is bold nowhere; {advice}")
        elif (link := link_to(home, first[term])) != f"{entry.page}#{entry.section}":
            at = f"{first[term].path}:{first[term].line}"
            found.append(f"{home}:{entry.line}: '{term}' is bold at {at}; link to '{link}'")
    return found


def check_entries(home: str, entries: list[Entry]) -> Iterator[str]:
    """Check the glossary by itself."""
    for before, entry in pairwise(entries):
        if not before.terms[0].lower() < entry.terms[0].lower():
            advice = "move it above" if before.terms[0] != entry.terms[0] else "remove one of them"
            yield f"{home}:{entry.line}: '{entry.terms[0]}' after '{before.terms[0]}'; {advice}"


def link_to(home: str, bold: Bold) -> str:
    """Return the link from the glossary to the section in which a term is bold."""
    page = posixpath.relpath(bold.path, posixpath.dirname(home))
    return f"{page}#{bold.section}"
