"""Execution: cells run in known surroundings, are cached honestly, and fail with one sentence.

Works beside MyST-NB and does nothing without it. Its one setting is a list of import names,

    gradbook_local_packages = ["mypackage"]

whose source the cells use. After a change in it, or in a data file beside the pages, every page
with cells is read and run again.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from gradbook.sphinxext.execution.cache import cell_cache, data_files, source_files
from gradbook.sphinxext.execution.environment import surround, warm_fonts

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

logger = logging.getLogger(__name__)


def prepare(app: Sphinx, config: Config) -> None:
    """Choose the cache, set the surroundings, and put our reading of pages before MyST-NB's."""
    if "myst_nb" not in app.extensions:
        return
    from gradbook.sphinxext.execution.parser import Parser

    app.add_source_parser(Parser, override=True)
    if config.nb_execution_mode == "off":
        return
    check_names(config.gradbook_local_packages)
    base = Path(app.confdir, config.nb_execution_cache_path or app.outdir.parent / "cells")
    written = [base, app.outdir.parent / "jupyter_execute", app.outdir, app.doctreedir]
    config.exclude_patterns = [  # a build holds notebooks and data, but they are not the book's
        *config.exclude_patterns,
        *(p.relative_to(app.srcdir).as_posix() for p in written if p.is_relative_to(app.srcdir)),
    ]
    sources = chain.from_iterable(map(source_files, config.gradbook_local_packages))
    data = data_files(app.srcdir, config.exclude_patterns)
    config.nb_execution_cache_path = str(cell_cache(base, chain(sources, data)))
    surround(base / "surroundings")


def check_names(packages: list[str]) -> None:
    """Warn of names in `gradbook_local_packages` that mean nothing."""
    for name in packages:
        if not any(source_files(name)):
            logger.warning(
                "gradbook_local_packages: expected names of importable packages, got %r",
                name,
                type="gradbook",
                subtype="execution",
            )


def before_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Make the cache and list the fonts once, before pages with cells are read in parallel."""
    if "myst_nb" not in app.extensions or app.config.nb_execution_mode == "off":
        return
    if any("{code-cell}" in env.doc2path(name).read_text("utf-8") for name in docnames):
        from jupyter_cache import get_cache  # type: ignore[import-untyped]

        get_cache(app.config.nb_execution_cache_path).db.dispose()
        warm_fonts()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.add_config_value("gradbook_local_packages", [], "env", list)
    app.connect("config-inited", prepare)
    app.connect("env-before-read-docs", before_reading)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
