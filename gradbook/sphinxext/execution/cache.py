"""The cell cache is keyed by everything a cell can import or read.

jupyter-cache recognises a page by the text of its cells alone: after a change in an imported
package it would serve yesterday's output. Here every cache lies in a folder whose name is a digest
of the local packages' files, of the data files beside the pages, and of the versions of Python and
of the numerical packages. A change leads to an empty folder, and Sphinx, seeing another
configuration value, reads all pages.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import get_matching_files

from gradbook.sphinxext.execution.environment import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["cell_cache", "data_files", "digest", "source_files"]

DATA = tuple(f"**.{suffix}" for suffix in ("csv", "json", "npy", "npz", "tsv"))

DISTRIBUTIONS = ("autograd", "ipykernel", "ipython", "matplotlib", "numpy", "scipy")
EXTENSION = Path(__file__).parents[1]
"""This extension draws pages; no cell imports it, so its files do not count."""
KEPT = 4
"""Digests kept: going back to an earlier state of the package then costs nothing."""


def cell_cache(base: Path, files: Iterable[tuple[str, Path]]) -> Path:
    """Make the folder of the cell cache for these files; of older ones, keep the newest few.

    Parameters
    ----------
    base
        Folder that holds one cache for each digest.
    files
        What the outputs of cells depend on, as `source_files` and `data_files` give it.

    Returns
    -------
    pathlib.Path
        ``base / digest(files)``, made if it was not there.
    """
    folder = base / digest(files)
    folder.mkdir(parents=True, exist_ok=True)
    os.utime(folder)
    digests = [entry for entry in base.iterdir() if re.fullmatch(r"[0-9a-f]{16}", entry.name)]
    for old in sorted(digests, key=lambda entry: entry.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def digest(files: Iterable[tuple[str, Path]]) -> str:
    """Sixteen hexadecimal digits that change with files, versions and the settings of the cells.

    Parameters
    ----------
    files
        Labels and files; a label does not depend on where the book or package lies.

    Returns
    -------
    str
        The head of a SHA-256.

    Examples
    --------
    >>> digest(source_files("json")) == digest(source_files("json"))
    True
    >>> digest(source_files("json")) == digest(source_files("csv"))
    False
    """
    state = hashlib.sha256(repr((_versions(), SETTINGS)).encode())
    for label, file in files:
        content = file.read_bytes()
        state.update(f"{label} {len(content)}\n".encode() + content)
    return state.hexdigest()[:16]


def data_files(folder: Path, excluded: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Find the data beside the pages of a book.

    Parameters
    ----------
    folder
        Folder of the pages.
    excluded
        Patterns of what is no part of the book, as in `exclude_patterns`.

    Yields
    ------
    tuple
        The path within `folder`, and the file.
    """
    for name in sorted(get_matching_files(folder, DATA, excluded)):
        yield name, folder / name


def _versions() -> list[tuple[str, str]]:
    installed = [("python", platform.python_version())]
    for name in DISTRIBUTIONS:
        try:
            installed.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return installed


def source_files(name: str) -> Iterator[tuple[str, Path]]:
    """Find every file of a module or package: data files change outputs as well as code does.

    Parameters
    ----------
    name
        Import name.

    Yields
    ------
    tuple
        A label that does not depend on where the package lies, and the file. Nothing is yielded
        for a name that cannot be imported from source.

    Examples
    --------
    >>> [label for label, file in source_files("csv")]
    ['csv']
    >>> list(source_files("no_such_module"))
    []
    """
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return
    if spec is None or not (spec.submodule_search_locations or spec.has_location):
        return
    if not spec.submodule_search_locations:
        yield name, Path(str(spec.origin))
    for root in map(Path, spec.submodule_search_locations or ()):
        for file in sorted(root.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and EXTENSION not in file.parents:
                yield f"{name}/{file.relative_to(root).as_posix()}", file
