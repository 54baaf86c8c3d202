"""Storage: the module with which the other parts remember things in the reader's browser.

Every HTML page gets the name of the book, under which its records are kept::

    <meta name="gradbook-book" content="my-book">

and `_static/gradbook/store.js` can be imported by the scripts of the other parts. Sites of one
origin share one storage, so the name must be unique among them: set `gradbook_book_id`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["book_id", "setup"]

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
BOOK_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def book_id(name: str) -> str:
    """Make a book id from a name: lower-case words of letters and digits, joined by hyphens.

    Parameters
    ----------
    name : str
        Any text, such as the name of the project.

    Returns
    -------
    str
        The id; empty if the name holds no letter from a to z and no digit.

    Examples
    --------
    >>> book_id("Mathematics of Optimization in ML")
    'mathematics-of-optimization-in-ml'
    """
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def settle_book_id(app: Sphinx, config: Config) -> None:
    """Fill in the default of `gradbook_book_id`; say so where there is no good one."""
    given = config.gradbook_book_id
    if isinstance(given, str) and BOOK_ID.fullmatch(given):
        return
    default = book_id(str(given or config.project))
    config.gradbook_book_id = default or "book"
    if given or not default:
        logger.warning(
            "gradbook_book_id: expected lower-case words of letters and digits joined by hyphens, "
            "got %r; using %r",
            given or config.project,
            config.gradbook_book_id,
            type="gradbook",
            subtype="storage",
        )


def serves_scripts(app: Sphinx) -> bool:
    """Tell whether the builder makes pages for a browser; an e-book reader keeps no records."""
    return app.builder.format == "html" and app.builder.name != "epub"


def publish_static(app: Sphinx) -> None:
    """Have the builder copy `store.js` to `_static/gradbook`."""
    if serves_scripts(app):
        app.config.html_static_path.append(str(STATIC))


def name_book(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the name of the book into the head of the page."""
    if serves_scripts(app):
        meta = f'<meta name="gradbook-book" content="{app.config.gradbook_book_id}">'
        context["metatags"] = context.get("metatags", "") + "\n    " + meta


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.add_config_value("gradbook_book_id", "", "html", str)
    app.connect("config-inited", settle_book_id)
    app.connect("builder-inited", publish_static)
    app.connect("html-page-context", name_book)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
