"""A server of a small book, and browsers that look at it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")

PATIENCE = 20
"""Seconds until a test gives up; whatever it waits for takes about one."""


class Page:
    """A page as a browser sees it: its text, and what the server says about it since."""

    def __init__(self, server: Server, path: str) -> None:
        self.server = server
        status, self.html = server.get(path)
        assert status in (200, 404)
        (version,) = re.findall(r'src="/-/serve.js" data-version="(\w*)"', self.html)
        self.connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        self.connection.request("GET", f"/-/changes?page=/{path}&version={version}")
        self.socket = self.connection.sock
        self.response = self.connection.getresponse()
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()
        self.first = self.next()

    def listen(self) -> None:
        """Collect the messages, until the page is closed or the server has ended."""
        with contextlib.suppress(OSError, HTTPException):
            for line in self.response:
                if line.startswith(b"data: "):
                    self.messages.put(json.loads(line.removeprefix(b"data: ")))

    def close(self) -> None:
        """Close the page."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.response.close()
        self.connection.close()

    def next(self) -> dict[str, Any]:
        """Wait for the next message."""
        try:
            return self.messages.get(timeout=PATIENCE)
        except queue.Empty:
            pytest.fail(f"the page was told nothing; the server said\n{self.server.said()}")

    def wait_for_reload(self) -> None:
        """Wait until the server asks the page to load again."""
        while "reload" not in self.next():
            pass

    def wait_for_problems(self, condition: Callable[[str], bool]) -> str:
        """Wait until what is shown as problems is as it should be."""
        while True:
            if "problems" in (message := self.next()) and condition(
                said := "\n".join(message["problems"])
            ):
                return said


class Server:
    """The server in a process of its own.

    Parameters
    ----------
    book
        Folder of the book.
    options
        Further options.
    """

    def __init__(self, book: Path, *options: str) -> None:
        self.book = book
        self.pages: list[Page] = []
        self.log = book.parent / f"{book.name}-log.txt"
        command = [sys.executable, "-m", "gradbook.sphinxext.serve", *options, ".", "_build/html"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=book,
                env={**os.environ, "NO_COLOR": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        found = self.wait_for(
            lambda: re.search(r"Serving on http://127\.0\.0\.1:(\d+)/", self.said())
        )
        self.port = int(found[1])

    def said(self) -> str:
        """Return what is in the terminal."""
        return self.log.read_text(errors="replace")

    def wait_for(self, condition: Callable[[], T]) -> T:
        """Wait until a condition holds, and return its value."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if result := condition():
                return result
            time.sleep(0.02)
        pytest.fail(f"waited in vain; the server said\n{self.said()}")

    def wait_for_text(self, text: str, path: str) -> None:
        """Wait until a page holds a text."""
        self.wait_for(lambda: text in self.get(path)[1])

    def quiet(self) -> None:
        """Wait until the book is built and nothing has been said for a while."""
        self.wait_for(lambda: "Book in" in self.said())
        before = ""
        while before != self.said():
            before = self.said()
            time.sleep(0.4)

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
        """Ask for a file."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/{path}", headers={"Host": host})
        response = connection.getresponse()
        status, text = response.status, response.read().decode()
        connection.close()
        return status, text

    def open(self, path: str) -> Page:
        """Open a page as a browser does."""
        self.pages.append(Page(self, path))
        return self.pages[-1]

    def close_pages(self) -> None:
        """Close what was opened."""
        while self.pages:
            self.pages.pop().close()

    def kill(self) -> None:
        """End, however it stands."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            self.close_pages()

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words in a file of the book."""
        file = self.book / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def stop(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture(scope="session")
def copy_book(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make a copy of the small book."""

    def copy() -> Path:
        book = tmp_path_factory.mktemp("serve") / "book"
        return Path(
            shutil.copytree(rootdir / "test-serve", book, ignore=shutil.ignore_patterns("__p*"))
        )

    return copy


@pytest.fixture
def start(copy_book: Callable[[], Path]) -> Iterator[Callable[..., Server]]:
    """Start a server of a copy of the book, of which a test may break some files before."""
    servers: list[Server] = []

    def start_server(**files: str) -> Server:
        book = copy_book()
        for name, text in files.items():
            (book / f"{name}.py").write_text(text, "utf-8")
        servers.append(Server(book))
        return servers[-1]

    yield start_server
    for server in servers:
        server.kill()


@pytest.fixture(scope="module")
def shared(copy_book: Callable[[], Path]) -> Iterator[Server]:
    """A server for tests that leave the book as it was."""
    server = Server(copy_book())
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def server(shared: Server) -> Iterator[Server]:
    """The shared server at rest, with the book as it was at first."""
    files = [
        file for file in shared.book.rglob("*") if file.is_file() and "_build" not in file.parts
    ]
    state = {file: file.read_bytes() for file in files if "__pycache__" not in file.parts}
    shared.quiet()
    yield shared
    shared.close_pages()
    for file in shared.book.glob("*.md"):
        if file not in state:
            file.unlink()
    for file, content in state.items():
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)
