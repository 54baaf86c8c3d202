"""The linter, as fixtures; pytest's import mode keeps test folders off the module path."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LINTER, TERMS, NOTATION = (
    runpy.run_path(str(HERE / f"{name}.py")) for name in ("linter", "terms", "notation")
)


@pytest.fixture(scope="session")
def lint():
    return LINTER["lint"]


@pytest.fixture(scope="session")
def duplicates():
    return LINTER["duplicates"]


@pytest.fixture(scope="session")
def check_notation():
    """Check the notation of a text."""
    read, check = LINTER["read"], NOTATION["check_notation"]
    return lambda path, text: [
        f"{path}:{number}: {advice}" for number, advice in sorted(set(check(read(text))))
    ]


@pytest.fixture(scope="session")
def unused_rows():
    """Find the rows of a page of notation that no chapter uses."""
    read, find = LINTER["read"], NOTATION["unused_rows"]
    return lambda path, notation, chapters: [
        f"{path}:{number}: {advice}"
        for number, advice in find(read(notation), [read(text) for text in chapters])
    ]


@pytest.fixture(scope="session")
def sections():
    return LINTER["SECTIONS"]


@pytest.fixture(scope="session")
def check_terms():
    """Check a glossary and chapters, each a path and a text."""
    read, check = LINTER["read"], TERMS["check_terms"]
    return lambda glossary, chapters: check(
        (glossary[0], read(glossary[1])), {path: read(text) for path, text in chapters}
    )
