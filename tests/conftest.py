"""What every test shares: the mini books of `tests/roots`."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ("sphinx.testing.fixtures",)


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Folder of the mini books, one `test-<name>` each."""
    return Path(__file__).parent / "roots"
