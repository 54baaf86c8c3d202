"""Which pages are to be read again because something has changed that their cells depend on.

Sphinx looks at the times of files. Here their contents are compared, so a page is read again after
a change whatever the clock says (in a moved clone, or with a restored cache), and is not read again
after a change that was taken back.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.execution.store import digest

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from gradbook.sphinxext.execution.engine import Engine
    from gradbook.sphinxext.execution.page import Page
    from gradbook.sphinxext.execution.store import Entry

__all__ = ["forget", "inputs", "merge", "note", "outdated"]


def _known(env: BuildEnvironment) -> dict[str, dict[str, Any]]:
    if not hasattr(env, "gradbook_cells"):
        env.gradbook_cells = {}  # type: ignore[attr-defined]
    known: dict[str, dict[str, Any]] = env.gradbook_cells  # type: ignore[attr-defined]
    return known


def note(env: BuildEnvironment, page: Page, entry: Entry, *, paper: bool) -> None:
    """Remember what the outputs of a page depend on, and whether they can be printed."""
    _known(env)[page.name] = {
        "paper": paper,
        "versions": digest(),
        "imports": page.imports,
        "data": page.data,
        "static": entry.static,
        "dynamic": entry.dynamic,
    }


def forget(env: BuildEnvironment, name: str) -> None:
    """Forget a page."""
    _known(env).pop(name, None)


def merge(env: BuildEnvironment, names: set[str], other: BuildEnvironment) -> None:
    """Take over what another process has noted."""
    theirs = _known(other)
    _known(env).update({name: theirs[name] for name in names if name in theirs})


def outdated(env: BuildEnvironment, engine: Engine) -> list[str]:
    """Name the pages whose outputs depend on something that has changed."""
    versions = digest()
    found = []
    for name, known in _known(env).items():
        folder = engine.book / Path(name).parent
        if (
            known["versions"] != versions
            or engine.paper > known["paper"]
            or known["static"] != engine.static(known["imports"], folder, known["data"])
            or not engine.holds(known["dynamic"])
        ):
            found.append(name)
    return found


def inputs(env: BuildEnvironment, engine: Engine) -> list[Path]:
    """List all files on which the outputs of any page depend."""
    labels = {label for known in _known(env).values() for label in known["static"]}
    labels |= {label for known in _known(env).values() for label in known["dynamic"]}
    return sorted(engine.closure.file(label) for label in labels)
