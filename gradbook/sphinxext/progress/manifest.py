"""What the scripts know of the book: ``_static/gradbook/book.json``.

.. code-block:: json

   {"v": 1, "book": "mlopt", "version": "0.1", "build": "2ceb8cd",
    "totals": {"chapters": 35, "core": 18},
    "chapters": [{"id": "limits", "url": "foundations/limits.html", "title": "Limits",
                  "number": 1, "part": "I", "core": true, "quizzes": ["limit-of-a-sum"]}],
    "questions": [{"id": "limit-of-a-sum", "chapter": "limits",
                   "url": "foundations/limits.html#quiz-limit-of-a-sum", "name": "Question 1.1",
                   "title": "Sums", "type": "single", "concepts": ["limit"], "hash": "07a8802b",
                   "review": true, "required": true, "was": []}]}

``v`` is the version of this format, ``version`` that of the book and ``build`` the commit it was
built from, if any. ``totals`` counts the finished book, and ``quizzes`` are the ids of the required
questions in reading order. A ``url`` is relative to the root of the site and ``part`` is empty if
the page names none. Chapters are in order of their numbers and questions as they are read, so equal
books give equal files. ``schemas/book.schema.json`` is the schema.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.progress.domain import progress_domain
from gradbook.sphinxext.progress.page import is_website

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from gradbook.sphinxext.progress.chapters import Chapter
    from gradbook.sphinxext.progress.questions import Question

__all__ = ["write_manifest"]


def short_commit(folder: Path) -> str:
    """Return the commit that is checked out in a folder; empty where there is none."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def manifest(app: Sphinx) -> dict[str, Any]:
    """Describe the book as the scripts need it."""
    domain = progress_domain(app.env)
    chapters = domain.ordered
    return {
        "v": 1,
        "book": app.config.gradbook_book_id,
        "version": app.config.version,
        "build": short_commit(Path(app.srcdir)),
        "totals": {"chapters": domain.total, "core": domain.core_total},
        "chapters": [describe_chapter(app, chapter) for chapter in chapters],
        "questions": [
            describe_question(app, chapter, question)
            for chapter in chapters
            for question in domain.questions[chapter.docname]
        ],
    }


def describe_chapter(app: Sphinx, chapter: Chapter) -> dict[str, Any]:
    """Describe a chapter."""
    return {
        "id": chapter.id,
        "url": app.builder.get_target_uri(chapter.docname),
        "title": app.env.titles[chapter.docname].astext(),
        "number": chapter.number,
        "part": chapter.part,
        "core": chapter.core,
        "quizzes": list(chapter.quizzes),
    }


def describe_question(app: Sphinx, chapter: Chapter, question: Question) -> dict[str, Any]:
    """Describe a question of a chapter."""
    return {
        "id": question.id,
        "chapter": chapter.id,
        "url": f"{app.builder.get_target_uri(chapter.docname)}#quiz-{question.id}",
        "name": question.name,
        "title": question.title,
        "type": question.kind,
        "concepts": list(question.concepts),
        "hash": question.hash,
        "review": question.review,
        "required": question.required,
        "was": list(question.was),
    }


def write_manifest(app: Sphinx, exception: Exception | None) -> None:
    """Write the file at the end of a build that went well."""
    if exception is not None or not is_website(app.builder):
        return
    path = Path(app.outdir, "_static", "gradbook", "book.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest(app), ensure_ascii=False, indent=1) + "\n", "utf-8")
