"""How long a reader waits for Python, beside the stock runtime on the same cells, in one run.

Cold: a new browser, from the press to the first figure. The stock runtime is Pyodide as it comes,
with the wheels as they are, on a page of its own in the same server. Then the second page of the
same visit, and the same cell again; and the bytes that the server has sent until the first figure.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / os.environ.get("GRADBOOK_SITE", "build/html")
CORE = ROOT / "conf/node_modules/pyodide"
RESULT = ROOT / "build/bench_live.json"
FIRST, SECOND = "contributing/live.html", "foundations/derivatives-and-gradients.html"
PATIENCE = 300_000
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
PRESS = """() => {
  const bar = [...document.querySelectorAll(".live-bar")].find(
    (bar) => bar.closest(".live-cell").querySelector(".cell_output img"));
  const began = performance.now();
  return new Promise((resolve) => {
    const cell = bar.closest(".live-cell");
    const old = cell.querySelector(".live-output");
    const watch = new MutationObserver(() => {
      const image = cell.querySelector(".live-output img");
      if (!image || image.closest(".live-output") === old) return;
      watch.disconnect();
      image.decode().then(() => resolve(performance.now() - began));
    });
    watch.observe(cell, { childList: true, subtree: true });
    bar.querySelector("[data-does=run]").click();
  });
}"""
STOCK = """async (cells) => {
  const began = performance.now();
  const worker = new Worker("/stock-worker.js", { type: "module" });
  const svg = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(cells);
  });
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  return performance.now() - began;
}"""
STOCK_WORKER = """
import { loadPyodide } from "/stock/pyodide.mjs";
onmessage = async ({ data }) => {
  const pyodide = await loadPyodide({
    indexURL: `${location.origin}/stock/`,
    lockFileURL: `${location.origin}/wheels/pyodide-lock.json`,
    packageBaseUrl: `${location.origin}/wheels/`,
  });
  await pyodide.loadPackage(["numpy", "matplotlib"]);
  const fonts = await (await fetch("/wheels/fontlist-v390.json")).text();
  pyodide.FS.mkdirTree("/fonts");
  pyodide.FS.writeFile("/fonts/fontlist-v390.json", fonts);
  pyodide.runPython("import os; os.environ.update(MPLCONFIGDIR='/fonts', MPLBACKEND='agg')");
  for (const cell of data) pyodide.runPython(cell.replace(/plt.style.use.*/, ""));
  postMessage(pyodide.runPython(
    "import io; out = io.StringIO(); plt.savefig(out, format='svg'); out.getvalue()"));
};
"""


class Handler(SimpleHTTPRequestHandler):
    """Serves the site, the npm package and the wheels, and counts."""

    sent = 0

    def translate_path(self, path: str) -> str:
        wheels = os.environ["GRADBOOK_PYODIDE"]
        for prefix, folder in (("/stock/", CORE), ("/wheels/", Path(wheels)), ("/", SITE)):
            if path.startswith(prefix):
                return str(folder / path.removeprefix(prefix).partition("?")[0])
        raise AssertionError

    def do_GET(self) -> None:
        if self.path == "/stock-worker.js":
            self.send_response(200)
            self.send_header("content-type", "text/javascript")
            self.end_headers()
            self.wfile.write(STOCK_WORKER.encode())
        else:
            super().do_GET()

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() == "content-length":
            Handler.sent += int(value)
        super().send_header(keyword, value)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def visited(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page as a new reader."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    yield page
    context.close()


def measure(browser: Browser, base: str, cells: list[str]) -> dict[str, float]:
    """Return seconds and bytes of one round."""
    with visited(browser, f"{base}/search.html") as page:
        stock = page.evaluate(STOCK, cells) / 1000
    with visited(browser, f"{base}/{FIRST}") as page:
        before = Handler.sent
        cold = page.evaluate(PRESS) / 1000
        wire = (Handler.sent - before) / 1e6
        again = page.evaluate(PRESS) / 1000
        before = Handler.sent
        page.goto(f"{base}/{SECOND}")
        second = page.evaluate(PRESS) / 1000
        warm = (Handler.sent - before) / 1e6
    return {
        "stock": stock,
        "cold": cold,
        "again": again,
        "second page": second,
        "MB cold": wire,
        "MB of the second page with its pictures": warm,
    }


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    published = (SITE / "_static/gradbook/python.json").is_file()
    if "GRADBOOK_PYODIDE" not in os.environ or not published:
        print("bench_live: skipped, since GRADBOOK_PYODIDE names no folder of wheels")
        return
    data = json.loads((SITE / "_static/gradbook/cells/contributing/live.json").read_bytes())
    cells = [cell["source"] for cell in data["cells"][:3]]
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        found: list[dict[str, float]] = []
        for _ in range(rounds):
            browser = playwright.chromium.launch(executable_path=executable, args=list(OPTIONS))
            found.append(measure(browser, base, cells))
            browser.close()
        server.shutdown()
    medians: dict[str, Any] = {
        key: statistics.median(one[key] for one in found) for key in found[0]
    }
    medians["cold / stock"] = statistics.median(one["cold"] / one["stock"] for one in found)
    for key, value in medians.items():
        print(f"{key}: {value:.2f}")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"medians": medians, "rounds": found}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
