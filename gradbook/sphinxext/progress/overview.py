"""The directive ``{progress}``: how far this reader has come, and a list of the chapters.

.. code-block:: html

   <div class="gradbook-progress" hidden><p class="gradbook-more"></p>
     <ul class="gradbook-legend"><li><span class="gradbook-mark" data-state="new"></span> …
     <p class="gradbook-unsaved" hidden>…</p></div>
   <div class="gradbook-overview">
     <div><p><a href="foundations/index.html">Foundations</a></p>
     <ul><li><a href="foundations/limits.html">1 Limits</a> ★</li> …</ul></div></div>

The list is there without a script, with the chapters of a part together under the title of the page
that lists them. The script writes the count into the place above it and a mark beside each chapter.
A template of the theme may hold ``<div class="gradbook-progress" data-brief hidden></div>``, which
gets the count alone. The other builders leave it all out.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.progress.domain import progress_domain
from gradbook.sphinxext.progress.label import STAR
from gradbook.sphinxext.progress.page import UNSAVED, is_website

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.progress.chapters import Chapter

__all__ = [
    "ProgressDirective",
    "listing_pages",
    "progress_summary",
    "skip_place",
    "visit_summary",
]

STATES = {
    "new": "not started",
    "read": "read",
    "practised": "practised: every question solved",
    "remembered": "remembered: every question answered well after three weeks",
}


class progress_summary(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Where count and list of chapters appear; attribute `page`."""


class ProgressDirective(SphinxDirective):
    """``{progress}``: how many chapters this reader has practised, and which there are."""

    def run(self) -> list[nodes.Node]:
        """Leave the place; it takes neither argument nor content."""
        progress_domain(self.env).overviews[self.env.docname] = True
        return [progress_summary(page=self.env.docname)]


def visit_summary(self: HTML5Translator, node: progress_summary) -> None:
    """Write the place of the count, and the list, on a page of a website."""
    builder = self.builder
    if not is_website(builder):
        raise nodes.SkipNode
    legend = "".join(
        f'<li><span class="gradbook-mark" data-state="{state}"></span> {words}</li>\n'
        for state, words in STATES.items()
    )
    self.body.append(
        '<div class="gradbook-progress" hidden>\n'
        '<p class="gradbook-more"></p>\n'
        f'<ul class="gradbook-legend">\n{legend}</ul>\n{UNSAVED}</div>\n'
        f"{chapter_list(builder, node['page'])}"
    )
    raise nodes.SkipNode


def listing_pages(env: BuildEnvironment) -> dict[str, str]:
    """Return for each page the one whose table of contents lists it; the front page is left out."""
    return {
        child: page
        for page, children in env.toctree_includes.items()
        for child in children
        if page != env.config.root_doc
    }


def chapter_list(builder: Builder, page: str) -> str:
    """Write the list of the chapters with links from a page."""
    env = builder.env
    parents = listing_pages(env)

    def head(chapter: Chapter) -> str:
        parent = parents.get(chapter.docname)
        if parent:
            title = escape(env.titles[parent].astext())
            return (
                f'<p><a href="{escape(builder.get_relative_uri(page, parent))}">{title}</a></p>\n'
            )
        return f"<p>Part {chapter.part}</p>\n" if chapter.part else ""

    groups = [
        f"<div>\n{words}<ul>\n"
        + "".join(chapter_line(builder, page, chapter) for chapter in chapters)
        + "</ul>\n</div>\n"
        for words, chapters in groupby(progress_domain(env).ordered, head)
    ]
    return f'<div class="gradbook-overview">\n{"".join(groups)}</div>\n' if groups else ""


def chapter_line(builder: Builder, page: str, chapter: Chapter) -> str:
    """Write a chapter of the list."""
    title = escape(builder.env.titles[chapter.docname].astext())
    address = escape(builder.get_relative_uri(page, chapter.docname))
    star = STAR if chapter.core else ""
    return f'<li><a href="{address}">{chapter.number} {title}</a>{star}</li>\n'


def skip_place(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Write nothing where no script runs."""
    raise nodes.SkipNode
