"""The command line: what is for Sphinx, and what is for the server."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.cmd.build import get_parser

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Options", "read_options", "sphinx_arguments"]

PROGRAM = "python -m gradbook.sphinxext.serve"


class Options(NamedTuple):
    """What the server needs to know."""

    sphinx: list[str]
    """The arguments of `sphinx-build`."""
    source: Path
    configuration: Path
    output: Path
    doctrees: Path
    watch: list[Path]
    ignore: list[str]
    port: int
    open_browser: bool


def read_options(arguments: Sequence[str]) -> Options:
    """Read the command line; end the process with a sentence if there is a mistake in it.

    Parameters
    ----------
    arguments
        The arguments of `sphinx-build` and of the server, in any order.
    """
    ours = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    group = ours.add_argument_group("server options")
    group.add_argument("--port", type=int, default=0, help="0, the default, finds a free one")
    group.add_argument("--open-browser", action="store_true", help="when the book is built")
    group.add_argument("--watch", type=Path, action="append", default=[], metavar="DIR")
    group.add_argument("--ignore", action="append", default=[], metavar="PATTERN")
    known, sphinx = ours.parse_known_args(arguments)
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage="%(prog)s [server options] [options of sphinx-build] SOURCE_DIR OUTPUT_DIR",
        parents=[ours],
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="the others are those of sphinx-build")
    if {"-h", "--help"} & set(sphinx):
        parser.print_help()
        parser.exit()
    given = sphinx_arguments(sphinx)
    source, output = Path(given["sourcedir"]).resolve(), Path(given["outputdir"]).resolve()
    for folder in (source, *known.watch):
        if not folder.is_dir():
            parser.error(f"expected a folder, got {folder}")
    return Options(
        sphinx,
        source,
        Path(given["confdir"]).resolve(),
        output,
        Path(given["doctreedir"]).resolve(),
        [folder.resolve() for folder in known.watch],
        known.ignore,
        known.port,
        known.open_browser,
    )


def sphinx_arguments(arguments: Sequence[str]) -> dict[str, Any]:
    """Read the arguments of `sphinx-build`.

    Parameters
    ----------
    arguments
        The arguments.

    Returns
    -------
    dict
        What `sphinx-build` makes of them, with the folders that it derives and, as `overrides`,
        the settings.

    Examples
    --------
    >>> given = sphinx_arguments(["-n", "-D", "language=de", "docs", "build/live"])
    >>> given["confdir"], given["overrides"]
    ('docs', {'language': 'de', 'nitpicky': True})
    """
    parser = get_parser()
    parser.prog = PROGRAM
    given = vars(parser.parse_args(arguments))
    if given["filenames"]:
        parser.error(f"expected no names of pages, got {' '.join(given['filenames'])}")
    pairs = [setting.partition("=") for setting in given["define"]]
    html = [setting.partition("=") for setting in given["htmldefine"]]
    overrides: dict[str, Any] = {name: value for name, _, value in pairs}
    overrides.update({f"html_context.{name}": value for name, _, value in html})
    if given["nitpicky"]:
        overrides["nitpicky"] = True
    given["overrides"] = overrides
    given["confdir"] = given["confdir"] or given["sourcedir"]
    given["doctreedir"] = given["doctreedir"] or str(Path(given["outputdir"], ".doctrees"))
    return given
