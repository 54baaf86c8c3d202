"""Quizzes: questions in Markdown that the browser checks and every other builder prints.

``{quiz}`` is a question, ``{quiz-set}`` several that are checked together, ``{quiz-answers}`` the
place of all answers, ``{quiz-misconceptions}`` that of the wrong ones, and the role ``{quiz}`id` ``
a link to a question; how to write them is told in ``docs/contributing/quiz.md``.

- An author's mistake is a warning of the type ``quiz`` with the subtype ``id``, ``syntax``,
  ``numeric``, ``feedback``, ``bind`` or ``stale``, at the line of the mistake; what is right
  is still rendered.
- Each builder gets what it can show. For the web a question is a form, described in
  `gradbook.sphinxext.quiz.html`; elsewhere it is paragraphs and a list with letters.
- Answers, feedback, hints and explanation are on no page in plain text but those of the answers
  and the misconceptions, and not in the search. The source of a page with questions is not
  published.
- The front matter ``chapter`` of a page begins the numbers of its questions; ``concepts`` is what
  those are about that do not say so themselves.
- Other parts find the questions in the doctree by the attributes `quiz_id` and `required`.

Markdown is parsed with MyST's extension ``colon_fence``, in which quizzes are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradbook.sphinxext.quiz.directive import (
    AnswersDirective,
    MisconceptionsDirective,
    QuizDirective,
)
from gradbook.sphinxext.quiz.domain import QuizDomain
from gradbook.sphinxext.quiz.html import add_visitors
from gradbook.sphinxext.quiz.numbering import note_questions
from gradbook.sphinxext.quiz.reveal import add_reveal
from gradbook.sphinxext.quiz.role import QuizRole
from gradbook.sphinxext.quiz.sets import add_sets
from gradbook.sphinxext.quiz.transform import QuizTransform
from gradbook.sphinxext.quiz.website import guard_answers, meet_builder, rewrite_answers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


def enable_colon_fence(app: Sphinx, config: Config) -> None:
    """Have MyST read ``:::{quiz}``, which it would print with its answers otherwise."""
    if "myst_enable_extensions" in config:
        config.myst_enable_extensions = {*config.myst_enable_extensions, "colon_fence"}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    for name in ("storage", "quiz.stale", "quiz.quizjson"):
        app.setup_extension(f"gradbook.sphinxext.{name}")
    app.add_domain(QuizDomain)
    app.add_directive("quiz", QuizDirective)
    app.add_directive("quiz-answers", AnswersDirective)
    app.add_directive("quiz-misconceptions", MisconceptionsDirective)
    app.add_role("quiz", QuizRole())
    app.add_post_transform(QuizTransform)
    add_visitors(app)
    add_reveal(app)
    add_sets(app)
    app.connect("config-inited", enable_colon_fence)
    app.connect("builder-inited", meet_builder)
    # after Sphinx's own collectors of metadata and titles, which have the priority 500
    app.connect("doctree-read", note_questions, priority=550)
    app.connect("env-updated", rewrite_answers)
    app.connect("html-page-context", guard_answers)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
