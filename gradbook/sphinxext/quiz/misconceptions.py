"""The index of misconceptions: the wrong answers of the whole book, with reasons.

First come the misconceptions that have a name, with the questions where they tempt, then all wrong
answers, page by page. A misconception has a name if the feedback begins with it, emphasized, as a
sentence of its own::

    - [ ] It points to the minimum
      > *Local read as global.* It knows only the immediate neighbourhood.

The same name in several questions makes one line with several links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from gradbook.sphinxext.quiz.domain import quiz_domain
from gradbook.sphinxext.quiz.kinds import kind_of
from gradbook.sphinxext.quiz.kinds.base import children_of
from gradbook.sphinxext.quiz.links import link_or_text
from gradbook.sphinxext.quiz.nodes import (
    letter,
    name_of,
    quiz_feedback,
    quiz_option,
    quiz_question,
)
from gradbook.sphinxext.quiz.repeat import caption, group, heading, page_questions, reading_order
from gradbook.sphinxext.quiz.words import lead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

__all__ = ["misconception_index"]

Names = dict[str, tuple[list[nodes.Node], list[nodes.Node]]]
"""For each name, in lower case, its words and the links to the answers that have it."""

TITLE = "By name"


def misconception_index(
    env: BuildEnvironment, page: str, level: int, settings: Any
) -> list[nodes.Node]:
    """Make the index; its parameters are those of the key."""
    names: Names = {}
    index: list[nodes.Node] = []
    for name in reading_order(env):
        blocks = [heading(env, name, level)]
        for question in env.get_doctree(name).findall(quiz_question):
            note_names(env, question, name, page, names)
        told = page_questions(env, name, page, settings, wrong_answers, "misconceptions")
        for question, answers in told:
            if answers:
                blocks += group(
                    env, [caption(env, question, name, page), *answers], ["quiz-answer"]
                )
        if len(blocks) > 1:
            index += group(env, blocks, ["no-search"])
    return [*named(env, names, level), *index]


def wrong_options(question: quiz_question) -> Iterator[tuple[int, quiz_option]]:
    """Yield the wrong answers, with their positions, but not what stands for all other numbers."""
    for index, option in enumerate(question.findall(quiz_option)):
        if kind_of(question).is_misconception(option):
            yield index, option


def wrong_answers(question: quiz_question) -> list[nodes.Node]:
    """List the wrong answers to a question and why they are wrong, taking its nodes."""
    answers = nodes.bullet_list("", bullet="-")
    for index, option in wrong_options(question):
        kind, reason = kind_of(question), children_of(option, quiz_feedback)
        words = nodes.Text(kind.name_of_option(question, index, option))
        text = kind.plain_text(option)
        blocks = [*lead(words, text), *reason] if text else lead(words, reason)
        answers += nodes.list_item("", *blocks)
    return [answers] if answers.children else []


def name_of_misconception(option: quiz_option) -> list[nodes.Node]:
    """Return the name with which the feedback begins, without its full stop; else nothing."""
    first = next(iter(children_of(option, quiz_feedback)), None)
    words = first.children[0] if isinstance(first, nodes.paragraph) and first.children else None
    if not isinstance(words, nodes.emphasis) or not words.astext().endswith("."):
        return []
    *before, last = (node.deepcopy() for node in words.children)
    return [*before, nodes.Text(last.astext().rstrip("."))]


def note_names(
    env: BuildEnvironment, question: quiz_question, name: str, page: str, names: Names
) -> None:
    """Enter the named misconceptions of a question, with a link to each."""
    builder, target = quiz_domain(env).builder, question["ids"][0]
    for index, option in wrong_options(question):
        if words := name_of_misconception(option):
            number = option.get("value", "").partition("±")[0].strip()
            answer = number or letter(index)
            link = link_or_text(builder, page, name, target, f"{name_of(question)} ({answer})")
            key = "".join(node.astext() for node in words).casefold()
            names.setdefault(key, (words, []))[1].append(link)


def named(env: BuildEnvironment, names: Names, level: int) -> list[nodes.Node]:
    """List the named misconceptions in the order of the alphabet."""
    items = nodes.bullet_list("", bullet="-")
    for _, (words, links) in sorted(names.items()):
        line = nodes.paragraph("", "", nodes.emphasis("", "", *words), nodes.Text(": "))
        for position, link in enumerate(links):
            line += [nodes.Text(", "), link] if position else link
        items += nodes.list_item("", line)
    if not names:
        return []
    title = nodes.rubric(TITLE, TITLE, **{"heading-level": level})
    return group(env, [title, items], ["no-search"])
