"""What a Python process reads, looks for, lists and writes, by its own account."""

from __future__ import annotations

import ipaddress
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["RECORD", "Record"]

WRITING = os.O_WRONLY | os.O_RDWR
SYSTEM = ("/proc/", "/sys/", "/dev/")


class Record:
    """Listens to Python's audit events, in this process and in those forked from it.

    The forked ones put what they see into a file that they share with this one.
    """

    def __init__(self) -> None:
        self.active = False
        self.app: Sphinx | None = None
        """The application whose build went well."""
        self.inputs: set[Path] = set()
        """Files and folders that parts named."""
        self.seen: set[tuple[str, str]] = set()
        """``("read" | "missing" | "listed" | "written" | "asked", path or host)``."""

    def start(self) -> None:
        """Begin; an audit hook stays for as long as the process."""
        self.process = os.getpid()
        self.shared = tempfile.TemporaryFile("a+b", buffering=0)  # noqa: SIM115 (closed in `stop`)
        self.active = True
        sys.addaudithook(self._hear)

    def stop(self) -> None:
        """Collect what the forked processes saw, and which modules were loaded."""
        self.active = False
        self.shared.seek(0)
        for entry in self.shared.read().decode("utf-8", "surrogateescape").split("\0")[:-1]:
            what, _, name = entry.partition(" ")
            self.seen.add((what, name))
        self.shared.close()
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if isinstance(file, str) and os.path.exists(file):  # noqa: PTH110 (fast)
                self.seen.add(("read", os.path.abspath(file)))  # noqa: PTH100 (no links resolved)

    def paths(self, what: str) -> set[str]:
        """Return what was "read", "missing", "listed" or "written", or the hosts "asked"."""
        return {name for kind, name in self.seen if kind == what}

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.active:
            return
        if event == "open":
            path, _, flags = arguments
            self._note("written" if isinstance(flags, int) and flags & WRITING else "read", path)
        elif event in {"os.listdir", "os.scandir"}:
            self._note("listed", "." if arguments[0] is None else arguments[0])
        elif event == "os.mkdir":  # a folder of the build's own, opened when it is removed
            self._note("written", arguments[0])
        elif event == "os.rename":
            self._note("written", arguments[1])
        elif event == "socket.connect":
            address = arguments[1]
            if isinstance(address, tuple) and not _is_here(str(address[0])):
                self._add("asked", str(address[0]))

    def _note(self, what: str, path: object) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return  # a file descriptor; its file was opened before
        name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 (no links resolved)
        if name.startswith(SYSTEM) or (what, name) in self.seen:
            return
        if what == "read" and not os.path.exists(name):  # noqa: PTH110 (fast)
            what = "missing"
        self._add(what, name)

    def _add(self, what: str, name: str) -> None:
        if (what, name) in self.seen:
            return
        self.seen.add((what, name))
        if os.getpid() != self.process:
            os.write(self.shared.fileno(), f"{what} {name}\0".encode("utf-8", "surrogateescape"))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


RECORD = Record()
"""Of this process."""
