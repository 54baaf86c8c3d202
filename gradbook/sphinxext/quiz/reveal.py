"""The output that is to be predicted: on the web it is folded until the reader has checked.

.. code-block:: html

   <details class="quiz-reveal" data-quiz-reveal="float-sum">
     <summary>Output: predict it first</summary>
     <div class="cell_output">…</div>
   </details>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.quiz.kinds.predict import TAG
from gradbook.sphinxext.quiz.nodes import quiz_question

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["add_reveal", "fold_outputs"]

SUMMARY = "Output: predict it first"


class quiz_reveal(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The folded output of a cell; made for HTML only. Attribute: `quiz_id`."""


def fold_outputs(document: nodes.document) -> None:
    """Fold the outputs of the cells about which a page asks for a prediction."""
    asked = {
        f"tag_{TAG}{question['quiz_id']}": question["quiz_id"]
        for question in document.findall(quiz_question)
        if question["kind"] == "predict"
    }
    for output in list(document.findall(nodes.container)):
        if asked and output.get("nb_element") == "cell_code_output":
            for name in asked.keys() & set(output.parent["classes"]):
                fold = quiz_reveal(quiz_id=asked[name])
                output.parent.replace(output, fold)
                fold += output


def visit_reveal(self: HTML5Translator, node: quiz_reveal) -> None:
    """Open the fold."""
    attributes = {"data-quiz-reveal": node["quiz_id"]}
    self.body.append(self.starttag(node, "details", CLASS="quiz-reveal", **attributes))
    self.body.append(f"<summary>{SUMMARY}</summary>\n")


def depart_reveal(self: HTML5Translator, node: quiz_reveal) -> None:
    """Close the fold."""
    self.body.append("</details>\n")


def add_reveal(app: Sphinx) -> None:
    """Register the node; the builders that do not write HTML never meet it."""
    app.add_node(quiz_reveal, html=(visit_reveal, depart_reveal))
