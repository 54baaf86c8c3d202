"""Which files the cells of a page lead to."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from gradbook.sphinxext.execution.closure import Closure, imports

PACKAGE = {
    "__init__.py": "",
    "adam.py": "from pkg.state import State\nimport math, numpy",
    "sgd.py": "from . import tools",
    "state.py": "",
    "tools/__init__.py": "from ..state import State\nfrom .deep import x",
    "tools/deep.py": "def f():\n    import pkg.lazy",
    "lazy.py": "",
    "typed.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pkg.adam",
    "circle.py": "import pkg.circle",
    "broken.py": "def (",
}


@pytest.fixture
def closure(tmp_path, monkeypatch):
    for name, text in PACKAGE.items():
        file = tmp_path / "lib/pkg" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "book/part").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "lib")
    return Closure(["pkg"], tmp_path / "book")


def follow(closure, *cells):
    names = [name for cell in cells for name in imports(cell)]
    return set(closure.of(names, closure.book / "part"))


@pytest.mark.parametrize(
    ("cell", "files"),
    [
        ("import pkg.adam", "__init__ adam state"),
        ("from pkg import adam", "__init__ adam state"),
        ("from pkg.adam import Adam", "__init__ adam state"),
        ("import pkg.sgd as s", "__init__ sgd tools/__init__ state tools/deep lazy"),
        ("if x:\n    try:\n        import pkg.state\n    except E: pass", "__init__ state"),
        ("%matplotlib inline\nimport pkg.state\n!ls\nx?", "__init__ state"),
        ("import pkg.typed", "__init__ typed"),
        ("import pkg.circle", "__init__ circle"),
        ("import pkg.broken", "__init__ broken"),
        ("import pkg.missing", "__init__"),
        ("import numpy, math, no_such_module", ""),
        ("not python at all", ""),
    ],
)
def test_imports_are_followed(cell, files, closure):
    assert follow(closure, cell) == {f"pkg:{name}.py" for name in files.split()}


def test_a_module_beside_the_page_comes_before_what_is_installed(closure):
    beside = closure.book / "part/matplotlib.py"
    beside.write_text("import helper")
    beside.with_name("helper.py").write_text("")
    assert follow(closure, "import matplotlib") == {"part/matplotlib.py", "part/helper.py"}


def test_each_folder_has_its_own_packages_beside_its_pages(closure):
    for folder in ("part", "other"):
        (closure.book / folder / "helper").mkdir(parents=True)
        (closure.book / folder / "helper/inner.py").write_text("")
        found = closure.of(imports("import helper.inner"), closure.book / folder)
        assert set(found) == {f"{folder}/helper/inner.py"}


def test_labels_do_not_tell_where_the_book_lies(closure, tmp_path):
    moved = tmp_path / "elsewhere"
    (tmp_path / "book").rename(moved)
    there = Closure(["pkg"], moved)
    for name in ("data.csv", "part/x.py", "../notes/y.py"):
        assert closure.label(closure.book / name) == there.label(moved / name)


@pytest.mark.parametrize("module", [np, math, pytest, Closure])
def test_installed_files_and_this_extension_are_not_local(module, closure):
    import sys

    name = module.__module__ if isinstance(module, type) else module.__name__
    file = getattr(sys.modules[name], "__file__", None)
    assert file is None or closure.label(Path(file)) is None


def test_a_label_leads_back_to_its_file(closure):
    for file in [*closure.of(["pkg.sgd"], closure.book).values(), closure.book / "part/data.csv"]:
        assert closure.file(closure.label(file)) == file


def test_a_single_module_may_be_named(tmp_path, monkeypatch):
    (tmp_path / "lonely.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    closure = Closure(["lonely", "no_such_module"], tmp_path / "book")
    label = closure.label(tmp_path / "lonely.py")
    assert closure.file(label) == tmp_path / "lonely.py"
    assert closure.roots["no_such_module"] == []


def test_a_traceback_does_not_tell_where_things_lie(closure):
    file = next(iter(closure.roots["pkg"])) / "adam.py"
    said = f"File {file}:3, in step; File {np.__file__}:1, in x; File {closure.book}/a.py:1"
    assert closure.shorten(said) == (
        "File pkg/adam.py:3, in step; File …/numpy/__init__.py:1, in x; File a.py:1"
    )


def test_a_file_is_hashed_anew_when_it_changes(closure, tmp_path):
    file = tmp_path / "x"
    assert closure.hash(file) == ""
    file.write_text("a")
    before = closure.hash(file)
    file.write_text("bb")
    assert closure.hash(file) not in {before, ""}
