"""The questions of the whole book: their ids, numbers and places."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType

from gradbook.sphinxext.quiz.links import make_link
from gradbook.sphinxext.quiz.problems import Report
from gradbook.sphinxext.quiz.role import DOMAIN, QuizRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

__all__ = ["Entry", "QuizDomain", "quiz_domain"]

PAGES = ("questions", "sets", "answers", "misconceptions", "digests")
"""The data that are kept by the name of a page."""


class Entry(NamedTuple):
    """Where a question, or a directive that repeats all of them, stands."""

    name: str
    """Id of the question."""
    label: str
    """What a cross-reference says."""
    source: str
    line: int


class QuizDomain(Domain):
    """Questions and the place of their answers, by the page on which they stand."""

    name = DOMAIN
    label = "Quiz"
    object_types: ClassVar = {"id": ObjType("question", "id", searchprio=-1)}
    roles: ClassVar = {"id": QuizRole()}
    initial_data: ClassVar[dict[str, Any]] = {
        "questions": {},
        "sets": {},
        "answers": {},
        "misconceptions": {},
        "digests": {},
        "written": {},
    }
    data_version = 3
    dangling_warnings: ClassVar = {"id": "no quiz has the id '%(target)s'"}

    builder: Builder
    """The builder of this run."""

    @property
    def questions(self) -> dict[str, list[Entry]]:
        """Questions by the name of their page, in the order of the page."""
        return cast("dict[str, list[Entry]]", self.data["questions"])

    @property
    def sets(self) -> dict[str, list[Entry]]:
        """Sets of questions by the name of their page, in the order of the page."""
        return cast("dict[str, list[Entry]]", self.data["sets"])

    @property
    def named(self) -> Iterator[tuple[str, Entry]]:
        """All that has an id, with its page: the questions, then the sets."""
        return chain(entries(self.questions), entries(self.sets))

    @property
    def answers(self) -> dict[str, list[Entry]]:
        """Places of ``{quiz-answers}`` by the name of their page."""
        return cast("dict[str, list[Entry]]", self.data["answers"])

    @property
    def misconceptions(self) -> dict[str, list[Entry]]:
        """Places of ``{quiz-misconceptions}`` by the name of their page."""
        return cast("dict[str, list[Entry]]", self.data["misconceptions"])

    @property
    def telling(self) -> set[str]:
        """Names of the pages that tell which answers are right or wrong."""
        return {*self.answers, *self.misconceptions}

    @property
    def digests(self) -> dict[str, str]:
        """For each page with questions, a digest that changes when one of them does."""
        return cast("dict[str, str]", self.data["digests"])

    @property
    def home(self) -> str:
        """Name of the page with the answers; empty if the book has none."""
        return min(self.answers, default="")

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
        """Warn of ids that are used twice, and of what is printed twice."""
        first: dict[str, Entry] = {}
        sets = [entry for _, entry in entries(self.sets)]
        for _, entry in self.named:
            earlier = first.setdefault(entry.name, entry)
            if earlier is not entry:
                directive = "quiz-set" if entry in sets else "quiz"
                report = Report(entry.source, f"{directive} '{entry.name}'")
                report(entry.line, "id", f"duplicate id; first used at {self.place(earlier)}")
        for what in ("answers", "misconceptions"):
            homes = [entry for _, entry in entries(self.data[what])]
            for entry in homes[1:]:
                text = f"the {what} are already printed at {self.place(homes[0])}"
                Report(entry.source, f"quiz-{what}")(entry.line, "syntax", text)

    def place(self, entry: Entry) -> str:
        """Return file and line of an entry, relative to the book."""
        path = os.path.relpath(entry.source, self.env.srcdir)
        return f"{Path(path).as_posix()}:{entry.line}"

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to what has an id, by its title or number unless words are given."""
        for docname, entry in self.named:
            if entry.name == target:
                if not node.get("refexplicit"):
                    contnode[:] = [nodes.Text(entry.label)]
                return make_link(builder, fromdocname, docname, f"quiz-{target}", contnode)
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Link to the question or the set with an id, if there is one."""
        found = self.resolve_xref(env, fromdocname, builder, "id", target, node, contnode)
        return [("quiz:id", found)] if found else []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """List questions and sets, for other books that link to them."""
        for docname, entry in self.named:
            yield entry.name, entry.label, "id", docname, f"quiz-{entry.name}", -1


def entries(store: Mapping[str, Sequence[Entry]]) -> Iterator[tuple[str, Entry]]:
    """Return all entries with their page, by the names of the pages."""
    return ((docname, entry) for docname in sorted(store) for entry in store[docname])


def quiz_domain(env: BuildEnvironment) -> QuizDomain:
    """Return the domain of this build."""
    return cast("QuizDomain", env.get_domain(QuizDomain.name))
