"""Wheels come from a folder or a server, and are those that the lock file names."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from gradbook.sphinxext.live.local import helper_files, package_files, wheel
from gradbook.sphinxext.live.wheels import Lock, WheelError, contents, from_address, from_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the wheels `one`, which depends on `two`, and `two`."""
    packages = {}
    for name, depends in (("one", ["two", "heavy"]), ("two", [])):
        file, content = wheel(name, "1.0", {f"{name}/__init__.py": name.encode()})
        (tmp_path / file).write_bytes(content)
        packages[name] = {
            "version": "1.0",
            "file_name": file,
            "sha256": hashlib.sha256(content).hexdigest(),
            "depends": depends,
            "imports": [name],
        }
    (tmp_path / "pyodide-lock.json").write_text(json.dumps({"packages": packages}), "utf-8")
    return tmp_path


def lock(folder: Path) -> Lock:
    return Lock((folder / "pyodide-lock.json").read_text("utf-8"))


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
        thread.join()


def test_what_a_package_needs_comes_along(folder: Path) -> None:
    wheels = lock(folder).wheels(["one"], without=["heavy"])
    assert [found.name for found in wheels] == ["one", "two"]
    assert lock(folder).modules(wheels) == {"one", "two"}
    with pytest.raises(WheelError, match="no package 'heavy'"):
        lock(folder).wheels(["one"])


def test_a_wheel_that_differs_is_refused(folder: Path) -> None:
    (found,) = lock(folder).wheels(["two"])
    assert from_folder(folder)(found)
    (folder / found.file).write_bytes(b"something else")
    with pytest.raises(WheelError, match="SHA-256 differs"):
        from_folder(folder)(found)
    (folder / found.file).unlink()
    with pytest.raises(WheelError, match=found.file):
        from_folder(folder)(found)


def test_downloads_are_checked_and_kept(folder: Path, server: str, tmp_path: Path) -> None:
    (found,) = lock(folder).wheels(["two"])
    store = tmp_path / "store"
    content = from_address(server, store)(found)
    assert content == (folder / found.file).read_bytes()
    assert from_address("http://127.0.0.1:9/", store)(found) == content  # nobody listens there
    (store / found.file).write_bytes(b"damaged")
    with pytest.raises(WheelError, match="SHA-256 differs"):
        from_address(server, store)(found)


def test_a_download_of_something_else_is_not_kept(
    folder: Path, server: str, tmp_path: Path
) -> None:
    (found,) = lock(folder).wheels(["two"])
    (folder / found.file).write_bytes(b"something else")
    with pytest.raises(WheelError, match="SHA-256 differs"):
        from_address(server, tmp_path / "store")(found)
    assert not (tmp_path / "store").exists()


def test_no_server_is_said_so(folder: Path, tmp_path: Path) -> None:
    (found,) = lock(folder).wheels(["two"])
    with pytest.raises(WheelError, match="does not answer"):
        from_address("http://127.0.0.1:9/", tmp_path / "store")(found)


def test_tests_and_headers_are_left_out() -> None:
    files = ["p/__init__.py", "p/tests/test_p.py", "p/p.h", "p/data.npy", "p-1.dist-info/RECORD"]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in files:
            archive.writestr(name, "x")
    assert [name for name, _ in contents(target.getvalue())] == ["p/__init__.py", "p/data.npy"]


def test_the_same_package_gives_the_same_wheel() -> None:
    package = package_files("gradbook", ["gradbook/sphinxext/*"])
    assert package is not None
    version, files = package
    assert "gradbook/plots/book.mplstyle" in files
    assert not any("sphinxext" in path or path.endswith(".pyc") for path in files)
    assert wheel("gradbook", version, files) == wheel("gradbook", version, files)
    assert package_files("no_such_package") is None


def test_the_pass_for_figures_needs_nothing_else() -> None:
    files = helper_files("gradbook.sphinxext.execution.figures")
    assert {"gradbook_figures/kernel.py", "gradbook_figures/svg.py"} <= files.keys()
    assert not [path for path, text in files.items() if b"from gradbook." in text]
    assert not [path for path in helper_files("") if path.startswith("gradbook_figures")]
