"""The server: watches the files, directs the worker, tells the browsers."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import webbrowser
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
import watchfiles

from gradbook.sphinxext.serve.changes import Sorter, Wanted, near
from gradbook.sphinxext.serve.web import Browsers, application

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Iterator

    from gradbook.sphinxext.serve.options import Options

__all__ = ["serve"]

HOST = "127.0.0.1"
WORKER = "gradbook.sphinxext.serve.worker"
QUIET: dict[str, Any] = {
    "log_level": "warning",
    "access_log": False,
    "lifespan": "off",
    "ws": "none",
}
"""How the server of pages is set up."""
LONGEST = 1 << 26
"""Bytes in an answer of the worker."""
SHOWN = 5
"""Changed files that are named."""
STEP = 30
"""Milliseconds without a further change after which changes are taken up together."""


class Server:
    """The state of a served book.

    Parameters
    ----------
    options
        The command line.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.browsers = Browsers(options.output, self.opened)
        self.worker: Process | None = None
        self.sorter = Sorter(options)
        self.fresh = False
        """Whether the next worker has to read all pages."""
        self.rest = 0
        """Number of pages that the worker has still to write."""
        self.built = False
        """Whether this worker has built the book."""
        self.changed = asyncio.Event()
        self.replace = False
        self.url = ""

    async def run(self) -> None:
        """Serve until this task is cancelled."""
        self.options.output.mkdir(parents=True, exist_ok=True)
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, self.options.port))
            listener.listen()
            self.url = f"http://{HOST}:{listener.getsockname()[1]}/"
            web = Web(uvicorn.Config(application(self.browsers), **QUIET))
            serving = asyncio.create_task(web.serve([listener]))
            say(f"Serving on {self.url}")
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self.watch())
                    tasks.create_task(self.work())
            finally:
                web.should_exit = True
                self.browsers.close()
                await serving

    async def watch(self) -> None:
        """Take up changes in the folders that matter."""
        folders = [self.options.source, self.options.configuration, *self.options.watch]
        folders = [folder for folder in dict.fromkeys(folders) if folder.is_dir()]
        watched = watchfiles.awatch(*folders, watch_filter=Wanted(self.options), step=STEP)
        async for changes in watched:
            self.take_up({path for _, path in changes})

    def take_up(self, paths: set[str]) -> None:
        """Have the worker read changed pages, or replace it."""
        code, frame, pages = self.sorter.sort(paths)
        for path in sorted(code | frame | pages)[:SHOWN]:
            say(f"Changed: {near(path)}")
        self.fresh = self.fresh or bool(code)
        if code or frame or (pages and self.worker is None):
            self.replace = True
            self.changed.set()
        elif pages:
            self.ask(pages)

    def opened(self) -> None:
        """Have the worker look after the pages that are shown."""
        if self.built:
            self.ask(set())

    def ask(self, changed: set[str]) -> None:
        """Send a request to the worker."""
        if self.worker is not None and self.worker.stdin is not None:
            files = self.browsers.files()
            request = {"changed": sorted(changed), "open": sorted(map(str, files))}
            self.worker.stdin.write(json.dumps(request).encode() + b"\n")

    async def work(self) -> None:
        """Keep a worker; after one has failed, start the next when something has changed."""
        while True:
            self.replace = self.built = False
            self.changed.clear()
            async with self.started() as worker:
                hearing = asyncio.create_task(self.hear(worker))
                waiting = asyncio.create_task(self.changed.wait())
                try:
                    await asyncio.wait({hearing, waiting}, return_when=asyncio.FIRST_COMPLETED)
                    if not self.replace:
                        hearing.result()
                        self.worker = None
                        await waiting
                finally:
                    hearing.cancel()
                    waiting.cancel()

    @contextlib.asynccontextmanager
    async def started(self) -> Any:
        """Run a worker; at the end, end it and all that it has started."""
        begin = "read" if self.fresh else "write" if self.rest else "update"
        command = ["-m", WORKER, begin, *self.options.sphinx]
        pipe = asyncio.subprocess.PIPE
        worker = await asyncio.create_subprocess_exec(
            *(sys.executable, *command),
            stdin=pipe,
            stdout=pipe,
            limit=LONGEST,
            start_new_session=os.name == "posix",
        )
        self.worker = worker
        try:
            yield worker
        finally:
            self.worker = None
            with contextlib.suppress(ProcessLookupError):
                if os.name == "posix":
                    os.killpg(worker.pid, signal.SIGKILL)
                else:
                    worker.kill()
            await worker.wait()

    async def hear(self, worker: Process) -> None:
        """Take in what the worker answers, until it ends."""
        assert worker.stdout is not None
        failed, answer = "", {}
        while line := await worker.stdout.readline():
            answer = json.loads(line)
            failed = answer.get("failed", "")
            if answer.get("done") == "start":
                self.sorter.learn(answer)
            elif not failed:
                self.done(answer)
        if not self.replace:
            self.browsers.problems = [failed or "Sphinx ended without a word"]
            self.browsers.tell(set())
            say("Sphinx has ended; it is started again when something changes")
            if answer.get("waiting"):
                self.changed.set()

    def done(self, answer: dict[str, Any]) -> None:
        """Tell the terminal and the browsers what has been done."""
        self.browsers.problems, self.rest = answer["problems"], answer["rest"]
        forced = set(map(Path, answer.get("forced", ())))
        first, self.built = not self.built, True
        self.browsers.tell(None if first else forced)
        say(f"{answer['done'].capitalize()} in {answer['seconds']} s, on {self.url}")
        if answer.get("strange"):
            self.replace = True
            self.changed.set()
        if first:
            self.fresh = False
            self.opened()
            if self.options.open_browser:
                self.options = self.options._replace(open_browser=False)
                webbrowser.open(self.url)


class Web(uvicorn.Server):
    """A server that leaves signals to this process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing."""
        yield


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def serve(options: Options) -> None:
    """Serve a book until somebody stops it.

    Parameters
    ----------
    options
        The command line.
    """
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(until_stopped(options))


async def until_stopped(options: Options) -> None:
    """Serve until SIGINT or, where there is one, SIGTERM."""
    task = asyncio.ensure_future(Server(options).run())
    with contextlib.suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
