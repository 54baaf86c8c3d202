"""What the server does besides: it survives Sphinx, leaves the site alone, and ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

posix = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux for processes")

FAILING = """\
def fail(app, env, docnames):
    if any("stumble" in env.doc2path(name).read_text("utf-8") for name in docnames):
        raise RuntimeError("stumbled over a page")


def setup(app):
    app.add_role("mark", lambda *_, **__: ([], []))
    app.connect("env-before-read-docs", fail)
"""


def descendants(process: int) -> set[int]:
    """Numbers of the processes that a process has started, and those have started."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except OSError:
            continue
    found, before = {process}, set()
    while found != before:
        before, found = found, found | {child for child, up in parents.items() if up in found}
    return found - {process}


def test_a_page_is_sent_with_the_script_and_written_without(server):
    assert "/-/serve.js" in server.get("one.html")[1]
    assert "serve.js" not in (server.book / "_build/html/one.html").read_text("utf-8")
    for name in ("serve.js", "serve.css"):
        assert server.get(f"-/{name}")[0] == 200


def test_the_front_page_is_that_of_its_folder(server):
    page = server.open("")
    server.edit("index.md", "# The book", "# My book")
    page.wait_for_reload()
    assert "My book" in server.get("")[1]


def test_there_is_no_way_out_of_the_site(server):
    assert server.get("../../conf.py")[0] == 404
    assert server.get("%2e%2e/%2e%2e/conf.py")[0] == 404
    assert server.get("-/changes?page=/../../conf.py&version=")[0] == 404


def test_another_name_for_this_machine_is_refused(server):
    assert server.get("one.html", host="localhost")[0] == 200
    assert server.get("one.html", host="evil.example")[0] == 400


def test_the_server_listens_on_the_loopback_interface_alone(server):
    with socket.socket() as other:
        other.settimeout(1)
        assert other.connect_ex(("127.0.0.2", server.port)) != 0


def test_a_broken_configuration_does_not_end_the_server(start):
    server = start(conf="project =")
    page = server.open("")
    assert "There is no" in page.html
    said = page.wait_for_problems(bool)
    assert "Sphinx failed: ConfigError" in said
    assert "conf.py" in said
    (server.book / "conf.py").write_text("extensions = ['myst_parser', 'mark']\n")
    server.edit("mark.py", "first", "only")
    (server.book / "conf.py").write_text(
        "import sys\nsys.path.insert(0, '.')\nextensions = ['myst_parser', 'mark']\n"
    )
    server.wait_for_text("only mark: made", "one.html")


def test_a_crash_of_sphinx_does_not_end_the_server(start):
    server = start(mark=FAILING)
    server.wait_for(lambda: "Book in" in server.said())
    page = server.open("two.html")
    server.edit("one.md", "The first", "We stumble at the first")
    said = page.wait_for_problems(bool)
    assert "Sphinx failed: RuntimeError: stumbled over a page" in said or "ExtensionError" in said
    assert server.get("two.html")[0] == 200
    server.edit("one.md", "We stumble at the first", "We walk past the first")
    server.wait_for_text("walk past", "one.html")
    server.quiet()
    assert server.open("two.html").first == {"problems": []}


@posix
@pytest.mark.parametrize("building", [False, True], ids=["at rest", "while it builds"])
def test_stopping_leaves_no_process(start, building):
    server = start()
    if not building:
        server.quiet()
    server.wait_for(lambda: descendants(server.process.pid))
    started = descendants(server.process.pid)
    assert server.stop() == 0
    end = time.monotonic() + 10
    while time.monotonic() < end and any(Path(f"/proc/{number}").exists() for number in started):
        time.sleep(0.02)
    assert not [number for number in started if Path(f"/proc/{number}").exists()]
    assert "Traceback" not in server.said()


@posix
def test_a_killed_worker_is_replaced_at_the_next_change(start):
    server = start()
    server.quiet()
    for number in descendants(server.process.pid):
        os.kill(number, signal.SIGKILL)
    server.wait_for(lambda: "started again when something changes" in server.said())
    server.edit("one.md", "first sentence", "second sentence")
    server.wait_for_text("second sentence", "one.html")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere", "out"], "expected a folder, got {here}/nowhere"),
        (["--watch", "nowhere", ".", "out"], "expected a folder, got nowhere"),
        ([".", "out", "page.md"], "expected no names of pages, got page.md"),
        (["--port", "many", ".", "out"], "invalid int value: 'many'"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_sentence(tmp_path, arguments, sentence):
    command = [sys.executable, "-m", "gradbook.sphinxext.serve", *arguments]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert sentence.format(here=tmp_path) in run.stderr
    assert "Traceback" not in run.stderr
