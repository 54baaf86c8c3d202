"""Ids of questions that have disappeared, by the lock of the book.

If `quiz-lock.json` lies beside the pages, the build checks that no id in it has gone silently; a
warning has the type ``quiz.stale``. What the file holds is told in `gradbook.sphinxext.quiz.lock`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from sphinx.environment.collectors import EnvironmentCollector

from gradbook.sphinxext.quiz.lock import LOCK, LockError, line_in, read_lock
from gradbook.sphinxext.quiz.nodes import quiz_question
from gradbook.sphinxext.quiz.problems import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

WAS = re.compile(r"[\s>]*:?was:")


class Question(NamedTuple):
    """A question of the book, as far as it matters here."""

    ident: str
    was: tuple[str, ...]
    source: str
    line: int


class Collector(EnvironmentCollector):
    """Remembers ids and former ids of the questions on each page."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page."""
        known(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Take over the pages that another process has read."""
        found = known(other)
        known(env).update({name: found[name] for name in docnames if name in found})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note the questions of a page."""
        questions = [
            Question(node["quiz_id"], tuple(node["was"]), node.source or "", node.line or 1)
            for node in doctree.findall(quiz_question)
            if not node["quiz_id"].startswith("_")  # its id was wrong, and that was reported
        ]
        if questions:
            known(app.env)[app.env.docname] = questions


def known(env: BuildEnvironment) -> dict[str, list[Question]]:
    """Return the questions by the names of their pages."""
    return cast("dict[str, list[Question]]", env.__dict__.setdefault("quiz_ids", {}))


def check_lock(app: Sphinx, env: BuildEnvironment) -> None:
    """Compare the book with the lock, if there is one."""
    path = Path(app.srcdir, LOCK)
    if not path.is_file():
        return
    try:
        lock = read_lock(path)
    except LockError as error:
        Report(str(path), "quiz-lock")(error.line, "stale", str(error))
        return
    pages = known(env)
    questions = [question for page in sorted(pages) for question in pages[page]]
    check_gone(path, lock, questions)
    present = {question.ident for question in questions}
    for question in questions:
        check_question(question, lock, present)


def check_gone(path: Path, lock: Mapping[str, str | None], questions: Iterable[Question]) -> None:
    """Report ids that have disappeared, where they stand in the lock."""
    answered = {ident for question in questions for ident in (question.ident, *question.was)}
    for ident, page in lock.items():
        if page is not None and ident not in answered:
            text = (
                f"no question has this id any more (first published on page '{page}'); write "
                f"':was: {ident}' below the one that it has become, or null here if it is gone"
            )
            Report(str(path), f"quiz '{ident}'")(line_in(path, ident), "stale", text)


def check_question(question: Question, lock: Mapping[str, str | None], present: Set[str]) -> None:
    """Report an id that is used again, and former ids that are none."""
    report = Report(question.source, f"quiz '{question.ident}'")
    if question.ident in lock and lock[question.ident] is None:
        text = f"the id belonged to a question that is gone, says {LOCK}; choose another one"
        report(question.line, "stale", text)
    for former in question.was:
        if former in present:
            text = f"':was: {former}' names a question that is still in the book"
            report(line_of_was(question), "stale", text)
        elif lock.get(former) is None:
            text = f"':was: {former}' names an id that was never published, or is gone, by {LOCK}"
            report(line_of_was(question), "stale", text)


def line_of_was(question: Question) -> int:
    """Return the line of the option ``:was:``, or that of the question in a notebook."""
    path = Path(question.source)
    lines = path.read_text("utf-8").splitlines() if path.suffix != ".ipynb" else []
    numbers = range(question.line, len(lines) + 1)
    return next((n for n in numbers if WAS.match(lines[n - 1])), question.line)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the check."""
    app.add_env_collector(Collector)
    app.connect("env-check-consistency", check_lock)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
