"""What a page or a style sheet refers to, and which anchors a page offers."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Page", "Reference", "read_css", "read_html"]

LINKS = {
    ("a", "href"),
    ("a", "xlink:href"),
    ("area", "href"),
    ("form", "action"),
    ("button", "formaction"),
}
"""Followed when the reader asks for it."""
ASSETS = {
    ("audio", "src"),
    ("embed", "src"),
    ("iframe", "src"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("img", "src"),
    ("input", "src"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("track", "src"),
    ("use", "href"),
    ("use", "xlink:href"),
    ("video", "poster"),
    ("video", "src"),
}
"""Loaded with the page."""
FOLLOWED_RELATIONS = {
    "alternate",
    "author",
    "canonical",
    "first",
    "help",
    "index",
    "last",
    "license",
    "next",
    "prev",
    "search",
    "up",
}
"""`<link>` of one of these relations loads nothing; any other does."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'\s)]*))\s*\)|@import\s+["']([^"']*)""")
CANDIDATE = re.compile(r"\s*,?\s*(\S*[^\s,])(?:\s+[\d.]+[wx])?")


class Reference(NamedTuple):
    """One URL, as written."""

    line: int
    shown: str
    """The tag and attribute, as a diagnostic shows them."""
    url: str
    asset: bool
    """Whether it is loaded with the page."""


class Page(NamedTuple):
    """What a page gives and takes."""

    anchors: set[str]
    references: list[Reference]


def read_html(text: str) -> Page:
    """Collect the anchors and references of a page.

    Examples
    --------
    >>> page = read_html('<h1 id="rates">Rates</h1><img src="rates.svg">')
    >>> page.anchors, [(ref.shown, ref.asset) for ref in page.references]
    ({'rates'}, [('<img src="rates.svg">', True)])
    """
    collector = _Collector()
    collector.feed(text)
    collector.close()
    return Page(collector.anchors, collector.references)


def read_css(text: str, first_line: int = 1) -> list[Reference]:
    r"""Collect what a style sheet loads.

    Examples
    --------
    >>> [(ref.line, ref.url) for ref in read_css("a {}\nb { src: url('b.woff2') }")]
    [(2, 'b.woff2')]
    """
    text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    references = []
    for found in CSS_URL.finditer(text):
        url = next((group for group in found.groups() if group is not None), "")
        if not url.startswith("#"):  # a part of the page that uses the sheet
            line = first_line + text.count("\n", 0, found.start())
            references.append(Reference(line, f"url({url})", url, asset=True))
    return references


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.references: list[Reference] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.in_style = tag == "style"
        self.anchors.update(values[name] for name in _names(tag) if name in values)
        for name, url, asset in _urls(tag, values):
            shown = f'<{tag} {name}="{url}">'
            self.references.append(Reference(self.getpos()[0], shown, url, asset))
        self.references += read_css(values.get("style", ""), self.getpos()[0])

    def handle_endtag(self, tag: str) -> None:
        self.in_style = False

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self.references += read_css(data, self.getpos()[0])


def _names(tag: str) -> tuple[str, ...]:
    return ("id", "name") if tag == "a" else ("id",)


def _urls(tag: str, values: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Attribute, URL, and whether it is loaded with the page."""
    for name, value in values.items():
        if (tag, name) in LINKS:
            yield name, value, False
        elif (tag, name) in ASSETS:
            yield name, value, True
        elif tag == "link" and name == "href":
            relations = set(values.get("rel", "").lower().split())
            yield name, value, "stylesheet" in relations or not relations & FOLLOWED_RELATIONS
        elif name == "srcset" and tag in {"img", "source"}:
            for found in CANDIDATE.finditer(value):
                yield name, found[1], True
        elif tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            target = re.search(r"url\s*=\s*['\"]?([^'\"]+)", value, re.IGNORECASE)
            if name == "content" and target:
                yield name, target[1], False
