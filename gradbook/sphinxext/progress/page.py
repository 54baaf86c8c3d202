"""What a page of the website gets: the way to a chapter, and the places the script fills.

.. code-block:: html

   <nav class="gradbook-crumbs" aria-label="Breadcrumb"><ol>
     <li><a href="../index.html">Home</a></li>
     <li><a href="index.html">Foundations</a></li>
     <li aria-current="page">Limits</li></ol></nav>
   … the chapter, and what comes before and after it …
   <div class="gradbook-read" data-chapter="limits" hidden></div>

The directive ``{progress}`` writes ``<div class="gradbook-progress" hidden></div>``, which the
script fills with "1 of 35 chapters"; a template of the theme may hold the same line. Without the
script both stay hidden, and the other builders leave them out.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.progress.domain import progress_domain
from gradbook.sphinxext.progress.map import neighbours

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

__all__ = [
    "ProgressDirective",
    "frame_chapter",
    "is_website",
    "progress_summary",
    "skip_summary",
    "visit_summary",
]


def is_website(builder: Builder) -> bool:
    """Tell whether the builder writes, for a browser, one page a document."""
    return builder.format == "html" and builder.name not in ("epub", "singlehtml")


class progress_summary(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Where the count of chapters appears."""


class ProgressDirective(SphinxDirective):
    """``{progress}``: how many chapters this reader has read or practised."""

    def run(self) -> list[nodes.Node]:
        """Leave the place; it takes neither argument nor content."""
        return [progress_summary()]


def visit_summary(self: HTML5Translator, node: progress_summary) -> None:
    """Write the place on a page of a website."""
    if is_website(self.builder):
        self.body.append('<div class="gradbook-progress" hidden></div>\n')
    raise nodes.SkipNode


def skip_summary(self: nodes.NodeVisitor, node: progress_summary) -> None:
    """Write nothing where no script runs."""
    raise nodes.SkipNode


def frame_chapter(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the way to the chapter above its text, its neighbours and the button's place below."""
    chapter = progress_domain(app.env).chapters.get(page)
    if chapter is None or not is_website(app.builder):
        return
    context["body"] = (
        f"{crumbs(app, page, context)}"
        f"{context['body']}\n"
        f"{neighbours(app, chapter, context)}"
        f'<div class="gradbook-read" data-chapter="{escape(chapter.id)}" hidden></div>\n'
    )


def crumbs(app: Sphinx, page: str, context: dict[str, Any]) -> str:
    """Write the way from the front page to a page; there is none to the front page itself."""
    front = app.config.root_doc
    if page == front:
        return ""
    home = {"link": context["pathto"](front), "title": "Home"}
    links = "".join(
        f'<li><a href="{escape(step["link"])}">{step["title"]}</a></li>\n'
        for step in (home, *context["parents"])
    )
    here = f'<li aria-current="page">{context["title"]}</li>'
    return f'<nav class="gradbook-crumbs" aria-label="Breadcrumb"><ol>{links}{here}</ol></nav>\n'
