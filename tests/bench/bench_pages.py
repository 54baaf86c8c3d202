"""How much of a reader's time the scripts of the book take, on a processor four times slower.

Chromium tells, for every frame that took long, which scripts ran in it; of ours none may run for
50 ms at a stretch. What moves on the page without the reader's doing is the layout shift.
`GRADBOOK_SITE` names the built site. Writes `build/bench_pages.json`.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SITE = Path(os.environ.get("GRADBOOK_SITE", "build/html"))
RESULT = Path("build/bench_pages.json")
PAGES = ("foundations/derivatives-and-gradients.html", "contributing/quiz.html", "review.html")
WIDTHS = (375, 1440)
SLOWDOWN = 4
LIMIT = 50
OPTIONS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
OBSERVE = """
globalThis.ours = {}; globalThis.shift = 0;
const watch = (type, use) => new PerformanceObserver((list) => list.getEntries().forEach(use))
  .observe({ type, buffered: true });
watch("long-animation-frame", ({ scripts }) => {
  for (const { sourceURL, duration } of scripts) {
    const [, name] = /\\/gradbook\\/([^?]*)/.exec(sourceURL) ?? [];
    if (name) ours[name] = Math.max(ours[name] ?? 0, duration);
  }
});
watch("layout-shift", ({ value, hadRecentInput }) => { shift += hadRecentInput ? 0 : value; });
"""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


def measure(browser: Browser, address: str, width: int) -> dict[str, Any]:
    """Open a page on a slow processor, scroll through it, and return what was seen."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(OBSERVE)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(address)
    page.wait_for_timeout(3000)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(1500)
    seen = page.evaluate("({ ours, shift })")
    context.close()
    longest = max(seen["ours"].values(), default=0)
    return {"longest": longest, "of the limit": longest / LIMIT, **seen}


def results() -> Iterator[tuple[str, dict[str, Any]]]:
    """Measure every page at every width."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    handler = partial(QuietHandler, directory=str(SITE))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=executable, args=list(OPTIONS))
        for name in PAGES:
            for width in WIDTHS:
                address = f"http://127.0.0.1:{server.server_port}/{name}"
                yield f"{name} at {width}", measure(browser, address, width)
        browser.close()
        server.shutdown()


def main() -> None:
    """Measure, print and keep."""
    found = dict(results())
    for name, seen in found.items():
        ratio, shift = seen["of the limit"], seen["shift"]
        print(f"{name}: longest script {ratio:.2f} of {LIMIT} ms, layout shift {shift:.4f}")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
