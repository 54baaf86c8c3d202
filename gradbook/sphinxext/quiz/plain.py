"""Questions and their answers in nodes that every builder knows.

Before, in the doctree::

    <quiz_question kind="single" number="1.2" …>
        <quiz_prompt>  <quiz_hint>  <quiz_options>  <quiz_explanation>

After, as it is read on paper::

    Question 1.2 · choose one answer
    Which direction does the negative gradient point in?
    • (A) Steepest ascent
    • (B) Steepest descent
    Hint 1. Write the first-order model.
    Answer: see Answers.

Where the book has no page of answers, the last line is the key itself, with its reasons.
"""

from __future__ import annotations

from docutils import nodes

from gradbook.sphinxext.quiz.kinds import kind_of
from gradbook.sphinxext.quiz.kinds.base import children_of
from gradbook.sphinxext.quiz.nodes import (
    name_of,
    quiz_explanation,
    quiz_hint,
    quiz_prompt,
    quiz_question,
)
from gradbook.sphinxext.quiz.words import lead

__all__ = ["legend_of", "plain_key", "plain_question"]


def legend_of(question: quiz_question) -> str:
    """Name a question and say what the reader has to do."""
    before = "before you read: " if question["pre"] else ""
    return f"{name_of(question)} · {before}{kind_of(question).legend}"


def plain_question(question: quiz_question, link: nodes.Node | None) -> list[nodes.Node]:
    """Turn a question into plain nodes, taking it apart.

    Parameters
    ----------
    question : quiz_question
        A question that has its number.
    link : Node or None
        Link to its answer; if None, the answer follows the question.
    """
    legend = legend_of(question)
    plain: list[nodes.Node] = [
        nodes.target("", "", ids=question["ids"]),
        nodes.paragraph("", "", nodes.strong(legend, legend)),
        *children_of(question, quiz_prompt),
        *kind_of(question).plain(question),
    ]
    for number, hint in enumerate(question.findall(quiz_hint), start=1):
        words = f"Hint {number}."
        plain += lead(nodes.emphasis(words, words), hint.children)
    if link is None:
        return [*plain, *plain_key(question, with_text=False)]
    return [*plain, nodes.paragraph("", "", nodes.Text("Answer: see "), link, nodes.Text("."))]


def plain_key(question: quiz_question, *, with_text: bool) -> list[nodes.Node]:
    """Say which answers are right, and why; then explain.

    Parameters
    ----------
    question : quiz_question
        A question whose nodes may be taken.
    with_text : bool
        Whether to repeat the texts of the answers.
    """
    key = kind_of(question).plain_key(question, with_text=with_text)
    return [*key, *children_of(question, quiz_explanation)]
