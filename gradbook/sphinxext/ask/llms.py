"""The list of all twins for tools that read sites: ``llms.txt``, and the whole book in one file.

::

    # Name of the book

    > What its front page says first.

    ## Part I

    - [Limits](https://example.org/book/foundations/limits.md): What a limit is.

The pages stand in their order, by part: a part is a page of the front page's table of contents that
has a table of contents itself. The list is written at the end of each build, from the twins that
exist, so a page without a twin is not in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from gradbook.sphinxext.ask.domain import ask_domain
from gradbook.sphinxext.ask.places import twin_uri
from gradbook.sphinxext.ask.text import escape
from gradbook.sphinxext.ask.twin import site_builder, twin_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

__all__ = ["write_llms"]

LOOSE = "Pages"
"""Heading of the pages that belong to no part."""


def write_llms(app: Sphinx, exception: Exception | None) -> None:
    """Write the files at the end of a build that went well."""
    builder = site_builder(app.builder)
    if exception is not None or builder is None:
        return
    parts = [
        (title, shown)
        for title, pages in parts_of(app.env)
        if (shown := [page for page in pages if twin_path(builder, page).is_file()])
    ]
    listing = "\n".join(section(builder, title, pages) for title, pages in parts)
    write(app, "llms.txt", f"{head(app)}\n{listing}")
    full = Path(app.outdir, "llms-full.txt")
    if not app.config.gradbook_ask_full:
        full.unlink(missing_ok=True)
        return
    texts = (twin_path(builder, page).read_text("utf-8") for _, pages in parts for page in pages)
    write(app, full.name, "\n".join([head(app), *texts]))


def write(app: Sphinx, name: str, text: str) -> None:
    """Write a file at the root of the site."""
    Path(app.outdir, name).write_text(text, "utf-8", newline="\n")


def head(app: Sphinx) -> str:
    """Name the book and say what it is."""
    line = ask_domain(app.env).pages[app.config.root_doc].line
    return f"# {app.config.project}\n" + (f"\n> {line}\n" if line else "")


def section(builder: StandaloneHTMLBuilder, title: str, pages: list[str]) -> str:
    """List the pages of a part."""
    known = ask_domain(builder.env).pages
    lines = []
    for page in pages:
        name = escape(builder.env.titles[page].astext())
        url = urljoin(builder.config.html_baseurl, twin_uri(builder, page))
        line = f": {known[page].line}" if known[page].line else ""
        lines.append(f"- [{name}]({url}){line}\n")
    return f"## {escape(title)}\n\n{''.join(lines)}"


def parts_of(env: BuildEnvironment) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of the book, each with its pages in reading order."""
    root = env.config.root_doc
    loose, parts = [root], []
    seen = {root}
    for page in env.toctree_includes.get(root, []):
        below = list(walk(env, page, seen))
        if len(below) > 1:
            parts.append((env.titles[page].astext(), below))
        else:
            loose += below
    yield LOOSE, loose
    yield from parts


def walk(env: BuildEnvironment, page: str, seen: set[str]) -> Iterator[str]:
    """Yield a page and those below it in the table of contents, each once in all."""
    if page not in seen:
        seen.add(page)
        yield page
        for child in env.toctree_includes.get(page, []):
            yield from walk(env, child, seen)
