"""What the pages of a website get, and which of them are written again."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.quiz.domain import quiz_domain
from gradbook.sphinxext.quiz.repeat import reading_order
from gradbook.sphinxext.quiz.transform import is_interactive

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["guard_answers", "meet_builder", "rewrite_answers"]

STATIC = Path(__file__).parent / "static"


def meet_builder(app: Sphinx) -> None:
    """Tell the domain the builder, and a builder for the web the script and the style sheet."""
    quiz_domain(app.env).builder = app.builder
    if is_interactive(app.builder):
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("gradbook/quiz.css")
        app.add_js_file("gradbook/quiz.js", type="module")


def rewrite_answers(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages to be written again because questions or the page of answers changed.

    Each builder has its own output, so each has its own memory of what it wrote.
    """
    domain, pages = quiz_domain(env), reading_order(env)
    titles = [(env.titles[page].astext(), domain.digests[page]) for page in pages]
    digest = sha256(json.dumps(titles).encode()).hexdigest()
    written: dict[str, tuple[str, str]] = domain.data["written"]
    home, before = written.get(app.builder.name, ("", ""))
    written[app.builder.name] = domain.home, digest
    moved = pages if home != domain.home else []
    return [*moved, *(domain.telling if moved or before != digest else [])]


def guard_answers(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep the source of a page with questions off the site, and search engines off the answers."""
    domain = quiz_domain(app.env)
    if page in domain.digests:
        context["sourcename"] = ""
    if page in domain.telling and app.builder.name != "singlehtml":
        meta = '<meta name="robots" content="noindex">'
        context["metatags"] = context.get("metatags", "") + f"\n    {meta}"
