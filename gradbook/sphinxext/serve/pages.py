"""The pages as they are sent: as Sphinx wrote them, with a script that reloads them."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    import os

    from starlette.types import Scope

__all__ = ["OURS", "Pages", "version_of", "with_script"]

OURS = "/-"
"""Where the script and what it asks for are found; Sphinx makes no page of this name."""
MISSING = """\
<!doctype html><html lang="en"><title>No such page</title>
<body><h1>No such page</h1><p>There is no {name}, or not yet.</p></body></html>
"""
OF_THE_LENGTH = {"content-length", "accept-ranges"}
"""Headers that hold for a file of the length that it had when it was found."""


class Pages(StaticFiles):
    """The files of the site, never cached by a browser."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Send a page with the script, any other file as it is.

        A file is read at once: Sphinx may be writing it, and its length must be what is announced.
        """
        file = Path(full_path)
        if file.suffix == ".html":
            content = file.read_bytes()
            html = with_script(content.decode("utf-8", "replace"), digest(content))
            return HTMLResponse(html, status_code, {"Cache-Control": "no-store"})
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        if not isinstance(response, FileResponse):
            return response
        kept = {k: v for k, v in response.headers.items() if k not in OF_THE_LENGTH}
        return Response(file.read_bytes(), status_code, kept)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Send a file, or a page that waits for it."""
        try:
            return await super().get_response(path, scope)
        except FileNotFoundError:
            pass  # it went away while it was asked for
        except HTTPException as error:
            if error.status_code != 404:
                raise
        return HTMLResponse(with_script(MISSING.format(name=escape(path)), ""), 404)


def version_of(file: Path) -> str:
    """Digest a page; nothing if it is not there, or no page."""
    try:
        return digest(file.read_bytes()) if file.suffix == ".html" and file.is_file() else ""
    except FileNotFoundError:
        return ""


def digest(content: bytes) -> str:
    """Digest the content of a page."""
    return hashlib.sha256(content).hexdigest()[:16]


def with_script(html: str, version: str) -> str:
    """Add the script to a page, at its end.

    Examples
    --------
    >>> with_script("<p>Text</p></body></html>", "1f")
    '<p>Text</p><script type="module" src="/-/serve.js" data-version="1f"></script></body></html>'
    """
    tag = f'<script type="module" src="{OURS}/serve.js" data-version="{version}"></script>'
    head, end, tail = html.rpartition("</body>")
    return f"{head}{tag}{end}{tail}" if end else html + tag
