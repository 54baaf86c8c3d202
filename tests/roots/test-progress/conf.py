"""Four chapters in two parts; the questions are stand-ins with the agreed attributes."""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

project = "A Small Book"
author = "Somebody"
copyright = "2026, Somebody"
version = "1.2"
extensions = ["myst_parser", "gradbook.sphinxext.progress"]
gradbook_book_id = "small"
html_theme = "alabaster"


class Question(SphinxDirective):
    required_arguments = 1
    option_spec = {"optional": directives.flag}  # noqa: RUF012

    def run(self):
        return [
            nodes.container(quiz_id=self.arguments[0], required="optional" not in self.options)
        ]


def setup(app):
    app.add_directive("question", Question)
