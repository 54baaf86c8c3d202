"""What pages load, as the parts have told Sphinx."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.bundle.files import CHUNKS, FOLDER

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from sphinx.application import Sphinx

__all__ = ["chunks_of", "path_of", "united_scripts", "united_styles"]

IMPORT = re.compile(rf'(?:from|import)"\./({CHUNKS}/[^"]+)"')
"""As esbuild writes it, but not ``import()``, which loads later."""


def united_scripts(app: Sphinx, files: Container[str]) -> list[str]:
    """Return the modules that every page loads, in their order."""
    return united(app.registry.js_files, files, {"priority": 500, "type": "module"})


def united_styles(app: Sphinx, files: Container[str]) -> list[str]:
    """Return the style sheets that every page loads, in their order."""
    return united(app.registry.css_files, files, {"priority": 500})


def united(
    registered: Iterable[tuple[str | None, dict[str, Any]]],
    files: Container[str],
    attributes: dict[str, Any],
) -> list[str]:
    """Return the files of the parts that are loaded with these attributes and no others."""
    names = [
        name.removeprefix(f"{FOLDER}/")
        for name, given in registered
        if name and name.startswith(f"{FOLDER}/") and given == attributes
    ]
    return [name for name in dict.fromkeys(names) if name in files]


def path_of(file: Any) -> str:
    """Return the path of a script or a style sheet of a page, such as `_static/gradbook/a.js`."""
    return str(getattr(file, "filename", file))


def chunks_of(made: Path, paths: Iterable[str]) -> list[str]:
    """Return the chunks that some scripts of a bundle import at once."""
    found = [
        chunk
        for path in paths
        if (file := made / path.removeprefix("_static/")).is_file()
        for chunk in IMPORT.findall(file.read_text("utf-8"))
    ]
    return list(dict.fromkeys(found))
