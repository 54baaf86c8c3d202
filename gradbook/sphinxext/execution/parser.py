"""Reading a page: MyST-NB does it, and its mishaps come out as one diagnostic each.

Three things are done around MyST-NB's parser. Front matter is checked first, because a page whose
front matter is broken would be taken for plain Markdown. The notebook is made by our `read`, which
keeps hold of it. Warnings are held back until the page is read: if its cells failed, those that
only follow from that are dropped, and one with the line of the failing statement is given.
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
    is_myst_markdown_notebook,
)
from myst_nb.sphinx_ import (  # type: ignore[import-untyped]
    NbMetadataCollector,
    Parser as NotebookParser,
)
from nbclient.exceptions import DeadKernelError
from sphinx.util import logging

from gradbook.sphinxext.execution.failure import (
    add_missing_figures,
    fatal_cell,
    last_cell,
    no_kernel,
    statement,
    unreadable,
)
from gradbook.sphinxext.execution.frontmatter import check, without_front_matter
from gradbook.sphinxext.execution.reader import READER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from myst_nb.core.execute import ExecutionResult  # type: ignore[import-untyped]
    from myst_nb.sphinx_ import SphinxEnvType
    from nbformat import NotebookNode

    from gradbook.sphinxext.execution.frontmatter import Problem

__all__ = ["Parser"]

logger = logging.getLogger(__name__)

FOLLOWS = re.compile(r"\[(mystnb\.(exec|glue|eval|nbcell)|myst-nb\.lexer)\]")
"""Warnings of MyST-NB that say no more than: the cells of this page did not all run."""


class Parser(NotebookParser):  # type: ignore[misc]  # MyST-NB is not typed
    """MyST-NB's parser, with the mishaps of a page told in one diagnostic each."""

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
        with logging.pending_logging() as held:
            if problem:
                super().parse(without_front_matter(inputstring), document)
            else:
                problem = self._parse_page(inputstring, document)
            if problem:
                held.buffer = [r for r in held.buffer if not FOLLOWS.search(r.getMessage())]
        if problem:
            where = (document.settings.env.docname, problem.line)
            logger.warning(problem.text, type="gradbook", subtype="execution", location=where)

    def _parse_page(self, text: str, document: nodes.document) -> Problem | None:
        """Parse and execute; if that is impossible, parse without executing."""
        unexecuted = _settings(document.settings.env, execution_mode="off")
        kept: list[NotebookNode] = []
        try:
            failed = self._parse_notebook(text, document, keep=kept)
        except NoSuchKernel as error:
            with unexecuted:
                super().parse(text, document)
            return no_kernel(error.name, text)
        except DeadKernelError as error:
            if not kept:  # a notebook in JSON, whose cells have no lines
                raise
            with unexecuted:
                super().parse(text, document)
            return statement(kept[0], fatal_cell(error, kept[0]), text)
        except (MystMetadataParsingError, _LoadFileParsingError) as error:
            super().parse(without_front_matter(text), document)
            return unreadable(str(error), text)
        if not (failed and kept):
            return None
        index = last_cell(kept[0])
        add_missing_figures(document, kept[0].cells[index:])
        return statement(kept[0], index, text, failed["traceback"])

    def _parse_notebook(
        self, text: str, document: nodes.document, keep: list[NotebookNode]
    ) -> ExecutionResult | None:
        """Parse and execute; return MyST-NB's account of it if a cell failed."""
        env = document.settings.env
        path = Path(env.doc2path(env.docname))
        before = NbMetadataCollector.get_exec_data(env, env.docname)
        formats = dict(env.mystnb_config.custom_formats)
        if is_myst_markdown_notebook(text):
            reader = {"config": env.myst_config, "path": str(path), "keep": keep}
            formats = {path.suffix: (READER, reader, False), **formats}
        with _settings(env, custom_formats=formats):
            super().parse(text, document)
        run = NbMetadataCollector.get_exec_data(env, env.docname)
        return None if run is before or run["succeeded"] else run


@contextmanager
def _settings(env: SphinxEnvType, **changes: Any) -> Iterator[None]:
    """Change MyST-NB's settings for a while."""
    settings = env.mystnb_config
    env.mystnb_config = settings.copy(**changes)
    try:
        yield
    finally:
        env.mystnb_config = settings
