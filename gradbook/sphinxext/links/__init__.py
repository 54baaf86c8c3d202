"""Links: check a built site without a network.

    python -m gradbook.sphinxext.links build/html

names every link, image, script, style sheet, font and anchor that is not there, and everything
that a page would load from another host. Needs nothing but Python; links that lead to other sites
are left to Sphinx's `linkcheck` builder.
"""

from __future__ import annotations

from gradbook.sphinxext.links.check import Problem, check

__all__ = ["Problem", "check"]
