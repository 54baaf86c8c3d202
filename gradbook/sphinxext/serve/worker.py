"""The worker: keeps the book, and does what the server asks of it.

It reads requests from its standard input and answers on its standard output, one JSON object a
line; what Sphinx and its extensions print goes to the standard error. A request tells what has
changed and which pages browsers show, ``{"changed": [path, …], "open": [path, …]}``. Each answer
to it tells what has been done::

    {"done": "start", "modules": [path, …], "frame": [path, …], "excluded": [pattern, …]}
    {"done": "book", "seconds": 2.1, "problems": [line, …], "rest": 0}
    {"done": "pages", "seconds": 0.2, "problems": [line, …], "rest": 34, "forced": [path, …],
     "strange": [path, …]}

The first tells what is loaded: Python files, and folders of templates and static files; and which
files are no part of the book. The `rest` is the number of pages that show an old state of others.
Pages that are `forced` look different though their HTML is the same; `strange` are changed files
that no page is known to need. If Sphinx fails, the answer is
``{"failed": text, "waiting": whether another request is there}``, and the worker ends.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import sys
import time
from argparse import Namespace
from typing import TYPE_CHECKING, Any, TextIO, cast

from sphinx.cmd.build import handle_exception
from sphinx.util.docutils import docutils_namespace, patch_docutils

from gradbook.sphinxext.serve.book import Book
from gradbook.sphinxext.serve.options import sphinx_arguments
from gradbook.sphinxext.serve.pipes import Status, flush, is_waiting, write_all

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Worker", "main"]

FEW = 8
"""Changed pages that are written at once; of more, only those that a browser shows."""
KILLED = '[0, [["", "write", ["the process that completes the book was killed"]]], true]'
"""What is told for a fork that ended without a word."""
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"


class Worker:
    """Answers requests about one book.

    Parameters
    ----------
    book
        The book, set up.
    given
        The command line.
    requests, answers
        File descriptors.
    """

    def __init__(self, book: Book, given: dict[str, Any], requests: int, answers: int) -> None:
        self.book = book
        self.given = given
        self.requests = requests
        self.answers = answers
        self.child: tuple[int, int] | None = None
        """Number of the process that completes the book, and the pipe on which it tells."""

    def answer(self, **message: Any) -> None:
        """Send one answer."""
        write_all(self.answers, json.dumps(message).encode() + b"\n")

    def run(self) -> None:
        """Answer until the server closes its end."""
        while (request := self.next_request()) is not None:
            self.update(set(request["changed"]), set(request["open"]))

    def next_request(self) -> dict[str, list[str]] | None:
        """Wait for requests; return all there are as one, or None at the end."""
        self.watch_child()
        data = os.read(self.requests, 1 << 16)
        while data and not data.endswith(b"\n"):
            data += os.read(self.requests, 1 << 16)
        if not data:
            return None
        asked = [json.loads(line) for line in data.splitlines()]
        return {
            "changed": [path for request in asked for path in request["changed"]],
            "open": asked[-1]["open"],
        }

    def update(self, changed: set[str], shown: set[str]) -> None:
        """Bring pages up to date, first those that changed, then those that show them."""
        book, start = self.book, time.perf_counter()
        gc.disable()  # until the reader sees the page
        if changed:
            self.stop_child()
            pages = book.read(changed)
            book.write(pages if len(pages) <= FEW else book.shown(pages, shown))
            parts = changed - book.sources()
            forced = sorted(map(book.output, pages)) if parts else []
            strange = sorted(filter(os.path.exists, parts - book.parts()))
            self.report("pages", start, forced=forced, strange=strange)
        if stale := book.shown(book.stale, shown):
            book.write(stale)
            self.report("pages", start)
        gc.enable()
        if not changed:  # write what is shown once, as it is: the next time is faster
            book.write(book.shown(book.undrawn(), shown))
        if book.pending | book.stale and self.child is None:
            self.complete()

    def report(self, done: str, start: float, **more: Any) -> None:
        """Say what was done, and what is wrong with the book."""
        seconds = round(time.perf_counter() - start, 2)
        problems, rest = self.book.problems.lines(), len(self.book.stale)
        self.answer(done=done, seconds=seconds, problems=problems, rest=rest, **more)

    def complete(self) -> None:
        """Do the rest in a fork, so that the next change need not wait for it."""
        start = time.perf_counter()
        if not CAN_FORK:
            self.book.complete()
            self.book.completed()
            self.report("book", start)
            return
        reading, writing = os.pipe()
        flush()
        process = os.fork()
        if process:
            os.close(writing)
            self.child = process, reading
            return
        failed, found = False, self.book.problems.found
        try:
            self.book.complete()
            found = self.book.problems.found
        except Exception as error:  # a file may have gone meanwhile; the next change tries again
            failed = True
            found["", "write"] = [explain(self.given, self.book, error)]
        told = [time.perf_counter() - start, [[*key, said] for key, said in found.items()], failed]
        write_all(writing, json.dumps(told).encode())
        flush()
        os._exit(0)

    def watch_child(self) -> None:
        """Wait for a request; if the rest of the book is done before, say so."""
        while self.child is not None:
            with selectors.DefaultSelector() as selector:
                selector.register(self.child[1], selectors.EVENT_READ)
                selector.register(self.requests, selectors.EVENT_READ)
                ready = {key.fd for key, _ in selector.select()}
            if self.child[1] not in ready:
                return
            with os.fdopen(self.child[1], "rb") as pipe:
                told = json.loads(pipe.read() or KILLED)
            os.waitpid(self.child[0], 0)
            self.child = None
            seconds, found, failed = told
            self.book.problems.found = {(file, stage): said for file, stage, said in found}
            if not failed:
                self.book.completed()
            self.report("book", time.perf_counter() - seconds)

    def stop_child(self) -> None:
        """Give up what is being completed: it would be old."""
        if self.child is not None:
            process, pipe = self.child
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            os.close(pipe)
            self.child = None


def explain(given: dict[str, Any], book: Book | None, error: Exception) -> str:
    """Print an exception as `sphinx-build` does, and return it in one line."""
    handle_exception(book.app if book else None, Namespace(**given | {"pdb": False}), error)
    return f"Sphinx failed: {type(error).__name__}: {str(error).strip() or 'no message'}"


def main(arguments: Sequence[str], *, fresh: bool, everything: bool) -> int:
    """Build the book and answer requests; return an exit code."""
    requests, answers = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # what is printed is for the terminal
    given, book = sphinx_arguments(arguments), None
    start, status = time.perf_counter(), Status(sys.stderr)
    with patch_docutils(given["confdir"]), docutils_namespace():
        try:
            given["force_all"] = everything or given["force_all"]
            book = Book(given, cast("TextIO", status), fresh=fresh)
            worker = Worker(book, given, requests, answers)
            worker.answer(done="start", **book.frame())
            book.build()
            status.open = False
            gc.freeze()  # the book stays; looking through it again and again takes long
            worker.report("book", start)
            worker.run()
        except Exception as error:
            told = {"failed": explain(given, book, error), "waiting": is_waiting(requests)}
            write_all(answers, json.dumps(told).encode() + b"\n")
            return 1
    return 0


if __name__ == "__main__":
    begin = sys.argv[1]
    sys.exit(main(sys.argv[2:], fresh=begin == "read", everything=begin in {"read", "write"}))
