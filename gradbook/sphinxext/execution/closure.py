"""What the cells of a page depend on: the files of the modules they import, and of those in turn.

Only local modules count, which change while a book is written: those of the packages that the
configuration names, and those that lie neither in the standard library nor among the installed
packages. The versions of installed packages count as a whole.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import re
import sys
import sysconfig
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Closure", "content", "imports"]

INSTALLED = [
    *(Path(path).resolve() for path in sysconfig.get_paths().values()),
    Path(sys.prefix).resolve() / "lib",
    Path(sys.base_prefix).resolve() / "lib",
]
EXTENSION = Path(__file__).resolve().parents[1]
"""This extension draws pages; no cell imports it, so its files do not count."""


def content(file: Path) -> str:
    """Hash a file; an empty string if it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def imports(code: str, package: str = "") -> Iterator[str]:
    """Find the names of the modules that code may import, wherever in the code it does.

    Parameters
    ----------
    code
        Python, or cells of IPython.
    package
        The package in which it stands, for relative imports.

    Yields
    ------
    str
        Dotted names; the last part need not be a module. What a type checker alone imports is
        left out.

    Examples
    --------
    >>> list(imports("from gradbook.functions import Bowl"))
    ['gradbook.functions', 'gradbook.functions.Bowl']
    """
    nodes: list[ast.AST] = [_parse(code)]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and _is_for_types(node.test):
            nodes.extend(node.orelse)
            continue
        nodes.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            try:
                home = importlib.util.resolve_name(module, package)
            except ImportError:  # leads out of the package: Python will say so
                continue
            yield home
            yield from (f"{home}.{alias.name}" for alias in node.names)


def _is_for_types(test: ast.expr) -> bool:
    return getattr(test, "id", getattr(test, "attr", "")) == "TYPE_CHECKING"


def _parse(code: str) -> ast.Module:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):
        from IPython.core.inputtransformer2 import TransformerManager

        try:
            python = TransformerManager().transform_cell(code)  # type: ignore[no-untyped-call]
            return ast.parse(python)
        except (SyntaxError, ValueError):
            return ast.Module([], [])  # its cell will fail


class Closure:
    """Finds and labels local files; what it has found is valid for one build.

    Parameters
    ----------
    packages
        Names of local packages, wherever they are installed.
    book
        Folder of the pages.
    """

    def __init__(self, packages: Iterable[str], book: Path) -> None:
        importlib.invalidate_caches()
        self.book = book.resolve()
        self.roots: dict[str, list[Path]] = {}
        for name in packages:
            spec = _find(name, None)
            places = list(spec.submodule_search_locations or []) if spec else []
            if spec and spec.has_location and spec.origin and not places:
                places = [spec.origin]
            self.roots[name] = [Path(place).resolve() for place in places]
        self._specs: dict[tuple[str, str], ModuleSpec | None] = {}
        self._inside: dict[Path, list[str]] = {}
        self._contents: dict[tuple[Path, int, int], str] = {}

    def label(self, file: Path) -> str | None:
        """Name a local file in a way that does not depend on where the book or package lies.

        Returns
        -------
        str or None
            None for a file that is not local, or that belongs to this extension.
        """
        file = file.resolve()
        if EXTENSION in file.parents:
            return None
        for name, places in self.roots.items():
            for place in places:
                if file == place or place in file.parents:
                    inside = file.relative_to(place).as_posix()
                    return f"{name}:{file.name if file == place else inside}"
        outside = self.book not in file.parents
        if outside and (
            file.suffix != ".py"
            or "site-packages" in file.parts
            or any(folder in file.parents for folder in INSTALLED)
        ):
            return None
        try:
            return Path(os.path.relpath(file, self.book)).as_posix()
        except ValueError:  # another drive
            return file.as_posix()

    def shorten(self, text: str) -> str:
        """Take from paths in a message what depends on where book, package and Python lie."""
        text = re.sub(r"[^\s\"']*ipykernel_\d+[/\\]\d+\.py", "cell", text)
        local = [place.parent for places in self.roots.values() for place in places]
        installed = sorted(INSTALLED, key=lambda path: len(path.parts), reverse=True)
        short = {**dict.fromkeys([*local, self.book], ""), **dict.fromkeys(installed, "…/")}
        home = Path.home()
        for folder, instead in short.items():
            if home in folder.parents:  # IPython writes it so
                text = text.replace(f"~{os.sep}{folder.relative_to(home)}{os.sep}", instead)
            text = text.replace(f"{folder}{os.sep}", instead)
        return text

    def file(self, label: str) -> Path:
        """Return the file that a label names; it need not exist any more."""
        name, colon, inside = label.partition(":")
        for place in self.roots.get(name, []) if colon else []:
            if place.name == inside or (place / inside).exists():
                return place if place.is_file() else place / inside
        return Path(label) if Path(label).is_absolute() else self.book / label

    def of(self, names: Iterable[str], folder: Path) -> dict[str, Path]:
        """Follow imports.

        Parameters
        ----------
        names
            What is imported, as `imports` gives it.
        folder
            Where they run; modules beside the page are found first.

        Returns
        -------
        dict
            The local files, by their labels.
        """
        found: dict[str, Path] = {}
        beside = str(folder)
        left = list(names)
        seen = set(left)
        while left:
            for spec in self._chain(left.pop(), beside):
                file = Path(spec.origin) if spec.has_location and spec.origin else None
                label = self.label(file) if file else None
                if file is None or label is None or label in found:
                    continue
                found[label] = file
                new = set(self._imports_of(file, spec)) - seen
                seen |= new
                left += new
        return found

    def hash(self, file: Path) -> str:
        """Hash a file, once for each of its states."""
        try:
            state = file.stat()
        except OSError:
            return ""
        key = (file, state.st_mtime_ns, state.st_size)
        if key not in self._contents:
            self._contents[key] = content(file)
        return self._contents[key]

    def _imports_of(self, file: Path, spec: ModuleSpec) -> list[str]:
        if file not in self._inside:
            package = spec.name if spec.submodule_search_locations is not None else spec.parent
            try:
                code = file.read_text("utf-8") if file.suffix == ".py" else ""
            except (OSError, UnicodeDecodeError):
                code = ""
            self._inside[file] = list(imports(code, package or ""))
        return self._inside[file]

    def _chain(self, name: str, beside: str) -> Iterator[ModuleSpec]:
        """Find a module and the packages around it, as far as they exist."""
        spec: ModuleSpec | None = None
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            dotted = ".".join(parts[:end])
            key = (dotted, beside)
            if key not in self._specs:
                self._specs[key] = _find_top(dotted, beside) if end == 1 else _find(dotted, spec)
            spec = self._specs[key]
            if spec is None:
                return
            yield spec


def _find_top(name: str, beside: str) -> ModuleSpec | None:
    """Find a module as IPython would: the folder of the page comes before installed packages."""
    path = [entry for entry in sys.path if entry]
    packages = (
        n for n, entry in enumerate(path) if entry.endswith(("site-packages", "dist-packages"))
    )
    path.insert(next(packages, len(path)), beside)
    return PathFinder.find_spec(name, path) or _find(name, None)


def _find(name: str, parent: ModuleSpec | None) -> ModuleSpec | None:
    """Find a module without importing anything."""
    try:
        if parent is None:
            return importlib.util.find_spec(name)
        return PathFinder.find_spec(name, parent.submodule_search_locations or [])
    except (ImportError, ValueError, AttributeError):
        return None
