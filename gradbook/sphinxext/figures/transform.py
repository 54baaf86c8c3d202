"""A figure to explore meets the drawn figure, when the page is read and when it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from gradbook.sphinxext.figures.nodes import explore, explore_stage, explore_try
from gradbook.sphinxext.figures.website import KEY, is_website

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["check_figures", "place_figures"]

logger = logging.getLogger(__name__)

ELSEWHERE = "On the website, this figure answers to the hand."


def drawn(document: nodes.document, name: str) -> nodes.figure | None:
    """Find the figure of a page by its name."""
    for figure in document.findall(nodes.figure):
        if name in figure["names"] or name in figure["ids"]:
            return figure
    return None


def check_figures(app: Sphinx, document: nodes.document) -> None:
    """Report what stands for no figure, or for one with another; note that the page has some."""
    seen: set[str] = set()
    for node in list(document.findall(explore)):
        name, text = node["static"], ""
        if drawn(document, name) is None:
            text = f"no figure of this page is named '{name}'"
        elif {name, node["settings"]["id"]} & seen:
            text = f"'{name}' or '{node['settings']['id']}' is taken by another one on this page"
        if text:
            logger.warning("explore: %s", text, location=node, type="explore", subtype="static")
            node.replace_self(node.children)
            continue
        seen |= {name, node["settings"]["id"]}
        app.env.metadata[app.env.docname][KEY] = "yes"


def place_figures(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Lay the drawn figure into the place of the one to explore; elsewhere leave it where it is."""
    for node in list(document.findall(explore)):
        if is_website(app.builder):
            enclose(node, drawn(document, node["static"]))
            continue
        first = next(node.findall(nodes.paragraph), None)
        if first is not None:
            first.insert(0, [nodes.emphasis("", ELSEWHERE), nodes.Text(" ")])
        node.replace_self(node.children)


def enclose(node: explore, figure: nodes.figure | None) -> None:
    """Put the figure in front of what to try, and its drawing on the stage."""
    if figure is None:
        return
    place = figure.parent
    place.remove(figure)
    if isinstance(place, nodes.container) and not place.children:
        place.parent.remove(place)
    told = (nodes.caption, nodes.legend)
    pictures = [child for child in figure.children if not isinstance(child, told)]
    rest = [child for child in figure.children if isinstance(child, told)]
    figure.children = []
    figure += [explore_stage("", *pictures), *rest]
    body = explore_try("", *node.children)
    node.children = []
    node += [figure, body]
