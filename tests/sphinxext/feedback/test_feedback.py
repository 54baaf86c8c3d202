"""The question at the end of a chapter."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sphinx.testing.util import SphinxTestApp


def links(page: Path) -> list[str]:
    aside = re.search(r'<aside class="gradbook-feedback".*?</aside>', page.read_text("utf-8"))
    return [unescape(url) for url in re.findall(r'href="([^"]+)"', aside[0])] if aside else []


@pytest.mark.sphinx("html", testroot="feedback")
def test_a_chapter_asks_and_other_pages_do_not(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    assert links(app.outdir / "index.html") == []
    urls = links(app.outdir / "chapter.html")
    assert len(urls) == 2
    for url in urls:
        parts = urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
            "https://example.org/book/issues/new"
        )
        query = parse_qs(parts.query)
        assert query.keys() == {"title", "body"}
        assert query["title"][0].endswith(": Slopes & signs")
        assert "Page: chapter\n" in query["body"][0]
        assert re.search(r"Build: \w+", query["body"][0])
        assert len(url) < 6000


@pytest.mark.sphinx("html", testroot="feedback", confoverrides={"gradbook_repository": ""})
def test_without_a_repository_nothing_is_asked(app: SphinxTestApp) -> None:
    app.build()
    assert links(app.outdir / "chapter.html") == []
