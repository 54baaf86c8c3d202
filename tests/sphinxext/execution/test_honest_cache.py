"""A page is run again exactly when something changes that its cells depend on."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

PAGES = ("adam", "sgd", "hidden", "data")


class Book:
    """A mini book with a package; knows which pages were run since it was last asked."""

    def __init__(self, folder, build):
        self.folder = folder
        self.build_once = build
        self.package = folder.parent / "lib/methods"
        self.path = {"PYTHONPATH": str(self.package.parent)}
        self.seen = {}

    def write(self, **modules):
        self.package.mkdir(parents=True, exist_ok=True)
        for name, text in modules.items():
            (self.package / f"{name}.py").write_text(text)

    def answer(self, module, number):
        self.write(**{module: f"def answer():\n    return {number}\n"})

    def build(self, *flags):
        process = self.build_once(self.folder, "-q", *flags, **self.path)
        assert process.stderr == ""
        return self.ran()

    def ran(self):
        now = {}
        for page in PAGES:
            log = self.folder / f"runs-{page}.txt"
            now[page] = log.read_text().count("run") if log.exists() else 0
        new = {page for page in PAGES if now[page] != self.seen.get(page, 0)}
        self.seen = now
        return new

    def shows(self, page, text):
        return text in (self.folder / f"_build/html/{page}.html").read_text("utf-8")


@pytest.fixture(scope="module")
def built(copy_book, build):
    book = Book(copy_book("execution-closure"), build)
    book.write(__init__="", shared="")
    for module in ("adam", "sgd", "hidden"):
        book.answer(module, 41)
    (book.folder / "read.txt").write_text("seven")
    (book.folder / "declared.bin").write_bytes(b"\0")
    assert book.build("-j", "2") == set(PAGES)
    return book


@pytest.fixture
def book(built):
    """Leave the book as it was found."""
    saved = built.folder.parent / "saved"
    shutil.copytree(built.package, saved)
    yield built
    shutil.rmtree(built.package)
    saved.rename(built.package)
    (built.folder / "read.txt").write_text("seven")
    built.build()


def test_nothing_has_changed_so_nothing_runs(book):
    assert book.build() == set()
    assert book.build("-E", "-a") == set()
    for file in book.package.iterdir():
        file.touch()
    assert book.build() == set()


def test_a_change_reaches_the_pages_that_import_it_and_no_other(book):
    book.answer("adam", 42)
    assert book.build() == {"adam"}
    assert book.shows("adam", "adam says 42")
    book.answer("adam", 41)
    assert book.build("-j", "2") == set(), "the earlier state is still known"
    assert book.shows("adam", "adam says 41")


def test_a_change_of_something_imported_in_turn_reaches_the_page(book):
    book.write(sgd="from methods.shared import answer", shared="def answer():\n    return 1\n")
    assert book.build("-E") == {"sgd"}
    book.write(shared="def answer():\n    return 2\n")
    assert book.build() == {"sgd"}
    assert book.shows("sgd", "sgd says 2")


def test_an_import_that_cannot_be_seen_counts_once_it_was_made(book):
    book.answer("hidden", 43)
    assert book.build() == {"hidden"}
    assert book.shows("hidden", "hidden says 43")


def test_data_that_is_read_or_declared_counts(book):
    (book.folder / "read.txt").write_text("eight")
    assert book.build() == {"data"}
    assert book.shows("data", "data says eight")
    (book.folder / "declared.bin").write_bytes(b"\1")
    assert book.build() == {"data"}
    (book.folder / "nobody.txt").write_text("is read by no page")
    assert book.build() == set()


def test_a_module_that_is_new_and_comes_first_counts(book):
    (book.package / "adam").mkdir()
    (book.package / "adam/__init__.py").write_text("def answer():\n    return 'new'\n")
    assert book.build() == {"adam"}
    assert book.shows("adam", "adam says new")


def test_prose_does_not_count_and_cells_do(book):
    page = book.folder / "sgd.md"
    text = page.read_text()
    try:
        page.write_text(text.replace("# SGD", "# Stochastic\n\nMore words.\n"))
        assert book.build() == set()
        assert book.shows("sgd", "sgd says 41")
        page.write_text(text.replace("answer())", "answer() + 1)"))
        assert book.build() == {"sgd"}
    finally:
        page.write_text(text)


def test_a_moved_clone_and_a_restored_cache_run_nothing(book, tmp_path):
    moved = tmp_path / "clone/book"
    shutil.copytree(book.folder, moved, ignore=shutil.ignore_patterns("html", ".doctrees"))
    shutil.copytree(book.package, moved.parent / "lib/methods")
    clone = Book(moved, book.build_once)
    clone.ran()
    assert clone.build() == set()
    assert clone.shows("adam", "adam says 41")
    clone.answer("adam", 7)
    assert clone.build() == {"adam"}


def test_a_damaged_cache_is_told_and_mended(book):
    kept = sorted((book.folder / "_build/cells/outputs").glob("*.cells"))
    for file in kept:
        file.write_bytes(file.read_bytes()[:-9])
    process = book.build_once(book.folder, "-E", **book.path)
    assert "are damaged; the cells are run again" in process.stdout
    assert (process.returncode, process.stderr) == (0, "")
    assert book.ran() == set(PAGES)
    assert book.build("-E") == set()


def test_two_builds_at_once_on_one_cache(book):
    shutil.rmtree(book.folder / "_build/cells/outputs")
    command = [sys.executable, "-m", "sphinx", "-q", "-d", "{}/doctrees", str(book.folder)]
    out = [book.folder / f"_build/{name}" for name in ("html", "second")]
    both = [
        subprocess.Popen(
            [part.format(folder) for part in command] + [str(folder)],
            env={**os.environ, **book.path},
            stderr=subprocess.PIPE,
            text=True,
        )
        for folder in out
    ]
    assert [process.communicate()[1] for process in both] == ["", ""]
    for folder in out:
        assert "adam says 41" in (folder / "adam.html").read_text("utf-8")
    book.ran()
    assert book.build("-E") == set()


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_a_killed_build_leaves_no_kernel_and_the_next_one_recovers(book):
    page = book.folder / "sgd.md"
    text = page.read_text()
    page.write_text(text.replace("print", "import time; time.sleep(77)\nprint", 1))
    process = subprocess.Popen(
        [sys.executable, "-m", "sphinx", "-q", str(book.folder), str(book.folder / "_build/html")],
        env={**os.environ, **book.path},
    )
    wait_for(lambda: kernels_of(process.pid))
    process.send_signal(signal.SIGKILL)
    process.wait()
    page.write_text(text)
    wait_for(lambda: not kernels_of(process.pid))
    book.build()
    assert book.shows("sgd", "sgd says 41")


def kernels_of(pid):
    """Find kernels that were forked for the build `pid` and still live."""
    found = subprocess.run(
        ["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True
    ).stdout
    rows = [row.split(None, 2) for row in found.splitlines()[1:]]
    servers = [row[0] for row in rows if "forkserver.py" in row[2] and row[1] == str(pid)]
    known = kernels_of.__dict__.setdefault(pid, set())
    known.update(servers)
    return [row[0] for row in rows if row[1] in known]


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_under_sphinx_autobuild(book, tmp_path):
    command = [sys.executable, "-m", "sphinx_autobuild", "--port", "0", "--watch"]
    log = tmp_path / "log"
    with log.open("w") as stream:
        server = subprocess.Popen(
            [*command, str(book.package), str(book.folder), str(book.folder / "_build/html")],
            env={**os.environ, **book.path, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
            stdout=stream,
        )
    address = re.compile(r"http://[\w.]+:\d+")
    try:
        wait_for(lambda: address.search(log.read_text()), 60)
        time.sleep(3)
        assert log.read_text().count("Rebuilding") <= 1, "what a build writes starts no other"
        address = address.search(log.read_text())[0]
        book.answer("adam", 99)
        wait_for(lambda: "adam says 99" in fetch(f"{address}/adam.html"), 60)
        assert book.ran() == {"adam"}
    finally:
        server.terminate()
        server.wait()


def fetch(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def test_a_package_that_is_not_there_is_named(copy_book, build):
    result = build(copy_book("execution"), "-W", "-q")
    assert result.returncode == 1
    first, _ = result.stderr.split("\n", 1)
    assert first == (
        "WARNING: gradbook_local_packages: expected names of importable packages, got 'oracle' "
        "[gradbook.execution]"
    )
