"""How the worker reads, writes and prints."""

from __future__ import annotations

import os
import select
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["Status", "flush", "is_waiting", "write_all"]


class Status:
    """Where Sphinx tells what it does: the terminal during the first build, then nowhere."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.open = True

    def write(self, text: str) -> int:
        """Print, or not."""
        return self.stream.write(text) if self.open else len(text)

    def flush(self) -> None:
        """Flush what was printed."""
        self.stream.flush()

    def isatty(self) -> bool:
        """Tell whether a person is looking."""
        return self.stream.isatty()


def write_all(file: int, data: bytes) -> None:
    """Write everything to a pipe."""
    while data:
        data = data[os.write(file, data) :]


def is_waiting(file: int) -> bool:
    """Tell whether a pipe holds a request; where only sockets can be asked, it does not seem so."""
    try:
        return bool(select.select([file], [], [], 0)[0])
    except OSError:
        return False


def flush() -> None:
    """Print what is waiting to be printed."""
    sys.stdout.flush()
    sys.stderr.flush()
