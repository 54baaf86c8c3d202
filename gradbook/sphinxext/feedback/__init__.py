"""The question at the end of every chapter, whether everything was clear.

Two links open a new issue on the repository's own page, filled in with the
chapter, the page and the build. Nothing is sent and nothing is loaded before the
reader presses one, and both work without JavaScript.

`gradbook_repository` is the repository's URL; while it is empty there are no
links. A chapter is a page with `chapter` in its front matter. The HTML::

    <aside class="gradbook-feedback" aria-label="Feedback">
      <p>Was everything clear?</p>
      <p><a href="https://…/issues/new?title=…&amp;body=…">Yes, all of it</a>
      <a href="…">Not quite: tell us what</a></p>
    </aside>
"""

from __future__ import annotations

import subprocess
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

ANSWERS = {
    "Yes, all of it": ("Clear", "What helped you most? (optional)"),
    "Not quite: tell us what": ("Not clear", "Which section, and what was not clear there?"),
}


def commit(folder: str) -> str:
    """Return the short hash of the checkout that holds `folder`; "" outside one."""
    command = ["git", "-C", folder, "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


def issue_url(repository: str, chapter: str, page: str, build: str, answer: str) -> str:
    """Return the URL of a new issue with title and body filled in."""
    verdict, question = ANSWERS[answer]
    body = f"Page: {page}\nBuild: {build or 'unknown'}\n\n{question}\n\n"
    query = urlencode({"title": f"{verdict}: {chapter}", "body": body})
    return f"{repository.rstrip('/')}/issues/new?{query}"


def remember_commit(app: Sphinx) -> None:
    """Look the commit up once in every build."""
    if app.builder.format == "html":
        app.gradbook_commit = commit(str(app.srcdir))  # type: ignore[attr-defined]


def append_links(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the question at the end of a chapter's body."""
    repository = app.config.gradbook_repository
    if doctree is None or not repository or app.builder.name in ("epub", "singlehtml"):
        return
    if "chapter" not in app.env.metadata[page]:
        return
    chapter = app.env.titles[page].astext()
    build: str = app.gradbook_commit  # type: ignore[attr-defined]
    links = " ".join(
        f'<a href="{escape(issue_url(repository, chapter, page, build, answer))}">{answer}</a>'
        for answer in ANSWERS
    )
    context["body"] += (
        '<aside class="gradbook-feedback" aria-label="Feedback">'
        f"<p>Was everything clear?</p><p>{links}</p></aside>"
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the configuration value and the hook on pages."""
    app.add_config_value("gradbook_repository", "", "html", str)
    app.connect("builder-inited", remember_commit)
    app.connect("html-page-context", append_links)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
