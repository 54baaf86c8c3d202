"""Execution: cells run in known surroundings, at once on all cores, and only when they have to.

Works beside MyST-NB and does nothing without it. The outputs of a page are kept, and are used again
until its cells change, or a local module that they import, or a file that they read, or the version
of Python or of a numerical library. Settings::

    gradbook_local_packages = ["mypackage"]   # packages that count as local wherever they lie
    gradbook_warm_modules = ["numpy", ...]    # what kernels have imported when they start
    gradbook_workers = 0                      # pages run at a time; 0: one more than cores
    gradbook_page_budget = 60                 # seconds; a page that takes longer is warned of
    gradbook_cells_network = False            # whether cells may connect to other machines

A file that a library opens without Python's knowledge can be declared in the front matter of the
page, as in ``data: [table.h5]``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from gradbook.sphinxext.execution import figures
from gradbook.sphinxext.execution.environment import surround, warm_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from gradbook.sphinxext.execution.engine import Engine
    from gradbook.sphinxext.execution.page import Page

__all__ = ["setup"]

WARM = [
    "numpy",
    "numpy.random",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
]
logger = logging.getLogger(__name__)


def prepare(app: Sphinx, config: Config) -> None:
    """Set the surroundings, and put our reading of pages before MyST-NB's."""
    if "myst_nb" not in app.extensions:
        return
    from gradbook.sphinxext.execution.engine import Engine
    from gradbook.sphinxext.execution.parser import Parser

    base = Path(app.confdir, config.nb_execution_cache_path or app.outdir.parent / "cells")
    written = [base, app.outdir.parent / "jupyter_execute", app.outdir, app.doctreedir]
    config.exclude_patterns = [  # a build holds notebooks and data, but they are not the book's
        *config.exclude_patterns,
        *(p.relative_to(app.srcdir).as_posix() for p in written if p.is_relative_to(app.srcdir)),
    ]
    surround(base / "surroundings", network=config.gradbook_cells_network)
    engine = Engine(
        app.srcdir,
        base,
        packages=config.gradbook_local_packages,
        modules=config.gradbook_warm_modules,
        workers=config.gradbook_workers,
        network=config.gradbook_cells_network,
        ignored=written,
        polish=figures.polish,
    )
    check_names(config.gradbook_local_packages, engine)
    if engine.forks and config.nb_execution_mode == "cache" and not engine.store.folder.exists():
        engine.server()  # it gets ready while the build does
    settings = {"engine": engine, "budget": config.gradbook_page_budget}
    app.add_source_parser(type("Parser", (Parser,), settings), override=True)
    connect(app, engine)


def connect(app: Sphinx, engine: Engine) -> None:
    """Let the engine take part in reading."""
    from gradbook.sphinxext.execution import dependencies

    def outdated(app: Sphinx, env: BuildEnvironment, *_: Any) -> list[str]:
        engine.begin()
        engine.paper = app.builder.format == "latex"
        return dependencies.outdated(env, engine)

    def read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        run_cells(env, docnames, engine)

    app.connect("build-finished", lambda app, error: engine.close())
    app.connect("gradbook-inputs", lambda app: dependencies.inputs(app.env, engine))
    app.connect("env-get-outdated", outdated)
    app.connect("env-before-read-docs", read)
    app.connect("env-purge-doc", lambda app, env, name: dependencies.forget(env, name))
    app.connect(
        "env-merge-info", lambda app, env, names, other: dependencies.merge(env, set(names), other)
    )


def check_names(packages: list[str], engine: Engine) -> None:
    """Warn of names in `gradbook_local_packages` that mean nothing."""
    for name in packages:
        if not engine.closure.roots.get(name):
            logger.warning(
                "gradbook_local_packages: expected names of importable packages, got %r",
                name,
                type="gradbook",
                subtype="execution",
            )


def run_cells(env: BuildEnvironment, docnames: list[str], engine: Engine) -> None:
    """Run the cells of all pages that are about to be read, before they are read."""
    from gradbook.sphinxext.execution.progress import Progress, slowest

    pages = list(pages_with_cells(env, docnames))
    if not pages:
        return
    if not (engine.forks and "matplotlib.pyplot" in engine.modules):  # or the server does it
        warm_fonts()
    progress = Progress(engine.workers)
    engine.prepare(pages, progress.tell)
    progress.finish()
    for line in slowest(list(engine.outcomes.values())):
        logger.info(line)


def pages_with_cells(env: BuildEnvironment, docnames: list[str]) -> Iterator[Page]:
    """Read those of the pages that have cells; who cannot be read is heard of later."""
    from gradbook.sphinxext.execution.frontmatter import check
    from gradbook.sphinxext.execution.page import OURS, read_page

    for name in docnames:
        try:
            text = Path(env.doc2path(name)).read_text("utf-8")
            page = None if check(text) else read_page(env, name, text)
        except Exception:
            logger.debug("page %s is not read in advance", name, exc_info=True)
            continue
        if page and page.mode in OURS:
            yield page


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.add_config_value("gradbook_local_packages", [], "env", list)
    app.add_config_value("gradbook_warm_modules", WARM, "", list)
    app.add_config_value("gradbook_workers", 0, "", int)
    app.add_config_value("gradbook_page_budget", 60, "env", (int, float))
    app.add_config_value("gradbook_cells_network", False, "env", bool)
    figures.setup(app)
    app.setup_extension("gradbook.sphinxext.rebuild")
    app.connect("config-inited", prepare)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
