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

from typing import TYPE_CHECKING

from docutils import nodes

from gradbook.sphinxext.quiz.nodes import (
    LEGENDS,
    letter,
    name_of,
    quiz_explanation,
    quiz_feedback,
    quiz_hint,
    quiz_option,
    quiz_prompt,
    quiz_question,
    quiz_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "children_of",
    "lead",
    "name_of_option",
    "plain_key",
    "plain_question",
    "words_for_verdict",
]

BLANK = "________"


def words_for_verdict(right: bool) -> str:
    """Say a verdict as the scripts say it."""
    return "Correct" if right else "Not correct"


def lead(words: nodes.Node, blocks: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Let blocks begin with some words, in their first paragraph if they begin with one."""
    first = blocks[0] if blocks else None
    if not isinstance(first, nodes.paragraph):
        return [nodes.paragraph("", "", words), *blocks]
    first[:0] = [words, nodes.Text(" ")]
    return list(blocks)


def children_of(question: nodes.Element, kind: type[nodes.Element]) -> list[nodes.Node]:
    """Return what is in a part of a question; nothing if it has no such part."""
    return [child for part in question.findall(kind) for child in part.children]


def plain_question(question: quiz_question, link: nodes.Node | None) -> list[nodes.Node]:
    """Turn a question into plain nodes, taking it apart.

    Parameters
    ----------
    question : quiz_question
        A question that has its number.
    link : Node or None
        Link to its answer; if None, the answer follows the question.
    """
    legend = f"{name_of(question)} · {LEGENDS[question['kind']]}"
    plain: list[nodes.Node] = [
        nodes.target("", "", ids=question["ids"]),
        nodes.paragraph("", "", nodes.strong(legend, legend)),
        *children_of(question, quiz_prompt),
    ]
    if question["kind"] == "numeric":
        text = f"{BLANK} {question['unit']}".strip()
        plain.append(nodes.paragraph(text, text))
    else:
        plain.append(plain_options(question))
    for number, hint in enumerate(question.findall(quiz_hint), start=1):
        words = f"Hint {number}."
        plain += lead(nodes.emphasis(words, words), hint.children)
    if link is None:
        return [*plain, *plain_key(question, with_text=False)]
    return [*plain, nodes.paragraph("", "", nodes.Text("Answer: see "), link, nodes.Text("."))]


def plain_options(question: quiz_question) -> nodes.bullet_list:
    """List the answers with explicit letters, which no writer takes away."""
    return nodes.bullet_list(
        "",
        *(
            nodes.list_item("", *lead(nodes.Text(f"({letter(index)})"), text.children))
            for index, text in enumerate(question.findall(quiz_text))
        ),
        bullet="-",
    )


def plain_key(question: quiz_question, *, with_text: bool) -> list[nodes.Node]:
    """Say of each answer whether it is right, and why; then explain.

    Parameters
    ----------
    question : quiz_question
        A question whose nodes may be taken.
    with_text : bool
        Whether to repeat the texts of the answers.
    """
    key = nodes.bullet_list("", bullet="-")
    for index, option in enumerate(question.findall(quiz_option)):
        verdict = f"{words_for_verdict(option['right'])}."
        reason = lead(nodes.strong(verdict, verdict), children_of(option, quiz_feedback))
        text = children_of(option, quiz_text) if with_text else []
        name = nodes.Text(name_of_option(question, index, option))
        blocks = [*lead(name, text), *reason] if text else lead(name, reason)
        key += nodes.list_item("", *blocks)
    return [key, *children_of(question, quiz_explanation)]


def name_of_option(question: quiz_question, index: int, option: quiz_option) -> str:
    """Name an answer by its letter, or by what it accepts."""
    if question["kind"] != "numeric":
        return f"({letter(index)})"
    if not option["value"]:
        return "Any other number:"
    return f"{option['value']} {question['unit']}".strip() + ":"
