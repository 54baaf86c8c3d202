"""Feedback: whether a chapter was clear, and what is wrong with a question.

At the end of every chapter readers are asked whether everything was clear. Below every question is
a button to report a problem with it. In both places they may choose reasons and write; they see all
that would leave the page, and only then open an issue form with it, copy it or send it. Nothing is
sent and nothing is loaded before such a press, and no one is counted.

- `gradbook_repository`: address of the repository; its forms `chapter-feedback.yml` and
  `question-problem.yml` are filled in. Two links at the end of a chapter lead there without
  JavaScript, too.
- `gradbook_feedback_endpoint`: address of a server that takes the same by POST, as
  `schemas/feedback.schema.json` says. Off while it is empty.

While both are empty there is nothing of this part in the book. A chapter is a page with `chapter`
in its front matter. What was answered is kept in the reader's browser, as `fb` in the record
``p/<chapter>`` of the storage part. Questions are those of any part that says `quiz:ready`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.feedback.checkout import checkout_of
from gradbook.sphinxext.feedback.endpoint import check_endpoint
from gradbook.sphinxext.feedback.page import Place, block, dialog

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from gradbook.sphinxext.feedback.checkout import Checkout

__all__ = ["setup"]

STATIC = Path(__file__).parent / "static"


def takes_feedback(app: Sphinx) -> bool:
    """Tell whether the builder makes a website of pages, and feedback has somewhere to go."""
    website = app.builder.format == "html" and app.builder.name not in ("epub", "singlehtml")
    return website and bool(app.config.gradbook_repository or app.config.gradbook_feedback_endpoint)


def meet_builder(app: Sphinx) -> None:
    """Give a website the script and the style sheet, and look up the commit once."""
    if takes_feedback(app):
        app.builder.gradbook_checkout = checkout_of(str(app.srcdir))  # type: ignore[attr-defined]
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("gradbook/feedback.css")
        app.add_js_file("gradbook/feedback.js", type="module")


def finish_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the question at the end of a chapter, and the box for reports at the end of any page."""
    if doctree is None or not takes_feedback(app):
        return
    config, metadata = app.config, app.env.metadata[page]
    checkout: Checkout = app.builder.gradbook_checkout  # type: ignore[attr-defined]
    repository = config.gradbook_repository
    place = Place(
        book=config.gradbook_book_id,
        page=page,
        build=checkout.commit,
        language=config.language or "en",
        files=checkout.files(repository),
        repository=repository,
        endpoint=config.gradbook_feedback_endpoint,
    )
    if "chapter" in metadata:
        context["body"] += block(place, str(metadata.get("id", page)))
    context["body"] += dialog(place)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.setup_extension("gradbook.sphinxext.storage")
    app.add_config_value("gradbook_repository", "", "html", str)
    app.add_config_value("gradbook_feedback_endpoint", "", "html", str)
    app.connect("config-inited", check_endpoint)
    app.connect("builder-inited", meet_builder)
    app.connect("html-page-context", finish_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
