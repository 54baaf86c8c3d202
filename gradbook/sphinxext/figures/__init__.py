"""Figures that answer to the hand: a drawn figure that a script brings to life on a website.

``{explore}`` names a kind of figure, its settings, and a figure of the page that shows the same
state; its body says what to try::

    :::{explore} descent
    :id: steps
    :static: fig-steps
    :kappa: 8
    :at: 4, 0.9
    :x: -1.2, 4.4
    :y: -1.6, 1.6

    Make the step longer until the path leaves the valley.
    :::

- The drawn figure is what is printed, and what a reader without JavaScript gets. On a website the
  script takes its place when it comes near the window, in the same space.
- The script needs D3's modules, which the part `bundle` takes from the npm packages in
  `gradbook_explore_modules`. Where there is no `bundle`, or a package is missing, the drawn figures
  stay, and the build says so.
- A mistake is a warning of the type ``explore`` at its line.

How to write for it is told in ``docs/contributing/figures.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.sphinxext.figures.directive import ExploreDirective
from gradbook.sphinxext.figures.nodes import add_nodes
from gradbook.sphinxext.figures.transform import check_figures, place_figures
from gradbook.sphinxext.figures.website import add_files, publish_static, say_so

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

AFTER_COLLECTORS = 600
"""Sphinx's own collector of metadata has the priority 500."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.add_config_value("gradbook_explore_modules", "node_modules", "html", str)
    app.add_directive("explore", ExploreDirective)
    add_nodes(app)
    app.connect("builder-inited", publish_static)
    app.connect("doctree-read", check_figures, priority=AFTER_COLLECTORS)
    app.connect("env-updated", say_so)
    app.connect("doctree-resolved", place_figures)
    app.connect("html-page-context", add_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
