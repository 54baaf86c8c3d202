"""The linter, as fixtures; pytest's import mode keeps test folders off the module path."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

LINTER = runpy.run_path(str(Path(__file__).with_name("linter.py")))


@pytest.fixture(scope="session")
def lint():
    return LINTER["lint"]


@pytest.fixture(scope="session")
def duplicates():
    return LINTER["duplicates"]


@pytest.fixture(scope="session")
def sections():
    return LINTER["SECTIONS"]
