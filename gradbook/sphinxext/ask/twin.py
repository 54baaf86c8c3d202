"""The twin of a page: a file of Markdown beside it, written whenever the page is.

::

    ---
    title: "Derivatives and Gradients"
    url: "https://example.org/book/foundations/derivatives.html"
    licence: "CC BY 4.0"
    build: "1.0"
    ---

    # Derivatives and Gradients
    …

Keys for which the book has no value are left out.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util.matching import Matcher

from gradbook.sphinxext.ask.markdown import MarkdownWriter
from gradbook.sphinxext.ask.places import Places, twin_uri

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

__all__ = ["is_excluded", "site_builder", "twin_path", "write_twin"]

LEGEND = re.compile(r'<legend id="(?P<id>[^"]+)-i">(?P<words>[^<]*)</legend>')


def site_builder(builder: Builder) -> StandaloneHTMLBuilder | None:
    """Return a builder that writes a website of one page a document; None for any other."""
    is_site = builder.format == "html" and builder.name not in ("epub", "singlehtml")
    if is_site and not getattr(builder, "embedded", False):
        return cast("StandaloneHTMLBuilder", builder)
    return None


def is_excluded(app: Sphinx, page: str, metatags: str = "") -> bool:
    """Tell whether a page has no twin: by the configuration, or hidden from search engines."""
    excluded = Matcher(app.config.gradbook_ask_exclude)(page)
    return excluded or re.search(r'<meta[^>]*name="robots"[^>]*noindex', metatags) is not None


def twin_path(builder: StandaloneHTMLBuilder, page: str) -> Path:
    """Return the file of the twin of a page."""
    return Path(builder.outdir, twin_uri(builder, page))


def write_twin(
    builder: StandaloneHTMLBuilder, page: str, doctree: nodes.document, body: str
) -> None:
    """Write the twin of a page.

    Parameters
    ----------
    builder : StandaloneHTMLBuilder
        The builder of the site, which is at this page.
    page : str
        Name of the page.
    doctree : document
        The page, resolved.
    body : str
        The page in HTML, from which the legends of the questions are taken.
    """
    places = Places(builder, page)
    legends = {name: unescape(words) for name, words in LEGEND.findall(body)}
    text = MarkdownWriter(places, legends).block(doctree)
    path = twin_path(builder, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{front_matter(builder, page, places)}\n{text}", "utf-8", newline="\n")


def front_matter(builder: StandaloneHTMLBuilder, page: str, places: Places) -> str:
    """Write the front matter, in YAML."""
    config = builder.config
    values: dict[str, Any] = {
        "title": builder.env.titles[page].astext(),
        "url": places.canonical,
        "licence": config.gradbook_licence,
        "build": config.release,
    }
    lines = (
        f"{key}: {json.dumps(str(value), ensure_ascii=False)}\n"
        for key, value in values.items()
        if value
    )
    return f"---\n{''.join(lines)}---\n"
