"""An author's mistake: one sentence with file and line, in the strict build and while live.

Each page of `roots/test-broken` holds one mistake, but `notebook`, which holds one behind each kind
of gap between cells. The strict build must fail and say all of it; `sphinx-autobuild`, which is
behind `nox -s docs-live`, must say the same and go on serving.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

MISTAKES = [
    ("quiz-without-answer", ":::{quiz}", "expected exactly one answer list, found 0"),
    ("quiz-mark", "- That one", "answer must start with '[ ]' or '[x]'"),
    ("quiz-option", ":colour:", "unknown option ':colour:'"),
    ("quiz-second", ":::{quiz}", "duplicate id; first used at quiz-first.md:3"),
    (
        "cell",
        "1 / ratio",
        "cell raised ZeroDivisionError: division by zero; the line was: 1 / ratio",
    ),
    ("glue", "{glue:text}`unknown", "No key 'unknown' found in glue data for this document."),
    ("image", "![A curve]", "image file not readable: curve.svg"),
    ("figure", ":::{figure}", "image file not readable: pictures/surface.svg"),
    ("reference", "But it mentions", "undefined label: 'the-place'"),
    ("link", "A [link]", "cross-reference target not found: 'no-such-heading'"),
    ("document", "See [the next", "cross-reference target not found: 'next-chapter.md'"),
    ("equation", "This follows", "equation not found: no-such-equation"),
    ("directive", ":::{qiuz}", "Unknown directive type: 'qiuz'"),
    ("role", "With {crossref}", 'Unknown interpreted text role "crossref".'),
    ("option", ":colour:", "'note': Unknown option key: 'colour'"),
    (
        "matter",
        "title:",
        "front matter is not valid YAML: mapping values are not allowed here "
        "(quote a value that contains ': ')",
    ),
    ("citation", "And {cite}", 'could not find bibtex key "nobody"'),
    ("notebook", "A {ref}`place-right", "undefined label: 'place-right-after-a-cell'"),
    ("notebook", "A {ref}`place-after-two", "undefined label: 'place-after-two-blank-lines'"),
    ("notebook", "A {ref}`place-after-three", "undefined label: 'place-after-three-blank-lines'"),
]
"""Page, how the line begins that is to blame, and what must be said."""
each_mistake = pytest.mark.parametrize(
    ("page", "begins", "text"), MISTAKES, ids=[f"{page}: {text}" for page, _, text in MISTAKES]
)

PATIENCE = 180
"""Seconds until a test gives up waiting for the server; a build takes a few."""


def line_of(book, page, begins):
    lines = (book / f"{page}.md").read_text().splitlines()
    (number,) = (n for n, line in enumerate(lines, 1) if line.startswith(begins))
    return number


@pytest.fixture(scope="module")
def strict(rootdir, tmp_path_factory):
    """Build the book of mistakes as `nox -s docs` would."""
    book = tmp_path_factory.mktemp("strict") / "book"
    shutil.copytree(rootdir / "test-broken", book)
    process = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "build",
            "-n",
            "-W",
            "--keep-going",
            "-q",
            ".",
            "_build/html",
        ],
        cwd=book,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return book, process


@each_mistake
def test_the_strict_build_says(page, begins, text, strict):
    book, process = strict
    place = f"{book / page}.md:{line_of(book, page, begins)}: WARNING: "
    (said,) = (line for line in process.stderr.splitlines() if line.startswith(place))
    assert text in said


def test_the_strict_build_fails_and_says_no_more(strict):
    _, process = strict
    assert process.returncode == 1
    assert "Traceback" not in process.stderr
    assert len(process.stderr.strip().splitlines()) == len(MISTAKES)


def test_sound_pages_are_built_beside_broken_ones(strict):
    book, _ = strict
    assert "This page is sound." in (book / "_build/html/index.html").read_text("utf-8")


class Live:
    """A running `sphinx-autobuild`, its output and its pages."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self.log = book.parent / "log.txt"
        command = [sys.executable, "-m", "sphinx_autobuild", "--port=0", "-n", ".", "_build/html"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=book,
                env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_for(self, condition):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if result := condition():
                return result
            time.sleep(0.2)
        pytest.fail(f"waited in vain; the server said\n{self.said()}")

    def page(self, name: str) -> str:
        """Text of a page; empty while the server does not answer."""
        address = re.search(r"Serving on (http://[\d.:]+)", self.said())
        try:
            with urlopen(f"{address[1]}/{name}.html", timeout=PATIENCE) as response:
                return response.read().decode()
        except URLError:
            return ""


@pytest.fixture(scope="module")
def live(rootdir, tmp_path_factory):
    """Start the server on a sound book, break every page, mend one."""
    book = tmp_path_factory.mktemp("live") / "book"
    book.mkdir()
    broken = rootdir / "test-broken"
    for name in ("conf.py", "references.bib", "index.md"):
        shutil.copy(broken / name, book / name)
    (book / "role.md").write_text("# A page\n\nIt is sound, so far.\n")
    server = Live(book)
    try:
        server.wait_for(lambda: "Serving on" in server.said())
        server.wait_for(lambda: "sound, so far" in server.page("role"))
        for page in broken.glob("*.md"):
            shutil.copy(page, book / page.name)
        server.wait_for(lambda: server.said().count("Serving on") >= 2)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=PATIENCE)


@each_mistake
def test_the_live_server_says(page, begins, text, live):
    place = f"{live.book / page}.md:{line_of(live.book, page, begins)}: WARNING: "
    assert any(place in line and text in line for line in live.said().splitlines())


def test_the_live_server_goes_on_serving(live):
    assert "This page is sound." in live.page("index")
    assert "Traceback" not in live.said()


def test_the_live_server_shows_the_mended_page(live):
    (live.book / "role.md").write_text("# A page\n\nIt is mended.\n")
    live.wait_for(lambda: "It is mended." in live.page("role"))
