"""What is known of a page once it has been read: its questions and their numbers."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from gradbook.sphinxext.quiz.domain import Entry, quiz_domain
from gradbook.sphinxext.quiz.nodes import (
    name_of,
    quiz_answers,
    quiz_misconceptions,
    quiz_question,
    quiz_set,
)

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

__all__ = ["note_questions"]

CONCEPT = re.compile(r"[^\s,\[\]\"']+")
"""A word of a list in the front matter, which MyST keeps as JSON."""


def note_questions(app: Sphinx, doctree: nodes.document) -> None:
    """Give the questions of a page that has just been read their numbers, and enter them."""
    docname, domain = app.env.docname, quiz_domain(app.env)
    chapter = app.env.metadata[docname].get("chapter", "null")
    prefix = "" if chapter == "null" else f"{chapter}."
    questions = list(doctree.findall(quiz_question))
    common = CONCEPT.findall(str(app.env.metadata[docname].get("concepts", "")))
    for position, question in enumerate(questions, start=1):
        question["number"] = f"{prefix}{position}"
        question["concepts"] = question["concepts"] or common
    if questions:
        domain.questions[docname] = [
            Entry(
                node["quiz_id"], node["title"] or name_of(node), node.source or "", node.line or 1
            )
            for node in questions
            if not node["quiz_id"].startswith("_")  # its id was wrong, and that was reported
        ]
        trees = "".join(question.pformat() for question in questions)
        domain.digests[docname] = sha256(trees.encode()).hexdigest()
    if sets := [node for node in doctree.findall(quiz_set) if node["quiz_id"][0] != "_"]:
        domain.sets[docname] = [
            Entry(node["quiz_id"], node[0].astext(), node.source or "", node.line or 1)
            for node in sets
        ]
    for kind, store in (
        (quiz_answers, domain.answers),
        (quiz_misconceptions, domain.misconceptions),
    ):
        if places := list(doctree.findall(kind)):
            store[docname] = [Entry("", "", node.source or "", node.line or 1) for node in places]
