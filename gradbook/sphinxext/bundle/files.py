"""The files of the parts, as they are published, and what is made of them."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from gradbook.sphinxext.bundle.esbuild import SCRIPT, run_esbuild

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["CHUNKS", "FOLDER", "bundled", "part_folders", "published"]

FOLDER = "gradbook"
"""Where the parts publish their files, below `_static`."""
CHUNKS = "chunks"
MADE = ".js", ".css"


def part_folders(entries: Iterable[str], base: Path) -> dict[str, Path]:
    """Choose the static folders that hold nothing but a folder `gradbook`.

    Parameters
    ----------
    entries : iterable of str
        Value of `html_static_path`.
    base : Path
        Folder to which they are relative.

    Returns
    -------
    dict of str to Path
        The folder `gradbook` of each of them.
    """
    folders = {entry: base / entry for entry in entries}
    return {
        entry: folder / FOLDER
        for entry, folder in folders.items()
        if folder.is_dir() and [path.name for path in folder.iterdir()] == [FOLDER]
    }


def published(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the files in some folders by the names that they have on the site.

    A later folder covers an earlier one, as when Sphinx copies them.
    """
    return {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def bundled(
    esbuild: Path,
    files: Mapping[str, Path],
    scripts: Sequence[str],
    styles: Sequence[str],
    store: Path,
) -> Path:
    """Make the bundle, unless it is there already.

    Parameters
    ----------
    esbuild : Path
        Folder of the npm package.
    files : mapping of str to Path
        As of `published`.
    scripts, styles : sequence of str
        What becomes one script, and one style sheet.
    store : Path
        Folder of the bundles.

    Returns
    -------
    Path
        A static folder, whose name is a digest of all that went into the bundle.

    Raises
    ------
    BundleError
        A file has a mistake; the message names its line.
    """
    digest = sha256(json.dumps([list(files), scripts, styles]).encode())
    packages = esbuild.parent / ".package-lock.json"  # npm's note of what lies beside it
    for path in (
        esbuild / "package.json",
        *filter(Path.is_file, [packages]),
        SCRIPT,
        *files.values(),
    ):
        digest.update(sha256(path.read_bytes()).digest())
    made = store / digest.hexdigest()[:16]
    complete = made / FOLDER
    if complete.is_dir():
        return made
    new = made / ".new"
    new.mkdir(parents=True, exist_ok=True)
    texts = run_esbuild(esbuild, files, scripts, styles)
    contents = {name: text.encode() for name, text in texts.items()}
    contents |= {name: path.read_bytes() for name, path in files.items() if path.suffix not in MADE}
    for name, content in contents.items():
        file = new / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    new.replace(complete)
    return made
