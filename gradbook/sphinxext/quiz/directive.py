"""The directives ``{quiz}``, ``{quiz-answers}`` and ``{quiz-misconceptions}``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.quiz.build import build_question
from gradbook.sphinxext.quiz.cells import cells_of
from gradbook.sphinxext.quiz.filling import fill_in
from gradbook.sphinxext.quiz.glued import told_once
from gradbook.sphinxext.quiz.head import HeadedDirective, take_strangers
from gradbook.sphinxext.quiz.kinds import KINDS
from gradbook.sphinxext.quiz.kinds.base import Given
from gradbook.sphinxext.quiz.marks import mark_of
from gradbook.sphinxext.quiz.nodes import (
    quiz_answers,
    quiz_misconceptions,
    quiz_question,
    quiz_set,
)
from gradbook.sphinxext.quiz.options import Options, check_kind, read_options
from gradbook.sphinxext.quiz.parts import split_parts
from gradbook.sphinxext.quiz.source import Place, find_place
from gradbook.sphinxext.quiz.variants import Gathered, Reading, read_variants

if TYPE_CHECKING:
    from docutils.statemachine import StringList

    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["AnswersDirective", "MisconceptionsDirective", "QuizDirective"]


class QuizDirective(HeadedDirective):
    """``{quiz} id``: a question with its answers, hints, feedback and explanation."""

    def run(self) -> list[nodes.Node]:
        """Read the quiz, report what is wrong with it, and make what can be made of it."""
        place = find_place(self)
        quiz_id, fields, skip, report = self.read_head(place)
        options = read_options(fields, report)
        body: StringList = self.content[skip:]
        first = place.line + self.content_offset + 1 + skip
        if not place.markdown:
            first = (self.content.offset(0) or 0) + 1
        cells = cells_of(self.state.document)
        variants = fill_in(options, body, first, cells, report)

        def read(text: StringList, told: Report) -> Reading:
            return self.read_question(quiz_id, place, skip, options, text, told)

        if options.variants and not variants:  # what follows from that is not told
            report = Gathered(report.source, report.subject)
        reading, others = read_variants(read, body, variants, report)
        question = reading.question
        self.state.document.ids.setdefault(question["ids"][0], question)
        return [*others, question, *reading.inner]

    def read_question(
        self,
        quiz_id: str,
        place: Place,
        skip: int,
        options: Options,
        body: StringList,
        report: Report,
    ) -> Reading:
        """Make a question of a text: of the source, or of one of its variants."""
        root = nodes.Element()
        with told_once(options.kind, root):
            shift = self.content_offset + skip + place.shift
            self.state.nested_parse(body, shift, root)
        inner = take_strangers(root, (quiz_set, quiz_question), place, report)
        options = settle_kind(options, root)
        check_kind(options, report)
        kind = KINDS[options.kind]
        parts = split_parts(root.children, place.line, kind, report)
        document = self.state.document
        read = kind.read(Given(quiz_id, options, parts.items, place.line, document, report))
        question = build_question(quiz_id, place, options, parts, read)
        path = os.path.relpath(place.source, self.env.srcdir)
        question["src"] = f"{Path(path).as_posix()}#L{place.line}"
        return Reading(question, inner, read.identity)


def settle_kind(options: Options, root: nodes.Element) -> Options:
    """Set the kind, where the author has not, by the number of right answers."""
    items = [item for block in KINDS["single"].find(root.children) for item in block.children]
    rights = sum(mark_of(item) is True for item in items)
    return options._replace(kind=options.kind or ("multiple" if rights > 1 else "single"))


class AnswersDirective(SphinxDirective):
    """``{quiz-answers}``: the answers to all questions of the book, with reasons."""

    option_spec: ClassVar = {}
    place: type[nodes.Element] = quiz_answers

    def run(self) -> list[nodes.Node]:
        """Leave the place; it is filled when the whole book is known."""
        place = self.place()
        self.set_source_info(place)
        return [place]


class MisconceptionsDirective(AnswersDirective):
    """``{quiz-misconceptions}``: the wrong answers of the book, with reasons."""

    place = quiz_misconceptions
