"""The book with figures to explore, built by any builder."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

MODULES = Path(__file__).parents[3] / "conf/node_modules"
WEB = {
    "extensions": "myst_parser,gradbook.sphinxext.figures,gradbook.sphinxext.bundle",
    "gradbook_esbuild": str(MODULES / "esbuild"),
    "gradbook_explore_modules": str(MODULES),
}


@dataclass(frozen=True)
class Built:
    """What a build has made and said."""

    out: Path
    warnings: str
    said: str

    def page(self, name: str = "index.html") -> str:
        return (self.out / name).read_text("utf-8")


Build = Callable[..., Built]


@pytest.fixture
def build(rootdir: Path, tmp_path: Path) -> Build:
    """Build the book, or it with another first page; ``web=True`` with all that scripts need."""

    def run(builder: str = "html", source: str = "", *, web: bool = True, **settings: str) -> Built:
        book = shutil.copytree(rootdir / "test-explore", tmp_path / "book", dirs_exist_ok=True)
        if source:
            (book / "index.md").write_text(source, "utf-8")
        app = SphinxTestApp(
            builder, srcdir=book, confoverrides={**(WEB if web else {}), **settings}
        )
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message=r"'myst_parser\.")
                warnings.filterwarnings("ignore", module=r"myst_parser\.")
                app.build()
            return Built(Path(app.outdir), app.warning.getvalue(), app.status.getvalue())
        finally:
            app.cleanup()

    return run
