"""The colours of a figure on a dark page.

Greys are turned over: a grey has on the dark page the contrast that it had on white, up to that of
the text. Vivid colours stay what they are, so that curves are told apart as before, and are made
lighter until they can be seen. Between the two, from a chroma of 0.04 to 0.10, one passes into the
other. Lightness, chroma and hue are those of OKLab.

References
----------
B. Ottosson, "A perceptual color space for image processing", 2020,
https://bottosson.github.io/posts/oklab/.
W3C, "Web Content Accessibility Guidelines 2.2", 2023, for relative luminance and contrast.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["PAGE", "contrast", "on_dark"]

PAGE = "#14171b"
"""The dark page that figures are made for; white becomes this."""
VIVID = 4.5
"""Least contrast with the page of a vivid colour: that which WCAG asks of text."""
STRONGEST = 13.6
"""Contrast of black, when it is turned over: that of the text of the site."""
FAITHFUL = 7.0
"""Contrasts of greys below this stay as they are; the rest share what is left."""

RGB_TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LMS_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
LAB_TO_LMS = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
LMS_TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)

Triple = tuple[float, float, float]


@lru_cache(maxsize=10_000)
def on_dark(colour: str) -> str:
    """Return the colour that takes the place of `colour` on a dark page.

    Parameters
    ----------
    colour
        ``#rrggbb``.

    Returns
    -------
    str
        ``#rrggbb``.

    Examples
    --------
    >>> on_dark("#ffffff"), on_dark("#000000"), on_dark("#d55e00")
    ('#14171b', '#dce0e6', '#d55e00')
    """
    lightness, a, b = _lab(_linear(colour))
    vivid = min(max(((a * a + b * b) ** 0.5 - 0.04) / 0.06, 0.0), 1.0)
    while contrast(_hex(_within_gamut(lightness, a, b)), PAGE) < VIVID:
        lightness += 0.005
    _, page_a, page_b = _lab(_linear(PAGE))
    a, b = a + (1 - vivid) * page_a, b + (1 - vivid) * page_b
    return _hex(_within_gamut((1 - vivid) * _turned_over(colour) + vivid * lightness, a, b))


def contrast(colour: str, other: str) -> float:
    """Return the contrast of WCAG 2, from 1 (none) to 21 (black on white).

    Parameters
    ----------
    colour, other
        ``#rrggbb``, in any order.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted(map(_luminance, (colour, other)))
    return round((lighter + 0.05) / (darker + 0.05), 6)


def _turned_over(colour: str) -> float:
    """Lightness of the grey that stands out on the dark page as `colour` does on white."""
    asked = contrast(colour, "#ffffff")
    if asked > FAITHFUL:
        asked = FAITHFUL + (asked - FAITHFUL) * (STRONGEST - FAITHFUL) / (21 - FAITHFUL)
    luminance: float = asked * (_luminance(PAGE) + 0.05) - 0.05
    return float(luminance ** (1 / 3))


def _within_gamut(lightness: float, a: float, b: float) -> Triple:
    """Linear RGB; chroma is lowered until the screen can show it."""
    for step in range(101):
        share = 1 - step / 100
        rgb = _rgb((min(lightness, 1.0), share * a, share * b))
        if all(-1e-3 <= channel <= 1 + 1e-3 for channel in rgb):
            break
    return rgb


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Triple:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return r, g, b


def _hex(rgb: Triple) -> str:
    clipped = (min(max(channel, 0.0), 1.0) for channel in rgb)
    coded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in clipped)
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in coded)


def _lab(rgb: Triple) -> Triple:
    l, m, s = (max(value, 0.0) ** (1 / 3) for value in _times(RGB_TO_LMS, rgb))  # noqa: E741
    return _times(LMS_TO_LAB, (l, m, s))


def _rgb(lab: Triple) -> Triple:
    l, m, s = (value**3 for value in _times(LAB_TO_LMS, lab))  # noqa: E741
    return _times(LMS_TO_RGB, (l, m, s))


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    x, y, z = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
