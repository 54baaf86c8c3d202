"""A build is left out exactly when nothing has changed, whatever it is that changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gradbook.sphinxext.rebuild.arguments import read_arguments, surroundings
from gradbook.sphinxext.rebuild.stamp import stamp_file

BUILD = ("-c", "conf", "-d", "build/doctrees", "docs", "build/html")
LEFT_OUT = "nothing changed since"


class Book:
    """A small book and the command that builds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "gradbook.sphinxext.rebuild", *(arguments or BUILD)]
        environment = {**os.environ, "NO_COLOR": "1", **variables}
        environment.pop("PYTEST_CURRENT_TEST", None)
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def is_left_out(self, *arguments: str, **variables: str) -> bool:
        """Build, unless that is left out; tell whether it was."""
        run = self.run(*arguments, **variables)
        assert run.returncode == 0, run.stderr
        return run.stdout.startswith(LEFT_OUT)

    def settle(self) -> None:
        """Build until there is nothing to do; a change during the first second may need two."""
        for _ in range(3):
            if self.is_left_out():
                return
        pytest.fail("the build is never left out")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        assert old in self.read(name)
        self.write(name, self.read(name).replace(old, new))


@pytest.fixture(scope="module")
def only_book(rootdir, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rebuild") / "book"
    shutil.copytree(rootdir / "test-rebuild", folder, ignore=shutil.ignore_patterns("__p*"))
    return Book(folder)


@pytest.fixture
def book(only_book):
    """The book, built, with nothing to do."""
    only_book.settle()
    return only_book


def test_nothing_is_left_out_at_first_and_everything_after(rootdir, tmp_path):
    folder = tmp_path / "book"
    shutil.copytree(rootdir / "test-rebuild", folder, ignore=shutil.ignore_patterns("__p*"))
    book = Book(folder)
    assert not book.is_left_out()
    first = book.run()
    book.settle()
    second = book.run()
    assert "build/html is up to date" in second.stdout
    assert second.stdout.count("\n") == 1
    assert first.returncode == second.returncode == 0
    assert not book.is_left_out(*BUILD, "-q")
    assert book.run(*BUILD, "-q").stdout == ""


def test_a_folder_that_the_build_makes_for_itself_and_removes_does_not_count(book):
    conf = book.read("conf/conf.py")
    scratch = "import tempfile\nwith tempfile.TemporaryDirectory() as folder:\n    pass\n"
    try:
        book.write("conf/conf.py", conf + scratch)
        assert not book.is_left_out()
        assert book.is_left_out()
    finally:
        book.write("conf/conf.py", conf)


CHANGES = {
    "a page": lambda book: book.edit("docs/one.rst", "sentence", "changed sentence"),
    "a page, with its length and times kept": lambda book: keep_times(book, "docs/one.rst"),
    "a setting": lambda book: book.edit("conf/conf.py", "again", "once more"),
    "a style sheet": lambda book: book.edit("conf/_static/site.css", "black", "grey"),
    "a template": lambda book: book.edit("conf/_templates/foot.html", "foot", "feet"),
    "a new template": lambda book: book.write(
        "conf/_templates/page.html", '{% extends "!page.html" %}'
    ),
    "a new file beside the pages": lambda book: book.write("docs/data.csv", "1,2\n"),
    "an extension": lambda book: book.edit("tools/facts.py", "An extension", "One extension"),
    "a file that an extension reads": lambda book: book.edit("tools/facts.txt", "wet", "dry"),
    "a file that a part names": lambda book: book.edit("tools/hidden.txt", "unseen", "not seen"),
    "a file that was looked for": lambda book: book.write("wishes/wished.txt", "here"),
    "a module that hides another": lambda book: book.write("tools/colorsys.py", ""),
    "a page written": lambda book: book.edit("build/html/one.html", "sentence", "forgery"),
    "a page deleted": lambda book: (book.folder / "build/html/one.html").unlink(),
    "the search deleted": lambda book: (book.folder / "build/html/searchindex.js").unlink(),
    "a doctree deleted": lambda book: (book.folder / "build/doctrees/one.doctree").unlink(),
    "a doctree changed": lambda book: (book.folder / "build/doctrees/one.doctree").touch(),
    "the stamp": lambda book: stamp_of(book).write_text("{", "utf-8"),
    "the form of the stamp": lambda book: stamp_of(book).write_text('{"format": 0}', "utf-8"),
}
"""Ways in which a build stops being up to date."""
UNSEEN = {"a doctree changed"}
"""Ways in which it does not, because the content is the same."""


def keep_times(book, name):
    file = book.folder / name
    before = file.stat()
    book.edit(name, "A ", "B " if "A " in book.read(name) else "A ")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def stamp_of(book):
    return stamp_file(book.folder / "build/doctrees", book.folder / "build/html")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_built(book, change):
    CHANGES[change](book)
    assert book.is_left_out() == (change in UNSEEN)


def test_a_changed_output_is_written_again(book):
    right = book.read("build/html/one.html")
    for damage in (right.replace("</p>", ""), None):
        page = book.folder / "build/html/one.html"
        page.unlink() if damage is None else page.write_text(damage, "utf-8")
        assert not book.is_left_out()
        assert book.read("build/html/one.html") == right
        book.settle()


def test_a_page_comes_and_goes(book):
    book.write("docs/two.rst", "Two\n===\n\nThe second page.\n")
    book.edit("docs/index.rst", "   one", "   one\n   two")
    assert not book.is_left_out()
    assert "The second page." in book.read("build/html/two.html")
    book.settle()
    (book.folder / "docs/two.rst").unlink()
    book.edit("docs/index.rst", "\n   two", "")
    assert not book.is_left_out()
    assert "two.html" not in book.read("build/html/index.html")


def test_new_times_alone_change_nothing(book):
    for folder in ("conf", "docs", "build/html", "tools"):
        for file in (book.folder / folder).rglob("*.*"):
            os.utime(file)
    assert book.is_left_out()


def test_other_arguments_variables_and_builders_are_built(book):
    assert not book.is_left_out("-D", "project=Another", *BUILD)
    assert not book.is_left_out()
    book.settle()
    assert not book.is_left_out(MEANING="42")
    book.settle()
    assert book.is_left_out(SHLVL="7", COLUMNS="40")


def test_two_builders_share_doctrees(book):
    other = ("-b", "dirhtml", *BUILD[:-1], "build/dirhtml")
    book.run(*other)
    book.settle()
    book.edit("docs/one.rst", "sentence", "sentence for both")
    assert not book.is_left_out(*other)
    assert not book.is_left_out()
    assert "sentence for both" in book.read("build/html/one.html")
    assert "sentence for both" in book.read("build/dirhtml/one/index.html")


def test_a_build_with_a_warning_is_not_left_out(book):
    before = book.read("docs/one.rst")
    book.write("docs/one.rst", before + "\nSee :doc:`nowhere`.\n")
    for _ in range(2):
        run = book.run()
        assert LEFT_OUT not in run.stdout
    book.run("-W", *BUILD)
    assert LEFT_OUT not in book.run("-W", *BUILD).stdout
    book.write("docs/one.rst", before)
    assert not book.is_left_out()
    assert "nowhere" not in book.read("build/html/one.html")


def test_the_page_that_a_killed_build_left_is_written_again(book):
    right = book.read("build/html/one.html")
    assert book.run(KILL="1").returncode == 9
    assert book.read("build/html/one.html") != right
    assert not book.is_left_out()
    assert book.read("build/html/one.html") == right


def test_a_change_during_the_build_is_built_afterwards(book):
    book.edit("docs/one.rst", "sentence", "early sentence")
    command = [sys.executable, "-m", "gradbook.sphinxext.rebuild", *BUILD]
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("PYTEST_CURRENT_TEST", None)
    stamp = stamp_of(book)
    before = stamp.read_bytes()
    process = subprocess.Popen(command, cwd=book.folder, env=environment, stdout=subprocess.DEVNULL)
    while stamp.read_bytes() == before:
        time.sleep(0.001)
    book.write("tools/hidden.txt", "changed while the build runs")
    assert process.wait() == 0
    assert not book.is_left_out()


def test_a_build_that_asks_the_network_is_not_left_out(book):
    for _ in range(2):
        assert not book.is_left_out(ASK="1")


def test_pages_read_by_other_processes_count(book):
    parallel = ("-j", "2", *BUILD)
    for page in ("docs/index.rst", "docs/one.rst"):
        book.write(page, book.read(page) + "\nRead by another process.\n")
    assert not book.is_left_out(*parallel, FACTS="other.txt")
    assert book.is_left_out(*parallel, FACTS="other.txt")
    book.edit("tools/other.txt", "read", "read again")
    assert not book.is_left_out(*parallel, FACTS="other.txt")


@pytest.mark.parametrize("file", ["shared.txt", "tools/page.txt"])
def test_what_was_read_with_another_page_earlier_counts(book, file):
    book.write("docs/index.rst", book.read("docs/index.rst") + "\nOnly this page is read again.\n")
    assert not book.is_left_out()
    book.settle()
    book.write(file, book.read(file) + f"More in {file}.\n")
    assert not book.is_left_out()
    assert (f"More in {file}." in book.read("build/html/one.html")) == (file == "shared.txt")


def test_the_stamp_holds_no_value_of_a_variable(book):
    book.run(PASSWORD="correct horse")
    book.run(PASSWORD="correct horse")
    assert "correct horse" not in stamp_of(book).read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["-E", *BUILD],
        ["-a", *BUILD],
        ["--fresh-env", *BUILD],
        ["-b", "linkcheck", *BUILD],
        ["--builder=linkcheck", *BUILD],
        ["-M", "html", "docs", "build"],
        [*BUILD, "docs/one.rst"],
        ["--version"],
        ["--fresh", *BUILD],
        ["docs"],
    ],
    ids=" ".join,
)
def test_some_builds_are_never_left_out(arguments):
    assert read_arguments(arguments) is None


def test_arguments_that_sphinx_does_not_understand_are_left_to_it(book):
    run = book.run("--colour", *BUILD)
    assert run.returncode == 2
    assert re.search(
        r"usage: sphinx-build.*unrecognized arguments: --colour", run.stderr, re.DOTALL
    )


def test_the_folder_in_which_it_runs_counts(monkeypatch, tmp_path):
    here = surroundings(BUILD, {})
    monkeypatch.chdir(tmp_path)
    assert surroundings(BUILD, {}) != here
