"""Builds of mini books, each in a process of its own as an author would start it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def copy_book(rootdir, tmp_path_factory) -> Callable[[str], Path]:
    def copy(name: str) -> Path:
        book = tmp_path_factory.mktemp(name) / "book"
        shutil.copytree(rootdir / f"test-{name}", book)
        return book

    return copy


@pytest.fixture(scope="session")
def build() -> Callable[..., subprocess.CompletedProcess[str]]:
    own = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}

    def run(
        book: Path, *flags: str, out: str = "_build/html", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sphinx", "build", *flags, str(book), str(book / out)],
            env={**own, "NO_COLOR": "1", **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run
