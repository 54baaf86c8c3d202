"""Where links and images of a twin lead.

With `html_baseurl` every address is absolute: a link leads to the page, an image to its file. A
twin can then be read anywhere. Without it addresses are relative, and links lead to other twins.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders.html import StandaloneHTMLBuilder

__all__ = ["Places", "twin_uri"]


def twin_uri(builder: StandaloneHTMLBuilder, page: str) -> str:
    """Return the address of the twin of a page, relative to the root of the site.

    It lies beside the file of the page: `a/b.md` beside `a/b.html`, and `a/b/index.md` beside
    `a/b/index.html`.
    """
    uri = builder.get_target_uri(page).partition("#")[0]
    folder, name = posixpath.split(uri)
    stem = name.removesuffix(builder.link_suffix or ".html") if name else "index"
    return posixpath.join(folder, f"{stem}.md")


class Places:
    """The addresses on one page.

    Parameters
    ----------
    builder : StandaloneHTMLBuilder
        The builder of the site, which is at this page.
    page : str
        Name of the page.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, page: str) -> None:
        self.builder = builder
        self.here = builder.get_target_uri(page)
        self.twin = twin_uri(builder, page)
        self.base: str = builder.config.html_baseurl
        self.twins = {
            builder.get_target_uri(name): twin_uri(builder, name) for name in builder.env.all_docs
        }

    @property
    def canonical(self) -> str:
        """Absolute address of the page; empty if the site has none."""
        return urljoin(self.base, self.here) if self.base else ""

    def resolve(self, uri: str) -> str:
        """Turn an address that is relative to the page into one that is right in the twin."""
        parts = urlsplit(uri)
        if parts.scheme or parts.netloc or uri.startswith("/"):
            return bracket(uri)
        path = urljoin(f"/{self.here}", uri).partition("#")[0][1:]
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if self.base:
            return bracket(urljoin(self.base, path) + fragment)
        target = self.twins.get(path, path)
        if target == self.twin and fragment:
            return bracket(fragment)
        return bracket(relative_uri(self.twin, target) + fragment)

    def link(self, node: nodes.Element) -> str:
        """Return where a reference leads; empty if nowhere."""
        if "refuri" in node:
            return self.resolve(node["refuri"])
        anchor = node.get("refid")
        return self.resolve(f"#{anchor}") if anchor else ""

    def image(self, node: nodes.Element) -> str:
        """Return where the file of an image is."""
        file = self.builder.images.get(node["uri"])
        if file is None:
            return self.resolve(node["uri"])
        return self.resolve(posixpath.join(self.builder.imgpath, quote(file)))

    def download(self, node: nodes.Element) -> str:
        """Return where a file to be downloaded is; empty if there is none."""
        if "filename" in node:
            return self.resolve(posixpath.join(self.builder.dlpath, quote(node["filename"])))
        return self.link(node)


def bracket(uri: str) -> str:
    """Bracket an address that would end too early in Markdown.

    Examples
    --------
    >>> bracket("a.html#b"), bracket("wiki/Norm_(mathematics)")
    ('a.html#b', '<wiki/Norm_(mathematics)>')
    """
    return f"<{uri}>" if any(sign in uri for sign in " ()") else uri
