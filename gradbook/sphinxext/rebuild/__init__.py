"""Rebuild: run Sphinx, or, if nothing has changed, exit at once.

    python -m gradbook.sphinxext.rebuild -b html docs build/html

takes the arguments of `sphinx-build` and does the same. A build without a warning leaves a stamp
among the doctrees: what Python read, looked for and listed meanwhile, everything in the source and
configuration folders, what was written, the arguments, the interpreter and the environment
variables. While all of that is the same, the next run says so without loading Sphinx. An output
that somebody changed or deleted, or that a killed build left, is written again. Sphinx forgets a
warning as soon as the next build does not read the page; the part `diagnostics` has it read.

The project needs this part among its extensions. What a program started by the build reads cannot
be seen. The part that starts it names those files, after

    app.setup_extension("gradbook.sphinxext.rebuild")

in a handler of the event `gradbook-inputs`, ``handler(app) -> Iterable[Path]``, which is emitted
when a build has gone well; a folder stands for every file in it. The packages named in
`gradbook_local_packages`, if there are any, need no handler.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

from gradbook.sphinxext.rebuild.record import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Note what Python cannot see itself reading, if this build is recorded."""
    if exception is None and RECORD.active:
        RECORD.app = app
        # of pages that were read in earlier builds, too
        for files in app.env.dependencies.values():
            RECORD.inputs.update(Path(os.path.normpath(Path(app.srcdir, file))) for file in files)
        for paths in app.emit("gradbook-inputs"):
            RECORD.inputs.update(map(Path, paths))
        for name in getattr(app.config, "gradbook_local_packages", []):
            RECORD.inputs.update(source_folders(name))


def source_folders(name: str) -> Iterator[Path]:
    """Find the folders of a package, or the file of a module; nothing if it is neither.

    Examples
    --------
    >>> [folder.name for folder in source_folders("json")]
    ['json']
    """
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return
    if spec is not None and spec.submodule_search_locations:
        yield from map(Path, spec.submodule_search_locations)
    elif spec is not None and spec.has_location:
        yield Path(str(spec.origin))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event, and wait for the end of the build."""
    app.add_event("gradbook-inputs")
    app.connect("build-finished", finish, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
