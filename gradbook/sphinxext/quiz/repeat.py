"""What the pages that repeat the questions of the book are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import index
from sphinx.util.docutils import new_document
from sphinx.util.logging import suppress_logging

from gradbook.sphinxext.quiz.domain import quiz_domain
from gradbook.sphinxext.quiz.links import link_or_text, move_link
from gradbook.sphinxext.quiz.nodes import name_of, quiz_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

__all__ = ["caption", "group", "heading", "page_questions", "reading_order"]


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


def group(env: BuildEnvironment, blocks: list[nodes.Node], classes: list[str]) -> list[nodes.Node]:
    """Put blocks into an element with some classes, for HTML; other builders want them plain."""
    if quiz_domain(env).builder.format != "html":
        return blocks
    return [nodes.compound("", *blocks, classes=classes)]


def heading(env: BuildEnvironment, page: str, level: int) -> nodes.Node:
    """Make the heading of what is told of a page: its title, after the number of its chapter."""
    words = [node.deepcopy() for node in env.titles[page].children]
    chapter = env.metadata[page].get("chapter", "null")
    if chapter != "null":
        words.insert(0, nodes.Text(f"Chapter {chapter}: "))
    return nodes.rubric("", "", *words, **{"heading-level": level})


def caption(env: BuildEnvironment, question: quiz_question, name: str, page: str) -> nodes.Node:
    """Say which question something is about, and link back to it."""
    target, builder = question["ids"][0], quiz_domain(env).builder
    words = link_or_text(builder, page, name, target, name_of(question))
    title = nodes.Text(f": {question['title']}" if question["title"] else "")
    return nodes.paragraph("", "", nodes.strong("", "", words, title))


def page_questions(
    env: BuildEnvironment,
    name: str,
    page: str,
    settings: Any,
    tell: Callable[[quiz_question], list[nodes.Node]],
    prefix: str,
) -> list[tuple[quiz_question, list[nodes.Node]]]:
    """Tell about the questions of one page on another page, with links resolved.

    They are resolved as on that page, in a document of their own, and then moved. A link that
    leads nowhere is not reported again.

    Parameters
    ----------
    env : BuildEnvironment
        The book.
    name, page : str
        Page of the questions, and page on which to tell about them.
    settings : object
        Docutils settings of that page.
    tell : callable
        What to say of a question, whose nodes it may take.
    prefix : str
        Word with which new ids begin.
    """
    builder, doctree = quiz_domain(env).builder, env.get_doctree(name)
    questions = [node.deepcopy() for node in doctree.findall(quiz_question)]
    copy = new_document(doctree["source"], settings)
    for question in questions:
        copy += nodes.compound("", *tell(question))
    copied = detach(copy, doctree, prefix)
    with suppress_logging():
        env.resolve_references(copy, name, builder)
    for reference in copy.findall(nodes.reference):
        if reference.get("refid") in copied:
            reference["refid"] = copied[reference["refid"]]
        else:
            move_link(builder, reference, name, page)
    return [
        (question, list(told.children))
        for question, told in zip(questions, copy.children, strict=True)
    ]


def detach(copy: nodes.document, original: nodes.document, prefix: str) -> dict[str, str]:
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
        copied |= {name: f"{prefix}-{name}" for name in element["ids"]}
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
