"""A build gives pages their bars and cells, and says where Python comes from."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

PACKAGES = Path(__file__).parents[3] / "conf/node_modules"
STORE = Path(__file__).parents[3] / "build/pyodide"
"""Compiling the standard library takes a while; the book's own builds keep it there, too."""
UNREACHABLE = "http://127.0.0.1:9/"


@pytest.fixture
def book(rootdir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GRADBOOK_PYODIDE", raising=False)
    return shutil.copytree(rootdir / "test-live", tmp_path / "book")


def build(book: Path, builder: str = "html", **settings: object) -> tuple[Path, str]:
    """Build the book; return its folder and what was printed."""
    given = {
        "gradbook_pyodide": str(PACKAGES / "pyodide"),
        "gradbook_live_modules": str(PACKAGES),
        "gradbook_live_store": str(STORE),
        "gradbook_live_distribution": UNREACHABLE,
        "nb_execution_mode": "off",
        "suppress_warnings": ["myst-nb.lexer"],  # a kernel would tell the language
        "html_theme": "basic",
        **settings,
    }
    app = SphinxTestApp(builder, srcdir=book, confoverrides=given)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"'myst_(parser|nb)\.")
            app.build()
        assert app.warning.getvalue() == ""
        return Path(app.outdir), app.status.getvalue()
    finally:
        app.cleanup()


def meta(out: Path) -> dict[str, Any]:
    page = (out / "index.html").read_text("utf-8")
    (found,) = re.findall(r'<meta name="gradbook-live" content="([^"]+)">', page)
    facts: dict[str, Any] = json.loads(unescape(found))
    return facts


def test_pages_get_bars_and_the_cells_that_are_needed(book: Path) -> None:
    out, printed = build(book)
    page = (out / "index.html").read_text("utf-8")
    assert re.findall(r'<div class="live-bar" data-cell="(\d+)"', page) == list("13456789")
    facts = meta(out)
    cells = json.loads((out / facts["cells"].partition("?")[0]).read_bytes())["cells"]
    assert [cell["cell"] for cell in cells if cell.get("hidden")] == [2]
    assert [cell["cell"] for cell in cells if cell.get("fails")] == [5]
    assert [cell["why"] for cell in cells if "why" in cell] == ["It waits for an instrument."]
    for name in ("python", "worker", "editor"):
        assert (out / facts[name].partition("?")[0]).is_file()

    assert "127.0.0.1, when a reader asks for it" in printed
    python = json.loads((out / "_static/gradbook/python.json").read_bytes())
    assert python["remote"]["base"] == UNREACHABLE
    assert {"numpy", "matplotlib"} <= set(python["remote"]["names"])
    assert python["lock"]["packages"]["numpy"]["sha256"]
    for path in [*python["wheels"], *(python["base"] + name for name in python["files"])]:
        assert (out / path).is_file()


@pytest.mark.parametrize("builder", ["html", "text"])
def test_without_the_npm_package_or_a_page_nothing_changes(book: Path, builder: str) -> None:
    out, printed = build(book, builder, gradbook_pyodide="nowhere" if builder == "html" else "")
    assert "Python on the page" not in printed
    (page,) = out.glob("index.*")
    assert "live-" not in page.read_text("utf-8")


def test_pages_are_written_again_when_python_comes(book: Path) -> None:
    out, _ = build(book, gradbook_pyodide="../npm")
    page = out / "index.html"
    before = page.read_text("utf-8")
    assert "live-bar" not in before
    shutil.copytree(PACKAGES / "pyodide", book.parent / "npm")
    build(book, gradbook_pyodide="../npm")
    assert "live-bar" in page.read_text("utf-8")


def test_what_an_earlier_build_published_goes(book: Path) -> None:
    out, _ = build(book)
    stale = out / "_static/gradbook/pyodide-0.1.0-abc"
    stale.mkdir()
    build(book)
    assert not stale.exists()


def test_a_folder_without_a_lock_file_is_said_so(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADBOOK_PYODIDE", str(tmp_path))
    _, printed = build(book)
    assert f"no pyodide-lock.json in {tmp_path}" in printed
