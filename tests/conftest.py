"""What every test shares: the mini books of `tests/roots`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest_plugins = ("sphinx.testing.fixtures",)


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Folder of the mini books, one `test-<name>` each."""
    return Path(__file__).parent / "roots"


@pytest.fixture(scope="session")
def spoken() -> Callable[[str], list[str]]:
    """Lines that a build wrote to stderr.

    ZeroMQ may trip over itself in a kernel that is ending; that is not the build speaking.
    """

    def lines(stderr: str) -> list[str]:
        return [line for line in stderr.splitlines() if "src/signaler.cpp" not in line]

    return lines
