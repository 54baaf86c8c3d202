"""The state of files, kept from one build to the next."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Stamp", "files_below", "listing", "stamp_file"]

FORMAT = 1
PREFIX = "gradbook-rebuild-"


class Stamp:
    """What a build left behind; an empty one if there is nothing to trust.

    A file is the same if its times and size are, and they are older than the stamp; or if its
    content is, which saves a build after `git checkout` has set new times.

    Parameters
    ----------
    file
        Where it is kept.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.renewed = False
        """Whether a file had new times, but its old content."""
        self.written = 0
        self.state: dict[str, Any] = {}
        try:
            self.written = file.stat().st_mtime_ns
            state = json.loads(file.read_bytes())
        except (OSError, ValueError):
            return
        if isinstance(state, dict) and state.get("format") == FORMAT:
            self.state = state

    @property
    def unfinished(self) -> bool:
        """Whether a build began, and nobody knows how far it came."""
        return bool(self.state.get("unfinished"))

    def holds(self, part: str) -> bool:
        """Tell whether the files of a part, "inputs" or "outputs", are as they were."""
        each = [self._same(path, part) for path in self.state.get(part, ())]
        return all(each)

    def folders_hold(self) -> bool:
        """Tell whether the folders hold the same names as before."""
        folders = self.state.get("folders", {})
        return all(listing(folder) == digest for folder, digest in folders.items())

    def digest(self, path: str) -> list[Any] | None:
        """Return times, size and digest of a file; None if it is not there or is no file."""
        try:
            found = os.stat(path)  # noqa: PTH116 (fast)
            if not stat.S_ISREG(found.st_mode):
                return None
            times = [found.st_mtime_ns, found.st_ctime_ns, found.st_size]
            for part in ("inputs", "outputs"):
                known: list[Any] | None = self.state.get(part, {}).get(path)
                if known and known[:3] == times and max(times[:2]) < self.written:
                    return known
            return [*times, hashlib.blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()]
        except OSError:
            return None

    def save(self, **state: Any) -> None:
        """Replace the stamp, in one step."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        new = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        new.write_text(json.dumps({"format": FORMAT, **state}), "utf-8")
        new.replace(self.file)
        self.state = {"format": FORMAT, **state}

    def _same(self, path: str, part: str) -> bool:
        known, found = self.state[part][path], self.digest(path)
        if known == found:
            return True
        if known is None or found is None or known[2:] != found[2:]:
            return False
        self.state[part][path] = found
        self.renewed = True
        return True


def stamp_file(doctrees: Path, output: Path) -> Path:
    """Name the stamp of an output folder; builders that share doctrees have one each."""
    name = hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:8]
    return doctrees / f"{PREFIX}{name}.json"


def files_below(folders: Iterable[Path], besides: Iterable[Path] = ()) -> Iterator[str]:
    """Name the files in folders, but not what is hidden or compiled; a file stands for itself.

    Parameters
    ----------
    folders
        Folders and files.
    besides
        Folders to leave out.

    Yields
    ------
    str
        Absolute paths.
    """
    left_out = {os.fspath(folder.resolve()) for folder in besides}
    for start in folders:
        if start.is_file():
            yield os.fspath(start.resolve())
        for folder, subfolders, files in os.walk(start.resolve(), followlinks=True):
            subfolders[:] = [
                name
                for name in subfolders
                if not name.startswith(".")
                and name != "__pycache__"
                and os.path.join(folder, name) not in left_out  # noqa: PTH118 (fast)
            ]
            for name in files:
                if not name.startswith(PREFIX):
                    yield os.path.join(folder, name)  # noqa: PTH118 (fast)


def listing(folder: str) -> str | None:
    """Digest the names in a folder; None if it is not there."""
    try:
        names = sorted(name for name in os.listdir(folder) if name != "__pycache__")  # noqa: PTH208
    except OSError:
        return None
    return hashlib.blake2b("\0".join(names).encode("utf-8", "replace"), digest_size=8).hexdigest()
