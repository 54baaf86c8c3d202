"""Which changed files matter, and for what."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.matching import Matcher
from watchfiles import DefaultFilter

if TYPE_CHECKING:
    from watchfiles import Change

    from gradbook.sphinxext.serve.options import Options

__all__ = ["Sorter", "Wanted", "near"]


class Wanted(DefaultFilter):
    """Leaves out what editors, tools and builds write beside the sources.

    Parameters
    ----------
    options
        The command line, with the patterns to ignore.
    """

    def __init__(self, options: Options) -> None:
        super().__init__(ignore_paths=[options.output, options.doctrees])
        self.patterns = options.ignore

    def __call__(self, change: Change, path: str) -> bool:
        """Tell whether a changed file may matter."""
        names = path, near(path)
        ignored = any(fnmatch(name, pattern) for name in names for pattern in self.patterns)
        return not ignored and super().__call__(change, path)


class Sorter:
    """Tells pages from what they are made with.

    Parameters
    ----------
    options
        The command line.
    """

    def __init__(self, options: Options) -> None:
        self.source = options.source
        self.configuration = options.configuration
        self.learn({"modules": [], "frame": [], "excluded": []})

    def learn(self, answer: dict[str, Any]) -> None:
        """Take in what the worker has loaded."""
        self.code = {*answer["modules"], str(self.configuration / "conf.py")}
        self.folders: list[str] = answer["frame"]
        self.excluded = Matcher(answer["excluded"])

    def sort(self, paths: set[str]) -> tuple[set[str], set[str], set[str]]:
        """Sort files, and leave out those that are no part of the book.

        Parameters
        ----------
        paths
            Absolute paths.

        Returns
        -------
        tuple of set of str
            Code that Sphinx has loaded, what else pages are made with, and the pages with what
            lies beside them.
        """
        code = paths & self.code
        frame = {path for path in paths - code if self._is_frame(Path(path))}
        pages = {path for path in paths - code - frame if not self._is_excluded(Path(path))}
        return code, frame, pages

    def _is_frame(self, file: Path) -> bool:
        inside = file.is_relative_to(self.source)
        apart = self.configuration != self.source and file.is_relative_to(self.configuration)
        return not inside or apart or any(map(file.is_relative_to, self.folders))

    def _is_excluded(self, file: Path) -> bool:
        """Tell whether a file, or a folder it is in, is no part of the book."""
        inside = file.relative_to(self.source)
        return any(self.excluded(path.as_posix()) for path in (inside, *list(inside.parents)[:-1]))


def near(path: str) -> str:
    """Name a file from the folder of this process, if that is possible."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return path
