"""The directives ``{quiz}``, ``{quiz-answers}`` and ``{quiz-misconceptions}``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.quiz.build import build_question
from gradbook.sphinxext.quiz.cells import cells_of
from gradbook.sphinxext.quiz.filling import fill_in
from gradbook.sphinxext.quiz.glued import told_once
from gradbook.sphinxext.quiz.kinds import KINDS
from gradbook.sphinxext.quiz.kinds.base import Given
from gradbook.sphinxext.quiz.marks import mark_of
from gradbook.sphinxext.quiz.nodes import quiz_answers, quiz_misconceptions, quiz_question
from gradbook.sphinxext.quiz.options import (
    QUIZ_ID,
    Line,
    Options,
    check_kind,
    read_options,
    split_options,
)
from gradbook.sphinxext.quiz.parts import split_parts
from gradbook.sphinxext.quiz.problems import Report, excerpt
from gradbook.sphinxext.quiz.source import Place, find_place
from gradbook.sphinxext.quiz.variants import Gathered, Reading, read_variants

if TYPE_CHECKING:
    from docutils.statemachine import StringList

__all__ = ["AnswersDirective", "MisconceptionsDirective", "QuizDirective"]

Part = TypeVar("Part", bound=nodes.Element)


class QuizDirective(SphinxDirective):
    """``{quiz} id``: a question with its answers, hints, feedback and explanation.

    It reads its options itself: what the parsers do with an unknown or a malformed one differs,
    and neither names its line.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Read the quiz, report what is wrong with it, and make what can be made of it."""
        place = find_place(self)
        given, fields, skip = self.read_head(place)
        report = Report(place.source, f"quiz {excerpt(given)}" if given else "quiz")
        quiz_id = self.check_id(given, place, report)
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
        for rule in take(root, nodes.transition):
            report(rule.line or place.line, "syntax", "a rule such as '---' cannot stand in it")
        inner = take(root, quiz_question)
        for other in inner:
            about = Report(place.source, f"quiz '{other['quiz_id']}'")
            text = f"it stands inside the {report.subject}; close that one first"
            about(other.line or place.line, "syntax", text)
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

    def read_head(self, place: Place) -> tuple[str, list[Line], int]:
        """Return the id, the option lines, and how many lines of the content these take up."""
        head = self.arguments[0].splitlines() if self.arguments else []
        if place.markdown:
            first = place.line + self.content_offset + 1
            lines = [Line(first + index, text) for index, text in enumerate(self.content)]
            return "".join(head), *split_options(lines)
        lines = [Line(place.line + index, text.strip()) for index, text in enumerate(head)]
        given = lines.pop(0).text if lines and not lines[0].text.startswith(":") else ""
        return given, lines, 0

    def check_id(self, given: str, place: Place, report: Report) -> str:
        """Return the id, or one to go on with if there is none or a wrong one."""
        if place.unclosed:
            report(place.line, "syntax", f"no line '{place.unclosed}' closes it")
        if QUIZ_ID.fullmatch(given):
            return given
        text = (
            "id must be lower-case letters, digits and hyphens, 2 to 64 of them"
            if given
            else "an id is missing after the name of the directive"
        )
        report(place.line, "id", text)
        return f"_{nodes.make_id(given) or 'unnamed'}-{self.env.new_serialno('quiz')}"


def settle_kind(options: Options, root: nodes.Element) -> Options:
    """Set the kind, where the author has not, by the number of right answers."""
    items = [item for block in KINDS["single"].find(root.children) for item in block.children]
    rights = sum(mark_of(item) is True for item in items)
    return options._replace(kind=options.kind or ("multiple" if rights > 1 else "single"))


def take(root: nodes.Element, kind: type[Part]) -> list[Part]:
    """Take all nodes of a kind out of a tree."""
    found = list(root.findall(kind))
    for node in found:
        node.parent.remove(node)
    return found


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
