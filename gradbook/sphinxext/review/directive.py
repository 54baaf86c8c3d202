"""The directive ``{quiz-review}`` and its node."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

__all__ = ["MARK", "ReviewDirective", "review_place"]

MARK = "gradbook-review"
"""What the metadata of a page with the directive holds."""

WORDS = (
    "The questions that you answer in the chapters come back here when they are due: after a day, "
    "and then, as long as you know the answer, after 3, 7, 21 and 60 days."
)


class review_place(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Where the review is; it holds a sentence. Attribute: `page`."""


class ReviewDirective(SphinxDirective):
    """``{quiz-review}``: the review of what the reader has answered."""

    def run(self) -> list[nodes.Node]:
        """Leave the place with its sentence; it takes neither argument nor content."""
        page = self.env.docname
        self.env.metadata[page][MARK] = True
        words = nodes.paragraph(WORDS, WORDS)
        place = review_place("", words, page=page)
        for node in (place, words):
            self.set_source_info(node)
        return [place]
