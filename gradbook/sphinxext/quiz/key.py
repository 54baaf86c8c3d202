"""The page of answers: the key to the whole book, with reasons, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.quiz.plain import plain_key
from gradbook.sphinxext.quiz.repeat import caption, group, heading, page_questions, reading_order

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from gradbook.sphinxext.quiz.nodes import quiz_question

__all__ = ["answer_key"]


def answer_key(env: BuildEnvironment, page: str, level: int, settings: Any) -> list[nodes.Node]:
    """Make the answers to all questions of the book.

    Parameters
    ----------
    env : BuildEnvironment
        The book.
    page : str
        Page on which the answers stand.
    level : int
        Level of the heading of each page.
    settings : object
        Docutils settings of the page.
    """
    key: list[nodes.Node] = []
    for name in reading_order(env):
        blocks = [heading(env, name, level)]
        for question, answer in page_questions(env, name, page, settings, answers_of, "answers"):
            target = nodes.target("", "", ids=[f"answer-{question['quiz_id']}"])
            blocks += group(
                env, [target, caption(env, question, name, page), *answer], ["quiz-answer"]
            )
        key += group(env, blocks, ["no-search"])
    return key


def answers_of(question: quiz_question) -> list[nodes.Node]:
    """Return the answers to a question, with their reasons, and the explanation."""
    count, key = question.get("variants", 0), plain_key(question, with_text=True)
    if not count:
        return key
    words = f"Readers get this question with different numbers; these are the first of {count}."
    return [nodes.paragraph(words, words), *key]
