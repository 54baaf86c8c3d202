"""What a build depended on and what it made, seen from its end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.rebuild.stamp import files_below, listing

if TYPE_CHECKING:
    from gradbook.sphinxext.rebuild.arguments import Build
    from gradbook.sphinxext.rebuild.record import Record
    from gradbook.sphinxext.rebuild.stamp import Stamp

__all__ = ["take_stock"]

COMPILED = "__pycache__"


def take_stock(build: Build, before: Stamp, record: Record, start: int) -> dict[str, Any] | None:
    """Describe what a build read and wrote.

    Parameters
    ----------
    build
        The build.
    before
        The stamp before it. What an earlier build read counts, for this one may have read one page
        alone; and it saves reading what has not changed.
    record
        What was seen.
    start
        When the build began, in nanoseconds.

    Returns
    -------
    dict or None
        "inputs" and "outputs", files with their states, and "folders" with their listings. None if
        something changed during the build, or if the build asked the network: then the output may
        be older than its sources, and nothing can be said.
    """
    ours = [folder.resolve() for folder in (build.output, build.doctrees)]
    tops = tuple(f"{folder}{os.sep}" for folder in ours)
    written = {path for path in record.paths("written") if COMPILED not in Path(path).parts}
    outputs = {path: before.digest(path) for path in {*files_below(ours), *written}}

    named = [build.source, build.configuration, *record.inputs]
    earlier = {path for path in before.state.get("inputs", ()) if os.path.lexists(path)}
    read = {*record.paths("read"), *files_below(named, besides=ours), *earlier}
    sources = {source_of(path) for path in read if not path.startswith(tops)} - written
    inputs = {path: before.digest(path) for path in sources}
    wanted = record.paths("missing") | set(before.state.get("inputs", ())) - earlier
    missing = {path for path in wanted - written if not path.startswith(tops)}
    folders = listings(record, {*before.state.get("folders", ())}, tops, start)

    late = any(state and max(state[:2]) >= start for state in inputs.values())
    gone = any(not state and not os.path.lexists(path) for path, state in inputs.items())
    come = any(map(os.path.lexists, missing))
    if late or gone or come or None in folders.values() or record.paths("asked"):
        return None
    inputs = {path: state for path, state in inputs.items() if state} | dict.fromkeys(missing)
    outputs = {path: state for path, state in outputs.items() if state}
    return {"inputs": inputs, "outputs": outputs, "folders": folders}


def listings(
    record: Record, earlier: set[str], ours: tuple[str, ...], start: int
) -> dict[str, str | None]:
    """Give the folders that were listed, now or earlier; None is for one that changed meanwhile.

    A folder into which the build itself wrote is none that it depends on.
    """
    written = {Path(path).parent for path in record.paths("written")}
    compiled = {folder.parent for folder in written if folder.name == COMPILED}
    found: dict[str, str | None] = {}
    for name in record.paths("listed") | earlier:
        folder = Path(name)
        if folder in written or f"{name}{os.sep}".startswith(ours) or not folder.is_dir():
            continue
        late = folder.stat().st_mtime_ns >= start and folder not in compiled
        found[name] = None if late else listing(name)
    return found


def source_of(path: str) -> str:
    """Name the source of a compiled module; any other file is its own."""
    folder, _, name = path.rpartition(f"{os.sep}{COMPILED}{os.sep}")
    if folder and name.endswith(".pyc"):
        source = Path(folder, name.partition(".")[0] + ".py")
        return str(source) if source.exists() else path
    return path
