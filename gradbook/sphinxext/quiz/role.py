"""The role ``{quiz}``, which links to a question."""

from __future__ import annotations

from docutils import nodes
from sphinx.roles import XRefRole

__all__ = ["DOMAIN", "QuizRole"]

DOMAIN = "quiz"
"""Name of the domain that resolves the links."""


class QuizRole(XRefRole):
    """``{quiz}`id` ``: a link to a question."""

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def create_xref_node(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make it a reference of this domain, whose name the role does not need."""
        self.refdomain, self.reftype = DOMAIN, "id"
        return super().create_xref_node()
