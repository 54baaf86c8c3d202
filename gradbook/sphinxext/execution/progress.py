"""What a builder sees while cells run: pages, times, and which pages and cells were slow."""

from __future__ import annotations

import os
import shutil
import sys
import time
from typing import TYPE_CHECKING

from sphinx.util import logging

from gradbook.sphinxext.execution.failure import first_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gradbook.sphinxext.execution.engine import Outcome
    from gradbook.sphinxext.execution.page import Page

__all__ = ["Progress", "clock", "slowest"]

logger = logging.getLogger(__name__)
SHOWN = 5
"""Rows of each table."""


class Progress:
    """Tells of the execution of pages: on one line of a terminal, or a line a page elsewhere.

    Parameters
    ----------
    workers
        How many pages run at a time.
    live
        Whether to write one line again and again.
    """

    def __init__(self, workers: int, *, live: bool | None = None) -> None:
        self.workers = workers
        self.live = sys.stdout.isatty() and "CI" not in os.environ if live is None else live
        self.start = time.monotonic()
        self.expected: dict[str, float] = {}
        self.running: dict[str, float] = {}
        self.ended: dict[str, float] = {}

    def tell(self, event: str, page: Page, seconds: float) -> None:
        """Hear of a page; see `Engine.prepare`."""
        if event == "queued":
            self.expected[page.name] = seconds
        elif event == "begun":
            self.running[page.name] = time.monotonic()
        elif event == "ended":
            self.running.pop(page.name)
            self.ended[page.name] = seconds
            if not self.live:
                logger.info(self._counted(f"{page.name} in {seconds:.1f} s"))
        if self.live and event != "queued":
            width = shutil.get_terminal_size().columns - 1
            logger.info("\r\x1b[K" + self._line()[:width], nonl=True)

    def finish(self) -> None:
        """Leave the line, or the last of the lines, behind."""
        if self.expected:
            passed = clock(time.monotonic() - self.start)
            clear = "\r\x1b[K" if self.live else ""
            logger.info(f"{clear}cells of {len(self.ended)} pages were run in {passed}")

    def remaining(self) -> float | None:
        """Estimate the seconds that are left; None while nothing is known."""
        times = [known for known in self.expected.values() if known] + list(self.ended.values())
        if not times:
            return None
        usual = sum(times) / len(times)
        left = {name: known or usual for name, known in self.expected.items()}
        for name in self.ended:
            left.pop(name)
        now = time.monotonic()
        for name, begun in self.running.items():
            left[name] = max(left[name] - (now - begun), 0.0)
        return max(sum(left.values()) / self.workers, *left.values(), 0.0) if left else 0.0

    def _counted(self, text: str) -> str:
        return f"cells [{len(self.ended)}/{len(self.expected)}] {text}"

    def _line(self) -> str:
        left = self.remaining()
        about = "" if left is None else f", about {clock(left)} left"
        return self._counted(
            f"{clock(time.monotonic() - self.start)}{about}: {', '.join(self.running)}"
        )


def clock(seconds: float) -> str:
    """Write a time.

    Examples
    --------
    >>> clock(8.26), clock(75)
    ('8 s', '1:15 min')
    """
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02} min"


def slowest(done: list[tuple[Page, Outcome]]) -> Iterator[str]:
    """List the slowest pages and cells of those that were run, a line each."""
    fresh = [(page, outcome.entry) for page, outcome in done if outcome.fresh]
    pages = sorted(((entry.seconds, page.name) for page, entry in fresh), reverse=True)
    cells = sorted(
        (
            (cell["seconds"], f"{page.name}:{first_line(page, index) or f'cell {index}'}")
            for page, entry in fresh
            for index, cell in zip(page.places, entry.cells, strict=True)
        ),
        reverse=True,
    )
    for title, rows in (("slowest pages", pages), ("slowest cells", cells)):
        if rows:
            yield f"{title}:"
            yield from (f"  {seconds:6.1f} s  {name}" for seconds, name in rows[:SHOWN])
