"""The site on the web, and the pages of it that are open in browsers."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from gradbook.sphinxext.serve.pages import OURS, Pages, version_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request

__all__ = ["Browser", "Browsers", "application"]

SCRIPTS = Path(__file__).parent / "static" / "gradbook"


class Browser:
    """One page that is open in a browser.

    Parameters
    ----------
    file
        The page's file; what is open may be the message that there is none.
    version
        Version of the file that was sent.
    """

    def __init__(self, file: Path, version: str) -> None:
        self.file = file
        self.version = version
        self.messages: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()


class Browsers:
    """All pages that are open.

    Parameters
    ----------
    folder
        Folder of the site.
    opened
        Called when a page has been opened.
    """

    def __init__(self, folder: Path, opened: Callable[[], None]) -> None:
        self.folder = folder
        self.opened = opened
        self.all: set[Browser] = set()
        self.problems: list[str] = []

    def files(self) -> set[Path]:
        """Name the files that are shown."""
        return {browser.file for browser in self.all}

    def tell(self, forced: set[Path] | None) -> None:
        """Have the pages reload that changed, and show the problems on the others.

        Parameters
        ----------
        forced
            Files of pages that reload in any case; None means all.
        """
        versions = {file: version_of(file) for file in self.files()}
        for browser in self.all:
            stays = forced is not None and browser.file not in forced
            if stays and versions[browser.file] == browser.version:
                browser.messages.put_nowait({"problems": self.problems})
            else:
                browser.messages.put_nowait({"reload": True})

    def close(self) -> None:
        """Tell all pages that nothing more will come."""
        for browser in self.all:
            browser.messages.put_nowait(None)

    async def listen(self, request: Request) -> Response:
        """Answer a page that asks to be told of changes."""
        file = (self.folder / request.query_params.get("page", "").strip("/")).resolve()
        if not file.is_relative_to(self.folder):
            raise HTTPException(404)
        file = file / "index.html" if file.is_dir() else file
        return StreamingResponse(
            self._messages(Browser(file, request.query_params.get("version", ""))),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    async def _messages(self, browser: Browser) -> AsyncIterator[str]:
        self.all.add(browser)
        try:
            self.opened()
            current = version_of(browser.file) == browser.version
            first = {"problems": self.problems} if current else {"reload": True}
            browser.messages.put_nowait(first)
            while (message := await browser.messages.get()) is not None:
                yield f"data: {json.dumps(message)}\n\n"
        finally:
            self.all.discard(browser)


def application(browsers: Browsers) -> Starlette:
    """Make the application that serves a site.

    Parameters
    ----------
    browsers
        The pages that are open, and the folder of the site.
    """
    return Starlette(
        routes=[
            Route(f"{OURS}/changes", browsers.listen),
            Mount(OURS, StaticFiles(directory=SCRIPTS)),
            Mount("/", Pages(directory=browsers.folder, html=True)),
        ],
        # a page of another site must not read the book by a name of its own for this machine
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
    )
