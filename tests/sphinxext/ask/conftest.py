"""The mini book of the ask part, built once for all tests."""

from __future__ import annotations

import shutil
import warnings
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from pathlib import Path


class Built(NamedTuple):
    """The outcome of a build."""

    out: Path
    warnings: list[str]
    status: int

    def read(self, name: str) -> str:
        return (self.out / name).read_text("utf-8")


class Build(Protocol):
    def __call__(self, folder: Path, builder: str = "html", **settings: object) -> Built: ...


class Book(Protocol):
    def __call__(self, builder: str = "html", **settings: object) -> Built: ...


def run_sphinx(folder: Path, builder: str = "html", **settings: object) -> Built:
    """Build a folder strictly; MyST's own use of Sphinx is not our business."""
    suffixes = Config.config_values["source_suffix"].default
    suffixes.clear()  # Sphinx enters the suffixes of one application into the default of the next
    suffixes[".rst"] = "restructuredtext"
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"'myst_(parser|nb)\.")
        warnings.filterwarnings("ignore", module=r"myst_parser\.")
        app = SphinxTestApp(
            builder,
            srcdir=folder,
            warningiserror=True,
            confoverrides={"nitpicky": True, **settings},
        )
        try:
            app.build()
            lines = strip_colors(app.warning.getvalue()).splitlines()
            return Built(app.outdir, [line for line in lines if line], app.statuscode)
        finally:
            app.cleanup()


@pytest.fixture(scope="session")
def build() -> Build:
    return run_sphinx


@pytest.fixture(scope="session")
def book(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Build the mini book, or give what was built before."""
    built: dict[str, Built] = {}

    def get(builder: str = "html", **settings: object) -> Built:
        key = f"{builder} {sorted(settings.items())}"
        if key not in built:
            folder = tmp_path_factory.mktemp("ask") / "ask"
            shutil.copytree(rootdir / "test-ask", folder)
            built[key] = run_sphinx(folder, builder, **settings)
        return built[key]

    return get


@pytest.fixture
def editable(rootdir: Path, tmp_path: Path) -> Path:
    """Copy the mini book to where a test may change it."""
    return shutil.copytree(rootdir / "test-ask", tmp_path / "ask")
