"""A question in HTML: a form that works without a script, and the key that the script reads.

.. code-block:: html

   <form class="quiz" id="quiz-gd-direction" novalidate method="dialog"
         data-quiz-id="gd-direction" data-quiz-type="single" data-quiz-hash="07a8802b"
         data-quiz-src="ch05.md#L12" data-concepts="gradient">
     <fieldset aria-labelledby="gd-direction-i gd-direction-p">
       <legend id="gd-direction-i">Question 5.2 · choose one answer</legend>
       <div class="quiz-prompt" id="gd-direction-p">…</div>
       <div class="quiz-option">
         <input type="radio" name="gd-direction" value="cd281b" id="gd-direction-0"
                aria-labelledby="gd-direction-0-l gd-direction-0-t gd-direction-0-v">
         <label id="gd-direction-0-l" for="gd-direction-0">A</label>
         <div class="quiz-text" id="gd-direction-0-t">…</div>
         <span class="quiz-verdict" id="gd-direction-0-v"></span>
       </div> …
     </fieldset>
     <p class="quiz-buttons" hidden>…</p>
     <div class="quiz-status" role="status" aria-live="polite" aria-atomic="true"></div>
     <div class="quiz-feedback" id="gd-direction-f"></div>
     <p class="quiz-more"></p>
     <noscript><a href="answers.html#answer-gd-direction">Answer</a></noscript>
     <script type="text/plain" class="quiz-key">BASE64(JSON)</script>
   </form>

Feedback, hints and explanation are written like any other part of the page, so that formulas,
code and links work, but into the key instead of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gradbook.sphinxext.quiz.kinds import kind_of
from gradbook.sphinxext.quiz.nodes import (
    Hidden,
    quiz_answer_link,
    quiz_explanation,
    quiz_feedback,
    quiz_hint,
    quiz_option,
    quiz_options,
    quiz_prompt,
    quiz_question,
    quiz_text,
)
from gradbook.sphinxext.quiz.payload import payload
from gradbook.sphinxext.quiz.plain import legend_of
from gradbook.sphinxext.quiz.variants import quiz_variant, quiz_variants

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["add_visitors"]


def visit_question(self: HTML5Translator, node: quiz_question) -> None:
    """Open the form."""
    name = node["quiz_id"]
    attributes = {
        "novalidate": "",
        "method": "dialog",  # without a script, Enter in the number field goes nowhere
        "data-quiz-id": name,
        "data-quiz-type": node["kind"],
        "data-quiz-hash": node["hash"],
        "data-quiz-src": node["src"],
    }
    if node["concepts"]:
        attributes["data-concepts"] = " ".join(node["concepts"])
    if node["was"]:
        attributes["data-quiz-was"] = " ".join(node["was"])
    if node["shuffle"] != "retry":
        attributes["data-quiz-shuffle"] = node["shuffle"]
    if not node["review"]:
        attributes["data-quiz-review"] = "no"
    if node["pre"]:
        attributes["data-quiz-pre"] = ""
    self.body.append(self.starttag(node, "form", CLASS="quiz", **attributes))
    self.body.append(
        f'<fieldset aria-labelledby="{name}-i {name}-p">\n'
        f'<legend id="{name}-i">{legend_of(node)}</legend>\n'
    )


def depart_question(self: HTML5Translator, node: quiz_question) -> None:
    """Close the form."""
    key = payload(node)
    self.body.append(f'<script type="text/plain" class="quiz-key">{key}</script>\n</form>\n')


def visit_prompt(self: HTML5Translator, node: quiz_prompt) -> None:
    """Open the question text."""
    self.body.append(f'<div class="quiz-prompt" id="{node.parent["quiz_id"]}-p">\n')


def depart_div(self: HTML5Translator, node: quiz_prompt | quiz_text) -> None:
    """Close the question text or the text of an answer."""
    self.body.append("</div>\n")


def visit_options(self: HTML5Translator, node: quiz_options) -> None:
    """Write the field of a question that has one for all its answers."""
    kind_of(node.parent).open_options(self, node.parent)


def depart_options(self: HTML5Translator, node: quiz_options) -> None:
    """Close the field set and write what the script needs below it."""
    question = node.parent
    kind_of(question).close_options(self, question)
    if isinstance(question, quiz_variant):
        return
    hints = sum(1 for _ in question.findall(quiz_hint))
    hint = f'\n<button type="button" class="quiz-hint">Hint (1 of {hints})</button>'
    self.body.append(
        '</fieldset>\n<p class="quiz-buttons" hidden>\n<button type="submit">'
        f"{kind_of(question).button}</button>{hint if hints else ''}\n"
        '<button type="button" class="quiz-show" hidden>Show answer</button>\n</p>\n'
        '<div class="quiz-status" role="status" aria-live="polite" aria-atomic="true"></div>\n'
        f'<div class="quiz-feedback" id="{question["quiz_id"]}-f"></div>\n'
        '<p class="quiz-more"></p>\n'
    )


def visit_option(self: HTML5Translator, node: quiz_option) -> None:
    """Open an answer."""
    question = node.parent.parent
    kind_of(question).open_option(self, question, node.parent.index(node))


def depart_option(self: HTML5Translator, node: quiz_option) -> None:
    """Close an answer."""
    question = node.parent.parent
    kind_of(question).close_option(self, question, node.parent.index(node))


def pass_through(self: HTML5Translator, node: quiz_text | quiz_variants) -> None:
    """Write nothing: the kind of the question has opened the text."""


def visit_hidden(self: HTML5Translator, node: Hidden) -> None:
    """Write what follows to a place of its own."""
    node.outer, self.body = self.body, []


def depart_hidden(self: HTML5Translator, node: Hidden) -> None:
    """Keep what was written, and go on with the page."""
    node.html, self.body = "".join(self.body).strip(), node.outer


def visit_variants(self: HTML5Translator, node: quiz_variants) -> None:
    """Give the variants what they have in common with their question, which follows."""
    question = cast("quiz_question", node.next_node(quiz_question, descend=False, siblings=True))
    for variant in node.variants:
        variant.attributes = {**question.attributes, "ids": [], "number": variant["number"]}


def visit_variant(self: HTML5Translator, node: quiz_variant) -> None:
    """Write what follows to a place of its own."""
    node.outer, self.body = self.body, []


def depart_variant(self: HTML5Translator, node: quiz_variant) -> None:
    """Keep what was written, and go on with the page."""
    node.html, self.body = "".join(self.body).strip(), node.outer


def visit_answer_link(self: HTML5Translator, node: quiz_answer_link) -> None:
    """Open what is shown where no script runs."""
    self.body.append("<noscript>")


def depart_answer_link(self: HTML5Translator, node: quiz_answer_link) -> None:
    """Close what is shown where no script runs."""
    self.body.append("</noscript>\n")


def add_visitors(app: Sphinx) -> None:
    """Register the nodes; the builders that do not write HTML never meet them."""
    app.add_node(quiz_question, html=(visit_question, depart_question))
    app.add_node(quiz_prompt, html=(visit_prompt, depart_div))
    app.add_node(quiz_options, html=(visit_options, depart_options))
    app.add_node(quiz_option, html=(visit_option, depart_option))
    app.add_node(quiz_text, html=(pass_through, depart_div))
    for hidden in (quiz_hint, quiz_feedback, quiz_explanation):
        app.add_node(hidden, html=(visit_hidden, depart_hidden))
    app.add_node(quiz_variants, html=(visit_variants, pass_through))
    app.add_node(quiz_variant, html=(visit_variant, depart_variant))
    app.add_node(quiz_answer_link, html=(visit_answer_link, depart_answer_link))
