"""Command line: check how the questions of a book are written, keep their ids, export them.

    python -m gradbook.sphinxext.quiz docs
    python -m gradbook.sphinxext.quiz docs --write-lock
    python -m gradbook.sphinxext.quiz export --to gift quizzes.json questions.gift

The first reads the Markdown pages of a folder and prints, with file and line, what the part
`gradbook.sphinxext.quiz.style` finds and which ids are missing from `quiz-lock.json`; the second
adds these. Ids are never taken out. Without the file no ids are kept, and `--write-lock` makes it.
The third is told in `gradbook.sphinxext.quiz.exports`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gradbook.sphinxext.quiz.exports import main as export
from gradbook.sphinxext.quiz.lock import LOCK, LockError, read_lock, write_lock
from gradbook.sphinxext.quiz.markdown import pages, quizzes
from gradbook.sphinxext.quiz.options import QUIZ_ID
from gradbook.sphinxext.quiz.style import check_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Check or export; return 0 if all is well, 1 if not, 2 if nothing can be done."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["export"]:
        return export(arguments[1:])
    parser = argparse.ArgumentParser(
        prog="python -m gradbook.sphinxext.quiz",
        description="Check the quizzes in the Markdown pages of a book.",
    )
    parser.add_argument("folder", type=Path, help="the book's pages, such as docs")
    parser.add_argument("--write-lock", action="store_true", help=f"add new ids to {LOCK}")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        print(f"quiz: expected a folder of pages, got {given.folder}", file=sys.stderr)
        return 2
    path = given.folder / LOCK
    try:
        if given.write_lock:
            return add_ids(given.folder, path)
        findings = [*style(given.folder), *missing(given.folder, path)]
    except LockError as error:
        print(f"{path}:{error.line}: {error}", file=sys.stderr)
        return 2
    print("\n".join(findings) or "the quizzes are well written")
    return 1 if findings else 0


def style(folder: Path) -> Iterator[str]:
    """Say what should be written differently."""
    for page in pages(folder):
        for finding in check_page(page.read_text("utf-8")):
            yield f"{page}:{finding.line}: quiz '{finding.ident}': {finding.text}"


def missing(folder: Path, path: Path) -> Iterator[str]:
    """Say which ids are not in the lock."""
    lock = read_lock(path) if path.is_file() else None
    for page, ident, line in ids(folder):
        if lock is not None and ident not in lock:
            command = f"python -m gradbook.sphinxext.quiz {folder} --write-lock"
            yield f"{page}:{line}: quiz '{ident}': {LOCK} does not have it; run '{command}'"


def add_ids(folder: Path, path: Path) -> int:
    """Add to the lock what it does not have."""
    lock = read_lock(path) if path.is_file() else {}
    new = {
        ident: page.relative_to(folder).with_suffix("").as_posix()
        for page, ident, _ in reversed(list(ids(folder)))
        if ident not in lock
    }
    write_lock(path, lock | new)
    print(f"{path}: {len(new)} added, {len(lock | new)} in all")
    return 0


def ids(folder: Path) -> Iterator[tuple[Path, str, int]]:
    """Return the ids of a book with page and line."""
    for page in pages(folder):
        for quiz in quizzes(page.read_text("utf-8")):
            if QUIZ_ID.fullmatch(quiz.ident):  # else the build complains
                yield page, quiz.ident, quiz.line


if __name__ == "__main__":
    sys.exit(main())
