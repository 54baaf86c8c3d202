"""A figure to explore in the doctree, and in the HTML of a website.

.. code-block:: html

   <div class="explore" id="explore-steps" data-kind="descent" data-explore="{…}">
     <figure id="fig-steps">
       <div class="explore-stage"> … the drawn figure … </div>
       <div class="explore-panel"></div>
       <figcaption>…</figcaption>
     </figure>
     <div class="explore-try">… what to try …</div>
   </div>

Where the scripts are not published, the ``div`` has no `data-explore`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["add_nodes", "explore", "explore_stage", "explore_try"]


class explore(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A figure to explore: its settings, and as children what to try."""


class explore_stage(nodes.General, nodes.Element):  # noqa: N801
    """The place of the drawn figure, which a script takes."""


class explore_try(nodes.General, nodes.Element):  # noqa: N801
    """What to try."""


def visit_explore(self: HTML5Translator, node: explore) -> None:
    """Open the place of the figure, with its settings for the script."""
    attributes: dict[str, Any] = {}
    if getattr(self.builder, "gradbook_explore", False):
        attributes["data-explore"] = json.dumps(node["settings"], ensure_ascii=False)
        attributes["data-kind"] = node["settings"]["kind"]
    self.body.append(self.starttag(node, "div", CLASS="explore", **attributes))


def visit_stage(self: HTML5Translator, node: explore_stage) -> None:
    """Open the place of the drawing."""
    self.body.append('<div class="explore-stage">\n')


def depart_stage(self: HTML5Translator, node: explore_stage) -> None:
    """Close it, and open and close that of the controls."""
    self.body.append('</div>\n<div class="explore-panel"></div>\n')


def visit_try(self: HTML5Translator, node: explore_try) -> None:
    """Open what to try."""
    self.body.append('<div class="explore-try">\n')


def depart_div(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the figure, or what to try."""
    self.body.append("</div>\n")


def add_nodes(app: Sphinx) -> None:
    """Register the nodes; builders that make no website never meet them."""
    app.add_node(explore, html=(visit_explore, depart_div))
    app.add_node(explore_stage, html=(visit_stage, depart_stage))
    app.add_node(explore_try, html=(visit_try, depart_div))
