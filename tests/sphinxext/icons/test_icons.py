"""The theme's icons: those that are used, and no script for all others."""

from __future__ import annotations

import re
import shutil
import warnings
from typing import TYPE_CHECKING, NamedTuple

import pytest
from fontTools.ttLib import TTFont
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from pathlib import Path

STYLE = "_static/styles/pydata-sphinx-theme.css"
FONT = "_static/vendor/fontawesome/webfonts/fa-solid-900.woff2"
GLASS, ANCHOR, GHOST, NOTE = 0xF002, 0xF13D, 0xF6E2, 0xF05A


class Site(NamedTuple):
    out: Path
    warnings: str

    @property
    def style(self) -> str:
        return (self.out / STYLE).read_text("utf-8")

    @property
    def characters(self) -> set[int]:
        """Code points that the font can show."""
        with TTFont(self.out / FONT) as font:
            return set(font.getBestCmap())


def build(folder: Path, builder: str = "html", **settings: object) -> Site:
    app = SphinxTestApp(builder, srcdir=folder, confoverrides=settings)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            app.build()
        return Site(app.outdir, app.warning.getvalue())
    finally:
        app.cleanup()


@pytest.fixture
def book(rootdir: Path, tmp_path: Path) -> Path:
    return shutil.copytree(rootdir / "test-icons", tmp_path / "icons")


def test_no_page_loads_the_script_that_draws_icons(book: Path) -> None:
    pages = sorted(build(book).out.glob("*.html"))
    assert len(pages) >= 3
    for page in pages:
        text = page.read_text("utf-8")
        assert "fontawesome.js" not in text
        assert "scripts/pydata-sphinx-theme.js" in text
        assert "scripts/bootstrap.js" in text


def test_the_font_has_the_icons_of_all_pages_and_of_the_style_sheet(book: Path) -> None:
    site = build(book)
    assert {GLASS, ANCHOR, NOTE} <= site.characters
    assert GHOST not in site.characters
    assert (site.out / FONT).stat().st_size < 5_000
    names = set(re.findall(r"\.(fa-[\w-]+)[,{]", site.style))
    assert {"fa-magnifying-glass", "fa-anchor", "fa-solid", "fa-lg"} <= names
    assert "fa-ghost" not in names
    assert "@font-face" in site.style


def test_an_icon_of_a_script_is_named_in_the_settings(book: Path) -> None:
    site = build(book, gradbook_icons=["fa-ghost"])
    assert GHOST in site.characters
    assert ".fa-ghost{" in site.style


def test_icons_come_and_go_with_the_pages(book: Path) -> None:
    build(book)
    page = book / "more.rst"
    page.write_text(page.read_text("utf-8").replace("fa-anchor", "fa-ghost"), "utf-8")
    site = build(book)
    assert GHOST in site.characters
    assert ANCHOR not in site.characters
    assert GLASS in site.characters


def test_an_icon_that_does_not_exist_is_no_icon(book: Path) -> None:
    assert build(book, gradbook_icons=["fa-nothing"]).warnings == build(book).warnings


def test_two_builds_give_the_same_bytes(book: Path, rootdir: Path, tmp_path: Path) -> None:
    other = shutil.copytree(rootdir / "test-icons", tmp_path / "other")
    first, second = build(book), build(other)
    for name in (STYLE, FONT):
        assert (first.out / name).read_bytes() == (second.out / name).read_bytes()


@pytest.mark.parametrize(
    ("builder", "theme"), [("html", "basic"), ("epub", "pydata_sphinx_theme"), ("text", "basic")]
)
def test_where_there_are_no_such_icons_nothing_happens(
    book: Path, builder: str, theme: str
) -> None:
    site = build(book, builder, html_theme=theme, version="1", epub_copyright="2026")
    assert not (site.out / FONT).exists()
    assert "Traceback" not in site.warnings
