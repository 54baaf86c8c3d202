"""Maths in the page: KaTeX at build time, so formulas need no JavaScript.

Set `gradbook_katex` to the `dist` folder of the npm package `katex` (relative
to the configuration directory) and `html_math_renderer = "gradbook"`. Every
formula becomes HTML with MathML for screen readers (MathML alone in an ePub); the
style sheet and fonts are copied to `_static/katex/`. A formula that KaTeX does
not accept is a warning (`maths.katex`) with file and line.
"""

from __future__ import annotations

import re
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from gradbook.sphinxext.maths.typesetter import MathError, Typesetter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["setup"]

RENDERER = "gradbook"
ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
logger = logging.getLogger(__name__)


def _typeset(self: HTML5Translator, node: nodes.Element, *, display: bool) -> str:
    typesetter: Typesetter = self.builder.gradbook_typesetter  # type: ignore[attr-defined]
    output = "mathml" if self.builder.name == "epub" else "htmlAndMathml"
    tex = node.astext()
    whole = rf"\begin{{split}}{tex}\end{{split}}" if display and _has_lines(tex) else tex
    try:
        return typesetter.html(whole, display=display, output=output)
    except MathError as error:
        logger.warning(
            "formula not understood: %s", error, location=node, type="maths", subtype="katex"
        )
        return f"<code>{escape(tex)}</code>"


def _has_lines(tex: str) -> bool:
    """Say whether a formula has lines of its own, which Sphinx aligns at their & for LaTeX."""
    return r"\\" in ENVIRONMENT.sub("", tex)


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write `<span class="math">…</span>`."""
    html = _typeset(self, node, display=False)
    self.body.append(self.starttag(node, "span", "", CLASS="math") + html + "</span>")
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write `<div class="math">`, the number with its permalink, the formula."""
    self.body.append(self.starttag(node, "div", "", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, "Permalink to this equation")
        self.body.append("</span>")
    self.body.append(_typeset(self, node, display=True) + "</div>\n")
    raise nodes.SkipNode


def start(app: Sphinx) -> None:
    """Find KaTeX, and publish its style sheet and fonts."""
    if app.builder.format != "html" or app.config.html_math_renderer != RENDERER:
        return
    katex = Path(app.confdir, app.config.gradbook_katex)
    if not (katex / "katex.mjs").is_file():
        raise ConfigError(
            f"gradbook_katex: no katex.mjs in {katex}; install the npm package 'katex' first"
        )
    app.builder.gradbook_typesetter = Typesetter(katex)  # type: ignore[attr-defined]
    if app.builder.name == "epub":
        return
    published = Path(app.outdir, "_static", "katex")
    shutil.copytree(katex / "fonts", published / "fonts", dirs_exist_ok=True)
    shutil.copy(katex / "katex.min.css", published)
    app.add_css_file("katex/katex.min.css")


def stop(app: Sphinx, exception: Exception | None) -> None:
    """End the Node process of this build."""
    typesetter: Typesetter | None = getattr(app.builder, "gradbook_typesetter", None)
    if typesetter is not None:
        typesetter.close()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer under the name `gradbook`."""
    app.add_config_value("gradbook_katex", "node_modules/katex/dist", "html", str)
    app.add_html_math_renderer(RENDERER, (visit_inline, None), (visit_block, None))
    app.connect("builder-inited", start)
    app.connect("build-finished", stop)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
