"""Builder `quizjson`: all questions of the book in one file, `quizzes.json`, for other tools.

    python -m sphinx -b quizjson docs build/quizjson

`schemas/quizzes.schema.json` describes the file. What a kind of question has of its own, such as
the bounds of a number, is in the `data` of an answer; `answers` and `key` are what every kind has:
the answers as they are printed below the question, and which are right, with the reasons.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders import Builder

from gradbook.sphinxext.quiz.fragments import Fragment, fragment
from gradbook.sphinxext.quiz.kinds import kind_of
from gradbook.sphinxext.quiz.nodes import (
    name_of,
    quiz_explanation,
    quiz_feedback,
    quiz_hint,
    quiz_option,
    quiz_prompt,
    quiz_question,
    quiz_text,
)
from gradbook.sphinxext.quiz.plain import plain_key
from gradbook.sphinxext.quiz.repeat import page_questions, reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["SCHEMA", "QuizJsonBuilder", "setup"]

SCHEMA = Path(__file__).parent / "schemas/quizzes.schema.json"
COMMON = {*nodes.Element.basic_attributes, *nodes.Element.local_attributes, "ident", "right"}
SIMPLE = bool, int, float, str, list


class QuizJsonBuilder(Builder):
    """Writes the questions of the book, in the order of its table of contents."""

    name = "quizjson"
    format = "quizjson"
    epilog = "The questions are in %(outdir)s/quizzes.json."
    allow_parallel = True

    def get_outdated_docs(self) -> Iterator[str]:
        """Take every page: the file is written as a whole."""
        yield from self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Name the page."""
        return docname

    def prepare_writing(self, docnames: Iterable[str]) -> None:
        """Need nothing."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Leave the page, which is only looked at for its warnings."""

    def finish(self) -> None:
        """Write the file."""
        questions = [record for page in reading_order(self.env) for record in self.records(page)]
        book = {
            "v": 1,
            "book": self.config.gradbook_book_id,
            "title": self.config.project,
            "language": self.config.language or "en",
            "questions": questions,
        }
        text = json.dumps(book, indent=1, ensure_ascii=False)
        Path(self.outdir, "quizzes.json").write_text(text + "\n", "utf-8")

    def records(self, page: str) -> Iterator[dict[str, Any]]:
        """Describe the questions of a page."""
        settings = self.env.get_doctree(page).settings
        chapter = self.env.metadata[page].get("chapter", "null")
        for question, told in page_questions(self.env, page, page, settings, slots, "json"):
            if question["quiz_id"].startswith("_"):  # its id was wrong, and that was reported
                continue
            parts = {
                slot["slot"]: fragment(slot.children)
                for slot in told
                if isinstance(slot, nodes.Element) and "slot" in slot
            }
            yield {
                "id": question["quiz_id"],
                "kind": question["kind"],
                "name": name_of(question),
                "page": page,
                "chapter": None if chapter == "null" else str(chapter),
                **{name: question[name] for name in ("title", "concepts", "hash", "was", "unit")},
                **{name: bool(question[name]) for name in ("required", "review", "pre")},
                **{name: parts[name] for name in ("prompt", "answers", "key", "explanation")},
                "hints": numbered(parts, "hint"),
                "options": [
                    {
                        "id": option["ident"],
                        "right": bool(option["right"]),
                        "text": parts[f"text {index}"],
                        "feedback": parts[f"feedback {index}"],
                        "data": data_of(option),
                    }
                    for index, option in enumerate(question.findall(quiz_option))
                ],
            }


def slots(question: quiz_question) -> list[nodes.Node]:
    """Lay out the parts of a question, each in an element with its name."""
    hints, options = question.findall(quiz_hint), question.findall(quiz_option)
    parts: dict[str, list[nodes.Node]] = {
        "prompt": below(question, quiz_prompt),
        "answers": kind_of(question).plain(question.deepcopy()),
        "key": plain_key(question.deepcopy(), with_text=True),
        "explanation": below(question, quiz_explanation),
        **{f"hint {index}": hint.children for index, hint in enumerate(hints)},
    }
    for index, option in enumerate(options):
        parts[f"text {index}"] = below(option, quiz_text)
        parts[f"feedback {index}"] = below(option, quiz_feedback)
    return [
        nodes.compound("", *(node.deepcopy() for node in content), slot=name)
        for name, content in parts.items()
    ]


def below(node: nodes.Element, kind: type[nodes.Element]) -> list[nodes.Node]:
    """Return what is in the parts of a kind."""
    return [child for part in node.findall(kind) for child in part.children]


def numbered(parts: dict[str, Fragment], name: str) -> list[Fragment]:
    """Return the parts with a name and a number, in order."""
    return [part for slot, part in parts.items() if slot.startswith(f"{name} ")]


def data_of(option: quiz_option) -> dict[str, Any]:
    """Return what an answer has of its own kind, as far as JSON can hold it."""
    return {
        name: value
        for name, value in option.attributes.items()
        if name not in COMMON and isinstance(value, SIMPLE)
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    app.add_builder(QuizJsonBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
