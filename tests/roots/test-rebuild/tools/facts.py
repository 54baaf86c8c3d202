"""An extension that reads a file of its own, and starts a program that reads another."""

import os
import socket
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def read_facts(app):
    (HERE / "facts.txt").read_text()
    try:
        open(HERE.parent / "wishes" / "wished.txt").close()
    except FileNotFoundError:
        pass
    command = [sys.executable, "-c", "open('hidden.txt').read()"]
    subprocess.run(command, cwd=HERE, check=True)
    if os.environ.get("ASK"):
        with socket.socket() as asking:
            asking.settimeout(0.05)
            asking.connect_ex(("192.0.2.1", 9))
    if os.environ.get("KILL"):
        page = Path(app.outdir, "one.html")
        page.write_text(page.read_text()[:40])
        os._exit(9)


def read_with_page(app, page, source):
    if page == "one":
        (HERE / os.environ.get("FACTS", "page.txt")).read_text()


def name_hidden(app):
    return [HERE / "hidden.txt"]


def setup(app):
    app.connect("builder-inited", read_facts)
    app.connect("source-read", read_with_page)
    app.connect("gradbook-inputs", name_hidden)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
