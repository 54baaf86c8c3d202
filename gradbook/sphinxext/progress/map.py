"""The map of the chapters: ``{prerequisites-map}``, and what comes before and after a chapter.

On a page of the web the map is a drawing with links, and the same in words below it; elsewhere it
is the words alone:

.. code-block:: html

   <div class="gradbook-map"><svg …>…</svg></div>
   <details class="gradbook-map-words"><summary>The map in words</summary>
     <ul><li>Chapter 2: <a href="curves.html">Curves</a>, after chapter 1</li> …</ul></details>

Below a chapter of a website stands:

.. code-block:: html

   <nav class="gradbook-needs" aria-label="Prerequisites">
     <p>Before this chapter: <a href="limits.html">1 Limits</a></p>
     <p>After it: <a href="sums.html">3 Sums</a></p></nav>
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.progress.domain import progress_domain
from gradbook.sphinxext.progress.requires import direct_needs
from gradbook.sphinxext.progress.tracks import Row, draw

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.progress.chapters import Chapter

__all__ = [
    "MapDirective",
    "MapInWords",
    "MapWithWords",
    "chapter_map",
    "depart_map",
    "neighbours",
    "visit_map",
]

TITLE = "The chapters of the book and what each of them needs"
DESCRIPTION = "From each chapter a track leads down to the chapters that need it."
SUMMARY = "The map in words"


class chapter_map(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The place of the map, and then the map in words; attribute `page`."""


class MapDirective(SphinxDirective):
    """``{prerequisites-map}``: which chapter needs which, drawn from the front matter."""

    def run(self) -> list[nodes.Node]:
        """Leave the place; it takes neither argument nor content."""
        progress_domain(self.env).maps[self.env.docname] = True
        return [chapter_map(page=self.env.docname)]


class MapWithWords(SphinxPostTransform):
    """Put its words into each map that is drawn."""

    default_priority = 5  # before references are resolved
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Make the words, now that the whole book is known."""
        for place in self.document.findall(chapter_map):
            place += map_in_words(self.env, place["page"])


class MapInWords(SphinxPostTransform):
    """Replace each map by its words, for every builder that does not write HTML."""

    default_priority = 5

    def is_supported(self) -> bool:
        """Tell whether this is the transform for the current builder."""
        return not MapWithWords(self.document).is_supported()

    def run(self, **kwargs: Any) -> None:
        """Make the words, now that the whole book is known."""
        for place in list(self.document.findall(chapter_map)):
            place.replace_self(map_in_words(self.env, place["page"]))


def map_in_words(env: BuildEnvironment, page: str) -> nodes.bullet_list:
    """List the chapters, each with those that it needs."""
    domain = progress_domain(env)
    needs = direct_needs(domain.ordered)
    words = nodes.bullet_list("", bullet="-")
    for chapter in domain.ordered:
        line = nodes.paragraph("", f"Chapter {chapter.number}: ")
        line += link(env, chapter, page)
        for position, needed in enumerate(needs[chapter.docname]):
            line += nodes.Text(f"{' and' if position else ', after'} chapter {needed.number}")
        words += nodes.list_item("", line)
    return words


def link(env: BuildEnvironment, chapter: Chapter, page: str) -> addnodes.pending_xref:
    """Link to a chapter by its title, in whatever way the builder links to pages."""
    title = env.titles[chapter.docname].astext()
    return addnodes.pending_xref(
        "",
        nodes.inline(title, title),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{chapter.docname}",
        refdoc=page,
        refexplicit=True,
        refwarn=True,
    )


def visit_map(self: HTML5Translator, node: chapter_map) -> None:
    """Draw the map, and fold its words below it."""
    env, builder = self.builder.env, self.builder
    chapters = progress_domain(env).ordered
    rows = {chapter.docname: position for position, chapter in enumerate(chapters)}
    needs = direct_needs(chapters)
    drawing = draw(
        [
            Row(
                chapter.number,
                env.titles[chapter.docname].astext(),
                chapter.core,
                builder.get_relative_uri(node["page"], chapter.docname),
                tuple(rows[needed.docname] for needed in needs[chapter.docname]),
            )
            for chapter in chapters
        ],
        TITLE,
        DESCRIPTION,
        "gradbook-map",
    )
    self.body.append(
        f'<div class="gradbook-map">\n{drawing}</div>\n'
        f'<details class="gradbook-map-words">\n<summary>{SUMMARY}</summary>\n'
    )


def depart_map(self: HTML5Translator, node: chapter_map) -> None:
    """Close the words."""
    self.body.append("</details>\n")


def neighbours(app: Sphinx, chapter: Chapter, context: dict[str, Any]) -> str:
    """Write which chapters come before and after one; nothing if there are none."""
    chapters = progress_domain(app.env).ordered
    needs = direct_needs(chapters)
    after = [other for other in chapters if chapter in needs[other.docname]]
    lines = [
        f"<p>{words}: {', '.join(anchor(app, other, context) for other in found)}</p>\n"
        for words, found in (("Before this chapter", needs[chapter.docname]), ("After it", after))
        if found
    ]
    if not lines:
        return ""
    return f'<nav class="gradbook-needs" aria-label="Prerequisites">\n{"".join(lines)}</nav>\n'


def anchor(app: Sphinx, chapter: Chapter, context: dict[str, Any]) -> str:
    """Write a link to a chapter, by number and title."""
    title = escape(app.env.titles[chapter.docname].astext())
    address = escape(context["pathto"](chapter.docname))
    return f'<a href="{address}">{chapter.number} {title}</a>'
