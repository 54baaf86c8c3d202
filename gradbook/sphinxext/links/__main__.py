"""Command line of the offline link check."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gradbook.sphinxext.links.check import check


def main(arguments: list[str] | None = None) -> int:
    """Report the problems of a built site; return 1 if there are any, 2 if there is no site."""
    parser = argparse.ArgumentParser(
        prog="python -m gradbook.sphinxext.links",
        description="Check the links, anchors, images and files of a built site, offline.",
    )
    parser.add_argument("folder", type=Path, help="such as build/html")
    folder = parser.parse_args(arguments).folder
    try:
        problems = check(folder)
    except OSError as error:
        print(f"links: {error}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    files = {problem.file for problem in problems}
    print(f"problems: {len(problems)}, in files: {len(files)}" if problems else "all links hold")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
