"""Live: the reader runs and edits the code cells of a page, in the browser.

Works in any book of MyST-NB; it needs Node and the npm package `pyodide`. Nothing is loaded before
the reader presses Run. Settings::

    gradbook_pyodide = "node_modules/pyodide"    # relative to the configuration directory
    gradbook_live_packages = ["numpy", "matplotlib"]
    gradbook_live_exclude = ["mypackage/tests/*"]  # what pages need not of the local packages
    gradbook_live_download = True                # from the official distribution, when building

The local packages are those of `gradbook_local_packages`. Wheels of the others are taken from the
folder that the environment variable GRADBOOK_PYODIDE names, with its ``pyodide-lock.json``; else
they are downloaded when the site is built; else a page offers to load them from the official
distribution. Each is checked against the lock file. How authors use it is told in
``docs/contributing/live.md``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gradbook.sphinxext.live.page import (
    add_bars,
    announce,
    depart_bar,
    live_bar,
    rewrite_pages,
    visit_bar,
)
from gradbook.sphinxext.live.site import FOLDER, FOLDER_VARIABLE, prepare_python

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

STATIC = Path(__file__).parent / "static"
FIGURES = "gradbook.sphinxext.execution.figures"
SITES = {"html", "dirhtml"}
AFTER_QUIZZES = 700
"""They look at the cells of a page, and do not know bars."""


def start(app: Sphinx) -> None:
    """Assemble Python for a website whose pages have cells."""
    if app.builder.name not in SITES or "myst_nb" not in app.extensions:
        return
    python = prepare_python(app)
    if python is None:
        return
    app.builder.gradbook_python = python  # type: ignore[attr-defined]
    app.config.html_static_path.append(str(STATIC))


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Publish the files."""
    python = getattr(app.builder, "gradbook_python", None)
    if python is not None and exception is None:
        python.publish(Path(app.outdir, FOLDER))


def inputs(app: Sphinx) -> Iterable[Path]:
    """Name the files that Node read."""
    folder = Path(app.confdir, app.config.gradbook_pyodide)
    given = os.environ.get(FOLDER_VARIABLE)
    return [*folder.glob("*.*"), *(Path(given).glob("*") if given else ())]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.add_config_value("gradbook_pyodide", "node_modules/pyodide", "html", str)
    app.add_config_value("gradbook_live_packages", ["numpy", "matplotlib"], "html", list)
    app.add_config_value("gradbook_live_exclude", [], "html", list)
    app.add_config_value("gradbook_live_figures", FIGURES, "html", str)
    app.add_config_value("gradbook_live_modules", "node_modules", "html", str)
    app.add_config_value("gradbook_live_download", True, "html", bool)
    app.add_config_value("gradbook_live_distribution", "", "html", str)
    app.add_config_value("gradbook_live_store", "", "", str)
    app.add_node(live_bar, html=(visit_bar, depart_bar))
    app.setup_extension("gradbook.sphinxext.rebuild")
    app.connect("builder-inited", start)
    app.connect("doctree-resolved", add_bars, priority=AFTER_QUIZZES)
    app.connect("env-updated", rewrite_pages)
    app.connect("html-page-context", announce)
    app.connect("gradbook-inputs", inputs)
    app.connect("build-finished", finish)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
