"""After a change in a package, a page shows the new output; without one, nothing runs."""

from __future__ import annotations

import pytest


@pytest.fixture
def oracle(copy_book):
    """Copy a mini book and write the package that its cell imports."""
    book = copy_book("execution")
    package = book.parent / "lib" / "oracle"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("from oracle.inner import answer\n")
    (package / "inner.py").write_text("def answer():\n    return 41\n")
    return book, package


def runs(book):
    return len((book / "runs.txt").read_text().splitlines())


def page(book):
    return (book / "_build/html/index.html").read_text("utf-8")


def test_a_change_in_the_package_reaches_the_page(oracle, build):
    book, package = oracle
    path = {"PYTHONPATH": str(package.parent)}
    build(book, **path)
    assert "The answer is 41" in page(book)

    build(book, **path)
    build(book, "-E", **path)
    assert runs(book) == 1, "nothing has changed, so no cell runs again"

    (package / "inner.py").write_text("def answer():\n    return 42\n")
    build(book, "-j", "2", **path)
    assert "The answer is 42" in page(book)
    assert runs(book) == 2

    (package / "inner.py").write_text("def answer():\n    return 41\n")
    build(book, **path)
    assert "The answer is 41" in page(book)
    assert runs(book) == 2, "an earlier state of the package is still in the cache"


def test_a_change_in_a_data_file_reaches_the_page(oracle, build):
    book, package = oracle
    path = {"PYTHONPATH": str(package.parent)}
    (package / "inner.py").write_text(
        "from pathlib import Path\n\n\ndef answer():\n    return Path('data.csv').read_text()\n"
    )
    for text in ("seven", "eight"):
        (book / "data.csv").write_text(text)
        build(book, **path)
        assert f"The answer is {text}" in page(book)


def test_a_package_that_is_not_there_is_named(oracle, build):
    book, _ = oracle
    result = build(book, "-W", "-q")
    assert result.returncode == 1
    first, _ = result.stderr.split("\n", 1)
    assert first == (
        "WARNING: gradbook_local_packages: expected names of importable packages, got 'oracle' "
        "[gradbook.execution]"
    )
