"""Review: a page that asks questions again when they are due.

``{quiz-review}`` is the place of it, one in a book::

    # Review

    ```{quiz-review}
    ```

- It asks the questions of the chapters that the reader has answered, unless they have
  ``:review: no``: those that are due, at most 20 a day, the longest due first, chapters mixed. One
  that was missed returns at the end. When a question is due is told by the ladder in
  ``_static/gradbook/schedule.js``; what was answered is kept by the part `quiz`.
- A question is fetched from its own page when its turn comes, and it is the same as there. Nothing
  is fetched from other sites.
- Dates for a calendar (iCalendar) and cards for Anki are made in the browser when asked for.
- Without JavaScript the page tells what it would do and links to the chapters. So it does on
  ``file://``, where browsers run no modules, and when the list of the questions cannot be fetched.
  Builders that make no website print a sentence.

The part loads `quiz` and `progress`, whose ``book.json`` lists the questions; a question belongs to
a page with ``chapter`` in its front matter. Script and style sheet are loaded by the page with the
directive alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gradbook.sphinxext.review.directive import ReviewDirective, review_place
from gradbook.sphinxext.review.page import (
    add_script,
    depart_place,
    is_website,
    rewrite_places,
    visit_place,
)

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

STATIC = Path(__file__).parent / "static"


def publish_static(app: Sphinx) -> None:
    """Have a builder of a website copy scripts and style sheet."""
    if is_website(app.builder):
        app.config.html_static_path.append(str(STATIC))


def pass_through(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Write nothing around the sentence."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    for part in ("storage", "quiz", "progress"):
        app.setup_extension(f"gradbook.sphinxext.{part}")
    app.add_directive("quiz-review", ReviewDirective)
    plain = (pass_through, pass_through)
    html = (visit_place, depart_place)
    app.add_node(review_place, html=html, latex=plain, text=plain, man=plain, texinfo=plain)
    app.connect("builder-inited", publish_static)
    app.connect("env-updated", rewrite_places)
    app.connect("html-page-context", add_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
