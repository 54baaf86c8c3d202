"""The directive ``{quiz-set}``: questions that are checked together, at once or as in an exam.

.. code-block:: html

   <div class="quiz-set" role="group" id="quiz-ID" data-set-id="ID" data-set-mode="exam"
        data-set-held="" aria-labelledby="ID-t">
     <p class="quiz-set-head"><span id="ID-t">Before you go on</span> ·
        <span class="quiz-set-count">5 questions</span></p>
     <form class="quiz" …> … </form> …
     <div class="quiz-set-end" hidden>
       <button type="button" class="quiz-set-check">Hand in</button>
       <div class="quiz-status" role="status" aria-live="polite" aria-atomic="true"></div>
       <p class="quiz-set-again"></p>
     </div>
   </div>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.quiz.head import HeadedDirective, take_strangers
from gradbook.sphinxext.quiz.nodes import quiz_question, quiz_set, quiz_set_title
from gradbook.sphinxext.quiz.options import one_of, read_title, read_values
from gradbook.sphinxext.quiz.source import find_place

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from gradbook.sphinxext.quiz.options import Readers

__all__ = ["MODES", "SET_READERS", "QuizSetDirective", "add_sets", "plain_set"]

MODES = {"practice": ("Check yourself", "Check all"), "exam": ("Test yourself", "Hand in")}
"""For each mode, the title where the author gives none, and the words on the button."""

SET_READERS: Readers = {
    "title": ("title", read_title),
    "mode": ("mode", lambda value: one_of("mode", value, MODES)),
}
"""For each option, the name of its value and what reads it."""


class QuizSetDirective(HeadedDirective):
    """``{quiz-set} id``: questions that are checked together."""

    def run(self) -> list[nodes.Node]:
        """Read the set and report what is wrong with it; the questions read themselves."""
        place = find_place(self)
        quiz_id, fields, skip, report = self.read_head(place)
        values, lines = read_values(fields, SET_READERS, report)
        mode = str(values.get("mode", "practice"))
        title = str(values.get("title", MODES[mode][0]))
        words, messages = self.parse_inline(title, lineno=lines.get("title", place.line))
        head = quiz_set_title(title, "", *words)
        node = quiz_set("", head, ids=[f"quiz-{quiz_id}"], quiz_id=quiz_id, mode=mode)
        head.source = node.source = place.source
        head.line = node.line = place.line
        shift = self.content_offset + skip + place.shift
        self.state.nested_parse(self.content[skip:], shift, node)
        inner = take_strangers(node, (quiz_set,), place, report)
        if not any(node.findall(quiz_question)):
            report(place.line, "syntax", "there is no question in it")
        self.state.document.ids.setdefault(node["ids"][0], node)
        return [node, *messages, *inner]


def plain_set(node: quiz_set) -> list[nodes.Node]:
    """Turn a set into plain nodes, taking it apart: its title, and what stood in it."""
    head, *rest = node.children
    title = nodes.paragraph("", "", nodes.strong("", "", *head.children))
    return [nodes.target("", "", ids=node["ids"]), title, *rest]


def visit_set(self: HTML5Translator, node: quiz_set) -> None:
    """Open the group."""
    attributes = {
        "role": "group",
        "data-set-id": node["quiz_id"],
        "data-set-mode": node["mode"],
        "aria-labelledby": f"{node['quiz_id']}-t",
    }
    if node["mode"] == "exam":
        attributes["data-set-held"] = ""
    self.body.append(self.starttag(node, "div", CLASS="quiz-set", **attributes))


def depart_set(self: HTML5Translator, node: quiz_set) -> None:
    """Close the group, with what the script needs."""
    self.body.append(
        '<div class="quiz-set-end" hidden>\n<button type="button" class="quiz-set-check">'
        f"{MODES[node['mode']][1]}</button>\n"
        '<div class="quiz-status" role="status" aria-live="polite" aria-atomic="true"></div>\n'
        '<p class="quiz-set-again"></p>\n</div>\n</div>\n'
    )


def visit_set_title(self: HTML5Translator, node: quiz_set_title) -> None:
    """Open the line that names the set."""
    self.body.append(f'<p class="quiz-set-head"><span id="{node.parent["quiz_id"]}-t">')


def depart_set_title(self: HTML5Translator, node: quiz_set_title) -> None:
    """Close the line, with the number of questions."""
    count = sum(1 for _ in node.parent.findall(quiz_question))
    words = f"{count} question{'' if count == 1 else 's'}"
    self.body.append(f'</span> · <span class="quiz-set-count">{words}</span></p>\n')


def add_sets(app: Sphinx) -> None:
    """Register the directive and its nodes; builders that do not write HTML never meet these."""
    app.add_directive("quiz-set", QuizSetDirective)
    app.add_node(quiz_set, html=(visit_set, depart_set))
    app.add_node(quiz_set_title, html=(visit_set_title, depart_set_title))
