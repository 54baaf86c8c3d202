"""What the builder gets of a quiz, decided as late as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from gradbook.sphinxext.quiz.domain import quiz_domain
from gradbook.sphinxext.quiz.key import answer_key
from gradbook.sphinxext.quiz.links import link_or_text
from gradbook.sphinxext.quiz.misconceptions import misconception_index
from gradbook.sphinxext.quiz.nodes import (
    Hidden,
    quiz_answer_link,
    quiz_answers,
    quiz_misconceptions,
    quiz_question,
    quiz_set,
)
from gradbook.sphinxext.quiz.plain import plain_question
from gradbook.sphinxext.quiz.reveal import fold_outputs
from gradbook.sphinxext.quiz.sets import plain_set
from gradbook.sphinxext.quiz.variants import quiz_variants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.builders import Builder

__all__ = ["QuizTransform", "is_interactive"]

NO_SCRIPT = "Checking an answer needs JavaScript."
LAST_LEVEL = 5
"""The lowest heading that LaTeX and HTML both have below a chapter."""


def is_interactive(builder: Builder) -> bool:
    """Tell whether the builder writes pages for a browser; e-books and help files are not."""
    return builder.format == "html" and not getattr(builder, "embedded", False)


class QuizTransform(SphinxPostTransform):
    """Fill the pages that repeat all questions; outside the web, turn questions into plain nodes.

    Message catalogues are made from the questions as they are.
    """

    default_priority = 1  # before references are resolved and footnotes arranged

    def run(self, **kwargs: Any) -> None:
        """Process a page, or the whole book where a builder puts it together."""
        builder = quiz_domain(self.env).builder
        if builder.name == "gettext":
            return
        self.fill(quiz_answers, answer_key)
        self.fill(quiz_misconceptions, misconception_index)
        if is_interactive(builder):
            fold_outputs(self.document)
        else:
            for variants in list(self.document.findall(quiz_variants)):
                variants.parent.remove(variants)
            for several in list(self.document.findall(quiz_set)):
                several.parent.replace(several, plain_set(several))
        for question in list(self.document.findall(quiz_question)):
            link = self.answer_link(question)
            if is_interactive(builder):
                self.forget_hidden(question)
                question += quiz_answer_link("", "", link or nodes.Text(NO_SCRIPT))
                continue
            if link:
                self.forget_hidden(question)
            question.parent.replace(question, plain_question(question, link))

    def fill(self, kind: type[nodes.Element], make: Callable[..., list[nodes.Node]]) -> None:
        """Replace each place of a kind by what is made from all questions of the book."""
        for place in list(self.document.findall(kind)):
            sections = sum(isinstance(parent, nodes.section) for parent in parents(place))
            level = min(LAST_LEVEL, max(1, sections) + 1)
            made = make(self.env, self.page_of(place), level, self.document.settings)
            place.parent.replace(place, made)

    def page_of(self, node: nodes.Node) -> str:
        """Return the page on which a node stands, also where the book is put together.

        Sphinx names the page in each section that it has put there from another one.
        """
        pages = (parent["docname"] for parent in parents(node) if "docname" in parent)
        return str(next(pages, self.env.docname))

    def answer_link(self, question: quiz_question) -> nodes.Node | None:
        """Link to the answer; just words where the builder has no links."""
        domain = quiz_domain(self.env)
        if not domain.home:
            return None
        builder, name = domain.builder, f"answer-{question['quiz_id']}"
        title = self.env.titles[domain.home].astext()
        text = "Answer" if is_interactive(builder) else title
        return link_or_text(builder, self.page_of(question), domain.home, name, text)

    def forget_hidden(self, question: quiz_question) -> None:
        """Take the way back from notes to references that are not on the page."""
        hidden = {
            name
            for part in question.findall(Hidden)
            for node in part.findall(nodes.Element)
            for name in node["ids"]
        }
        for note in self.document.findall(nodes.Element):
            if hidden and note.get("backrefs"):
                note["backrefs"] = [name for name in note["backrefs"] if name not in hidden]


def parents(node: nodes.Node) -> Iterator[nodes.Element]:
    """Go up from a node to its document."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
