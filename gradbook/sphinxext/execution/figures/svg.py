"""A drawing of Matplotlib's, written shorter, and in other colours.

What a browser draws stays the same to a hundredth of a point: coordinates are rounded and relative,
names that nothing refers to and groups that say nothing are left out, and properties are
attributes, which a strict content security policy does not touch.
"""

from __future__ import annotations

import re
import string
import xml.etree.ElementTree as ET
from itertools import count, product
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

from gradbook.sphinxext.execution.figures.path import number, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DATA", "PAPER", "Drawing"]

DATA = "gradbook-data"
"""Begins the id of a group whose colours stand for numbers."""
PAPER = "gradbook-paper"
"""Begins the id of a group that draws a white background."""

LINK = "{http://www.w3.org/1999/xlink}href"
PAINT = {"fill", "stroke", "stop-color"}
ROUNDED = {"x", "y", "width", "height", "stroke-width", "stroke-dashoffset", "stroke-dasharray"}
ROOT = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'stroke-linejoin="round"'
)

REFERENCE = re.compile(r"#([^)\s\"]+)\)?$")
NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
TRANSLATE = re.compile(r"translate\(([^)]*)\)")


class Element(NamedTuple):
    """An element whose attributes are ready to be written."""

    tag: str
    attributes: dict[str, str]
    children: list[Element]
    role: str
    """`DATA`, `PAPER` or nothing."""
    text: str


class Drawing:
    """What Matplotlib drew.

    Parameters
    ----------
    source
        The SVG that Matplotlib wrote.

    Examples
    --------
    >>> drawing = Drawing(
    ...     '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="line2d_1">'
    ...     '<path d="M 1.00004 2 L 3 4.5" style="stroke: #000000; fill: none"/></g></svg>'
    ... )
    >>> drawing.svg(18, 18).partition("round")[2]
    '" viewBox="0 0 9 9" width="18" height="18"><path d="M1 2l2 2.5" stroke="#000000" fill="none"/></svg>'
    """  # noqa: E501

    def __init__(self, source: str) -> None:
        root = ET.fromstring(source)
        self._box = root.get("viewBox", "")
        self._names = _names(root)
        self._elements = [e for child in root for e in self._read(child, digits=2)]

    def svg(self, width: int, height: int, colour: Callable[[str], str] | None = None) -> str:
        """Write the drawing.

        Parameters
        ----------
        width, height
            Size on the page, in CSS pixels.
        colour
            From a colour ``#rrggbb`` to another. Groups marked `DATA` keep theirs, and groups
            marked `PAPER` are left out.

        Returns
        -------
        str
            The SVG.
        """
        ink = f' fill="{colour("#000000")}"' if colour else ""
        size = f'viewBox="{self._box}" width="{width}" height="{height}"'
        body = "".join(_write(element, colour) for element in self._elements)
        return f"<svg {ROOT} {size}{ink}>{body}</svg>"

    def _read(self, element: ET.Element, digits: int) -> list[Element]:
        """Shorten an element; a group that says nothing becomes its children."""
        tag = element.tag.rpartition("}")[2]
        if tag in {"metadata", "style"}:
            return []
        inner = 0 if tag == "g" and "scale" in element.get("transform", "") else digits
        children = [short for child in element for short in self._read(child, inner)]
        attributes = self._attributes(element, digits)
        name = element.get("id", "")
        role = next((role for role in (DATA, PAPER) if name.startswith(role)), "")
        if tag in {"g", "defs"} and not (children and (attributes or role or tag == "defs")):
            return children
        return [Element(tag, attributes, children, role, (element.text or "").strip())]

    def _attributes(self, element: ET.Element, digits: int) -> dict[str, str]:
        given = {**element.attrib, **_declarations(element.attrib.get("style", ""))}
        given.pop("style", None)
        name = self._names.get(given.pop("id", ""))
        short = {"id": name} if name else {}
        for key, value in given.items():
            if key == "d":
                short[key] = shorten(value, digits)
            elif key == LINK or value.startswith("url("):
                label = "xlink:href" if key == LINK else key
                short[label] = REFERENCE.sub(self._renamed, value)
            elif key == "transform":
                short[key] = _transform(value, digits)
            elif key in ROUNDED:
                short[key] = NUMBER.sub(lambda m: number(float(m[0]), 2), value)
            elif (key, value) != ("stroke-linecap", "butt"):
                short[key] = value
        return short

    def _renamed(self, match: re.Match[str]) -> str:
        return match[0].replace(match[1], self._names.get(match[1], match[1]))


def _names(root: ET.Element) -> dict[str, str]:
    """Give a short name to each element that another one refers to, in the order of use."""
    letters = ("".join(name) for size in count(1) for name in _words(size))
    names: dict[str, str] = {}
    for element in root.iter():
        for value in element.attrib.values():
            found = REFERENCE.search(value) if value.startswith(("#", "url(")) else None
            if found and found[1] not in names:
                names[found[1]] = next(letters)
            for used in re.findall(r"url\(#([^)]+)\)", element.get("style", "")):
                if used not in names:
                    names[used] = next(letters)
    return names


def _words(size: int) -> Iterator[tuple[str, ...]]:
    return product(string.ascii_lowercase, repeat=size)


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _transform(value: str, digits: int) -> str:
    """Round what moves to `digits`; keep what scales, rotates or shears."""
    return TRANSLATE.sub(
        lambda m: f"translate({NUMBER.sub(lambda n: number(float(n[0]), digits), m[1])})", value
    )


def _write(element: Element, colour: Callable[[str], str] | None) -> str:
    attributes = element.attributes
    if colour and element.role == PAPER:
        return ""
    if colour and element.role == DATA:
        attributes, colour = {"fill": "#000000", **attributes}, None
    if colour:
        attributes = {
            key: colour(value) if key in PAINT and value.startswith("#") else value
            for key, value in attributes.items()
        }
    given = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    body = element.text + "".join(_write(child, colour) for child in element.children)
    return f"<{element.tag}{given}>{body}</{element.tag}>" if body else f"<{element.tag}{given}/>"
