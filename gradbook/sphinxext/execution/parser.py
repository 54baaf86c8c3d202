"""Reading a page: its cells are run by our engine, MyST-NB makes the page of it.

Three things are done around MyST-NB's parser. Front matter is checked first, because a page whose
front matter is broken would be taken for plain Markdown. The notebook is read and executed by our
engine and handed over with its outputs. Warnings are held back until the page is read: if its cells
failed, those that only follow from that are dropped, and one with the line of the failing statement
is given.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import NoSuchKernel
from myst_nb.core.read import (  # type: ignore[import-untyped]
    MystMetadataParsingError,
    _LoadFileParsingError,
)
from myst_nb.sphinx_ import (  # type: ignore[import-untyped]
    NbMetadataCollector,
    Parser as NotebookParser,
)
from sphinx.errors import SphinxError
from sphinx.util import logging

from gradbook.sphinxext.execution.dependencies import note
from gradbook.sphinxext.execution.failure import (
    add_missing_figures,
    first_line,
    no_kernel,
    statement,
    unreadable,
)
from gradbook.sphinxext.execution.frontmatter import (
    Problem,
    check,
    line_of,
    without_front_matter,
)
from gradbook.sphinxext.execution.marks import mark_failure, mark_intended
from gradbook.sphinxext.execution.page import OURS
from gradbook.sphinxext.execution.reader import GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from myst_nb.sphinx_ import SphinxEnvType

    from gradbook.sphinxext.execution.engine import Engine, Outcome
    from gradbook.sphinxext.execution.marks import mark_failure, mark_intended
from gradbook.sphinxext.execution.page import Page

__all__ = ["Parser"]

logger = logging.getLogger(__name__)

FOLLOWS = re.compile(r"\[(mystnb\.(exec|glue|eval|nbcell)|myst-nb\.lexer)\]")
"""Warnings of MyST-NB that say no more than: the cells of this page did not all run."""


class Parser(NotebookParser):  # type: ignore[misc]  # MyST-NB is not typed
    """MyST-NB's parser, with the mishaps of a page told in one diagnostic each."""

    engine: Engine
    budget: float
    """Seconds that a page may take."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page.

        Parameters
        ----------
        inputstring
            Text of the page.
        document
            The doctree to fill.
        """
        problem = check(inputstring)
        problems: list[Problem] = []
        with logging.pending_logging() as held:
            if problem:
                super().parse(without_front_matter(inputstring), document)
                problems = [problem]
            else:
                problems = self._parse_page(inputstring, document)
            if problems:
                held.buffer = [r for r in held.buffer if not FOLLOWS.search(r.getMessage())]
        for problem in problems:
            where = (document.settings.env.docname, problem.line)
            logger.warning(problem.text, type="gradbook", subtype="execution", location=where)

    def _parse_page(self, text: str, document: nodes.document) -> list[Problem]:
        """Parse and execute; if that is impossible, parse without executing."""
        env: SphinxEnvType = document.settings.env
        try:
            page = self.engine.page(env, env.docname, text)
        except (MystMetadataParsingError, _LoadFileParsingError) as error:
            super().parse(without_front_matter(text), document)
            return [unreadable(str(error), text)]
        if page is None or page.mode not in {*OURS, "off"}:
            super().parse(text, document)
            return []
        outcome = None
        if page.mode in OURS:
            page, outcome = self.engine.outcome(page)
        own = page.notebook.metadata.get(env.mystnb_config.metadata_key, {})
        own.pop("execution_mode", None)  # it was done, or must not be
        formats = {Path(env.doc2path(env.docname)).name: _given(page)}
        with _settings(env, custom_formats=formats, execution_mode="off"):
            super().parse(text, document)
        mark_intended(document)
        if outcome is None:
            return []
        NbMetadataCollector.set_exec_data(env, env.docname, _account(page, outcome))
        if outcome.failure is None:
            note(env, page, outcome.entry, paper=self.engine.paper)
        problems = list(self._problems(page, outcome))
        if outcome.failure:
            failed = getattr(outcome.failure, "cell", 0)
            add_missing_figures(document, page.notebook.cells[failed:])
            mark_failure(document, failed, problems[0].text)
        return problems

    def _problems(self, page: Page, outcome: Outcome) -> Iterator[Problem]:
        """Say what the author has to know of the execution of a page."""
        if isinstance(outcome.failure, NoSuchKernel):
            yield no_kernel(outcome.failure.name, page.text)
        elif outcome.failure:
            problem = statement(page, outcome.failure)
            if page.stop:
                raise SphinxError(f"{page.name}:{problem.line}: {problem.text}")
            yield problem
        for name in page.data:
            if not (self.engine.book / Path(page.name).parent / name).is_file():
                yield Problem(line_of("data", page.text), f"data: there is no file {name!r}")
        if outcome.unsaved:
            yield Problem(None, f"the outputs of the cells cannot be kept: {outcome.unsaved}")
        if outcome.entry.seconds > self.budget:
            yield self._too_slow(page, outcome)
        if not outcome.failure:
            yield from _spared(page)

    def _too_slow(self, page: Page, outcome: Outcome) -> Problem:
        took = [float(cell["seconds"]) for cell in outcome.entry.cells]
        slowest = took.index(max(took))
        line = first_line(page, page.places[slowest])
        return Problem(
            line,
            f"the cells took {outcome.entry.seconds:.0f} seconds, and a page has "
            f"{self.budget:g}; this one took {took[slowest]:.0f}",
        )


def _spared(page: Page) -> Iterator[Problem]:
    """Complain of cells that are marked as failing and do not fail."""
    for index, cell in enumerate(page.notebook.cells):
        marked = "raises-exception" in cell.metadata.get("tags", [])
        if marked and not any(output.output_type == "error" for output in cell.outputs):
            text = "cell is tagged 'raises-exception', and raised none"
            yield Problem(first_line(page, index), text)


def _given(page: Page) -> tuple[str, dict[str, Any], bool]:
    return GIVEN, {"notebook": page.notebook}, page.commonmark


def _account(page: Page, outcome: Outcome) -> dict[str, Any]:
    """Say what MyST-NB's table of executions shows."""
    failure = outcome.failure
    return {
        "mtime": outcome.entry.made,
        "runtime": outcome.entry.seconds,
        "method": page.mode,
        "succeeded": failure is None,
        "error": None if failure is None else type(failure).__name__,
        "traceback": None,
    }


@contextmanager
def _settings(env: SphinxEnvType, **changes: Any) -> Iterator[None]:
    """Change MyST-NB's settings for a while."""
    settings = env.mystnb_config
    env.mystnb_config = settings.copy(**changes)
    try:
        yield
    finally:
        env.mystnb_config = settings
