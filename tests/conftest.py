"""What every test shares: the mini books of `tests/roots`."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.config import Config

pytest_plugins = ("sphinx.testing.fixtures",)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Forget the suffixes that Sphinx has entered for one book into the default of the next."""
    suffixes = Config.config_values["source_suffix"].default
    suffixes.clear()
    suffixes[".rst"] = "restructuredtext"


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Folder of the mini books, one `test-<name>` each."""
    return Path(__file__).parent / "roots"
