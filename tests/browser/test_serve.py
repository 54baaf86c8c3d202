"""The server in Chromium: a changed sentence appears where the reader is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect


@pytest.fixture
def book(rootdir: Path, tmp_path: Path) -> Path:
    """The small book, with a page that is long enough to scroll."""
    folder = tmp_path / "book"
    shutil.copytree(rootdir / "test-serve", folder, ignore=shutil.ignore_patterns("__p*"))
    paragraphs = "\n".join(f"Paragraph number {number}.\n" for number in range(200))
    (folder / "two.md").write_text(f"# Two\n\n{paragraphs}", "utf-8")
    return folder


@pytest.fixture
def served(book: Path) -> Iterator[str]:
    """Address of the server."""
    command = [sys.executable, "-m", "gradbook.sphinxext.serve", ".", "_build/html"]
    process = subprocess.Popen(
        command, cwd=book, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    said = iter(process.stdout.readline, "")
    url = next(found[1] for line in said if (found := re.search(r"Serving on (http\S+)", line)))
    next(line for line in said if line.startswith("Book in"))
    yield url
    process.terminate()
    process.communicate()


def test_a_changed_sentence_appears_where_the_reader_is(browser, served, book):
    page = browser.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(error))
    page.goto(f"{served}two.html")
    sentence = page.get_by_text("Paragraph number 120.")
    sentence.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0
    text = (book / "two.md").read_text("utf-8")
    (book / "two.md").write_text(text.replace("number 120.", "number 120, changed."), "utf-8")
    expect(page.get_by_text("Paragraph number 120, changed.")).to_be_in_viewport()
    page.wait_for_function("before => scrollY === before", arg=before)
    assert problems == []
    page.close()


def test_a_warning_is_a_bar_that_can_be_closed(browser, served, book):
    page = browser.new_page()
    page.goto(f"{served}one.html")
    text = (book / "two.md").read_text("utf-8")
    (book / "two.md").write_text(f"{text}\n{{ref}}`nowhere`\n", "utf-8")
    bar = page.get_by_role("complementary", name="Problems of the book")
    expect(bar).to_contain_text("undefined label: 'nowhere'")
    page.reload()
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="Close").click()
    expect(bar).to_have_count(0)
    (book / "two.md").write_text(f"{text}\n{{ref}}`nobody`\n", "utf-8")
    expect(bar).to_contain_text("undefined label: 'nobody'")
    (book / "two.md").write_text(text, "utf-8")
    expect(bar).to_have_count(0)
    page.close()
