"""How much of a reader's time the review takes, with 300 questions on a slow processor.

The processor is four times slower than it is. A book of 30 chapters with 10 long questions each is
written and built in a folder of its own; each question has a full log of 50 answers. Measured are
the words on what is due, ten questions of the review, and cards of all 300: how long each takes
until it is there, the longest task of the page meanwhile, whoever's it was, and the longest time
that the scripts of the review ran at a stretch. Writes `build/bench_review.json`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

RESULT = Path("build/bench_review.json")
CHAPTERS, EACH = 30, 10
SLOWDOWN = 4
OPTIONS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
CONF = """
project = "Bench"
extensions = ["myst_parser", "gradbook.sphinxext.review"]
gradbook_book_id = "bench"
html_theme = "alabaster"
"""
QUESTION = """
:::{{quiz}} question-{number}
What is ${number}+1$? *One* of `these` is [right](index.md), and {filler}.

- [x] {right}
  > Yes: {filler}.
- [ ] {number}
  > That is the number itself: {filler}.
- [ ] 0
  > No: {filler}.

:::
"""
SEED = """async () => {
  const book = await (await fetch("_static/gradbook/book.json")).json();
  for (const [place, { id, hash }] of book.questions.entries()) {
    const start = Date.now() - 200 * 86400000;
    const log = Array.from({ length: 50 }, (_, i) => [start + i * 86400000 + place, 3, "ab12cd"]);
    const record = { v: 1, u: start, h: hash, ok: true, first: true, a: ["ab12cd"], s: 4, log };
    localStorage.setItem(`bench/1/q/${id}`, JSON.stringify(record));
  }
}"""
OBSERVE = """
globalThis.tasks = []; globalThis.scripts = [];
new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration)))
  .observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((frame) => {
  for (const { sourceURL, duration } of frame.scripts) {
    if (/\\/review(\\/|\\.js)/.test(sourceURL)) scripts.push(duration);
  }
})).observe({ type: "long-animation-frame", buffered: true });
"""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


def build(folder: Path) -> Path:
    """Write the book, build it, and return the folder of the site."""
    source, site = folder / "book", folder / "html"
    source.mkdir()
    (source / "conf.py").write_text(CONF, "utf-8")
    names = [f"chapter-{chapter}" for chapter in range(1, CHAPTERS + 1)]
    toctree = "\n".join(["review", *names])
    (source / "index.md").write_text(f"# Bench\n\n```{{toctree}}\n{toctree}\n```\n", "utf-8")
    (source / "review.md").write_text("# Review\n\n```{quiz-review}\n```\n", "utf-8")
    filler = "some words with $x^2$ in them " * 20
    for chapter, name in enumerate(names, start=1):
        numbers = range(EACH * chapter, EACH * (chapter + 1))
        texts = (
            QUESTION.format(number=number, right=number + 1, filler=filler) + f"{filler}\n\n" * 20
            for number in numbers
        )
        head = f"---\nchapter: {chapter}\n---\n\n# Chapter {chapter}\n"
        (source / f"{name}.md").write_text(head + "".join(texts), "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(site)]
    subprocess.run(command, check=True)
    return site


def measure(page: Page, act: Callable[[], object], seen: str) -> dict[str, float]:
    """Do something, wait until the page says a text, and return how it went, in milliseconds."""
    page.evaluate("globalThis.tasks.length = scripts.length = 0; globalThis.begun = Date.now()")
    act()
    page.locator(".gradbook-review", has_text=seen).wait_for(timeout=120_000)
    took = page.evaluate("Date.now() - (globalThis.begun ?? performance.timeOrigin)")
    page.wait_for_timeout(500)
    longest = page.evaluate("[Math.max(0, ...tasks), Math.max(0, ...scripts)]")
    return {"took": round(took), "task": round(longest[0]), "script": round(longest[1])}


def run(browser: Browser, address: str) -> dict[str, dict[str, float]]:
    """Measure the page of the review."""
    context = browser.new_context()
    context.add_init_script(OBSERVE)
    page = context.new_page()
    page.goto(address)
    page.evaluate(SEED)
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    found: dict[str, Any] = {}
    found["what is due, on load"] = measure(page, page.reload, "20 due now")
    refresh = "dispatchEvent(new Event('gradbook:refresh'))"
    found["what is due, again"] = measure(page, lambda: page.evaluate(refresh), "20 due now")
    start, skip = ".gradbook-start", ".gradbook-next"
    for number in range(1, 11):
        button = page.locator(start if number == 1 else skip)
        action = partial(button.evaluate, "button => button.click()")
        found[f"question {number}"] = measure(page, action, "What is ")
    page.locator(".gradbook-stop").click()
    page.locator(".gradbook-take summary").click()
    cards = page.locator("[data-take=all]")
    found["cards of 300"] = measure(page, cards.click, "Saved as bench-cards.tsv")
    context.close()
    return found


def main() -> None:
    """Measure, print and keep."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        handler = partial(QuietHandler, directory=str(build(Path(folder))))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as play:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = play.chromium.launch(executable_path=executable, args=list(OPTIONS))
            found = run(browser, f"http://127.0.0.1:{server.server_port}/review.html")
            browser.close()
            server.shutdown()
    for name, seen in found.items():
        words = (
            f"{seen['took']} ms, longest task {seen['task']} ms, of our scripts {seen['script']} ms"
        )
        print(f"{name}: {words}")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
