"""Wheels of the lock file: those that are wanted, verified, and what of them a reader needs."""

from __future__ import annotations

import fnmatch
import hashlib
import io
import json
import urllib.request
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = [
    "STANDARD",
    "Lock",
    "Wheel",
    "WheelError",
    "contents",
    "from_address",
    "from_folder",
    "matches",
]

PATIENCE = 10.0
"""Seconds that a server has for an answer."""
UNUSED = (
    *("*/tests/*", "*/testing/jpl_units/*", "*/sample_data/*", "*/images/*", "*/include/*"),
    *("*.pxd", "*.pyx", "*.pyi", "*.h", "*.c", "*.in", "*.a", "*.txt", "*/py.typed", "*.typed"),
    *("numpy/f2py/*", "numpy/distutils/*", "numpy/_core/lib/*", "numpy/conftest.py"),
    *("matplotlib/backends/backend_[gmnqtw]*", "matplotlib/backends/_backend_[gt]*"),
    *("matplotlib/backends/backend_cairo.py", "matplotlib/backends/qt_*", "matplotlib/sphinxext/*"),
    *("matplotlib/backends/web_backend/*", "matplotlib/mpl-data/fonts/afm/*"),
    *("matplotlib/mpl-data/fonts/pdfcorefonts/*", "matplotlib/mpl-data/kpsewhich.lua"),
    *("matplotlib/mpl-data/fonts/ttf/DejaVuSerif-Bold*", "mpl_toolkits/axisartist/*"),
    *("matplotlib/mpl-data/fonts/ttf/DejaVuSansMono-*Oblique.ttf", "dateutil/zoneinfo/*.tar.gz"),
    *("matplotlib/mpl-data/plot_directive/*", "matplotlib/backends/backend_pgf.py"),
    *("matplotlib/mpl-data/fonts/ttf/DejaVuSans-BoldOblique.ttf", "PIL/PdfParser.py"),
    *("matplotlib/mpl-data/fonts/ttf/DejaVuSansMono-Bold*", "PIL/[A-AC-OQ-Z]*ImagePlugin.py"),
    *("matplotlib/mpl-data/fonts/ttf/DejaVuSerif-Italic.ttf", "packaging/licenses/*"),
    *("*.dist-info/RECORD", "*.dist-info/licenses/*", "*.dist-info/sboms/*"),
    "pyparsing/diagram/*",
)
"""Files of packages that no cell uses: tests, headers, sample data, windows of other systems."""
STANDARD = (
    *("__phello__/*", "_pyrepl/*", "ensurepip/*", "idlelib/*", "multiprocessing/*", "tkinter/*"),
    *("turtledemo/*", "unittest/__main__.py", "venv/*", "wsgiref/*", "xmlrpc/*", "pydoc_data/*"),
    *("ftplib.py", "imaplib.py", "mailbox.py", "poplib.py", "smtplib.py", "turtle.py"),
)
"""Modules of the standard library that need a terminal, a network, processes or windows."""
KEPT = ("matplotlib/backends/backend_template.py", "matplotlib/backends/backend_mixed.py")


class WheelError(Exception):
    """A wheel is missing, or is not the one of the lock file."""


class Wheel(NamedTuple):
    """A wheel that the lock file names."""

    name: str
    version: str
    file: str
    sha256: str


class Lock:
    """Pyodide's lock file.

    Parameters
    ----------
    text
        The JSON.
    """

    def __init__(self, text: str) -> None:
        self.data: dict[str, Any] = json.loads(text)

    def wheels(self, names: Iterable[str], without: Iterable[str] = ()) -> list[Wheel]:
        """Return the wheels of some packages and of all that they depend on, sorted by name.

        Parameters
        ----------
        names
            Packages that are wanted.
        without
            Packages that are left out although others name them.

        Raises
        ------
        WheelError
            The lock file lacks one of them.
        """
        found: dict[str, Wheel] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in found or name in set(without):
                continue
            entry = self.data["packages"].get(name)
            if entry is None:
                raise WheelError(f"the lock file of Pyodide has no package {name!r}")
            found[name] = Wheel(name, entry["version"], entry["file_name"], entry["sha256"])
            waiting += entry["depends"]
        return [found[name] for name in sorted(found)]

    def modules(self, wheels: Iterable[Wheel]) -> set[str]:
        """Return the top-level modules of some wheels."""
        names = [wheel.name for wheel in wheels]
        return {module for name in names for module in self.data["packages"][name]["imports"]}


def from_folder(folder: Path) -> Callable[[Wheel], bytes]:
    """Take wheels from a folder."""

    def fetch(wheel: Wheel) -> bytes:
        try:
            return verified(wheel, (folder / wheel.file).read_bytes())
        except OSError as error:
            raise WheelError(f"{folder} has no {wheel.file}") from error

    return fetch


def from_address(base: str, store: Path) -> Callable[[Wheel], bytes]:
    """Take wheels from a server, and keep them in a folder."""

    def fetch(wheel: Wheel) -> bytes:
        known = store / wheel.file
        if known.is_file():
            return verified(wheel, known.read_bytes())
        try:
            with urllib.request.urlopen(base + wheel.file, timeout=PATIENCE) as answer:
                content = verified(wheel, answer.read())
        except OSError as error:
            raise WheelError(f"{base} does not answer ({error})") from error
        store.mkdir(parents=True, exist_ok=True)
        known.write_bytes(content)
        return content

    return fetch


def verified(wheel: Wheel, content: bytes) -> bytes:
    """Return the content if it is what the lock file says."""
    if hashlib.sha256(content).hexdigest() != wheel.sha256:
        raise WheelError(f"{wheel.file} is not the file that the lock file names (SHA-256 differs)")
    return content


def contents(archive: bytes, unused: Sequence[str] = UNUSED) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the files in a wheel or zip that a cell can use."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in sorted(opened.namelist()):
            if not name.endswith("/") and (name in KEPT or not matches(name, unused)):
                yield name, opened.read(name)


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Tell whether one of some patterns describes a name.

    Examples
    --------
    >>> matches("numpy/lib/tests/test_io.py", UNUSED), matches("numpy/lib/npyio.py", UNUSED)
    (True, False)
    """
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
