"""What changes a digest, and which caches are kept."""

from __future__ import annotations

import os
from importlib import metadata

import pytest

from gradbook.sphinxext.execution.cache import (
    KEPT,
    cell_cache,
    data_files,
    digest,
    source_files,
)


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    folder = tmp_path / "digested"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "data.json").write_text("[1]")
    return folder


CHANGES = {
    "a file is edited": lambda folder: (folder / "__init__.py").write_text("x = 1"),
    "a data file is edited": lambda folder: (folder / "data.json").write_text("[2]"),
    "a file is added": lambda folder: (folder / "new.py").write_text(""),
    "a file is renamed": lambda folder: (folder / "data.json").rename(folder / "other.json"),
    "text moves to another file": lambda folder: (
        (folder / "__init__.py").write_text("[1]"),
        (folder / "data.json").write_text(""),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_digest_changes_when(change, package):
    before = digest(source_files("digested"))
    change(package)
    assert digest(source_files("digested")) != before


def test_compiled_files_do_not_count(package):
    before = digest(source_files("digested"))
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"compiled")
    assert digest(source_files("digested")) == before


def test_the_digest_changes_with_a_version(monkeypatch):
    before = digest([])
    monkeypatch.setattr(metadata, "version", lambda name: "0.0")
    assert digest([]) != before


def test_the_extension_itself_does_not_count():
    assert digest(source_files("gradbook.sphinxext")) == digest([])
    assert digest(source_files("gradbook")) != digest([])


def test_a_single_module_counts(package):
    (package.parent / "lonely.py").write_text("x = 1")
    before = digest(source_files("lonely"))
    (package.parent / "lonely.py").write_text("x = 2")
    assert digest(source_files("lonely")) != before


@pytest.mark.parametrize("name", ["no_such_module", "no_such.module", "sys", "", ".relative"])
def test_a_name_without_source_has_no_files(name):
    assert list(source_files(name)) == []


def test_data_beside_the_pages_is_found(tmp_path):
    for name in ("b.csv", "a.json", "page.md", "part/c.npz", "_build/html/d.json", "e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = dict(data_files(tmp_path, ["_build"]))
    assert list(found) == ["a.json", "b.csv", "part/c.npz"]
    assert found["part/c.npz"] == tmp_path / "part/c.npz"


def test_only_the_newest_caches_are_kept(package, tmp_path):
    base = tmp_path / "cells"
    folders = []
    for number in range(KEPT + 2):
        (package / "data.json").write_text(f"[{number}]")
        folders.append(cell_cache(base, source_files("digested")))
        os.utime(folders[-1], (number, number))
    (base / "surroundings").mkdir()
    current = cell_cache(base, source_files("digested"))
    assert current == folders[-1]
    assert set(base.iterdir()) == {*folders[-KEPT:], base / "surroundings"}
