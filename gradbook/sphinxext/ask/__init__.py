"""Ask: every page as Markdown, for readers to keep or to take to a language model.

- Beside each page of a website lies its twin in Markdown, with the questions of quizzes but not
  their answers; the page names it as ``<link rel="alternate">``.
- ``llms.txt`` lists the twins; ``llms-full.txt``, if wanted, holds them all.
- At the end of a page a row copies or shows the twin and opens a box with a prompt for a tutor.
  A wrong answer to a quiz offers the same with a prompt about the mistake.
- The front matter ``ask`` suggests questions, each of which the page must answer itself. One that
  it does not is a warning of the type ``ask`` at its line.

No page loads anything from another site; a prompt leaves it when the reader presses a link.
How to write for it is told in ``docs/contributing/ask.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.sphinxext.ask.domain import AskDomain, note_page
from gradbook.sphinxext.ask.llms import write_llms
from gradbook.sphinxext.ask.page import finish_page, publish_static
from gradbook.sphinxext.ask.targets import DEFAULT, check_targets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

AFTER_COLLECTORS = 600
"""Sphinx's own collectors of metadata and titles have the priority 500."""
AFTER_OTHER_PARTS = 800
"""They may still hide a page from search engines."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.add_config_value("gradbook_licence", "", "html", str)
    app.add_config_value("gradbook_ask_targets", DEFAULT, "html", (list, tuple))
    app.add_config_value("gradbook_ask_exclude", [], "html", (list, tuple))
    app.add_config_value("gradbook_ask_full", False, "html", bool)
    app.add_domain(AskDomain)
    app.connect("config-inited", check_targets)
    app.connect("builder-inited", publish_static)
    app.connect("doctree-read", note_page, priority=AFTER_COLLECTORS)
    app.connect("html-page-context", finish_page, priority=AFTER_OTHER_PARTS)
    app.connect("build-finished", write_llms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
