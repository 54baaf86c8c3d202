"""The server that takes feedback: the configuration value `gradbook_feedback_endpoint`, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["check_endpoint", "is_safe"]

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def check_endpoint(app: Sphinx, config: Config) -> None:
    """Refuse an address to which readers should not send.

    Raises
    ------
    ConfigError
        If it is neither empty nor safe.
    """
    given = config.gradbook_feedback_endpoint
    if given != "" and not is_safe(given):
        raise ConfigError(
            "gradbook_feedback_endpoint: expected the address of a server that begins with "
            "https:// (on this computer http:// will do), without a name, a password or a "
            f"fragment in it, got {given!r}"
        )


def is_safe(address: object) -> bool:
    """Tell whether what is sent to an address stays between the reader and its server.

    Examples
    --------
    >>> is_safe("https://feedback.example.org/book")
    True
    >>> is_safe("http://feedback.example.org/book"), is_safe("http://127.0.0.1:8000/")
    (False, True)
    """
    if not isinstance(address, str) or set(address) & set(" \t\r\n\\"):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 (raises if it is not a number)
    except ValueError:
        return False
    if not host or "@" in parts.netloc or "#" in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
