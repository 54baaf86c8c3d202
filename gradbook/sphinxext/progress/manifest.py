"""The list of chapters that the script reads: ``_static/gradbook/book.json``.

.. code-block:: json

   {"v": 1, "book": "mlopt", "version": "0.1",
    "totals": {"chapters": 35, "core": 18},
    "chapters": [{"id": "limits", "url": "foundations/limits.html", "title": "Limits",
                  "number": 1, "part": "I", "core": true, "quizzes": ["limit-of-a-sum"]}]}

``v`` is the version of this format, ``version`` that of the book, ``totals`` counts the finished
book, and ``quizzes`` are the ids of the required questions in reading order. A ``url`` is
relative to the root of the site and ``part`` is empty if the page names none. Chapters are in
order of their numbers, so equal books give equal files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.progress.domain import progress_domain
from gradbook.sphinxext.progress.page import is_website

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["write_manifest"]


def manifest(app: Sphinx) -> dict[str, Any]:
    """Describe the book as the script needs it."""
    domain = progress_domain(app.env)
    return {
        "v": 1,
        "book": app.config.gradbook_book_id,
        "version": app.config.version,
        "totals": {"chapters": domain.total, "core": domain.core_total},
        "chapters": [
            {
                "id": chapter.id,
                "url": app.builder.get_target_uri(chapter.docname),
                "title": app.env.titles[chapter.docname].astext(),
                "number": chapter.number,
                "part": chapter.part,
                "core": chapter.core,
                "quizzes": list(chapter.quizzes),
            }
            for chapter in domain.ordered
        ],
    }


def write_manifest(app: Sphinx, exception: Exception | None) -> None:
    """Write the file at the end of a build that went well."""
    if exception is not None or not is_website(app.builder):
        return
    path = Path(app.outdir, "_static", "gradbook", "book.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest(app), ensure_ascii=False, indent=1) + "\n", "utf-8")
