"""The command line of `sphinx-build`, as far as it decides whether a build can be left out."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Build", "read_arguments", "surroundings"]

BUILDERS = {"dirhtml", "html", "singlehtml"}
"""Their output depends on files alone; `linkcheck`, for one, asks the network."""
WITH_VALUE = ("-j --jobs", "-D --define", "-A --html-define", "-t --tag", "-w --warning-file")
FLAGS = (
    *("-n --nitpicky", "-W --fail-on-warning", "--keep-going", "-T --show-traceback"),
    *("-v --verbose", "--color", "-N --no-color"),
)
VOLATILE = {"_", "COLUMNS", "LINES", "OLDPWD", "PWD", "SHLVL", "TERM", "WINDOWID"}
"""Variables that differ from one terminal to the next and mean nothing to a build."""


class Build(NamedTuple):
    """What is to be built, from where and to where."""

    source: Path
    configuration: Path
    output: Path
    doctrees: Path
    quiet: bool


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def read_arguments(arguments: Sequence[str]) -> Build | None:
    """Read the arguments of a build that may be left out.

    Parameters
    ----------
    arguments
        As for `sphinx-build`.

    Returns
    -------
    Build or None
        None if the build has to run in any case: some option asks for it (`-E`, `-a`, `-M`, names
        of pages), the builder does more than write pages, or the arguments are not understood.

    Examples
    --------
    >>> read_arguments(["-n", "docs", "build/html"]).output.as_posix()
    'build/html'
    >>> read_arguments(["-E", "docs", "build/html"])
    """
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("-b", "--builder", default="html")
    parser.add_argument("-d", "--doctree-dir", dest="doctrees", type=Path)
    parser.add_argument("-c", "--conf-dir", dest="configuration", type=Path)
    parser.add_argument("-q", "--quiet", "-Q", "--silent", dest="quiet", action="store_true")
    for names in WITH_VALUE:
        parser.add_argument(*names.split(), action="append", dest="others")
    for names in FLAGS:
        parser.add_argument(*names.split(), action="count", dest="flags")
    try:
        known, others = parser.parse_known_args(arguments)
    except ValueError:
        return None
    if others or known.builder not in BUILDERS:
        return None
    return Build(
        known.source,
        known.configuration or known.source,
        known.output,
        known.doctrees or known.output / ".doctrees",
        known.quiet,
    )


def surroundings(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Digest what a build depends on besides files.

    The values of variables may be secret, and are not to be found in the digest.

    Parameters
    ----------
    arguments
        As for `sphinx-build`.
    environment
        The environment variables.

    Returns
    -------
    str
        A SHA-256 in hexadecimal digits.

    Examples
    --------
    >>> surroundings(["docs"], {"LANG": "C"}) == surroundings(["docs"], {"LANG": "C", "SHLVL": "2"})
    True
    >>> surroundings(["docs"], {"LANG": "C"}) == surroundings(["docs"], {"LANG": "de"})
    False
    """
    variables = sorted(item for item in environment.items() if item[0] not in VOLATILE)
    python = [sys.version, sys.executable, repr(sys.flags)]
    state = json.dumps([list(arguments), os.fspath(Path.cwd()), python, variables])
    return hashlib.sha256(state.encode(errors="surrogatepass")).hexdigest()
