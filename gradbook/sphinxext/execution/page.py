"""A page with cells: what is run, how, and on what that depends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from myst_nb.core.nb_to_tokens import nb_node_to_dict  # type: ignore[import-untyped]
from myst_nb.core.read import create_nb_reader, is_myst_markdown_notebook  # type: ignore[import-untyped]

from gradbook.sphinxext.execution.closure import imports
from gradbook.sphinxext.execution.reader import read
from gradbook.sphinxext.execution.store import digest

if TYPE_CHECKING:
    from myst_nb.core.config import NbParserConfig  # type: ignore[import-untyped]
    from myst_nb.sphinx_ import SphinxEnvType  # type: ignore[import-untyped]
    from nbformat import NotebookNode

__all__ = ["Page", "read_page"]

OURS = ("auto", "cache", "force")
"""Modes of execution that are done here; `inline` is left to MyST-NB."""
MARKS = {"raises-exception", "skip-execution"}
"""Tags that change how a cell is run; the others change how it is shown."""


@dataclass
class Page:
    """A page whose cells are to be run."""

    name: str
    text: str
    notebook: NotebookNode
    commonmark: bool
    """Whether its stretches of Markdown are plain CommonMark."""
    mode: str
    """One of `OURS`, or another one of MyST-NB's; `off` if the page is not to be run."""
    kernel: str
    folder: Path | None
    """Where the cells run; None for a temporary folder."""
    timeout: int | None
    allow_errors: bool
    stop: bool
    """Whether a cell that fails stops the build."""
    data: list[str] = field(default_factory=list)
    """Files that the front matter declares."""
    key: str = ""
    """Digest of the cells."""
    imports: list[str] = field(default_factory=list)

    @property
    def places(self) -> list[int]:
        """Where among the cells of the notebook the code cells stand."""
        return [n for n, cell in enumerate(self.notebook.cells) if cell.cell_type == "code"]

    @property
    def code(self) -> list[NotebookNode]:
        """The code cells."""
        return [self.notebook.cells[place] for place in self.places]


def read_page(env: SphinxEnvType, name: str, text: str) -> Page | None:
    """Read a page.

    Parameters
    ----------
    env
        Sphinx's environment.
    name
        Name of the page.
    text
        Its source.

    Returns
    -------
    Page or None
        None if the page is no notebook.

    Raises
    ------
    MystMetadataParsingError, _LoadFileParsingError
        As MyST-NB raises them, if options or metadata of a cell cannot be read.
    """
    path = Path(env.doc2path(name))
    reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
    if reader is None:
        return None
    if reader.read_fmt and is_myst_markdown_notebook(text):
        notebook = read(text, config=env.myst_config, path=str(path))
    else:
        notebook = reader.read(text)
    config = _own_settings(env.mystnb_config, notebook)
    execution = notebook.metadata.get("execution", {})
    page = Page(
        name=name,
        text=text,
        notebook=notebook,
        commonmark=reader.md_config.commonmark_only,
        mode=_mode(config, path, notebook),
        kernel=_kernel(config, notebook),
        folder=None if config.execution_in_temp else path.parent,
        timeout=execution.get("timeout", config.execution_timeout) or None,
        allow_errors=execution.get("allow_errors", config.execution_allow_errors),
        stop=config.execution_raise_on_error,
        data=_strings(notebook.metadata.get("data", [])),
    )
    sources = [cell.source for cell in page.code]
    page.imports = sorted({module for source in sources for module in imports(source)})
    place = PurePosixPath(name).parent.as_posix() if page.folder else None
    marks = [sorted(MARKS & set(cell.metadata.get("tags", []))) for cell in page.code]
    page.key = digest(page.kernel, place, page.allow_errors, sources, marks)
    return page


def _own_settings(config: NbParserConfig, notebook: NotebookNode) -> NbParserConfig:
    """Apply what the front matter says; MyST-NB complains of what it cannot apply."""
    own: dict[str, Any] = nb_node_to_dict(notebook.metadata.get(config.metadata_key, {}))
    own.pop("output_folder", None)
    try:
        return config.copy(**own)
    except Exception:
        return config


def _mode(config: NbParserConfig, path: Path, notebook: NotebookNode) -> str:
    patterns = config.execution_excludepatterns
    if any(PurePosixPath(path.as_posix()).match(pattern) for pattern in patterns):
        return "off"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if not code or (config.execution_mode == "auto" and all(cell.outputs for cell in code)):
        return "off"
    return str(config.execution_mode)


def _kernel(config: NbParserConfig, notebook: NotebookNode) -> str:
    name = notebook.metadata.get("kernelspec", {}).get("name") or "python3"
    for pattern, alias in config.kernel_rgx_aliases.items():
        if re.fullmatch(pattern, name):
            return str(alias)
    return str(name)


def _strings(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
