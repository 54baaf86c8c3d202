"""Which pages are written again because what they say of the rest of the book has changed."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from gradbook.sphinxext.progress.domain import progress_domain
from gradbook.sphinxext.progress.overview import listing_pages
from gradbook.sphinxext.progress.requires import direct_needs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["rewrite_pages"]


def rewrite_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages on which chapters stand, if chapters, titles, needs or parts have changed.

    Each builder has its own output, so each has its own memory of what it wrote.
    """
    domain = progress_domain(env)
    needs = direct_needs(domain.ordered)
    parents = listing_pages(env)
    state = [
        [
            *chapter[:5],
            env.titles[chapter.docname].astext(),
            [needed.id for needed in needs[chapter.docname]],
            parents.get(chapter.docname, ""),
            env.titles[parents.get(chapter.docname, chapter.docname)].astext(),
        ]
        for chapter in domain.ordered
    ]
    digest = sha256(json.dumps([domain.home, state]).encode()).hexdigest()
    written: dict[str, str] = domain.data["written"]
    before, written[app.builder.name] = written.get(app.builder.name), digest
    return [] if before == digest else sorted({*domain.maps, *domain.overviews, *domain.chapters})
