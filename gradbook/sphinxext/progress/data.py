"""The directive ``{progress-data}``: save, bring back and erase what the browser keeps.

On a page of a website it is a table of what is kept, a sentence on who can read it, and the
controls, which ``_static/gradbook/progress-data.js`` brings to life; only the page with the
directive loads it. The other builders leave it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.progress.domain import progress_domain
from gradbook.sphinxext.progress.page import UNSAVED, is_website

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["DataDirective", "add_data_script", "progress_data", "visit_data"]

COUNTS = {
    "questions": "Questions answered",
    "read": "Chapters marked as read",
    "feedback": "Feedback given",
    "saved": "Saved to a file",
}
HTML = """<div class="gradbook-data" id="gradbook-data">
<table>
<caption>Kept in this browser</caption>
<tbody>
{rows}</tbody>
</table>
<p>It is sent to nobody and holds nothing that names you.
Other sites of the same account, which share this address, could read it.</p>
{unsaved}<p><button type="button" class="gradbook-save">Save to a file</button></p>
<p><label for="gradbook-file">Add from a file</label>
<input type="file" id="gradbook-file" accept=".json,application/json"></p>
<details>
<summary>Erase everything</summary>
<p>This deletes your answers, your marks and your settings for this book from this browser.
Only a file that you have saved can bring them back.</p>
<p><button type="button" class="gradbook-erase">Erase everything now</button></p>
</details>
<p role="status"></p>
<noscript><p>This needs JavaScript.</p></noscript>
</div>
"""


class progress_data(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Where readers save, bring back and erase what they did."""


class DataDirective(SphinxDirective):
    """``{progress-data}``: save, bring back and erase what the browser keeps."""

    def run(self) -> list[nodes.Node]:
        """Leave the place; it takes neither argument nor content."""
        progress_domain(self.env).data["homes"][self.env.docname] = True
        return [progress_data()]


def visit_data(self: HTML5Translator, node: progress_data) -> None:
    """Write the controls on a page of a website."""
    if is_website(self.builder):
        rows = "".join(
            f'<tr><th scope="row">{words}</th><td data-count="{name}"></td></tr>\n'
            for name, words in COUNTS.items()
        )
        self.body.append(HTML.format(rows=rows, unsaved=UNSAVED))
    raise nodes.SkipNode


def add_data_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Have a page with the directive load the script."""
    if page in progress_domain(app.env).data["homes"] and is_website(app.builder):
        app.add_js_file("gradbook/progress-data.js", type="module")
