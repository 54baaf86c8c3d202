"""What the pages of a website with figures to explore load, if it can be made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from gradbook.sphinxext.figures.nodes import explore

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

__all__ = ["KEY", "add_files", "is_website", "publish_static", "say_so"]

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
KEY = "gradbook-explore"
"""Entry in the metadata of a page that has such figures."""
MODULES = ("d3-axis", "d3-contour", "d3-drag", "d3-scale", "d3-selection", "d3-shape")
"""The npm packages that the scripts name."""


def is_website(builder: Builder) -> bool:
    """Tell whether the builder writes pages for a browser."""
    return builder.format == "html" and builder.name != "epub"


def publish_static(app: Sphinx) -> None:
    """Have a builder of a website copy the scripts, if all that they need is there."""
    if not is_website(app.builder):
        return
    missing = lacking(app)
    app.builder.gradbook_explore = not missing  # type: ignore[attr-defined]
    if not missing:
        app.config.html_static_path.append(str(STATIC))


def lacking(app: Sphinx) -> str:
    """Say what the scripts lack, or nothing."""
    if "gradbook.sphinxext.bundle" not in app.extensions:
        return "the extension gradbook.sphinxext.bundle is not loaded"
    folder = Path(app.confdir, app.config.gradbook_explore_modules)
    missing = [name for name in MODULES if not (folder / name / "package.json").is_file()]
    return f"no npm packages {', '.join(missing)} in {folder}" if missing else ""


def say_so(app: Sphinx, env: BuildEnvironment) -> None:
    """Say why figures stay as they are drawn, if they do."""
    used = any(KEY in metadata for metadata in env.metadata.values())
    if used and is_website(app.builder) and (missing := lacking(app)):
        logger.info("explore: figures stay as they are drawn: %s", missing)


def add_files(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Have a page with such figures load the script and the style sheet, and no other page."""
    if doctree is None or not getattr(app.builder, "gradbook_explore", False):
        return
    if next(doctree.findall(explore), None) is not None:
        app.add_css_file("gradbook/explore.css")
        app.add_js_file("gradbook/explore.js", type="module")
