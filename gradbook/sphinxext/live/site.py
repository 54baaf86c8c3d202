"""What a build has of Python: where its packages come from, and the files that it publishes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.util import logging

from gradbook.sphinxext.live.editor import make_editor
from gradbook.sphinxext.live.local import helper_files, package_files, wheel
from gradbook.sphinxext.live.runtime import Pyodide, assemble, described, integrity
from gradbook.sphinxext.live.wheels import Lock, WheelError, from_address, from_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from gradbook.sphinxext.live.wheels import Wheel

__all__ = ["FOLDER_VARIABLE", "Python", "prepare_python"]

FOLDER_VARIABLE = "GRADBOOK_PYODIDE"
FOLDER = "_static/gradbook"
LEFT_OUT = ("fonttools", "pytz")
"""Packages that others name and that no cell needs: PDF files, time zones."""
SCRIPTS = Path(__file__).parent / "static" / FOLDER.removeprefix("_static/")
WORKER = b"".join(file.read_bytes() for file in sorted(SCRIPTS.rglob("*.js")))
logger = logging.getLogger(__name__)


@dataclass
class Python:
    """Python as the pages of a build have it."""

    facts: dict[str, Any]
    """What each page tells its worker; addresses are relative to the root of the site."""
    modules: frozenset[str]
    """Top-level modules, besides the standard library."""
    source: str
    """Where the packages come from, in words."""
    files: dict[str, Path | bytes] = field(default_factory=dict)
    """What is published in the folder `FOLDER`; a path may be a folder."""

    @property
    def content(self) -> bytes:
        """What is published as ``python.json``."""
        return json.dumps(self.facts, sort_keys=True).encode()

    @property
    def digest(self) -> str:
        """Changes when anything does that a worker loads."""
        return hashlib.sha256(self.content + WORKER).hexdigest()[:12]

    def publish(self, static: Path) -> None:
        """Copy the files, unless they are there; those of earlier builds go."""
        static.mkdir(parents=True, exist_ok=True)
        for pattern in ("pyodide-*", "*.whl", "editor-*.js"):
            for old in static.glob(pattern):
                if old.name not in self.files:
                    shutil.rmtree(old) if old.is_dir() else old.unlink()
        for name, content in {**self.files, "python.json": self.content}.items():
            target = static / name
            if isinstance(content, bytes):
                if not (target.is_file() and target.read_bytes() == content):
                    target.write_bytes(content)
            elif content.is_dir():
                if not target.is_dir():
                    shutil.copytree(content, target)
            elif not target.is_file():
                shutil.copyfile(content, target)


def prepare_python(app: Sphinx) -> Python | None:
    """Assemble what pages need to run cells; None if the npm package is not installed."""
    config = app.config
    folder = Path(app.confdir, config.gradbook_pyodide)
    if not (config.gradbook_pyodide and (folder / "pyodide.mjs").is_file()):
        return None
    pyodide = Pyodide(folder)
    store = Path(app.confdir, config.gradbook_live_store or app.outdir.parent / "pyodide")
    python: Python | None
    try:
        python = with_packages(pyodide, config, store)
    except WheelError as error:
        python = from_elsewhere(pyodide, config, store, error)
    if python is None:
        return None
    add_local(python, config)
    editor = make_editor(Path(app.confdir, config.gradbook_live_modules), store)
    if editor:
        python.files[editor.name] = editor
        python.facts["editor"] = f"{FOLDER}/{editor.name}"
    logger.info("Python on the page: %s", python.source)
    return python


def with_packages(pyodide: Pyodide, config: Config, store: Path) -> Python:
    """Have the site hold the packages itself: from a folder, or from the official distribution."""
    given = os.environ.get(FOLDER_VARIABLE)
    fetch: Callable[[Wheel], bytes]
    if given:
        source = f"this site, from the folder {FOLDER_VARIABLE}"
        folder = Path(given)
        try:
            lock = Lock((folder / "pyodide-lock.json").read_text("utf-8"))
        except OSError as error:
            raise WheelError(f"{FOLDER_VARIABLE}: no pyodide-lock.json in {folder}") from error
        fetch = from_folder(folder)
    elif config.gradbook_live_download:
        source = "this site, from the official distribution of Pyodide"
        lock = Lock(pyodide.lock)
        base = config.gradbook_live_distribution or pyodide.official
        fetch = from_address(base, store / f"wheels-{pyodide.version}")
    else:
        raise WheelError("downloads are switched off")
    wheels = lock.wheels(config.gradbook_live_packages, LEFT_OUT)
    made = assemble(pyodide, wheels, fetch, store)
    facts = describe(pyodide, made.folder) | {"packages": made.packages}
    modules = lock.modules(wheels)
    return Python(facts, frozenset(modules), source, {made.folder.name: made.folder})


def from_elsewhere(
    pyodide: Pyodide, config: Config, store: Path, error: WheelError
) -> Python | None:
    """Have the reader's browser load the packages from the official distribution, if asked to."""
    lock = Lock(pyodide.lock)
    base = config.gradbook_live_distribution or pyodide.official
    host = urlsplit(base).hostname
    try:
        wheels = lock.wheels(config.gradbook_live_packages, LEFT_OUT)
        made = assemble(pyodide, [], lambda wheel: b"", store)
    except (WheelError, OSError) as trouble:
        logger.warning("Python on the page: %s", trouble, type="gradbook", subtype="live")
        return None
    logger.info("Python on the page: %s", error)
    names = [wheel.name for wheel in wheels]
    facts = describe(pyodide, made.folder) | {
        "packages": {wheel.name: wheel.version for wheel in wheels},
        "remote": {"base": base, "host": host, "names": names},
    }
    facts["lock"]["packages"] = {
        name: entry | {"depends": [n for n in entry["depends"] if n in names]}
        for name, entry in lock.data["packages"].items()
        if name in names
    }
    source = f"{host}, when a reader asks for it"
    return Python(facts, frozenset(lock.modules(wheels)), source, {made.folder.name: made.folder})


def describe(pyodide: Pyodide, folder: Path) -> dict[str, Any]:
    """Say what is in the folder of a runtime."""
    return {
        "base": f"{FOLDER}/{folder.name}/",
        "files": described(folder),
        "lock": {"info": json.loads(pyodide.lock)["info"], "packages": {}},
        "wheels": {},
    }


def add_local(python: Python, config: Config) -> None:
    """Add the wheels of the book, and of the code that runs cells."""
    helpers = helper_files(config.gradbook_live_figures)
    wheels = [wheel("gradbook-live", "1", helpers)]
    modules = {path.partition("/")[0].removesuffix(".py") for path in helpers}
    for name in getattr(config, "gradbook_local_packages", ()):
        package = package_files(name, config.gradbook_live_exclude)
        if package:
            wheels.append(wheel(name, *package))
            modules.add(name)
    for name, content in wheels:
        python.files[name] = content
        facts = {"size": len(content), "integrity": integrity(content)}
        python.facts["wheels"][f"{FOLDER}/{name}"] = facts
    python.modules |= modules
