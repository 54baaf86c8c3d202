"""What a question and a set of questions have in common: an id, options, and what stands inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.quiz.nodes import quiz_set
from gradbook.sphinxext.quiz.options import QUIZ_ID, Line, split_options
from gradbook.sphinxext.quiz.problems import Report, excerpt

if TYPE_CHECKING:
    from gradbook.sphinxext.quiz.source import Place

__all__ = ["HeadedDirective", "take_strangers"]


class HeadedDirective(SphinxDirective):
    """A directive with an id and options.

    It reads its options itself: what the parsers do with an unknown or a malformed one differs,
    and neither names its line.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def read_head(self, place: Place) -> tuple[str, list[Line], int, Report]:
        """Read what comes before the text.

        Returns
        -------
        ident : str
            The id, or one to go on with if there is none or a wrong one.
        fields : list of Line
            Option lines.
        skip : int
            How many lines of the content these take up.
        report : Report
            Where problems go.
        """
        head = self.arguments[0].splitlines() if self.arguments else []
        if place.markdown:
            first = place.line + self.content_offset + 1
            lines = [Line(first + index, text) for index, text in enumerate(self.content)]
            given, (fields, skip) = "".join(head), split_options(lines)
        else:
            fields = [Line(place.line + index, text.strip()) for index, text in enumerate(head)]
            has_id = fields and not fields[0].text.startswith(":")
            given, skip = fields.pop(0).text if has_id else "", 0
        report = Report(place.source, f"{self.name} {excerpt(given)}" if given else self.name)
        return self.check_id(given, place, report), fields, skip, report

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


def take_strangers(
    root: nodes.Element, kinds: tuple[type[nodes.Element], ...], place: Place, report: Report
) -> list[nodes.Element]:
    """Take out of a text, and report, what cannot stand in it.

    Parameters
    ----------
    root : Element
        What the parser made of the text.
    kinds : tuple of type
        Nodes with a `quiz_id` that cannot stand in it.
    place : Place
        Place of the directive.
    report : Report
        Where problems of the directive go.

    Returns
    -------
    list of Element
        What is to stand behind it instead.
    """
    for rule in list(root.findall(nodes.transition)):
        report(rule.line or place.line, "syntax", "a rule such as '---' cannot stand in it")
        rule.parent.remove(rule)
    found: list[nodes.Element] = []
    for node in root.findall(nodes.Element):
        within = any(node in outer.findall(nodes.Element) for outer in found)
        if isinstance(node, kinds) and node is not root and not within:
            found.append(node)
    for node in found:
        node.parent.remove(node)
        name = "quiz-set" if isinstance(node, quiz_set) else "quiz"
        about = Report(place.source, f"{name} '{node['quiz_id']}'")
        text = f"it stands inside the {report.subject}; close that one first"
        about(node.line or place.line, "syntax", text)
    return found
