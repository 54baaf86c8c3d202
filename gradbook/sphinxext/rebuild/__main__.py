"""Command line: build, unless nothing has changed."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from gradbook.sphinxext.rebuild.arguments import read_arguments, surroundings
from gradbook.sphinxext.rebuild.record import RECORD
from gradbook.sphinxext.rebuild.stamp import Stamp, stamp_file
from gradbook.sphinxext.rebuild.stock import take_stock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gradbook.sphinxext.rebuild.arguments import Build


def main(arguments: Sequence[str]) -> int:
    """Build, unless nothing has changed; return Sphinx's exit code, or 0."""
    build = read_arguments(arguments)
    if build is None:
        return run_sphinx(arguments)
    stamp = Stamp(stamp_file(build.doctrees, build.output))
    key = surroundings(arguments, os.environ)
    sound = stamp.holds("outputs")
    if stamp.state.get("key") == key and sound and stamp.folders_hold() and stamp.holds("inputs"):
        if stamp.renewed:
            stamp.save(**stamp.state)
        if not build.quiet:
            print(f"nothing changed since {stamp.state['when']}: {build.output} is up to date")
        return 0
    return run_recorded(arguments, build, stamp, key, everything=stamp.unfinished or not sound)


def run_recorded(
    arguments: Sequence[str], build: Build, stamp: Stamp, key: str, *, everything: bool
) -> int:
    """Build, and leave a stamp if it is known what the build depends on.

    Parameters
    ----------
    arguments
        As for `sphinx-build`.
    build
        The same, read.
    stamp
        The stamp of the build before.
    key
        What this build depends on besides files.
    everything
        Whether pages have to be written again although Sphinx believes them to be up to date.
    """
    before = Stamp(stamp.file)
    earlier = {part: before.state.get(part, {}) for part in ("inputs", "folders")}
    stamp.save(unfinished=True, **earlier)
    start = stamp.file.stat().st_mtime_ns  # by the clock of the file system
    RECORD.start()
    code = run_sphinx(["-a", *arguments] if everything else arguments)
    RECORD.stop()
    state = None
    if code == 0 and RECORD.app is not None and RECORD.app._warncount == 0:
        state = take_stock(build, before, RECORD, start)
    if state is not None:
        when = time.strftime("%Y-%m-%d %H:%M:%S")
        stamp.save(key=key, when=when, **state)
    elif code in (0, 1):  # with warnings, but to the end
        stamp.save(**earlier)
    return code


def run_sphinx(arguments: Sequence[str]) -> int:
    """Build as `python -m sphinx` does."""
    from sphinx.cmd.build import main as sphinx_build

    return sphinx_build(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
