"""What the parts may weigh on an ordinary page, bundled, as a server sends it.

A page with the review, or with the reader's data, loads what only it needs besides.
"""

from __future__ import annotations

import gzip
import re
import warnings
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

ESBUILD = Path(__file__).parents[3] / "conf/node_modules/esbuild"


@pytest.fixture(scope="module")
def sizes(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Bytes of each script and style sheet of the parts that the page loads, gzipped."""
    app = SphinxTestApp(
        srcdir=rootdir / "test-bundle-parts",
        builddir=tmp_path_factory.mktemp("parts"),
        confoverrides={"gradbook_esbuild": str(ESBUILD)},
    )
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"'myst_(parser|nb)\.")
            app.build()
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()
    page = (app.outdir / "index.html").read_text("utf-8")
    loaded = set(re.findall(r'(?:src|href)="_static/gradbook/([\w./-]+\.(?:js|css))', page))
    folder = app.outdir / "_static/gradbook"
    return {
        name: len(gzip.compress((folder / name).read_bytes(), mtime=0)) for name in sorted(loaded)
    }


@pytest.mark.parametrize(("suffix", "limit"), [(".js", 14_000), (".css", 4_000)])
def test_all_parts_stay_within_the_budget(sizes: dict[str, int], suffix: str, limit: int) -> None:
    each = {name: size for name, size in sizes.items() if name.endswith(suffix)}
    assert f"companion{suffix}" in each
    assert sum(each.values()) <= limit, each
