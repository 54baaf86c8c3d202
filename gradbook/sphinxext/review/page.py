"""The place of the review on a page of a website.

.. code-block:: html

   <div class="gradbook-review">
     <p>The questions that you answer …</p>
     <div class="gradbook-elsewhere"><p>…</p><ul><li><a href="limits.html">…</a></li> …</ul></div>
     <p class="gradbook-said" role="status"></p>
     <div class="gradbook-home" hidden>
       <p class="gradbook-due" tabindex="-1"></p>
       <p><label for="gradbook-from">…</label> <select id="gradbook-from">…</select>
          <button type="button" class="gradbook-start">Start the review</button></p>
       <details class="gradbook-list"><summary>…</summary><ol></ol></details>
       <details class="gradbook-take">… <button type="button" data-take="calendar">…</details>
     </div>
     <div class="gradbook-run" hidden>
       <div class="gradbook-question"></div>
       <p><button type="button" class="gradbook-next"></button> … <a class="gradbook-source"></a>
       </p>
     </div>
   </div>

The script fills it; where it cannot, it shows the list of the chapters and says why.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.review.directive import MARK, review_place

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["add_script", "depart_place", "is_website", "rewrite_places", "visit_place"]

HTML = """<p class="gradbook-said" role="status"></p>
<div class="gradbook-home" hidden>
<p class="gradbook-due" tabindex="-1"></p>
<p><label for="gradbook-from">From</label>
<select id="gradbook-from"><option value="">all chapters</option></select>
<button type="button" class="gradbook-start">Start the review</button></p>
<details class="gradbook-list">
<summary>The questions that are due</summary>
<ol></ol>
</details>
<details class="gradbook-take">
<summary>Take the questions elsewhere</summary>
<p>A website cannot remind you, but your calendar can. If you prefer Anki, take the questions as
cards. Both are made in this browser.</p>
<p><button type="button" data-take="calendar">Dates for a calendar</button>
<button type="button" data-take="answered">Cards of the answered questions</button>
<button type="button" data-take="all">Cards of all questions</button></p>
</details>
</div>
<div class="gradbook-run" hidden>
<div class="gradbook-question"></div>
<p><button type="button" class="gradbook-next"></button>
<button type="button" class="gradbook-stop">End the review</button>
<a class="gradbook-source"></a></p>
</div>
"""
NO_SCRIPT = (
    "The review needs JavaScript and a web server: opened as a file, this page cannot read the "
    "others. The questions themselves are in the chapters:"
)


def is_website(builder: Builder) -> bool:
    """Tell whether the builder writes, for a browser, one page a document."""
    return builder.format == "html" and builder.name not in ("epub", "singlehtml")


def chapters(env: BuildEnvironment) -> list[str]:
    """Return the names of the pages that are chapters, by the numbers in their front matter."""
    numbers = {
        page: int(number)
        for page, data in env.metadata.items()
        if (number := str(data.get("chapter", ""))).isdecimal()
    }
    return sorted(numbers, key=lambda page: (numbers[page], page))


def visit_place(self: HTML5Translator, node: review_place) -> None:
    """Open the place on a page of a website."""
    if is_website(self.builder):
        self.body.append('<div class="gradbook-review">\n')


def depart_place(self: HTML5Translator, node: review_place) -> None:
    """Write what the script fills, and the chapters, below the sentence."""
    if is_website(self.builder):
        links = chapter_links(self.builder, node["page"])
        self.body.append(
            f'<div class="gradbook-elsewhere">\n<p>{NO_SCRIPT}</p>\n{links}</div>\n{HTML}</div>\n'
        )


def chapter_links(builder: Builder, page: str) -> str:
    """List the chapters, with links from a page."""
    items = (
        f'<li><a href="{escape(builder.get_relative_uri(page, chapter))}">'
        f"{escape(builder.env.titles[chapter].astext())}</a></li>\n"
        for chapter in chapters(builder.env)
    )
    return f"<ul>\n{''.join(items)}</ul>\n"


def add_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Have a page with the directive load the script and the style sheet."""
    if MARK in app.env.metadata.get(page, ()) and is_website(app.builder):
        app.add_js_file("gradbook/review.js", type="module")
        app.add_css_file("gradbook/review.css")


def rewrite_places(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages with the directive if the chapters have changed since this builder wrote."""
    state = json.dumps([[page, env.titles[page].astext()] for page in chapters(env)])
    written: dict[str, str] = env.__dict__.setdefault("gradbook_reviews", {})
    before, written[app.builder.name] = written.get(app.builder.name), state
    return [] if before == state else [page for page in env.metadata if MARK in env.metadata[page]]
