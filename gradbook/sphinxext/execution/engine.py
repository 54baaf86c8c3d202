"""From pages to their outputs: taken from the store where they hold, made by running the cells."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import NoSuchKernel
from nbformat import from_dict
from sphinx.util import logging

from gradbook.sphinxext.execution.closure import Closure
from gradbook.sphinxext.execution.page import OURS, Page, read_page
from gradbook.sphinxext.execution.run import Failure, Run, run
from gradbook.sphinxext.execution.store import Entry, Store, versions
from gradbook.sphinxext.execution.warm import ForkServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from myst_nb.sphinx_ import SphinxEnvType  # type: ignore[import-untyped]
    from nbformat import NotebookNode

__all__ = ["Engine", "Outcome"]

logger = logging.getLogger(__name__)
WRITTEN = {"language_info", "widgets"}
"""What a kernel adds to the metadata of a notebook."""


@dataclass
class Outcome:
    """What came of a page; its outputs are in its notebook."""

    entry: Entry
    failure: Failure | NoSuchKernel | None = None
    fresh: bool = False
    """Whether its cells were run in this build."""
    unsaved: OSError | None = None
    """Why the outputs could not be kept."""


class Engine:
    """Runs pages, several at a time, and keeps what they put out.

    Parameters
    ----------
    book
        Folder of the pages.
    base
        Folder for the outputs and for the surroundings of the kernels.
    packages
        Names of local packages.
    modules
        What kernels have imported when they start.
    workers
        How many pages are run at a time; 0 for one more than there are cores.
    network
        Whether cells may connect to other machines; it is not done here, but it may show.
    ignored
        Folders that hold what a build writes: no page depends on it.
    polish
        Is given the outputs of each cell once, before they are kept.
    """

    def __init__(
        self,
        book: Path,
        base: Path,
        *,
        packages: Sequence[str],
        modules: Sequence[str],
        workers: int = 0,
        network: bool = False,
        ignored: Sequence[Path] = (),
        polish: Callable[[list[Any]], None] = lambda outputs: None,
    ) -> None:
        self.book = book
        self.base = base
        self.packages = packages
        self.modules = modules
        self.workers = workers or (os.cpu_count() or 1) + 1  # one of them is always waiting
        self.network = network
        self.ignored = [base, *ignored]
        self.polish = polish
        self.store = Store(base / "outputs", lambda sentence: logger.info(sentence))
        self.closure = Closure(packages, book)
        self.forks = sys.platform == "linux"
        self.paper = False
        """Whether figures are wanted as they are printed, too; drawing them takes time."""
        self.outcomes: dict[tuple[str, str], tuple[Page, Outcome]] = {}
        self._server: ForkServer | None = None
        self._error: BaseException | None = None
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Forget what was known of files and versions: a new build looks anew."""
        self.closure = Closure(self.packages, self.book)
        self.outcomes.clear()
        versions.cache_clear()
        self.store.tidy()

    def server(self) -> ForkServer:
        """Return the server of warm kernels; it is started when it is first needed."""
        with self._lock:
            if self._server is not None and self._server.process.poll() is not None:
                self._server.close()
                self._server = None
            if self._server is None:
                self._server = ForkServer(self.modules, self.base / "surroundings" / "kernel.log")
            return self._server

    def close(self) -> None:
        """End the server."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def static(self, imports: Iterable[str], folder: Path, data: Iterable[str]) -> dict[str, str]:
        """Label and hash the files that imports lead to, and declared data."""
        files = self.closure.of(imports, folder)
        for name in data:
            file = folder / name
            files[self.closure.label(file) or file.as_posix()] = file
        return {label: self.closure.hash(file) for label, file in sorted(files.items())}

    def holds(self, files: dict[str, str]) -> bool:
        """Tell whether files are as they were."""
        return all(self.closure.hash(self.closure.file(x)) == known for x, known in files.items())

    def recall(self, page: Page) -> Outcome | None:
        """Fill in the outputs of a page, if they are known."""
        folder = self.book / Path(page.name).parent
        static = self.static(page.imports, folder, page.data)
        entry = self.store.find(
            self._key(page), lambda known: known.static == static and self.holds(known.dynamic)
        )
        if entry is None or len(entry.cells) != len(page.code):
            return None
        for cell, known in zip(page.code, entry.cells, strict=True):
            cell.execution_count = known["execution_count"]
            cell.outputs = from_dict(known["outputs"])  # type: ignore[no-untyped-call]
        page.notebook.metadata.update(from_dict(entry.metadata))  # type: ignore[no-untyped-call]
        return Outcome(entry)

    def prepare(self, pages: Iterable[Page], tell: Callable[[str, Page, float], None]) -> None:
        """Fill in the outputs of pages, running those that have to be, several at a time.

        Parameters
        ----------
        pages
            The pages.
        tell
            Is told of each page that is ``queued``, ``begun`` or ``ended``, and of the seconds
            that it took, or took last time (0 if that is not known); and each second of ``time``.
        """
        waiting: list[tuple[float, Page]] = []
        for page in pages:
            known = self.recall(page) if page.mode == "cache" else None
            if known:
                self.outcomes[page.name, page.text] = page, known
            elif page.mode in OURS:
                waiting.append((self.store.seconds(page.name) or 0.0, page))
        if not waiting:
            return
        waiting.sort(key=lambda pair: (pair[0] == 0.0, pair[0]), reverse=True)
        for seconds, page in waiting:
            tell("queued", page, seconds)
        news: Queue[tuple[str, Page, float]] = Queue()
        thread = threading.Thread(target=self._run_all, args=([p for _, p in waiting], news.put))
        thread.start()
        try:
            while thread.is_alive() or not news.empty():
                try:
                    tell(*news.get(timeout=0.5))
                except Empty:
                    tell("time", waiting[0][1], 0.0)
        finally:
            thread.join()
        if self._error is not None:
            error, self._error = self._error, None
            raise error

    def page(self, env: SphinxEnvType, name: str, text: str) -> Page | None:
        """Read a page, unless that was done to run it; see `read_page`."""
        known = self.outcomes.get((name, text))
        return known[0] if known else read_page(env, name, text)

    def outcome(self, page: Page) -> tuple[Page, Outcome]:
        """Return a page with its outputs, and what came of it; run it if that was not foreseen."""
        if (page.name, page.text) not in self.outcomes:
            self.prepare([page], lambda *_: None)
        return self.outcomes.pop((page.name, page.text))

    def _run_all(self, pages: list[Page], put: Callable[[tuple[str, Page, float]], None]) -> None:
        async def every() -> None:
            free = asyncio.Semaphore(self.workers)

            async def one(page: Page) -> None:
                async with free:
                    put(("begun", page, 0.0))
                    outcome = await self._run(page)
                    self.outcomes[page.name, page.text] = page, outcome
                    put(("ended", page, outcome.entry.seconds))

            await asyncio.gather(*map(one, pages))

        try:
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(every())
        except BaseException as error:  # raised again where it is waited for
            self._error = error

    async def _run(self, page: Page) -> Outcome:
        """Run a page and keep what it put out."""
        folder = self.book / Path(page.name).parent
        static = self.static(page.imports, folder, page.data)
        begun = time.time()
        try:
            done = await run(
                page.notebook,
                page.kernel,
                page.folder,
                self.server,
                timeout=page.timeout,
                allow_errors=page.allow_errors,
                environment={"GRADBOOK_PAPER": "1"} if self.paper else {},
            )
        except NoSuchKernel as error:
            return Outcome(Entry(), error)
        except OSError as error:
            return Outcome(Entry(), Failure(page.places[0], "start", report=str(error)))
        for cell in page.code:
            cell.outputs = _joined(cell.outputs)
            for output in cell.outputs:
                if output.output_type == "error":
                    output.traceback = [self.closure.shorten(row) for row in output.traceback]
                elif output.output_type == "stream" and output.name == "stderr":
                    output.text = self.closure.shorten(output.text)
            await asyncio.to_thread(self.polish, cell.outputs)
        files = self._dynamic(done, static)
        entry = _entry(page, done, static, {x: self.closure.hash(f) for x, f in files.items()})
        outcome = Outcome(entry, done.failure, fresh=True)
        python = page.notebook.metadata.get("language_info", {}).get("name") == "python"
        known = done.complete or not python
        steady = static == self.static(page.imports, folder, page.data) and not any(
            file.exists() and file.stat().st_mtime > begun for file in files.values()
        )
        if page.mode == "cache" and known and steady and not done.failure:
            try:
                self.store.keep(self._key(page), page.name, entry)
            except OSError as error:
                outcome.unsaved = error
        return outcome

    def _key(self, page: Page) -> str:
        return page.key + self.network * "-network" + self.paper * "-paper"

    def _dynamic(self, done: Run, static: dict[str, str]) -> dict[str, Path]:
        """Label the files that a kernel has loaded or read and that are not known yet."""
        found = {}
        for file in sorted({*done.modules, *done.read}):
            label = self.closure.label(file)
            written = any(folder in file.parents for folder in self.ignored)
            if label and label not in static and not written:
                found[label] = file
        return found


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join what a cell wrote to one stream, which the kernel sends in pieces cut by the clock."""
    joined: list[NotebookNode] = []
    for output in outputs:
        before = joined[-1] if joined else None
        if (
            before
            and output.output_type == "stream" == before.output_type
            and (output.name == before.name)
        ):
            before.text += output.text
        else:
            joined.append(output)
    return joined


def _entry(page: Page, done: Run, static: dict[str, str], dynamic: dict[str, str]) -> Entry:
    cells = [
        {
            "execution_count": cell.execution_count,
            "outputs": cell.outputs,
            "seconds": done.cells.get(place, 0.0),
        }
        for place, cell in zip(page.places, page.code, strict=True)
    ]
    known = {name: value for name, value in page.notebook.metadata.items() if name in WRITTEN}
    return Entry(static, dynamic, done.seconds, time.time(), cells, known)
