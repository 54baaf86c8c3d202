"""The page of answers: the key to the whole book, with reasons, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import index
from sphinx.util.docutils import new_document
from sphinx.util.logging import suppress_logging

from gradbook.sphinxext.quiz.domain import quiz_domain
from gradbook.sphinxext.quiz.links import link_or_text, move_link
from gradbook.sphinxext.quiz.nodes import name_of, quiz_question
from gradbook.sphinxext.quiz.plain import plain_key

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

__all__ = ["answer_key", "reading_order"]


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return the pages with questions in the order of the tables of contents."""
    pages: list[str] = []

    def visit(page: str) -> None:
        if page not in pages:
            pages.append(page)
            for inner in env.toctree_includes.get(page, []):
                visit(inner)

    visit(env.config.root_doc)
    questions = quiz_domain(env).digests
    return [page for page in (*pages, *sorted(questions.keys() - set(pages))) if page in questions]


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
        for question, answer in page_answers(env, name, page, settings):
            blocks += group(env, [*caption(env, question, name, page), *answer], ["quiz-answer"])
        key += group(env, blocks, ["no-search"])
    return key


def group(env: BuildEnvironment, blocks: list[nodes.Node], classes: list[str]) -> list[nodes.Node]:
    """Put blocks into an element with some classes, for HTML; other builders want them plain."""
    if quiz_domain(env).builder.format != "html":
        return blocks
    return [nodes.compound("", *blocks, classes=classes)]


def heading(env: BuildEnvironment, page: str, level: int) -> nodes.Node:
    """Make the heading of a page's answers: its title, after the number of its chapter."""
    words = [node.deepcopy() for node in env.titles[page].children]
    chapter = env.metadata[page].get("chapter", "null")
    if chapter != "null":
        words.insert(0, nodes.Text(f"Chapter {chapter}: "))
    return nodes.rubric("", "", *words, **{"heading-level": level})


def caption(
    env: BuildEnvironment, question: quiz_question, name: str, page: str
) -> list[nodes.Node]:
    """Say which question an answer is for, and link back to it."""
    target, builder = question["ids"][0], quiz_domain(env).builder
    words = link_or_text(builder, page, name, target, name_of(question))
    title = nodes.Text(f": {question['title']}" if question["title"] else "")
    return [
        nodes.target("", "", ids=[f"answer-{question['quiz_id']}"]),
        nodes.paragraph("", "", nodes.strong("", "", words, title)),
    ]


def page_answers(
    env: BuildEnvironment, name: str, page: str, settings: Any
) -> list[tuple[quiz_question, list[nodes.Node]]]:
    """Make the answers to the questions of one page, with their links resolved.

    They are resolved as on that page, in a document of their own, and then moved. A link that
    leads nowhere is not reported again.
    """
    builder, doctree = quiz_domain(env).builder, env.get_doctree(name)
    questions = [node.deepcopy() for node in doctree.findall(quiz_question)]
    copy = new_document(doctree["source"], settings)
    for question in questions:
        copy += nodes.compound("", *plain_key(question, with_text=True))
    copied = detach(copy, doctree)
    with suppress_logging():
        env.resolve_references(copy, name, builder)
    for reference in copy.findall(nodes.reference):
        if reference.get("refid") in copied:
            reference["refid"] = copied[reference["refid"]]
        else:
            move_link(builder, reference, name, page)
    return [
        (question, list(answer.children))
        for question, answer in zip(questions, copy.children, strict=True)
    ]


def detach(copy: nodes.document, original: nodes.document) -> dict[str, str]:
    """Make a copy of some text stand on another page without clashing with the original.

    Returns
    -------
    dict of str to str
        The new ids of the elements in the copy, by the old ones.
    """
    for reference in list(copy.findall(nodes.footnote_reference)):
        reference.parent.replace(reference, footnote_words(reference, original))
    for kind in (nodes.target, index):
        for node in list(copy.findall(kind)):
            node.parent.remove(node)
    copied: dict[str, str] = {}
    for element in copy.findall(nodes.Element):
        copied |= {name: f"answers-{name}" for name in element["ids"]}
        element["names"], element["ids"] = [], [copied[name] for name in element["ids"]]
    return copied


def footnote_words(reference: nodes.Element, document: nodes.document) -> list[nodes.Node]:
    """Return the text of a footnote in parentheses, to stand where it was referred to."""
    note = document.ids.get(reference.get("refid"))
    if note is None:
        return []
    blocks = [block for block in note.children if isinstance(block, nodes.paragraph)]
    words = [word.deepcopy() for block in blocks for word in block.children]
    return [nodes.Text(" ("), *words, nodes.Text(")")]
