from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from gradbook.sphinxext import progress
from gradbook.sphinxext.progress.manifest import short_commit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

MANIFEST = "_static/gradbook/book.json"
SCHEMA = Path(progress.__file__).parent / "schemas" / "book.schema.json"


def manifest(outdir: Path) -> dict[str, Any]:
    book: dict[str, Any] = json.loads((outdir / MANIFEST).read_text("utf-8"))
    return book


@pytest.mark.sphinx("html", testroot="progress")
def test_the_book_is_described(app: SphinxTestApp) -> None:
    app.build()
    book = manifest(app.outdir)
    chapters, questions = book.pop("chapters"), book.pop("questions")
    totals = {"chapters": 4, "core": 2}
    assert re.fullmatch("[0-9a-f]*", book.pop("build"))
    assert book == {"v": 1, "book": "small", "version": "1.2", "totals": totals}
    assert chapters[0] == {
        "id": "limits",
        "url": "foundations/limits.html",
        "title": "Limits",
        "number": 1,
        "part": "I",
        "core": True,
        "quizzes": ["limit-of-a-sum", "limit-of-a-product"],
    }
    assert [chapter["number"] for chapter in chapters] == [1, 2, 3, 4]
    assert [chapter["id"] for chapter in chapters[1:]] == ["foundations/curves", "areas", "chances"]
    assert [chapter["title"] for chapter in chapters[1:]] == ["Curves of f", "Areas", "Chances"]
    assert [question["id"] for question in questions] == [
        "limit-of-a-sum",
        "limit-for-fun",
        "limit-of-a-product",
        "area-of-a-square",
    ]
    assert questions[2] == {
        "id": "limit-of-a-product",
        "chapter": "limits",
        "url": "foundations/limits.html#quiz-limit-of-a-product",
        "name": "Question 1.3",
        "title": "Products",
        "type": "single",
        "concepts": ["limit", "product"],
        "hash": "07a8802b",
        "review": False,
        "required": True,
        "was": ["product-of-limits"],
    }
    assert [question["required"] for question in questions] == [True, False, True, True]


@pytest.mark.sphinx("html", testroot="progress")
def test_the_file_is_as_its_schema_says(app: SphinxTestApp) -> None:
    app.build()
    schema = json.loads(SCHEMA.read_text("utf-8"))
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    Draft202012Validator.check_schema(schema)
    checker.validate(manifest(app.outdir))
    for wrong in ("https://elsewhere.example/", "/limits.html"):
        book = manifest(app.outdir)
        book["chapters"][0]["url"] = wrong
        assert not checker.is_valid(book)
    for key in manifest(app.outdir):
        book = manifest(app.outdir)
        del book[key]
        assert not checker.is_valid(book)


def test_the_build_is_the_commit_of_the_sources(tmp_path: Path) -> None:
    assert short_commit(tmp_path) == ""
    git = ["git", "-C", str(tmp_path), "-c", "user.name=N", "-c", "user.email=n@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    assert short_commit(tmp_path) == ""
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "First"], check=True)
    assert re.fullmatch("[0-9a-f]{7,}", short_commit(tmp_path))


BUILDERS = [
    pytest.param(name, marks=pytest.mark.sphinx(name, testroot="progress"), id=name)
    for name in ("html", "dirhtml")
]


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_address_is_that_of_a_page(app: SphinxTestApp, builder: str) -> None:
    app.build()
    for chapter in manifest(app.outdir)["chapters"]:
        page = app.outdir / chapter["url"]
        page = page / "index.html" if builder == "dirhtml" else page
        assert f'data-chapter="{chapter["id"]}"' in page.read_text("utf-8")


@pytest.mark.sphinx(
    "html",
    testroot="progress",
    confoverrides={"gradbook_chapters": 35, "gradbook_core_chapters": 18},
)
def test_the_plan_can_be_larger_than_what_is_there(app: SphinxTestApp) -> None:
    app.build()
    assert manifest(app.outdir)["totals"] == {"chapters": 35, "core": 18}
    assert app.warning.getvalue() == ""


def test_a_change_of_a_page_changes_the_manifest(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    source = tmp_path / "book"
    shutil.copytree(rootdir / "test-progress", source)
    app = make_app("html", srcdir=source)
    app.build()
    limits = source / "foundations" / "limits.md"
    limits.write_text(limits.read_text("utf-8").replace("# Limits", "# On limits"), "utf-8")
    (source / "sums" / "chances.md").write_text("# Chances\n\nNo chapter any more.\n", "utf-8")
    again = make_app("html", srcdir=source)
    again.build()
    book = manifest(again.outdir)
    assert "2 changed" in again.status.getvalue()
    assert [chapter["title"] for chapter in book["chapters"]] == [
        "On limits",
        "Curves of f",
        "Areas",
    ]
    assert book["totals"]["chapters"] == 3


def test_two_processes_write_the_same_as_one(rootdir: Path, tmp_path: Path) -> None:
    source = rootdir / "test-progress"
    found = []
    for jobs in ("1", "2"):
        out = tmp_path / jobs
        options = ["-W", "-q", "-j", jobs, "-b", "html", "-d", str(tmp_path / f"trees-{jobs}")]
        command = [sys.executable, "-m", "sphinx", *options, str(source), str(out)]
        subprocess.run(command, check=True)
        found.append((out / MANIFEST).read_bytes())
    assert found[0] == found[1]
    assert len(manifest(tmp_path / "2")["chapters"]) == 4
