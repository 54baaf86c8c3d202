"""The chapters of the whole book, and what they must not have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain
from sphinx.util import logging

from gradbook.sphinxext.progress.chapters import Chapter, key_lines, read_chapter
from gradbook.sphinxext.progress.questions import find_questions
from gradbook.sphinxext.progress.requires import mistakes

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from gradbook.sphinxext.progress.questions import Question

__all__ = ["ProgressDomain", "note_chapter", "progress_domain"]

logger = logging.getLogger(__name__)

PAGES = ("chapters", "questions", "maps", "overviews", "homes")
"""What is known by the name of a page."""


class ProgressDomain(Domain):
    """Chapters, by the name of their page."""

    name = "progress"
    label = "Progress"
    initial_data: ClassVar[dict[str, Any]] = {
        "chapters": {},
        "questions": {},
        "maps": {},
        "overviews": {},
        "homes": {},
        "written": {},
    }
    data_version = 3

    @property
    def chapters(self) -> dict[str, Chapter]:
        """Chapters by the name of their page."""
        return cast("dict[str, Chapter]", self.data["chapters"])

    @property
    def maps(self) -> dict[str, bool]:
        """Pages with a map of the chapters."""
        return cast("dict[str, bool]", self.data["maps"])

    @property
    def questions(self) -> dict[str, tuple[Question, ...]]:
        """Questions of the chapters by the name of their page."""
        return cast("dict[str, tuple[Question, ...]]", self.data["questions"])

    @property
    def overviews(self) -> dict[str, bool]:
        """Pages with a list of the chapters."""
        return cast("dict[str, bool]", self.data["overviews"])

    @property
    def home(self) -> str:
        """The page on which readers save and erase what they did; empty if there is none."""
        return min(self.data["homes"], default="")

    @property
    def ordered(self) -> list[Chapter]:
        """Chapters by number, then by the name of their page."""
        return sorted(self.chapters.values(), key=lambda chapter: (chapter.number, chapter.docname))

    @property
    def total(self) -> int:
        """How many chapters the finished book has: as planned, else as found."""
        planned: int | None = self.env.config.gradbook_chapters
        return len(self.chapters) if planned is None else planned

    @property
    def core_total(self) -> int:
        """How many core chapters the finished book has: as planned, else as found."""
        planned: int | None = self.env.config.gradbook_core_chapters
        found = sum(chapter.core for chapter in self.chapters.values())
        return found if planned is None else planned

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for key in PAGES:
            self.data[key].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        for key in PAGES:
            found = otherdata[key]
            self.data[key].update({name: found[name] for name in docnames if name in found})

    def check_consistency(self) -> None:
        """Warn of what is used twice, required in vain, or outside the plan."""
        for key, field in (("chapter", "number"), ("id", "id")):
            first: dict[object, Chapter] = {}
            for chapter in self.ordered:
                value = getattr(chapter, field)
                earlier = first.setdefault(value, chapter)
                if earlier is not chapter:
                    place = f"{self.env.doc2path(earlier.docname, base=False)}:{earlier.line(key)}"
                    warn(chapter, key, f"duplicate {key} {value!r}; first used at {place}")
        if self.env.config.gradbook_chapters is not None:
            for chapter in self.ordered:
                if chapter.number > self.total:
                    text = f"chapter {chapter.number} is outside 1 to {self.total}"
                    warn(chapter, "chapter", f"{text}, the number set by gradbook_chapters")
        for chapter, text in mistakes(self.ordered):
            warn(chapter, "requires", text)
        for chapter in [c for c in self.ordered if c.core][self.core_total :]:
            text = f"more core chapters than the {self.core_total}"
            warn(chapter, "core", f"{text} set by gradbook_core_chapters")

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Offer nothing to cross-references of any kind: chapters are pages, which Sphinx knows."""
        return []


def warn(chapter: Chapter, key: str, message: str) -> None:
    """Warn at the line of a front-matter key."""
    location = (chapter.docname, chapter.line(key))
    logger.warning(message, type="progress", subtype=key, location=location)


def progress_domain(env: BuildEnvironment) -> ProgressDomain:
    """Return the domain of this build."""
    return cast("ProgressDomain", env.get_domain(ProgressDomain.name))


def note_chapter(app: Sphinx, doctree: nodes.document) -> None:
    """Put a page that has just been read into the domain, if it is a chapter.

    Its questions are the nodes with the attribute `quiz_id`.
    """
    env = app.env
    metadata = env.metadata[env.docname]
    if "chapter" not in metadata:
        return
    lines = key_lines(Path(env.doc2path(env.docname)).read_text(encoding="utf-8-sig"))
    questions = tuple(find_questions(doctree))
    quizzes = [question.id for question in questions if question.required]
    chapter, problems = read_chapter(env.docname, metadata, quizzes, lines)
    for key, message in problems:
        location = (env.docname, lines.get(key, 1))
        logger.warning(message, type="progress", subtype=key, location=location)
    if chapter is not None:
        domain = progress_domain(env)
        domain.chapters[env.docname] = chapter
        domain.questions[env.docname] = questions
