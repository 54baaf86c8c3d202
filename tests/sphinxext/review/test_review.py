"""The page of the review, in every builder."""

from __future__ import annotations

import re
import shutil
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCE = "The questions that you answer in the chapters"
PLAIN = [
    ("singlehtml", "index.html"),
    ("epub", "review.xhtml"),
    ("latex", "book.tex"),
    ("text", "review.txt"),
    ("man", "book.1"),
    ("texinfo", "book.texi"),
    ("xml", "review.xml"),
    ("gettext", "review.pot"),
]


@contextmanager
def built(
    folder: Path, builder: str = "html", *, builddir: Path | None = None
) -> Iterator[SphinxTestApp]:
    """Build strictly; Sphinx enters the suffixes of one application into the next."""
    suffixes = Config.config_values["source_suffix"].default
    suffixes.clear()
    suffixes[".rst"] = "restructuredtext"
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"'myst_parser\.")
        warnings.filterwarnings("ignore", module=r"myst_parser\.")
        app = SphinxTestApp(builder, srcdir=folder, builddir=builddir)
        try:
            app.build()
            assert app.warning.getvalue() == ""
            yield app
        finally:
            app.cleanup()


@pytest.fixture(scope="module")
def book(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a copy of the book."""
    folder = tmp_path_factory.mktemp("review") / "book"
    shutil.copytree(rootdir / "test-review", folder)
    return folder


def links(app: SphinxTestApp, name: str = "review.html") -> list[tuple[str, str]]:
    """Links of the list for readers without JavaScript."""
    page = (app.outdir / name).read_text("utf-8")
    plain = re.search(r'"gradbook-elsewhere">\s*<p>The review needs.*?</div>', page, re.DOTALL)
    assert plain is not None
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', plain[0])


def test_the_page_holds_the_place_and_alone_loads_the_script(book: Path) -> None:
    with built(book) as app:
        page = (app.outdir / "review.html").read_text("utf-8")
        assert page.count('<div class="gradbook-review">') == 1
        assert SENTENCE in page
        for name in ("home", "run"):
            assert f'<div class="gradbook-{name}" hidden>' in page
        for file in ("review.js", "review.css"):
            assert f"_static/gradbook/{file}" in page
            assert (app.outdir / "_static" / "gradbook" / file).is_file()
            for other in ("index.html", "notes.html", "part/slopes.html"):
                assert file not in (app.outdir / other).read_text("utf-8")


def test_without_javascript_it_links_to_the_chapters_in_their_order(book: Path) -> None:
    with built(book) as app:
        assert links(app) == [
            ("part/slopes.html", "Slopes"),
            ("part/sums.html", "Sums &amp; more"),
        ]
    with built(book, "dirhtml") as app:
        assert links(app, "review/index.html")[0] == ("../part/slopes/", "Slopes")


def test_the_list_is_written_again_when_the_chapters_change_and_only_then(
    rootdir: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    shutil.copytree(rootdir / "test-review", folder)
    with built(folder):
        pass
    with built(folder) as app:
        assert "no targets are out of date" in app.status.getvalue()
    sums = folder / "part" / "sums.md"
    sums.write_text(sums.read_text("utf-8").replace("# Sums & more", "# Adding"), "utf-8")
    with built(folder) as app:
        assert links(app)[1] == ("part/sums.html", "Adding")
    sums.write_text(sums.read_text("utf-8").replace("chapter: 10", "chapter: 1"), "utf-8")
    with built(folder) as app:
        assert [title for _, title in links(app)] == ["Adding", "Slopes"]


@pytest.mark.parametrize(("builder", "file"), PLAIN, ids=[row[0] for row in PLAIN])
def test_every_other_builder_prints_the_sentence(
    rootdir: Path, tmp_path: Path, builder: str, file: str
) -> None:
    with built(rootdir / "test-review", builder, builddir=tmp_path) as app:
        output = (app.outdir / file).read_text("utf-8")
        assert SENTENCE in " ".join(output.replace('"\n"', "").split())
        for trace in ("gradbook-review", "gradbook-home", "The review needs"):
            assert trace not in output.replace('gradbook-review="', "")
        assert not list(app.outdir.rglob("review.js"))
