"""The Sphinx extension behind the book: one folder a part, loaded here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

PARTS = (
    "storage",
    "quiz",
    "progress",
    "review",
    "feedback",
    "ask",
    "figures",
    "execution",
    "live",
    "diagnostics",
    "rebuild",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every part; each also works alone, as `gradbook.sphinxext.<part>`."""
    for part in PARTS:
        app.setup_extension(f"{__name__}.{part}")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
