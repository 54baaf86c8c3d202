"""Compare what the pages of a site refer to with what is there."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from gradbook.sphinxext.links.collect import Page, Reference, read_css, read_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Problem", "check"]

TEMPLATES = "_static/"
"""Themes keep HTML fragments there, which are no pages."""


class Problem(NamedTuple):
    """A reference to nothing."""

    file: str
    """Page or style sheet, relative to the site."""
    line: int
    shown: str
    """The reference."""
    text: str
    """What is wrong with it."""

    def __str__(self) -> str:
        """Return one line of the report."""
        return f"{self.file}:{self.line}: {self.shown}: {self.text}"


def check(root: Path) -> list[Problem]:
    """Check every page and style sheet of a site.

    Names are compared letter by letter, capitals included, as a web server does.

    Parameters
    ----------
    root
        Folder of the built site.

    Returns
    -------
    list of Problem
        In the order of files and lines.

    Raises
    ------
    NotADirectoryError
        If `root` is no folder.
    FileNotFoundError
        If it holds no page.
    """
    if not root.is_dir():
        raise NotADirectoryError(f"expected the folder of a built site, got {root}")
    files = [file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()]
    names = [name for name in files if name.endswith(".html") and not name.startswith(TEMPLATES)]
    if not names:
        raise FileNotFoundError(f"expected the folder of a built site, got no page in {root}")
    pages = {name: read_html(_text(root / name)) for name in names}
    sheets = {name: read_css(_text(root / name)) for name in files if name.endswith(".css")}
    references = {name: page.references for name, page in pages.items()} | sheets
    site = _Site(set(files), pages)
    return [
        Problem(name, ref.line, ref.shown, text)
        for name in sorted(references)
        for ref in references[name]
        for text in site.problems(name, ref)
    ]


def _text(file: Path) -> str:
    return file.read_text("utf-8", errors="replace")


class _Site(NamedTuple):
    files: set[str]
    pages: dict[str, Page]

    def problems(self, name: str, ref: Reference) -> Iterator[str]:
        """Say what is wrong with a reference on page `name`, if anything is."""
        try:
            url = urlsplit(ref.url.strip())
        except ValueError:
            yield "not a URL"
            return
        if url.netloc and ref.asset:
            yield f"loads a file from another host, {url.netloc}"
        elif not url.scheme and not url.netloc:
            yield from self._local(name, ref, unquote(url.path), unquote(url.fragment))

    def _local(self, name: str, ref: Reference, path: str, fragment: str) -> Iterator[str]:
        if ref.asset and not path and not fragment:
            yield "is empty"
            return
        if path.startswith("/"):
            yield "starts at the host; a site may be served from a folder"
            return
        target = self._target(name, path)
        if target is None:
            yield "leads out of the site"
        elif target not in self.files:
            yield f"no file {target}"
        elif target in self.pages and not self._has(target, fragment):
            yield f'no anchor "#{fragment}" in {target}'

    def _target(self, name: str, path: str) -> str | None:
        """Name of the file that a path on page `name` means; None outside the site."""
        if not path:
            return name
        parts: list[str] = []
        for part in (*PurePosixPath(name).parent.parts, *path.split("/")):
            if part == "..":
                if not parts:
                    return None
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part)
        target = "/".join(parts)
        folder = path.endswith(("/", "/.", "/..")) or path in {".", ".."}
        if folder or (target not in self.files and f"{target}/index.html" in self.files):
            return f"{target}/index.html".lstrip("/")
        return target

    def _has(self, target: str, fragment: str) -> bool:
        anchor = fragment.partition(":~:")[0]  # what follows is a highlight
        return anchor in {"", "top"} or anchor in self.pages[target].anchors
