"""Steps or lines of code to be put into order.

The source has them in the right order. Wherever they are shown they are mixed, in an order that
follows from the id of the question, and have letters in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.quiz.answers import ID, Answer, ident_of
from gradbook.sphinxext.quiz.blocks import is_empty, line_of, source_of
from gradbook.sphinxext.quiz.kinds.base import Read, children_of
from gradbook.sphinxext.quiz.kinds.choice import Choice
from gradbook.sphinxext.quiz.marks import mark_of, take_id
from gradbook.sphinxext.quiz.nodes import hidden, letter, quiz_feedback, quiz_option, quiz_text
from gradbook.sphinxext.quiz.ordering import any_order, groups_of, mixed
from gradbook.sphinxext.quiz.problems import excerpt
from gradbook.sphinxext.quiz.words import lead, words_for_verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node
    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.quiz.kinds.base import Given
    from gradbook.sphinxext.quiz.nodes import quiz_question
    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["Order"]

BUTTONS = {"up": ("Move up", "↑"), "down": ("Move down", "↓")}


class Order(Choice):
    """The items of a numbered list, to be put into order."""

    shape = "numbered list"
    blocks: tuple[type[nodes.Element], ...] = (nodes.enumerated_list,)

    def find(self, content: Sequence[Node]) -> list[nodes.Element]:
        """Return the numbered lists."""
        return [
            node
            for node in content
            if isinstance(node, self.blocks) and isinstance(node, nodes.Element)
        ]

    def items(self, block: nodes.Element, report: Report) -> list[nodes.Element]:
        """Return the items of the list."""
        return [child for child in block.children if isinstance(child, nodes.Element)]

    def read(self, given: Given) -> Read:
        """Read the items, which are in the right order, and mix them."""
        steps = [self.step(item, given.report) for item in given.items]
        steps = [step for step in steps if step.source]
        right = [step for step in steps if step.right]
        self.check(steps, given)
        wanted = [step.source for step in right]
        free = self.free(len(right), given)
        groups = groups_of(len(right), free)
        if len(right) > 1 and any_order(wanted, groups):
            given.report(right[0].line, "syntax", "every order of the answers is right")
        ordered = [*right, *(step for step in steps if not step.right)]
        places = [*enumerate(groups), *[(-1, -1)] * (len(steps) - len(right))]
        options = [make_option(*pair) for pair in zip(ordered, places, strict=True)]
        identity = [[[step.source, bool(step.right)] for step in ordered], groups]
        return Read(mixed(options, wanted, groups, given.quiz_id), identity)

    def step(self, item: nodes.Element, report: Report) -> Answer:
        """Read an item; its quotes say why it stands where it stands."""
        line, first = line_of(item), item.children[0] if item.children else None
        given = take_id(first) if isinstance(first, nodes.paragraph) else None
        if given is not None and not ID.fullmatch(given):
            text = f"option id {excerpt(given)} must be lower-case letters, digits and hyphens"
            report(line, "id", text)
            given = None
        if mark_of(item) is not None:
            text = "an answer needs no mark: what is right is the order of the list"
            report(line, "syntax", text)
        quotes = [node for node in item.children if isinstance(node, nodes.block_quote)]
        body = [node for node in item.children if node not in quotes]
        if is_empty(body):
            report(line, "syntax", "the answer is empty")
        source = source_of(body)
        feedback = [block for quote in quotes for block in quote.children]
        return Answer(line, given or ident_of(source), True, source, body, feedback)

    def check(self, answers: Sequence[Answer], given: Given) -> None:
        """Report too few answers, and what reads the same but does not belong."""
        rights = [answer for answer in answers if answer.right]
        if given.items and len(rights) < 2:
            text = f"expected at least two answers, found {len(rights)}"
            given.report(line_of(given.items[0]), "syntax", text)
        for index, answer in enumerate(answers):
            others = [*rights, *(other for other in answers[:index] if not other.right)]
            if not answer.right and any(other.source == answer.source for other in others):
                given.report(answer.line, "syntax", f"two options read {excerpt(answer.source)}")

    def free(self, length: int, given: Given) -> list[tuple[int, int]]:
        """Return the places that may swap, as far as there are such places."""
        free, line = list[tuple[int, int]](), given.options.lines.get("free", 0)
        for first, last in given.options.free:
            span = f"'{first}-{last}'"
            if last > length:
                text = f"':free:' {span} goes beyond the {length} answers"
                given.report(line, "syntax", text)
            elif any(first <= end and start <= last for start, end in free):
                given.report(line, "syntax", f"':free:' {span} overlaps another range")
            else:
                free.append((first, last))
        return free

    def open_options(self, writer: HTML5Translator, question: quiz_question) -> None:
        """Open the list; Safari takes a list without numbers for none unless it is told."""
        writer.body.append('<ol class="quiz-rows" role="list">\n')

    def close_options(self, writer: HTML5Translator, question: quiz_question) -> None:
        """Close the list."""
        writer.body.append("</ol>\n")

    def open_option(self, writer: HTML5Translator, question: quiz_question, index: int) -> None:
        """Write the letter."""
        part, ident = f"{question['quiz_id']}-{index}", options_of(question)[index]["ident"]
        writer.body.append(
            f'<li class="quiz-option quiz-row" data-row="{ident}">\n'
            f'<span class="quiz-letter" id="{part}-l">{letter(index)}</span>\n'
            f'<div class="quiz-text" id="{part}-t">\n'
        )

    def close_option(self, writer: HTML5Translator, question: quiz_question, index: int) -> None:
        """Write the place of the verdict and the buttons, each named by its row as well."""
        part = f"{question['quiz_id']}-{index}"
        buttons = dict(BUTTONS)
        if not all(option["right"] for option in options_of(question)):
            buttons["out"] = ("", "Leave out")
        writer.body.append(f'<span class="quiz-verdict" id="{part}-v"></span>\n')
        writer.body.append('<span class="quiz-moves" hidden>\n')
        for name, (label, text) in buttons.items():
            named = f' aria-label="{label}"' if label else ""
            writer.body.append(
                f'<button type="button" class="quiz-{name}" id="{part}-{name}"{named}'
                f' aria-labelledby="{part}-{name} {part}-l {part}-t {part}-v">{text}</button>\n'
            )
        writer.body.append("</span>\n</li>\n")

    def key(self, options: Sequence[quiz_option], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Say which order is right, and which places may swap."""
        right = sorted((o for o in options if o["right"]), key=lambda option: option["place"])
        return {
            "rows": rows,
            "order": [option["ident"] for option in right],
            "groups": [option["group"] for option in right],
        }

    def lay_out(self, options: Sequence[tuple[int, quiz_option]]) -> list[Node]:
        """List some answers with their letters, taking the nodes of their texts."""
        items = (
            nodes.list_item("", *lead(nodes.Text(f"({letter(i)})"), children_of(option, quiz_text)))
            for i, option in options
        )
        return [nodes.bullet_list("", *items, bullet="-")]

    def plain(self, question: quiz_question) -> list[Node]:
        """List the answers, mixed."""
        return self.lay_out(list(enumerate(options_of(question))))

    def plain_key(self, question: quiz_question, *, with_text: bool) -> list[Node]:
        """Say which order is right, and give what reasons there are."""
        named = list(enumerate(options_of(question)))
        right = sorted((o for o in named if o[1]["right"]), key=lambda pair: pair[1]["place"])
        sentence = f"The order is {', '.join(letter(index) for index, _ in right)}."
        groups = [option["group"] for _, option in right]
        for group in sorted(set(groups)):
            if (size := groups.count(group)) > 1:
                sentence += f" Places {group + 1} to {group + size} may be in any order."
        told: list[Node] = [nodes.paragraph(sentence, sentence)]
        reasons = nodes.bullet_list("", bullet="-")
        for index, option in named:
            if blocks := children_of(option, quiz_feedback):
                name, verdict = f"({letter(index)})", words_for_verdict(False)
                if not option["right"]:
                    blocks = lead(nodes.strong(f"{verdict}.", f"{verdict}."), blocks)
                reasons += nodes.list_item("", *lead(nodes.Text(name), blocks))
        if with_text and right:
            told += self.lay_out(right)
        return [*told, reasons] if reasons.children else told


def options_of(question: quiz_question) -> list[quiz_option]:
    """Return the answers of a question, mixed."""
    return list(question.findall(quiz_option))


def make_option(step: Answer, place: tuple[int, int]) -> quiz_option:
    """Make an option, whose place is in attributes: the first one is 0, and none is -1."""
    return quiz_option(
        "",
        quiz_text("", *step.body),
        hidden(quiz_feedback, step.feedback),
        ident=step.ident,
        right=bool(step.right),
        place=place[0],
        group=place[1],
    )
