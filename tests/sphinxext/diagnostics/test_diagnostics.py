"""Warnings name the line, and come again until the cause is mended."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys

import pytest

from gradbook.sphinxext.diagnostics.lines import exact_line, place_of


@pytest.fixture
def book(rootdir, tmp_path):
    shutil.copytree(rootdir / "test-diagnostics", tmp_path / "book")
    return tmp_path / "book"


def build(book, *flags):
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "build", "-q", "-n", "-W", *flags, ".", "_build/html"],
        cwd=book,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_the_line_is_that_of_the_word(book, jobs):
    page = book / "part/page.md"
    assert sorted(build(book, jobs).stderr.splitlines()) == [
        f"{page}:4: WARNING: undefined label: 'nothing' [ref.ref]",
        f"{page}:5: WARNING: image file not readable: part/nothing.png [image.not_readable]",
    ]


def test_a_strict_build_fails_until_the_page_is_mended(book):
    (book / "part/page.md").write_text("# A page\n\nSee {ref}`nothing`.\n")
    first, second = build(book), build(book)
    assert first.returncode == second.returncode == 1
    assert first.stderr == second.stderr

    (book / "part/page.md").write_text("# A page\n")
    assert build(book).returncode == 0


def test_a_page_is_read_again_if_its_mistake_was_mended_elsewhere(book):
    (book / "part/page.md").write_text("# A page\n\nSee {ref}`nothing`.\n")
    assert build(book).returncode == 1
    with (book / "index.md").open("a") as index:
        index.write("\n(nothing)=\n## Nothing\n")
    assert build(book).returncode == 0


def test_sound_pages_are_not_read_again(book):
    (book / "part/page.md").write_text("# A page\n")
    assert build(book).returncode == 0
    stamp = (book / "_build/html/part/page.html").stat().st_mtime_ns
    assert build(book).returncode == 0
    assert (book / "_build/html/part/page.html").stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("undefined label: 'gone'", 3),
        ("'myst' cross-reference target not found: 'gone' [myst.xref_missing]", 3),
        ('could not find bibtex key "gone"', 3),
        ("equation not found: gone", 3),
        ("image file not readable: folder/gone [image.not_readable]", 3),
        ("'note': Unknown option key: 'gone' (allowed: ['first', 'class'])", 3),
        ("undefined label: 'first'", 2),
        ("undefined label: 'after'", 2),
        ("something is wrong", 2),
    ],
)
def test_the_line_of_a_paragraph(message, line):
    lines = ["gone", "the first line of it", "gone, and", "gone again", "", "after"]
    assert exact_line(message, lines, 2) == line


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("/book/page.md:7", ("/book/page.md", 7)),
        ("/book/page.md:", ("/book/page.md", None)),
        ("/book/page.md", ("/book/page.md", None)),
        (r"C:\book\page.md:7", (r"C:\book\page.md", 7)),
        (r"C:\book\page.md", (r"C:\book\page.md", None)),
        (None, None),
    ],
)
def test_the_place_of_a_warning(location, place):
    assert place_of(logging.makeLogRecord({"location": location})) == place
