"""The warnings that hold now: each is kept until the page it is about is made again."""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING

from sphinx.util.build_phase import BuildPhase
from sphinx.util.logging import NAMESPACE, WarningStreamHandler

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

__all__ = ["Problems"]

STAGES = {
    BuildPhase.INITIALIZATION: "start",
    BuildPhase.READING: "read",
    BuildPhase.CONSISTENCY_CHECK: "check",
}
"""Stages at which warnings are given; the others are "write"."""
COLOUR = re.compile(r"\x1b\[[\d;]*m")


class Problems(logging.Filter):
    """Notes each warning that is shown, with its file and the stage of the build.

    Parameters
    ----------
    app
        The application; its own filters run before this one.
    """

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self.app = app
        self.found: dict[tuple[str, str], list[str]] = {}
        for handler in logging.getLogger(NAMESPACE).handlers:
            if isinstance(handler, WarningStreamHandler):
                handler.addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        location = str(getattr(record, "location", None) or "")
        file = re.sub(r":\d*$", "", location).split(":docstring of ")[0]
        stage = STAGES.get(self.app.phase, "write")
        text = COLOUR.sub("", record.getMessage()).replace(f"{os.getcwd()}{os.sep}", "")  # noqa: PTH109
        said = self.found.setdefault((file, stage), [])
        if text not in said:
            said.append(text)
        return True

    def forget(self, files: Iterable[str], *stages: str) -> None:
        """Drop what was said about files; the name of none is the empty string."""
        for file in files:
            for stage in stages:
                self.found.pop((file, stage), None)

    def forget_stage(self, stage: str) -> None:
        """Drop all that was said at a stage."""
        self.found = {key: said for key, said in self.found.items() if key[1] != stage}

    def lines(self) -> list[str]:
        """Return all warnings, by file."""
        return [text for key in sorted(self.found) for text in self.found[key]]
