"""On the page: a figure with its size, in two versions on a website and in one elsewhere."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes

from gradbook.sphinxext.execution.figures.polish import KEY

if TYPE_CHECKING:
    from myst_nb.core.render import MimeData, NbElementRenderer  # type: ignore[import-untyped]
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["Plugin", "choose_scheme", "picture", "visit_picture"]

SITES = {"html", "dirhtml", "singlehtml"}
"""Builders whose pages have our style sheet, which shows one version of two."""
LENGTHS = {"width", "height", "scale"}
"""Images that have one of them are made links by Sphinx; a drawing is as sharp where it is."""
PIXELS = {"": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 4 / 3, "pc": 16}


class picture(nodes.image):  # noqa: N801 (docutils names nodes so)
    """One version of a figure on a website."""


class Plugin:
    """Renders what `polish` has finished; MyST-NB asks it before it renders an output itself."""

    mime_priority_overrides = ()

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Make the nodes of a figure, or of the words that stand for it; None for other outputs."""
        figure = data.output_metadata.get(KEY, {})
        if "dark" not in figure:
            return None
        if data.mime_type == "text/plain":
            options = renderer.renderer.get_cell_level_config(
                "render_image_options", data.cell_metadata, line=data.line
            )
            words = f"[{options['alt']}]" if options.get("alt") else data.string
            element = nodes.inline if inline else nodes.paragraph
            return [element("", words, translatable=False)]
        if data.mime_type != figure["kind"]:
            return None
        versions = {"light": data.content, "dark": figure["dark"]}
        images: list[nodes.Element] = []
        for scheme, content in versions.items():
            if content:
                (image,) = renderer.render_image(dataclasses.replace(data, content=content))
                image["scheme"] = scheme
                image["natural"] = figure["width"], figure["height"]
                images.append(image)
        for image in images if len(images) > 1 else []:
            image["classes"] += [f"gradbook-{image['scheme']}", "dark-light"]
        return images


def choose_scheme(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give the figures of a page their size on a website; leave the light versions elsewhere."""
    for image in list(doctree.findall(nodes.image)):
        if "scheme" not in image:
            continue
        if app.builder.name in SITES:
            given = {key: v for key, v in image.attributes.items() if key not in LENGTHS}
            image.replace_self(picture(size=size(image), **given))
        elif image["scheme"] == "dark":
            image.parent.remove(image)


def visit_picture(self: HTML5Translator, node: picture) -> None:
    """Write ``<img>`` with the size that it will have, so that nothing moves when it arrives."""
    source = self.builder.images.get(node["uri"], node["uri"])
    align = [f"align-{node['align']}"] if "align" in node else []
    attributes = {
        "src": posixpath.join(self.builder.imgpath, quote(source)),
        "alt": node.get("alt", ""),
        "loading": "lazy",
        "classes": ["gradbook-figure", *align],
        **node["size"],
    }
    self.body.append(self.emptytag(node, "img", "\n", **attributes))
    raise nodes.SkipNode


def size(node: nodes.Element) -> dict[str, str]:
    """Work out width and height from what the author gave and the shape of the figure.

    Returns
    -------
    dict
        The attributes `width` and `height` in CSS pixels; for a length that depends on the place,
        such as a percentage, also a `style`, and the attributes then tell the shape.

    Examples
    --------
    >>> size(nodes.image(natural=(600, 400), width="3in"))
    {'width': '288', 'height': '192'}
    >>> size(nodes.image(natural=(600, 400), width="50%"))
    {'width': '600', 'height': '400', 'style': 'width: 50%'}
    """
    wide, high = node["natural"]
    asked = {side: node[side] for side in ("width", "height") if side in node}
    known = {side: _pixels(length) for side, length in asked.items()}
    width, height = known.get("width"), known.get("height")
    width = width or (height * wide / high if height else wide)
    height = height or width * high / wide
    scale = node.get("scale", 100) / 100
    attributes = {"width": f"{scale * width:.0f}", "height": f"{scale * height:.0f}"}
    relative = [f"{side}: {asked[side]}" for side, value in known.items() if value is None]
    return {**attributes, "style": "; ".join(relative)} if relative else attributes


def _pixels(length: str) -> float | None:
    """Turn an absolute length into CSS pixels."""
    found = re.fullmatch(r"([\d.]+)\s*([a-z%]*)", length)
    return float(found[1]) * PIXELS[found[2]] if found and found[2] in PIXELS else None
