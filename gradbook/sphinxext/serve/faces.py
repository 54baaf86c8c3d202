"""What pages show of one another."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

__all__ = ["faces_of"]


def faces_of(env: BuildEnvironment, pages: Iterable[str]) -> dict[str, str]:
    """Digest what other pages may show of a page.

    That is its title, sections and children, its front matter, and whatever a cross-reference can
    lead to.

    Parameters
    ----------
    env
        The environment.
    pages
        Names of pages that have been read.

    Returns
    -------
    dict
        A digest for each page; as long as it stays, a change in the page concerns no other.
    """
    parts: dict[str, list[str]] = {}
    for name in pages:
        matter = env.metadata.get(name, {})
        parts[name] = [
            env.longtitles[name].pformat(),
            env.tocs[name].pformat(),
            repr(env.toctree_includes.get(name)),
            repr({key: value for key, value in matter.items() if isinstance(value, str)}),
        ]
    for domain in env.domains.sorted():
        for entry in domain.get_objects():
            if entry[3] in parts:
                parts[entry[3]].append(repr(entry))
    return {name: hashlib.sha256(repr(said).encode()).hexdigest() for name, said in parts.items()}
