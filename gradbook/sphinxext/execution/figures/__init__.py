"""Figures of executed cells: drawn as SVG, one for the light page and one for the dark.

In the kernel (`kernel`) a figure of Matplotlib's becomes an SVG, a PDF for LaTeX and, if the SVG
is heavy, a bitmap. After execution `polish` makes the SVG small and draws its dark twin, or takes
the bitmap where that is the smaller file. On the page (`page`) both versions have a size, the
cell's alternative text and caption; a style sheet shows the one that fits the reader's theme.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gradbook.sphinxext.execution.figures.page import Plugin, choose_scheme, picture, visit_picture
from gradbook.sphinxext.execution.figures.polish import polish

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["polish", "setup"]

STATIC = Path(__file__).parent / "static"


def take_part(app: Sphinx, config: Config) -> None:
    """Have MyST-NB ask our plugin first; an entry point would do it for every project."""
    if "myst_nb" not in app.extensions:
        return
    from myst_nb.core.render import load_mime_renders  # type: ignore[import-untyped]

    plugins = load_mime_renders()
    if Plugin not in plugins:
        plugins.append(Plugin)


def publish_static(app: Sphinx) -> None:
    """Have the builder copy the style sheet."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("gradbook/figures.css")


def setup(app: Sphinx) -> None:
    """Register the node, the renderer and the style sheet."""
    app.add_node(picture, html=(visit_picture, None))
    app.connect("config-inited", take_part)
    app.connect("builder-inited", publish_static)
    app.connect("doctree-resolved", choose_scheme)
