"""Links between questions and answers, and links that move with the text they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.builders import Builder

__all__ = ["link_or_text", "make_link", "move_link"]


def make_link(
    builder: Builder, page: str, target_page: str, target: str, words: nodes.Node
) -> nodes.reference:
    """Link from one page to an id on another.

    Raises
    ------
    NoUri
        If the builder makes no links.
    """
    if builder.name == "singlehtml":  # its own links to other pages name page and id, both with #
        return nodes.reference("", "", words, refid=target, internal=True)
    return make_refnode(builder, page, target_page, target, words)


def link_or_text(
    builder: Builder, page: str, target_page: str, target: str, text: str
) -> nodes.Node:
    """Link some text from one page to an id on another, where the builder makes links."""
    try:
        return make_link(builder, page, target_page, target, nodes.Text(text))
    except NoUri:
        return nodes.Text(text)


def move_link(builder: Builder, reference: nodes.Element, old: str, new: str) -> None:
    """Correct a link, resolved for one page, in a copy that stands on another page.

    Parameters
    ----------
    builder : Builder
        The builder that resolved it.
    reference : Element
        The link.
    old, new : str
        Names of the two pages.
    """
    if builder.name == "singlehtml":
        return
    if "refid" in reference:
        target = reference.attributes.pop("refid")
        reference["refuri"] = f"{builder.get_relative_uri(new, old)}#{target}"
        reference["internal"] = True
    elif reference.get("internal") and builder.format == "html":
        here, there = builder.get_target_uri(new), builder.get_target_uri(old)
        path = urlsplit(urljoin(f"/{there}", reference["refuri"]))
        fragment = f"#{path.fragment}" if path.fragment else ""
        reference["refuri"] = relative_uri(here, path.path[1:]) + fragment
