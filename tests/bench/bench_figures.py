"""How smoothly figures follow the hand, on a processor four times slower.

Each figure's handle is dragged around for a few seconds. Measured are the time between two frames,
which is 16.7 ms at 60 frames a second, and how long our scripts ran in a frame. `GRADBOOK_SITE`
names the built site. Writes `build/bench_figures.json`.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SITE = Path(os.environ.get("GRADBOOK_SITE", "build/html"))
RESULT = Path("build/bench_figures.json")
FIGURES = {
    "foundations/derivatives-and-gradients.html": ("explore-rulers", "Point"),
    "gradient-descent/first-principles.html": ("explore-zigzag", "Start"),
}
SLOWDOWN = 4
MOVES = 200
OPTIONS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
FRAMES = """() => {
  globalThis.gaps = [];
  globalThis.work = [];
  const request = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (draw) => request((time) => {
    const before = performance.now();
    draw(time);
    work.push(performance.now() - before);
  });
  let last = performance.now();
  const tick = (now) => { gaps.push(now - last); last = now; request(tick); };
  request(tick);
}"""
COME_NEAR = """(name) => {
  const figure = document.getElementById(name);
  figure.scrollIntoView({ block: "center" });
  return figure.querySelector("svg");
}"""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


def measure(browser: Browser, address: str, figure: str, handle: str) -> dict[str, Any]:
    """Drag a handle in circles on a slow processor, and return what the frames took."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    page.wait_for_function(COME_NEAR, arg=figure)
    page.wait_for_timeout(1000)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    box = page.locator(f"#{figure}").get_by_role("slider", name=handle, exact=True).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for k in range(MOVES):
        turn = 2 * math.pi * k / 50
        page.mouse.move(x - 40 + 40 * math.cos(turn), y + 40 * math.sin(turn))
    gaps, work = page.evaluate("[gaps.slice(1), work]")
    page.context.close()
    return {
        "frames": len(gaps),
        "frame_ms_median": round(statistics.median(gaps), 1),
        "frame_ms_95th": round(sorted(gaps)[int(0.95 * len(gaps))], 1),
        "drawing_ms_median": round(statistics.median(work), 1),
        "drawing_ms_95th": round(sorted(work)[int(0.95 * len(work))], 1),
    }


def main() -> None:
    """Measure every figure, print and keep the results."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    handler = partial(QuietHandler, directory=str(SITE))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        site = f"http://127.0.0.1:{server.server_port}"
        results = {
            figure: measure(browser, f"{site}/{path}", figure, handle)
            for path, (figure, handle) in FIGURES.items()
        }
        browser.close()
        server.shutdown()
    for figure, result in results.items():
        print(figure, *(f"{name} {value}" for name, value in result.items()), sep="  ")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
