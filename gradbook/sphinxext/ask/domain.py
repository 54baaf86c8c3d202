"""What the build knows of each page: a line about it, and the questions that it suggests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util import logging

from gradbook.sphinxext.ask.inline import is_left_out
from gradbook.sphinxext.ask.suggestions import (
    Suggestion,
    answer_id,
    line_of,
    read_suggestions,
    words_of,
)
from gradbook.sphinxext.ask.text import escape, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

__all__ = ["AskDomain", "Page", "ask_domain", "note_page"]

logger = logging.getLogger(__name__)

LONGEST = 240
"""Characters of a line about a page."""


class Page(NamedTuple):
    """What is known of a page."""

    line: str
    suggestions: tuple[Suggestion, ...]


class AskDomain(Domain):
    """Pages by their names."""

    name = "ask"
    label = "Ask"
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}}
    data_version = 1

    @property
    def pages(self) -> dict[str, Page]:
        """Pages by their names."""
        return cast("dict[str, Page]", self.data["pages"])

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        self.pages.update({name: otherdata["pages"][name] for name in docnames})

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Offer nothing to cross-references of any kind."""
        return []


def ask_domain(env: BuildEnvironment) -> AskDomain:
    """Return the domain of this build."""
    return cast("AskDomain", env.get_domain(AskDomain.name))


def note_page(app: Sphinx, doctree: nodes.document) -> None:
    """Put a page that has just been read into the domain."""
    env = app.env
    metadata = env.metadata[env.docname]
    line = one_line(str(metadata.get("description") or first_sentence(doctree)))
    suggestions: tuple[Suggestion, ...] = ()
    if "ask" in metadata:
        suggestions = tuple(answered(app, doctree, metadata["ask"]))
    ask_domain(env).pages[env.docname] = Page(line, suggestions)


def answered(app: Sphinx, doctree: nodes.document, value: object) -> Iterator[Suggestion]:
    """Yield the suggestions that the page answers, and warn of the others."""
    name = app.env.docname
    source = Path(app.env.doc2path(name)).read_text("utf-8-sig")
    suggestions, problem = read_suggestions(value)
    if problem:
        warn(name, line_of(source), problem)
    for suggestion in suggestions:
        question, anchor = suggestion
        if found := answer_id(doctree, suggestion):
            yield Suggestion(question, found)
            continue
        text = f"the page has no anchor '#{anchor}' that answers '{question}'"
        if not anchor:
            text = f"'{question}' is not answered: no term of a definition list here reads so"
        warn(name, line_of(source, question), text)


def warn(page: str, line: int, message: str) -> None:
    """Warn at a line of the front matter."""
    logger.warning(message, type="ask", subtype="question", location=(page, line))


def first_sentence(doctree: nodes.document) -> str:
    """Return the first sentence of a page: of its first paragraph outside of boxes and lists."""
    for paragraph in doctree.findall(nodes.paragraph):
        plain = isinstance(paragraph.parent, nodes.section | nodes.document)
        if plain and not is_left_out(paragraph) and (words := words_of(paragraph, escape)):
            sentence = re.split(r"(?<=[.?!])\s", words, maxsplit=1)[0]
            cut = sentence[:LONGEST].rpartition(" ")[0]
            return sentence if len(sentence) <= LONGEST else f"{cut} …"
    return ""
