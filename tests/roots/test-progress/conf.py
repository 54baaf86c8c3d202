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
    option_spec = {  # noqa: RUF012
        "optional": directives.flag,
        "whole": directives.flag,
    }

    def run(self):
        name, required = self.arguments[0], "optional" not in self.options
        question = nodes.container(quiz_id=name, required=required)
        if "whole" in self.options:
            question.attributes |= {"number": "1.3", "kind": "single", "title": "Products"}
            question.attributes |= {"hash": "07a8802b", "concepts": ["limit", "product"]}
            question.attributes |= {"review": False, "was": ["product-of-limits"]}
        return [question]


def setup(app):
    app.add_directive("question", Question)
