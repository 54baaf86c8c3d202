"""A style sheet and a font cut to the icons that are used."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from fontTools import subset

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["cut_font", "cut_style", "icons_in"]

CLASSES = re.compile(r'\bclass="([^"]*\bfa-[^"]*)"')
RULE = re.compile(r'((?:\.fa-[\w-]+,?)+)\{--fa:"\\([0-9a-f]+) ?"[^}]*\}')
CODE = re.compile(r'"\\([ef][0-9a-f]{3})"')
PRIVATE = re.compile("[\ue000-\uf8ff]")
"""The characters that fonts of icons use."""


def icons_in(html: str) -> set[str]:
    """Return the classes of Font Awesome that a page has.

    Examples
    --------
    >>> sorted(icons_in('<i class="fa-solid fa-bars me-1"></i>'))
    ['fa-bars', 'fa-solid']
    """
    return {
        name
        for classes in CLASSES.findall(html)
        for name in classes.split()
        if name.startswith("fa-")
    }


def cut_style(css: str, used: Collection[str]) -> tuple[str, set[int]]:
    r"""Take the rules of icons that are not used out of a style sheet.

    Parameters
    ----------
    css : str
        The style sheet, on one line.
    used : collection of str
        Classes of the icons that are.

    Returns
    -------
    css : str
        What is left.
    codes : set of int
        Code points of all icons that this mentions.

    Examples
    --------
    >>> css = '.fa-bars{--fa:"\\f0c9"}.fa-cat,.fa-cats{--fa:"\\f6be"}.note{content:"\\f05a"}'
    >>> left, codes = cut_style(css, {"fa-bars"})
    >>> left, sorted(map(hex, codes))
    ('.fa-bars{--fa:"\\f0c9"}.note{content:"\\f05a"}', ['0xf05a', '0xf0c9'])
    """

    def keep(rule: re.Match[str]) -> str:
        names = rule[1].replace(".", "").split(",")
        return rule[0] if any(name in used for name in names) else ""

    left = RULE.sub(keep, css)
    written = {int(code, 16) for code in CODE.findall(left)}
    return left, written | set(map(ord, PRIVATE.findall(left)))


def cut_font(font: bytes, codes: Iterable[int]) -> bytes:
    """Cut a font to some characters, and pack it as WOFF2; those that it lacks do not count.

    Raises
    ------
    ImportError
        If the package `brotli`, which packs it, is missing.
    """
    options = subset.Options(flavor="woff2", notdef_outline=True)
    options.layout_features = []  # the names of icons as ligatures are of no use
    loaded = subset.load_font(BytesIO(font), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(loaded)
    packed = BytesIO()
    subset.save_font(loaded, packed, options)
    return packed.getvalue()
