"""What the pages get: a bar below each cell that can be run, and the cells as data.

.. code-block:: html

   <div class="cell live-cell" …>
     <div class="cell_input …">… the code … <div class="live-bar" data-cell="7"></div></div>
     <div class="cell_output …">…</div></div>

The bar has its height from the start, so that nothing moves when the script fills it; where no
script runs, it is not there. The cells lie in ``_static/gradbook/cells/<page>.json``, which is
fetched, like everything else, when the reader presses Run.
"""

from __future__ import annotations

import hashlib
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.live.cells import cells_of, read_cells
from gradbook.sphinxext.live.site import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.live.cells import Cell
    from gradbook.sphinxext.live.site import Python

__all__ = ["add_bars", "announce", "depart_bar", "live_bar", "rewrite_pages", "visit_bar"]


class live_bar(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The place of the buttons of a cell; made for websites only."""


def python_of(app: Sphinx) -> Python | None:
    """Return what this build has of Python."""
    python: Python | None = getattr(app.builder, "gradbook_python", None)
    return python


def add_bars(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a bar below the code of each cell that is shown, and write the cells of the page."""
    python = python_of(app)
    cells = cells_of(read_cells(app.env, docname), python.modules) if python else []
    shown = {cell.index: cell for cell in cells if cell.shown}
    if python is None or not shown:
        return
    for node in list(doctree.findall(nodes.container)):
        cell = shown.get(node.get("cell_index", -1))
        if cell is None or node.get("nb_element") != "cell_code":
            continue
        for code in node.findall(nodes.container):
            if code.get("nb_element") == "cell_code_source":
                node["classes"].append("live-cell")
                code += live_bar(cell=cell.index, why=cell.why_not, fails=cell.fails)
                break
    doctree["gradbook_cells"] = write_cells(app, docname, cells)


def write_cells(app: Sphinx, docname: str, cells: list[Cell]) -> str:
    """Write the cells of a page; return their address from the root of the site."""
    content = json.dumps({"cells": [cell.data() for cell in cells]}, ensure_ascii=False).encode()
    place = f"{FOLDER}/cells/{docname}.json"
    file = Path(app.outdir, place)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not (file.is_file() and file.read_bytes() == content):
        file.write_bytes(content)
    return f"{place}?v={hashlib.sha256(content).hexdigest()[:8]}"


def announce(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Have a page with cells load the script, and tell it where everything is."""
    python = python_of(app)
    if python is None or doctree is None or "gradbook_cells" not in doctree:
        return
    facts = {
        "cells": doctree["gradbook_cells"],
        "python": f"{FOLDER}/python.json?v={python.digest}",
        "worker": f"{FOLDER}/live-worker.js?v={python.digest}",
        "editor": python.facts.get("editor", ""),
    }
    meta = f'<meta name="gradbook-live" content="{escape(json.dumps(facts))}">'
    context["metatags"] = context.get("metatags", "") + f"\n    {meta}"
    app.add_css_file("gradbook/live.css")
    app.add_js_file("gradbook/live.js", type="module")


def rewrite_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name all pages if cells can do something else than when this builder wrote them."""
    python = python_of(app)
    state = [sorted(python.modules), python.facts.get("editor")] if python else []
    written: dict[str, Any] = env.__dict__.setdefault("gradbook_live", {})
    before = written.get(app.builder.name)
    written[app.builder.name] = state
    return sorted(env.found_docs) if before not in (None, state) else []


def visit_bar(self: HTML5Translator, node: live_bar) -> None:
    """Write the bar."""
    attributes: dict[str, Any] = {"data-cell": str(node["cell"])}
    if node["why"]:
        attributes["data-why"] = node["why"]
    if node["fails"]:
        attributes["data-fails"] = ""
    self.body.append(self.starttag(node, "div", "", CLASS="live-bar", **attributes))


def depart_bar(self: HTML5Translator, node: live_bar) -> None:
    """Close it."""
    self.body.append("</div>\n")
