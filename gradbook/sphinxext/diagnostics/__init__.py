"""Diagnostics: what an author hears is exact, and does not stop while the cause is there.

Two things happen to a warning that has a place. Sphinx and MyST name the first line of the
paragraph a mistake is in; here it becomes the line that holds the word complained about. And the
page is noted, so that the next build reads it again: otherwise a strict build would fail once and,
with nothing mended, pass.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from gradbook.sphinxext.diagnostics.lines import exact_place, place_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


class Places(logging.Filter):
    """Correct the place of each warning that passes, and remember the file."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self.app = app
        self.files: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        if place := place_of(record):
            self.files.add(place.file)
            record.location = exact_place(record, place)
        return True

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], gone: set[str]
    ) -> list[str]:
        """Have the pages read again that the last build warned about."""
        memory = self._memory()
        names: list[str] = json.loads(memory.read_text("utf-8")) if memory.exists() else []
        return names

    def remember(self, app: Sphinx, exception: Exception | None) -> None:
        """Write down the pages of this build's warnings."""
        names = {app.env.path2doc(file) for file in self.files} - {None}
        self._memory().write_text(json.dumps(sorted(map(str, names))), "utf-8")

    def _memory(self) -> Path:
        return self.app.doctreedir / "gradbook-warned.json"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    places = Places(app)
    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.addFilter(places)
    app.connect("env-get-outdated", places.outdated)
    app.connect("build-finished", places.remember)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
