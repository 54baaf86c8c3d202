from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gradbook.sphinxext.storage import book_id

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

META = re.compile(r'<meta name="gradbook-book" content="([^"]*)">')


def names(app: SphinxTestApp, page: str = "index.html") -> list[str]:
    app.build()
    return META.findall((app.outdir / page).read_text("utf-8"))


@pytest.mark.sphinx("html", testroot="storage")
def test_every_page_names_the_book_after_the_project(app: SphinxTestApp) -> None:
    assert names(app) == ["a-small-book"]
    assert names(app, "search.html") == ["a-small-book"]
    assert app.warning.getvalue() == ""


@pytest.mark.sphinx("html", testroot="storage", confoverrides={"gradbook_book_id": "opt-2"})
def test_the_name_can_be_set(app: SphinxTestApp) -> None:
    assert names(app) == ["opt-2"]
    assert app.warning.getvalue() == ""


@pytest.mark.sphinx("html", testroot="storage", confoverrides={"gradbook_book_id": 'My "book"'})
def test_a_name_that_cannot_be_used_is_told(app: SphinxTestApp) -> None:
    assert names(app) == ["my-book"]
    warning = app.warning.getvalue()
    assert "gradbook_book_id: expected lower-case words" in warning
    assert "'My \"book\"'" in warning
    assert "using 'my-book'" in warning


@pytest.mark.sphinx("html", testroot="storage", confoverrides={"project": "Градиенты"})
def test_a_project_that_gives_no_name_is_told(app: SphinxTestApp) -> None:
    assert names(app) == ["book"]
    assert "got 'Градиенты'" in app.warning.getvalue()


BROWSER_BUILDERS = [
    pytest.param(name, marks=pytest.mark.sphinx(name, testroot="storage"), id=name)
    for name in ("html", "dirhtml", "singlehtml")
]


@pytest.mark.parametrize("builder", BROWSER_BUILDERS)
def test_the_module_is_published(app: SphinxTestApp, builder: str) -> None:
    assert names(app) == ["a-small-book"]
    assert app.builder.name == builder
    module = (app.outdir / "_static" / "gradbook" / "store.js").read_text("utf-8")
    assert "export function openStore" in module


@pytest.mark.sphinx("epub", testroot="storage")
def test_an_e_book_has_no_storage(app: SphinxTestApp) -> None:
    app.build()
    assert not (app.outdir / "_static" / "gradbook").exists()
    assert not META.search((app.outdir / "index.xhtml").read_text("utf-8"))


@pytest.mark.sphinx("text", testroot="storage")
def test_other_builders_are_untouched(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Two  Words", "two-words"), ("v1.0 (draft)", "v1-0-draft"), ("Gödel", "g-del"), ("数学", "")],
)
def test_book_id(name: str, expected: str) -> None:
    assert book_id(name) == expected
