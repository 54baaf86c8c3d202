"""A package of the numerics imports a module when one of its names is first used."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ["differentiation", "functions", "optimizers", "plots", "theory"]


@pytest.fixture(params=PACKAGES)
def package(request):
    return importlib.import_module(f"gradbook.{request.param}")


def test_every_public_name_is_there(package):
    assert [name for name in package.__all__ if getattr(package, name).__name__ != name] == []


def test_dir_lists_the_public_names(package):
    """So the reference does, which is made from it."""
    assert dir(package) == sorted(package.__all__)


def test_no_name_is_hidden_by_a_module_of_that_name(package):
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)}
    assert not modules & set(package.__all__)


def test_type_checkers_see_the_same_names(package):
    tree = ast.parse(Path(package.__file__).read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If)).body
    seen = {
        alias.name: node.module
        for node in ast.walk(ast.Module(guarded, []))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == {name: f"{package.__name__}.{home}" for name, home in package.HOMES.items()}


def test_any_other_name_is_an_attribute_error(package):
    with pytest.raises(AttributeError, match=f"'{package.__name__}' has no attribute 'nothing'"):
        package.nothing  # noqa: B018


def test_a_neighbour_is_not_loaded():
    code = (
        "import sys; from gradbook.functions import Bowl;"
        "print(*(f'gradbook.functions.{name}' in sys.modules for name in ('bowl', 'saddle')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
