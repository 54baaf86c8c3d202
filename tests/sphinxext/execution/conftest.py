"""Builds of mini books, each in a process of its own as an author would start it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Build = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def copy_book(rootdir, tmp_path_factory) -> Callable[[str], Path]:
    def copy(name: str) -> Path:
        book = tmp_path_factory.mktemp(name) / "book"
        shutil.copytree(rootdir / f"test-{name}", book)
        return book

    return copy


@pytest.fixture(scope="session")
def build() -> Build:
    """Run Sphinx; where a process can be forked, without importing everything each time."""
    own = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    start = _fork if sys.platform == "linux" else _start
    if start is _fork:
        import myst_nb.sphinx_ext  # noqa: F401
        import sphinx.builders.html
        import sphinx.cmd.build  # noqa: F401

    def run(
        book: Path, *flags: str, out: str = "_build/html", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return start([*flags, str(book), str(book / out)], {**own, "NO_COLOR": "1", **environment})

    return run


def _start(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "build", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def _fork(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                sys.stdout, sys.stderr = open(1, "w"), open(2, "w")  # noqa: SIM115
                code = _sphinx(arguments, environment)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(pid, 0)
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read())
        return subprocess.CompletedProcess(arguments, os.waitstatus_to_exitcode(status), *said)


def _sphinx(arguments: list[str], environment: dict[str, str]) -> int:
    from sphinx.cmd.build import main

    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    warnings.resetwarnings()
    code = main(arguments)
    return code if isinstance(code, int) else 0
