"""Two columns of which each row on the left goes with something on the right.

The source has them side by side, in a table. The right column is shown mixed and without
repetitions, in an order that follows from the id of the question. Its cells are the first options
of the question, and the rows on the left come after them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.quiz.blocks import line_of
from gradbook.sphinxext.quiz.kinds.base import Kind, Read, children_of
from gradbook.sphinxext.quiz.nodes import letter, quiz_feedback, quiz_option, quiz_text
from gradbook.sphinxext.quiz.ordering import mixed
from gradbook.sphinxext.quiz.pairs import check_rows, make_choice, make_row, read_row
from gradbook.sphinxext.quiz.words import BLANK, lead, words_for_verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node
    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.quiz.kinds.base import Given
    from gradbook.sphinxext.quiz.nodes import quiz_question
    from gradbook.sphinxext.quiz.problems import Report

__all__ = ["Match"]

LONGEST = 60
"""Of what stands in a list to choose from; a longer text gets a letter."""


class Match(Kind):
    """Rows to be matched with what they go with, each by a list to choose from."""

    rows = False
    shape = "table"

    def find(self, content: Sequence[Node]) -> list[nodes.Element]:
        """Return the tables."""
        return [node for node in content if isinstance(node, nodes.table)]

    def items(self, block: nodes.Element, report: Report) -> list[nodes.Element]:
        """Return the rows below the head; those of a Markdown table do not know their lines."""
        line, found = line_of(block), list(block.findall(nodes.row))
        width = max(len(row.children) for row in found)
        if width not in (2, 3):
            text = f"expected two columns, or three with the reasons, found {width}"
            report(line, "syntax", text)
        for number, row in enumerate(found):
            below = line + number + (number > 0)
            for node in row.findall(nodes.Element):
                node.source, node.line = node.source or block.source, node.line or below
        return [row for row in found if not isinstance(row.parent, nodes.thead)]

    def read(self, given: Given) -> Read:
        """Read the rows, and mix what stands on the right."""
        rows = [read_row(item) for item in given.items]
        check_rows(rows, given)
        pairs = [row for row in rows if row.names[0] and row.names[1]]
        others = [row for row in rows if row.names[1] and not row.names[0]]
        choices = {row.names[1]: row for row in (*others, *reversed(pairs))}
        wanted = list(dict.fromkeys(row.names[1] for row in pairs))
        names = [*wanted, *(name for name in choices if name not in wanted)]
        names = mixed(names, wanted, list(range(len(wanted))), given.quiz_id)
        options = [make_choice(choices[name], wanted) for name in names]
        options += [make_row(row) for row in pairs]
        return Read(options, [[row.names for row in pairs], names])

    def open_option(self, writer: HTML5Translator, question: quiz_question, index: int) -> None:
        """Write the letter of what stands on the right, or the number of a row."""
        choices, _ = split(question)
        part, number = f"{question['quiz_id']}-{index}", index - len(choices) + 1
        if number < 1 and told_by_text(choices):
            options = list(question.findall(quiz_option))
            options[index].outer, writer.body = writer.body, []
            return
        if index == 0:
            writer.body.append('<ul class="quiz-choices" role="list">\n')
        if number == 1 and not told_by_text(choices):
            writer.body.append("</ul>\n")
        tag, css, name = ("div", "quiz-option quiz-pair", str(number))
        if number < 1:
            tag, css, name = ("li", "quiz-choice", letter(index))
        writer.body.append(
            f'<{tag} class="{css}">\n<span class="quiz-letter" id="{part}-l">{name}</span>\n'
            f'<div class="quiz-text" id="{part}-t">\n'
        )

    def close_option(self, writer: HTML5Translator, question: quiz_question, index: int) -> None:
        """Write the list to choose from and the place of the verdict, in a row."""
        choices, _ = split(question)
        part, option = f"{question['quiz_id']}-{index}", list(question.findall(quiz_option))[index]
        by_text = told_by_text(choices)
        if index < len(choices):
            if by_text:
                writer.body = option.outer
            else:
                writer.body.append("</li>\n")
            return
        names = (text_of(c) if by_text else letter(i) for i, c in enumerate(choices))
        listed = "".join(
            f'<option value="{choice["ident"]}">{escape(name)}</option>'
            for choice, name in zip(choices, names, strict=True)
        )
        writer.body.append(
            f'<select name="{part}" id="{part}" data-row="{option["ident"]}" autocomplete="off"'
            f' aria-labelledby="{part}-l {part}-t {part}-v">'
            f'<option value="">choose</option>{listed}</select>\n'
            f'<span class="quiz-verdict" id="{part}-v"></span>\n</div>\n'
        )

    def key(self, options: Sequence[quiz_option], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Say what each row goes with; the options are those with a reason, rows first."""
        places = {option["ident"]: not option["choice"] for option in options}
        pairs = {o["ident"]: o["choice"] for o in options if o["choice"]}
        told = [row for row in rows if row["html"]]
        return {"pairs": pairs, "options": sorted(told, key=lambda row: places[row["id"]])}

    def plain(self, question: quiz_question) -> list[Node]:
        """List the right column with letters, and the left one with numbers and blanks."""
        choices, rows = split(question)
        plain: list[Node] = []
        for group in (choices, rows):
            items = nodes.bullet_list("", bullet="-")
            for index, option in enumerate(group):
                name = f"({letter(index)})" if group is choices else f"{index + 1}. {BLANK}"
                items += nodes.list_item(
                    "", *lead(nodes.Text(name), children_of(option, quiz_text))
                )
            plain.append(items)
        return plain

    def plain_key(self, question: quiz_question, *, with_text: bool) -> list[Node]:
        """Say for each row what it goes with, and give what reasons there are."""
        choices, rows = split(question)
        places = {choice["ident"]: index for index, choice in enumerate(choices)}
        key = nodes.bullet_list("", bullet="-")
        for number, row in enumerate(rows, start=1):
            place = places[row["choice"]]
            words = f"{number} goes with ({letter(place)})."
            reason = children_of(row, quiz_feedback)
            if with_text:
                right = [node.deepcopy() for node in children_of(choices[place], quiz_text)]
                left = lead(nodes.Text(f"{number}."), children_of(row, quiz_text))
                blocks = [*left, *lead(nodes.Text(f"({letter(place)})"), right), *reason]
            else:
                blocks = lead(nodes.Text(words), reason)
            key += nodes.list_item("", *blocks)
        for place, choice in enumerate(choices):
            if reason := children_of(choice, quiz_feedback):
                words = f"{words_for_verdict(False)}."
                reason = lead(nodes.strong(words, words), reason)
                text = children_of(choice, quiz_text) if with_text else []
                name = nodes.Text(f"({letter(place)})")
                blocks = [*lead(name, text), *reason] if text else lead(name, reason)
                key += nodes.list_item("", *blocks)
        return [key]


def split(question: quiz_question) -> tuple[list[quiz_option], list[quiz_option]]:
    """Return what stands on the right, and the rows."""
    options = list(question.findall(quiz_option))
    return [o for o in options if not o["choice"]], [o for o in options if o["choice"]]


def told_by_text(choices: Sequence[quiz_option]) -> bool:
    """Tell whether all choices are text of a length that a list to choose from can show."""
    return all(
        isinstance(leaf, nodes.Text | nodes.paragraph) and len(text_of(choice)) <= LONGEST
        for choice in choices
        for leaf in (node for block in children_of(choice, quiz_text) for node in block.findall())
    )


def text_of(choice: quiz_option) -> str:
    """Return what stands on the right as plain text, on one line."""
    return " ".join(" ".join(node.astext() for node in children_of(choice, quiz_text)).split())
