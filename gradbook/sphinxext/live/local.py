"""Wheels of what is local: the packages of the book, and the code that runs its cells."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import io
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from gradbook.sphinxext.live.wheels import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["helper_files", "package_files", "wheel"]

KERNEL = Path(__file__).parent / "kernel"
DRAWING = "gradbook_figures"
"""Name of the pass for figures, in the page's Python; `kernel.figures` knows it."""
ENTRIES = ("kernel", "polish")
"""Modules of that pass which are used."""
GLUE = '''"""Stands for MyST-NB: what a cell glues is in the prose already."""


def glue(name, variable, display=True):
    """Do nothing."""
'''
Files = dict[str, bytes]


def wheel(name: str, version: str, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Make a wheel; equal files give equal bytes.

    Parameters
    ----------
    name, version
        Of the distribution.
    files
        Contents by their paths.

    Returns
    -------
    tuple
        Name of the file, and its content.
    """
    project = name.replace("-", "_")
    info = f"{project}-{version}.dist-info"
    about = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: gradbook\nRoot-Is-Purelib: true\n"
        b"Tag: py3-none-any\n",
    }
    listed = {**files, **about}
    record = "".join(f"{path},,\n" for path in [*listed, f"{info}/RECORD"]).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in {**listed, f"{info}/RECORD": record}.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED, 9)
    return f"{project}-{version}-py3-none-any.whl", target.getvalue()


def package_files(name: str, excluded: Iterable[str] = ()) -> tuple[str, Files] | None:
    """Return version and files of an importable package.

    Parameters
    ----------
    name
        Of the package or module.
    excluded
        Patterns of paths that are left out, such as ``mypackage/tests/*``.

    Returns
    -------
    tuple or None
        None if there is no such package.
    """
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    patterns = ("*/__pycache__/*", "*.so", "*.pyd", *excluded)
    if spec.submodule_search_locations:
        top = Path(next(iter(spec.submodule_search_locations)))
        paths = sorted(path for path in top.rglob("*") if path.is_file())
        named = {f"{name}/{path.relative_to(top).as_posix()}": path for path in paths}
    else:
        named = {f"{name}.py": Path(str(spec.origin))}
    files = {path: file.read_bytes() for path, file in named.items() if not matches(path, patterns)}
    return version_of(name, files), files


def version_of(name: str, files: Files) -> str:
    """Return the version of a distribution, or one made of the contents."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        digest = hashlib.sha256(b"".join(files.values())).hexdigest()
        return f"0+{digest[:12]}"


def helper_files(drawing: str) -> Files:
    """Return the files of the code that runs cells.

    Parameters
    ----------
    drawing
        Dotted name of a package whose modules `kernel` and `polish` draw figures as the build
        does; empty for Matplotlib's own drawings.
    """
    files = {f"gradbook_live/{file.name}": file.read_bytes() for file in KERNEL.glob("*.py")}
    files["myst_nb.py"] = GLUE.encode()
    if drawing:
        files[f"{DRAWING}/__init__.py"] = b""
        files |= dict(drawing_files(drawing))
    return dict(sorted(files.items()))


def drawing_files(package: str) -> Iterator[tuple[str, bytes]]:
    """Yield the modules of the pass for figures, under the name that it has on the page."""
    outer, _, _ = package.rpartition(".")
    spec = importlib.util.find_spec(outer) if outer else None
    places = list(spec.submodule_search_locations or ()) if spec else []
    folder = Path(places[0], package.rpartition(".")[2]) if places else Path()
    waiting, seen = list(ENTRIES), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        source = (folder / f"{name}.py").read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
                waiting.append(str(node.module).removeprefix(f"{package}."))
        yield f"{DRAWING}/{name}.py", source.replace(f"{package}.", f"{DRAWING}.").encode()
