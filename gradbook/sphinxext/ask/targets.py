"""Where a prompt can be taken: the configuration value `gradbook_ask_targets`, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["DEFAULT", "Target", "check_targets", "targets_of"]

LIMIT = 1500
"""Characters of a prompt in an address."""
STRATEGIES = ("prefill", "clipboard")
DEFAULT = [
    {"name": "ChatGPT", "url": "https://chatgpt.com/?q=", "strategy": "prefill"},
    {"name": "Claude", "url": "https://claude.ai/new", "strategy": "clipboard"},
    {"name": "Gemini", "url": "https://gemini.google.com/app", "strategy": "clipboard"},
    {"name": "Perplexity", "url": "https://www.perplexity.ai/search?q=", "strategy": "prefill"},
]


class Target(NamedTuple):
    """A site that takes prompts."""

    name: str
    url: str
    """To be followed by the prompt if the site takes it from its address."""
    prefill: bool
    max: int
    """Characters of the prompt that the address may hold."""

    @property
    def host(self) -> str:
        """The site, as readers know it."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


def check_targets(app: Sphinx, config: Config) -> None:
    """Refuse a table that is not as it should be."""
    list(targets_of(config))


def targets_of(config: Config) -> Iterator[Target]:
    """Read the table of targets.

    Raises
    ------
    ConfigError
        If an entry is not as it should be.
    """
    for entry in config.gradbook_ask_targets:
        if problem := problem_of(entry):
            raise ConfigError(f"gradbook_ask_targets: {problem} in {entry!r}")
        yield Target(
            entry["name"], entry["url"], entry["strategy"] == "prefill", entry.get("max", LIMIT)
        )


def problem_of(entry: Any) -> str:
    """Say what is wrong with an entry; nothing if it is right."""
    if not isinstance(entry, dict) or not entry.keys() <= {"name", "url", "strategy", "max"}:
        return "expected the keys name, url, strategy and, if need be, max"
    name, url = entry.get("name"), entry.get("url")
    if not isinstance(name, str) or not name.strip():
        return "expected a name"
    if not isinstance(url, str) or urlsplit(url).scheme != "https" or not urlsplit(url).hostname:
        return "expected a url that begins with https://"
    if entry.get("strategy") not in STRATEGIES:
        return f"expected a strategy, one of {', '.join(STRATEGIES)},"
    limit = entry.get("max", LIMIT)
    if type(limit) is not int or limit < 1:
        return "expected as max a whole number from 1 on"
    return ""
