"""The label "Part I · Chapter 1" of a chapter.

It is a node of the doctree, so every builder has it: above the title in HTML, as an emphasized
line below it elsewhere.

Before, in the doctree and the same for every builder::

    <section><title>Limits</title><chapter_label number="1" part="I" core="True"/> …

After, in HTML:

.. code-block:: html

   <p class="gradbook-label">Part I · Chapter 1
     <span class="gradbook-star" aria-hidden="true">★</span>
     <span class="gradbook-words">, core chapter</span></p>
   <section id="limits"><h1>Limits</h1> …
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from gradbook.sphinxext.progress.domain import progress_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["STAR", "LabelAboveTitle", "LabelInWords", "add_label", "chapter_label", "visit_label"]

STAR = (
    ' <span class="gradbook-star" aria-hidden="true">★</span>'
    '<span class="gradbook-words">, core chapter</span>'
)
"""The mark of a core chapter in HTML; it is read out as words."""


class chapter_label(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Number of a chapter and its part; attributes `number`, `part` and `core`."""

    def words(self) -> str:
        """Return the label without its star."""
        part = f"Part {self['part']} · " if self["part"] else ""
        return f"{part}Chapter {self['number']}"


def add_label(app: Sphinx, doctree: nodes.document) -> None:
    """Put the label after the title of a chapter that has just been read."""
    chapter = progress_domain(app.env).chapters.get(app.env.docname)
    section = next(doctree.findall(nodes.section), None)
    if chapter is None or section is None:
        return
    label = chapter_label(number=chapter.number, part=chapter.part, core=chapter.core)
    section.insert(1, label)  # a section starts with its title


class LabelAboveTitle(SphinxPostTransform):
    """Move each label above its title; a document of several chapters has several."""

    default_priority = 200
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Take each label out of its section and put it before."""
        for label in list(self.document.findall(chapter_label)):
            section = label.parent
            section.remove(label)
            section.parent.insert(section.parent.index(section), label)


class LabelInWords(SphinxPostTransform):
    """Turn each label into a plain paragraph, for every builder that does not write HTML."""

    default_priority = 200

    def is_supported(self) -> bool:
        """Tell whether this is the transform for the current builder."""
        return not LabelAboveTitle(self.document).is_supported()

    def run(self, **kwargs: Any) -> None:
        """Replace each label."""
        for label in list(self.document.findall(chapter_label)):
            text = label.words() + (" · core chapter" if label["core"] else "")
            label.replace_self(nodes.paragraph("", "", nodes.emphasis(text, text)))


def visit_label(self: HTML5Translator, node: chapter_label) -> None:
    """Write the label."""
    self.body.append(f'<p class="gradbook-label">{self.encode(node.words())}')
    if node["core"]:
        self.body.append(STAR)
    self.body.append("</p>\n")
    raise nodes.SkipNode
