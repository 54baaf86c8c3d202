"""The directives ``{quiz}``, ``{quiz-answers}`` and ``{quiz-misconceptions}``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.quiz.build import build_question
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
        root = self.parse_body(place, skip)
        for rule in take(root, nodes.transition):
            report(rule.line or place.line, "syntax", "a rule such as '---' cannot stand in it")
        inner = take(root, quiz_question)
        for other in inner:
            about = Report(place.source, f"quiz '{other['quiz_id']}'")
            text = f"it stands inside the quiz {excerpt(given)}; close that one first"
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
        document.ids.setdefault(question["ids"][0], question)
        return [question, *inner]

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

    def parse_body(self, place: Place, skip: int) -> nodes.Element:
        """Parse what comes after the options."""
        body: StringList = self.content[skip:]
        root = nodes.Element()
        self.state.nested_parse(body, self.content_offset + skip + place.shift, root)
        return root


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
