"""What a chapter of the website gets around its text: the way to it, and the place of its end.

.. code-block:: html

   <nav class="gradbook-crumbs" aria-label="Breadcrumb"><ol>
     <li><a href="../index.html">Home</a></li>
     <li><a href="index.html">Foundations</a></li>
     <li aria-current="page">Limits</li></ol></nav>
   … the chapter, and what comes before and after it …
   <div class="gradbook-read" data-chapter="limits" hidden>
     <p class="gradbook-standing"></p>
     <button type="button" class="gradbook-toggle"></button>
     <p class="gradbook-words" role="status"></p>
     <p class="gradbook-unsaved" hidden>…</p>
     <p class="gradbook-remind" hidden>…<a href="../data.html#gradbook-data">…</a></p></div>

The script fills the place of the end: where the reader stands, and "Mark as read". Without it, it
stays hidden, and the other builders leave it out. The notes at its end are shown when they are
true: nothing is kept, or it is time to save to a file on the page with ``{progress-data}``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.progress.domain import progress_domain
from gradbook.sphinxext.progress.map import neighbours

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

__all__ = ["UNSAVED", "frame_chapter", "is_website"]

END = """<p class="gradbook-standing"></p>
<button type="button" class="gradbook-toggle"></button>
<p class="gradbook-words" role="status"></p>
"""

UNSAVED = (
    '<p class="gradbook-unsaved" hidden>This browser does not keep what you mark or solve: it is '
    "forgotten when you leave the page.</p>\n"
)
"""What the script shows, in the first place that holds it, where nothing can be stored."""

REMINDER = (
    '<p class="gradbook-remind" hidden>What you did here is kept in this browser only, and it is '
    "some time since you saved it.<span hidden> Safari forgets it after seven days without a visit,"
    " unless the site is on the Home Screen.</span> "
    '<a href="{address}#gradbook-data">Save your progress to a file</a></p>\n'
)


def is_website(builder: Builder) -> bool:
    """Tell whether the builder writes, for a browser, one page a document."""
    return builder.format == "html" and builder.name not in ("epub", "singlehtml")


def frame_chapter(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the way to the chapter above its text, its neighbours and the button's place below."""
    chapter = progress_domain(app.env).chapters.get(page)
    if chapter is None or not is_website(app.builder):
        return
    home = progress_domain(app.env).home
    reminder = REMINDER.format(address=escape(context["pathto"](home))) if home else ""
    context["body"] = (
        f"{crumbs(app, page, context)}"
        f"{context['body']}\n"
        f"{neighbours(app, chapter, context)}"
        f'<div class="gradbook-read" data-chapter="{escape(chapter.id)}" hidden>\n'
        f"{END}{UNSAVED}{reminder}</div>\n"
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
