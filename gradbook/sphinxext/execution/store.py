"""The outputs of cells, kept until something they depend on changes.

A file holds what one page put out once: a first line of JSON that says on what it depends, and the
outputs. Its name begins with a digest of the cells, so that a page is found again after its prose,
its name or the place of the book has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.execution.environment import RECIPE, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DISTRIBUTIONS", "Entry", "Store", "digest", "versions"]

FORMAT = 1
"""Of the files; files of another format are not looked at."""
KEPT = 4
"""Entries kept for a page: going back to an earlier state of the package then costs nothing."""
AN_HOUR = 3600
DISTRIBUTIONS = ("autograd", "ipykernel", "ipython", "matplotlib", "numpy", "scipy")


@dataclass
class Entry:
    """What a page put out, and on what that depends."""

    static: dict[str, str] = field(default_factory=dict)
    """Label and hash of each file that the imports of the cells lead to."""
    dynamic: dict[str, str] = field(default_factory=dict)
    """The same for the files that the kernel has loaded or read besides."""
    seconds: float = 0.0
    made: float = 0.0
    """When the cells ran, in seconds since 1970."""
    cells: list[dict[str, Any]] = field(default_factory=list)
    """For each code cell ``execution_count``, ``outputs`` and ``seconds``."""
    metadata: dict[str, Any] = field(default_factory=dict)
    """What the kernel adds to the notebook's metadata: its language, the state of widgets."""


@cache
def versions() -> list[tuple[str, str]]:
    """List Python and the distributions whose versions show in outputs, with their versions."""
    installed = [("python", platform.python_version())]
    for name in DISTRIBUTIONS:
        with suppress(metadata.PackageNotFoundError):
            installed.append((name, metadata.version(name)))
    return installed


def digest(*parts: object) -> str:
    """Twenty hexadecimal digits that stand for values, versions and the settings of all cells.

    Examples
    --------
    >>> digest("1 + 1") == digest("1 + 1"), digest("1 + 1") == digest("1 + 2")
    (True, False)
    """
    text = json.dumps([FORMAT, RECIPE, versions(), SETTINGS, parts], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


class Store:
    """A folder of entries. Any number of builds may use it at once.

    Parameters
    ----------
    folder
        Where the entries lie; made when the first one is written.
    say
        Is told, in a sentence, of an entry that had to be thrown away.
    """

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.say = say

    def find(self, key: str, valid: Callable[[Entry], bool]) -> Entry | None:
        """Find the outputs of cells.

        Parameters
        ----------
        key
            Digest of the cells.
        valid
            Tells from the dependencies whether an entry holds today; called with an entry that
            has no outputs yet.

        Returns
        -------
        Entry or None
            None if there is no valid entry.
        """
        for file in self._files(f"{key}.*.cells"):
            entry = self._read(file, valid)
            if entry:
                with suppress(OSError):
                    if file.stat().st_mtime < time.time() - AN_HOUR:  # a watcher need not know
                        os.utime(file)
                return entry
        return None

    def _read(self, file: Path, valid: Callable[[Entry], bool]) -> Entry | None:
        try:
            with file.open("rb") as stream:
                head = json.loads(stream.readline())
                outputs = head.pop("outputs")
                if not valid(Entry(**head)):
                    return None
                body = stream.read()
            if hashlib.sha256(body).hexdigest() != outputs:
                raise ValueError("sum")
            return Entry(**head, **json.loads(body))
        except FileNotFoundError:  # another build has just thrown it away
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.say(f"the outputs kept in {file} are damaged; the cells are run again")
            with suppress(OSError):
                file.unlink()
            return None

    def keep(self, key: str, page: str, entry: Entry) -> None:
        """Write an entry, all of it or nothing, and throw away the page's oldest.

        Parameters
        ----------
        key
            Digest of the cells.
        page
            Name of the page.
        entry
            The entry.

        Raises
        ------
        OSError
            If it cannot be written; the store is then as it was.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        values = asdict(entry)
        body = json.dumps({name: values.pop(name) for name in ("cells", "metadata")}).encode()
        head = json.dumps({**values, "outputs": hashlib.sha256(body).hexdigest()}).encode()
        state = hashlib.sha256(json.dumps([values["static"], values["dynamic"]]).encode())
        slug = _slug(page)
        name = f"{key}.{state.hexdigest()[:12]}.{slug}.cells"
        descriptor, scratch = tempfile.mkstemp(prefix="unfinished-", dir=self.folder)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(head + b"\n" + body)
            Path(scratch).replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                Path(scratch).unlink()
            raise
        for old in list(self._files(f"*.{slug}.cells"))[KEPT:]:
            with suppress(OSError):
                old.unlink()

    def _files(self, pattern: str) -> Iterator[Path]:
        """Find files, the last used first."""
        found = []
        for file in self.folder.glob(pattern):
            with suppress(OSError):
                found.append((file.stat().st_mtime_ns, file))
        yield from (file for _, file in sorted(found, reverse=True))

    def seconds(self, page: str) -> float | None:
        """Say how long a page took when it was last run; None if that is not known."""
        for file in self._files(f"*.{_slug(page)}.cells"):
            with suppress(OSError, ValueError, KeyError, TypeError), file.open("rb") as stream:
                return float(json.loads(stream.readline())["seconds"])
        return None

    def tidy(self) -> None:
        """Throw away what killed builds left unfinished."""
        for file in self.folder.glob("unfinished-*"):
            with suppress(OSError):
                if file.stat().st_mtime < time.time() - AN_HOUR:
                    file.unlink()


def _slug(page: str) -> str:
    return re.sub(r"[^\w-]+", "-", page)[-60:]
