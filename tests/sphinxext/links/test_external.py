"""Sphinx's link check, as `nox -s docs-linkcheck` runs it, finds what is planted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

closing = threading.Event()


class Host(BaseHTTPRequestHandler):
    """Answers 200, 301 and 404, and to /late not before the test is over."""

    def do_GET(self):
        if self.path == "/late":
            closing.wait(timeout=60)
        answer = {"/there": 200, "/moved": 301}.get(self.path, 404)
        body = b'<!DOCTYPE html><title>There</title><h1 id="place">There</h1>'
        self.send_response(answer)
        if answer == 301:
            self.send_header("Location", "/there")
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def do_HEAD(self):
        self.do_GET()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def checked(rootdir, tmp_path_factory):
    """Check the mini book's links against a host on this machine."""
    book = tmp_path_factory.mktemp("external") / "book"
    shutil.copytree(rootdir / "test-links-external", book)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = book / "index.md"
    page.write_text(page.read_text().replace("PORT", str(server.server_port)))
    try:
        process = subprocess.run(
            [sys.executable, "-m", "sphinx", "build", "-b", "linkcheck", ".", "_build"],
            cwd=book,
            env={**os.environ, "NO_COLOR": "1", "NO_PROXY": "localhost"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
    results = map(json.loads, (book / "_build/output.json").read_text().splitlines())
    return process, {result["uri"].rpartition("/")[2]: result for result in results}


@pytest.mark.parametrize(
    ("link", "status", "line"),
    [
        ("there", "working", 3),
        ("there#place", "working", 3),
        ("moved", "redirected", 6),
        ("gone", "broken", 8),
        ("there#no-place", "broken", 10),
        ("late", "timeout", 12),
    ],
)
def test_a_link_is_named_with_its_page(link, status, line, checked):
    process, results = checked
    result = results[link]
    assert (result["filename"], result["status"], result["lineno"]) == ("index.md", status, line)
    said = (row for row in process.stdout.splitlines() if result["uri"] in row.split())
    assert any(f"index: line {line:4}" in row for row in said)


def test_broken_links_fail(checked):
    process, _ = checked
    assert process.returncode == 1
