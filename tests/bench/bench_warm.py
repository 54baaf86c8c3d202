"""Time a build with nothing to do, and a change until it is on the screen; see build/bench.json.

The builds of one comparison run in turn, the fastest of several counts, and both build the same
chapters. Cells are not executed: what is measured here is everything else.
"""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chapters import generate
from websockets.sync.client import connect

REPORT = Path(__file__).parents[2] / "build" / "bench.json"
SMALL, LARGE = 35, 350
SAVES = 5
PAGE = "chapter-003"
PATIENCE = 1200
SETTINGS: dict[str, object] = {
    "html_theme": "sphinx_book_theme",
    "html_theme_options": {"show_navbar_depth": 2},
    "suppress_warnings": ["docutils", "mystnb"],
}


def unchanged(folder: Path, count: int, repeat: int = 3) -> float:
    """Return how many times as long as MyST-NB's cache mode a build with nothing to do takes."""
    extensions = ["myst_nb", "gradbook.sphinxext.rebuild"]
    commands = []
    for name, module, extended in (
        ("plain", "sphinx", ["myst_nb"]),
        ("ours", "gradbook.sphinxext.rebuild", extensions),
    ):
        settings = {"extensions": extended, "nb_execution_mode": "cache"}
        book = generate(folder / name, count, cells=False, **settings)
        commands.append([sys.executable, "-m", module, "-q", str(book), str(book / "build/html")])
    fastest = [float("inf")] * len(commands)
    for command in commands * 2:  # the first time to build, the second to be sure that it is done
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    for _ in range(repeat):
        for index, command in enumerate(commands):
            start = time.perf_counter()
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            fastest[index] = min(fastest[index], time.perf_counter() - start)
    return round(fastest[1] / fastest[0], 3)


class Reader:
    """A stand-in for a browser that shows one page.

    Parameters
    ----------
    port
        Of the server.
    """

    def __init__(self, port: int) -> None:
        self.port = port

    def page(self) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/{PAGE}.html")
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    @contextmanager
    def events(self) -> Iterator[threading.Event]:
        """Give an event that is set when our server asks for a reload."""
        (version,) = re.findall(r'serve.js" data-version="(\w*)"', self.page())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/-/changes?page=/{PAGE}.html&version={version}")
        response, asked = connection.getresponse(), threading.Event()
        response.readline()  # what is wrong with the book

        def listen() -> None:
            while b"reload" not in response.readline():
                pass
            asked.set()

        thread = threading.Thread(target=listen)
        thread.start()
        yield asked
        thread.join()
        connection.close()


class AutobuildReader(Reader):
    """The same for sphinx-autobuild."""

    @contextmanager
    def events(self) -> Iterator[threading.Event]:
        """Give an event that is set when sphinx-autobuild asks for a reload."""
        asked = threading.Event()
        with connect(f"ws://127.0.0.1:{self.port}/websocket-reload") as channel:

            def listen() -> None:
                channel.recv()
                asked.set()

            thread = threading.Thread(target=listen)
            thread.start()
            yield asked
            thread.join()


def saved(folder: Path, count: int, server: str, reader_of: type[Reader]) -> list[float]:
    """Return the seconds from a save until the page holds the sentence and was asked to reload."""
    book = generate(folder, count, nb_execution_mode="off", **SETTINGS)
    arguments = ["-q", "-d", str(folder / "build/doctrees"), str(book), str(folder / "build/html")]
    if server == "sphinx_autobuild":
        arguments += ["--ignore", str(folder / "build")]
    build = [sys.executable, "-m", "sphinx", "-j", "auto", *arguments[:5]]
    subprocess.run(build, check=True)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", server, "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        return list(saves(book, process, reader_of))
    finally:
        process.terminate()
        process.communicate()


def saves(book: Path, process: subprocess.Popen[str], reader_of: type[Reader]) -> Iterator[float]:
    """Save a page again and again, each time after the server has come to rest."""
    assert process.stdout is not None
    port = next(int(found[1]) for line in process.stdout if (found := re.search(r":(\d+)", line)))
    threading.Thread(target=process.stdout.read, daemon=True).start()
    reader, page = reader_of(port), book / f"{PAGE}.md"
    for number in range(SAVES):
        time.sleep(5)
        sentence = f"The sentence number {number}."
        with reader.events() as asked:
            start = time.perf_counter()
            page.write_text(f"{page.read_text('utf-8')}\n{sentence}\n", "utf-8")
            asked.wait()
            while sentence not in reader.page():
                time.sleep(0.01)
            yield time.perf_counter() - start


def main() -> None:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        label = f"nothing changed, {SMALL} chapters / MyST-NB in cache mode"
        figures[label] = unchanged(folder / "unchanged", SMALL)
        for count, server, reader in (
            (SMALL, "gradbook.sphinxext.serve", Reader),
            (LARGE, "gradbook.sphinxext.serve", Reader),
            (SMALL, "sphinx_autobuild", AutobuildReader),
        ):
            seconds = saved(folder / f"{count}-{server}", count, server, reader)
            short = server.rpartition(".")[2].replace("_", "-")
            figures[f"save to screen, {count} chapters, {short}, seconds"] = round(max(seconds), 2)
    known = json.loads(REPORT.read_text("utf-8")) if REPORT.exists() else {}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps({**known, **figures}, indent=2) + "\n", encoding="utf-8")
    for label, figure in figures.items():
        print(f"{label:64}{figure:6.2f}")


if __name__ == "__main__":
    main()
