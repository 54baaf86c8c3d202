"""Books that are built once and looked at by many tests."""

from __future__ import annotations

import shutil
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Built(NamedTuple):
    """The outcome of a build."""

    out: Path
    warnings: list[str]
    status: int

    def read(self, name: str) -> str:
        return (self.out / name).read_text("utf-8")


class Build(Protocol):
    def __call__(
        self, folder: Path, builder: str = "html", *, parallel: int = 0, **confoverrides: object
    ) -> Built: ...


class Book(Protocol):
    def __call__(self, root: str, builder: str = "html", **confoverrides: object) -> Built: ...


def run_sphinx(
    folder: Path, builder: str = "html", *, parallel: int = 0, **confoverrides: object
) -> Built:
    """Build a folder as the strict build does; MyST's own use of Sphinx is not our business."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"'myst_(parser|nb)\.")
        warnings.filterwarnings("ignore", module=r"myst_parser\.")
        return run_app(folder, builder, parallel, {"nitpicky": True, **confoverrides})


def make_app(folder: Path, builder: str, **settings: Any) -> SphinxTestApp:
    """Make an application; Sphinx enters the suffixes of one into the default of the next."""
    suffixes = Config.config_values["source_suffix"].default
    suffixes.clear()
    suffixes[".rst"] = "restructuredtext"
    return SphinxTestApp(builder, srcdir=folder, **settings)


def run_app(folder: Path, builder: str, parallel: int, overrides: dict[str, object]) -> Built:
    settings = {"warningiserror": True, "confoverrides": overrides, "parallel": parallel}
    app = make_app(folder, builder, **settings)
    try:
        app.build()
        lines = strip_colors(app.warning.getvalue()).splitlines()
        return Built(app.outdir, [line for line in lines if line], app.statuscode)
    finally:
        app.cleanup()


@pytest.fixture(scope="session")
def new_app() -> Callable[..., SphinxTestApp]:
    return make_app


@pytest.fixture(scope="session")
def build() -> Build:
    return run_sphinx


@pytest.fixture(scope="session")
def book(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Build a mini book, or give what was built before."""
    built: dict[str, Built] = {}

    def get(root: str, builder: str = "html", **confoverrides: object) -> Built:
        key = f"{root} {builder} {sorted(confoverrides.items())}"
        if key not in built:
            folder = tmp_path_factory.mktemp(root) / root
            shutil.copytree(rootdir / f"test-{root}", folder)
            built[key] = run_sphinx(folder, builder, **confoverrides)
        return built[key]

    return get


@pytest.fixture(scope="session")
def cells(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Build `test-quiz-cells` with a builder; its cells run once, and once more for catalogues."""
    built: dict[str, Built] = {}
    parent = tmp_path_factory.mktemp("cells")

    def get(builder: str) -> Built:
        if builder not in built:
            folder = parent / ("catalogues" if builder == "gettext" else "book")
            if not folder.exists():
                shutil.copytree(rootdir / "test-quiz-cells", folder)
            suppressed = ["epub.unknown_project_files"]
            built[builder] = run_sphinx(folder, builder, suppress_warnings=suppressed)
        return built[builder]

    return get


@pytest.fixture
def editable(rootdir: Path, tmp_path: Path) -> Path:
    """Copy the mini book `test-quiz` to where a test may change it."""
    return shutil.copytree(rootdir / "test-quiz", tmp_path / "quiz")
