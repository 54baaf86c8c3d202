"""The book in memory: a Sphinx application that is kept, and brought up to date in parts."""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ApplicationError
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import SerialTasks

from gradbook.sphinxext.serve.faces import faces_of
from gradbook.sphinxext.serve.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import TextIO

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

__all__ = ["Book"]


class Book:
    """An application that has been set up, but has not built yet.

    Parameters
    ----------
    given
        The command line, as `sphinx_arguments` reads it.
    status
        Where Sphinx tells what it does.
    fresh
        Whether to read all pages, as after a change in an extension.
    """

    def __init__(self, given: dict[str, Any], status: TextIO, *, fresh: bool) -> None:
        self.app = Sphinx(
            srcdir=given["sourcedir"],
            confdir=None if given["noconfig"] else given["confdir"],
            outdir=given["outputdir"],
            doctreedir=given["doctreedir"],
            buildername=given["builder"],
            confoverrides=given["overrides"],
            status=None if given["quiet"] or given["really_quiet"] else status,
            warning=None if given["really_quiet"] else sys.stderr,
            freshenv=fresh or given["freshenv"],
            tags=given["tags"],
            verbosity=given["verbosity"],
            parallel=given["jobs"],
        )
        if not isinstance(self.app.builder, StandaloneHTMLBuilder):
            raise ApplicationError(f"expected a builder of pages, got {self.app.builder.name}")
        self.env: BuildEnvironment = self.app.env
        self.builder = self.app.builder
        self.everything = given["force_all"]
        self.problems = Problems(self.app)
        self.pending: set[str] = set()
        """Pages that are written, but not everywhere: their place in the search is missing."""
        self.stale: set[str] = set()
        """Pages that show an old state of other pages."""
        self.changed: set[str] = set()
        self.touched: set[str] = set()
        self.faces: dict[str, str] = {}
        self.drawn: dict[str, Callable[..., str]] = {}
        self.app.connect("env-get-outdated", self._outdated)
        self.app.connect("env-purge-doc", self._purge, priority=0)
        self.app.connect("html-page-context", self._keep_navigation, priority=400)

    def frame(self) -> dict[str, list[str]]:
        """Name the Python files and the folders that pages are made with, and what is left out."""
        files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
        config, base = self.app.config, Path(self.app.confdir)
        folders = [*config.templates_path, *config.html_static_path, *config.html_extra_path]
        return {
            "modules": [str(Path(file).resolve()) for file in files if file],
            "frame": [str((base / folder).resolve()) for folder in folders],
            "excluded": list(config.exclude_patterns),
        }

    def build(self) -> None:
        """Build all that is out of date, as `sphinx-build` does."""
        self.app.build(force_all=self.everything)
        self.app.parallel = 1  # for one page, a second process costs more than it saves
        self.builder.parallel_ok = False
        self.faces = faces_of(self.env, self.env.found_docs)

    def read(self, changed: set[str]) -> set[str]:
        """Read what has changed, and return the pages that have to be written again for it."""
        self.changed = changed
        self.touched.clear()
        self.problems.forget([""], "read")
        known, self.builder.phase = set(self.env.all_docs), BuildPhase.READING
        pages = set(self.builder.read())
        pages.update(self.env.check_dependents(self.app, pages))
        gone = known - self.env.found_docs
        for name in gone:
            Path(self.output(name)).unlink(missing_ok=True)
        self.pending = (self.pending | pages) & self.env.found_docs
        self.stale &= self.env.found_docs
        faces = faces_of(self.env, self.touched - gone)
        if gone or any(self.faces.get(name) != face for name, face in faces.items()):
            self.drawn.clear()
            self.stale |= self.env.found_docs
        self.faces = {name: face for name, face in self.faces.items() if name not in gone} | faces
        return pages & self.env.found_docs

    def write(self, pages: Collection[str]) -> None:
        """Write some pages, without what the search and other pages need."""
        if not pages:
            return
        self._begin_writing(pages)
        with self._without_search(), self._own_images():
            self.app.emit("write-started", self.builder)
            self.builder.prepare_writing(set(pages))
            self.builder.write_documents(set(pages))
            self.builder.copy_image_files()
        self.stale -= set(pages)

    def output(self, page: str) -> str:
        """Name the file of a page."""
        return str(self.builder.get_outfilename(page))

    def shown(self, pages: Iterable[str], files: Collection[str]) -> set[str]:
        """Return those pages whose files are among some files."""
        return {name for name in pages if self.output(name) in files}

    def undrawn(self) -> set[str]:
        """Name the pages that have not been written since the contents of the book changed."""
        return self.env.found_docs - self.drawn.keys()

    def sources(self) -> set[str]:
        """Name the files of all pages, and of those that were there before the last reading."""
        return {str(self.env.doc2path(name)) for name in self.env.found_docs | self.touched}

    def parts(self) -> set[str]:
        """Name the files, besides their own, that pages are made of."""
        return self._files(self.env.found_docs)

    def complete(self) -> None:
        """Do the rest of a build: other pages, search, inventory, and the memory on disk."""
        pages = self.pending | self.stale
        self.problems.forget_stage("check")
        self.builder.phase = BuildPhase.CONSISTENCY_CHECK
        self.env.check_consistency()
        self._begin_writing(pages)
        self.builder.finish_tasks = SerialTasks()
        self.builder.write(pages, [], "specific")
        self.builder.finish()
        self.builder.finish_tasks.join()
        self.app.emit("build-finished", None)
        self.builder.cleanup()
        memory = Path(self.app.doctreedir, ENV_PICKLE_FILENAME)
        new = memory.with_name(f"{memory.name}.new")
        new.write_bytes(pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL))
        new.replace(memory)

    def completed(self) -> None:
        """Take note that the rest has been done."""
        self.pending.clear()
        self.stale.clear()

    def _begin_writing(self, pages: Collection[str]) -> None:
        self.problems.forget(self._files(pages), "write")
        self.problems.forget([""], "write")
        self.builder.phase = BuildPhase.RESOLVING

    def _outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], gone: set[str]
    ) -> list[str]:
        """Name the pages made of changed files; one saved while it was read looks up to date."""
        known = env.all_docs if self.changed else ()
        return [name for name in known if not self.changed.isdisjoint(self._files([name]))]

    def _purge(self, app: Sphinx, env: BuildEnvironment, name: str) -> None:
        self.touched.add(name)
        self.problems.forget(self._files([name]), "read", "write")
        self.env._pickled_doctree_cache.pop(name, None)  # Sphinx expects to end before it is old

    def _files(self, pages: Iterable[str]) -> set[str]:
        """Name the files in which the pages are written."""
        files = set()
        for name in pages:
            files.add(str(self.env.doc2path(name)))
            for path in self.env.dependencies.get(name, ()):
                files.add(os.path.normpath(os.path.join(self.app.srcdir, path)))  # noqa: PTH118
        return files

    def _keep_navigation(
        self, app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document
    ) -> None:
        """Draw the contents of the book once for each page, until they change."""
        context["toctree"] = self.drawn.setdefault(page, cache(context["toctree"]))

    @contextmanager
    def _without_search(self) -> Iterator[None]:
        """Leave the index of the search alone; reading it takes longer the longer the book is."""
        self.builder.load_indexer = lambda docnames: None  # type: ignore[method-assign]
        self.builder.index_page = (  # type: ignore[method-assign]
            lambda pagename, doctree, title: None
        )
        try:
            yield
        finally:
            del self.builder.load_indexer, self.builder.index_page

    @contextmanager
    def _own_images(self) -> Iterator[None]:
        """Let the builder know no images but those of the pages written now."""
        images, self.builder.images = self.builder.images, {}
        try:
            yield
        finally:
            self.builder.images = images | self.builder.images
