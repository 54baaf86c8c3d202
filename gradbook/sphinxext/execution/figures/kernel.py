"""In the kernel: a figure becomes an SVG, or a bitmap where that is the smaller file.

If the environment has the variable GRADBOOK_PAPER, there is a PDF beside the SVG, for LaTeX.

The kernel loads this file by its path, as an extension of IPython: nothing of `gradbook` is
imported, and nothing of Matplotlib before a figure is there. The build makes of this what the page
shows; see `polish`.
"""

from __future__ import annotations

import base64
import gzip
import io
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["load_ipython_extension"]

KEY = "gradbook_figure"
"""What the build knows the output by, in its metadata."""
PICTURE = re.compile(rb"base64,[^\"]*")
HEAVY = 70_000
"""Bytes of a compressed drawing, without the pictures in it, that a bitmap may undercut."""
SHORTENED = 0.45
"""Share of these bytes that is left when the build has shortened the drawing."""
WIDEST = 800
"""No column of text is wider, in CSS pixels; a bitmap has at most twice as many."""
MANY = 2000
"""Marks in the colours of data that are drawn as pixels within the drawing, not one by one."""
SETTINGS = {
    "image.composite_image": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "gradbook",
    "svg.image_inline": True,
}


def load_ipython_extension(shell: Any) -> None:
    """Let IPython show figures as `bundle` gives them."""
    formatter = shell.display_formatter.mimebundle_formatter
    formatter.for_type_by_name("matplotlib.figure", "Figure", bundle)
    shell.events.register("pre_execute", draw_once)


def draw_once() -> None:
    """Keep pyplot from drawing every figure at the end of a cell, for a window that is none."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.uninstall_repl_displayhook()


def bundle(figure: Any) -> tuple[dict[str, str], dict[str, Any]] | None:
    """Draw a figure.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What to draw; unchanged afterwards.

    Returns
    -------
    tuple or None
        Data and metadata of an output; None for a figure with nothing on it, as IPython has it.
    """
    if not (figure.axes or figure.lines):
        return None
    with sys.modules["matplotlib"].rc_context(SETTINGS), _restored(figure):
        coloured = _mark(figure)
        box = _laid_out(figure)
        width, height = (max(1, round(inches * figure.dpi)) for inches in box.size)
        dpi = figure.dpi * min(2.0, max(1.0, 2 * WIDEST / width))
        facts = {"width": width, "height": height}
        svg = _save(figure, box, dpi, "svg", {"Date": None, "Creator": None})
        drawn = len(gzip.compress(PICTURE.sub(b"", svg), 6))
        if drawn > HEAVY:
            png = _save(figure, box, dpi, "png", {"Software": None})
            png = png if coloured else _with_palette(png)
            if len(png) < SHORTENED * drawn:
                return {"image/png": _text(png)}, {KEY: {"kind": "image/png", **facts}}
        data = {"image/svg+xml": svg.decode()}
        if "GRADBOOK_PAPER" in os.environ:
            pdf = _save(figure, box, dpi, "pdf", {"CreationDate": None})
            data["application/pdf"] = _text(pdf)
    return data, {KEY: {"kind": "image/svg+xml", **facts}}


@contextmanager
def _restored(figure: Any) -> Iterator[None]:
    """Leave the figure as it was."""
    before = [(a, a.get_gid(), a.get_rasterized()) for a in figure.findobj()]
    engine = figure.get_layout_engine()
    try:
        yield
    finally:
        if engine is not None:
            figure.set_layout_engine(engine)
        for artist, name, as_pixels in before:
            artist.set_gid(name)
            artist.set_rasterized(as_pixels)


def _laid_out(figure: Any) -> Any:
    """Lay the figure out, once for all formats, and return the bounding box in inches."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")
    return figure.get_tightbbox().padded(sys.modules["matplotlib"].rcParams["savefig.pad_inches"])


def _mark(figure: Any) -> bool:
    """Name white backgrounds, and artists that keep their colours on a dark page.

    These are the ones whose colours stand for numbers, pictures, and what is drawn on a map or a
    picture. If they are many small ones, they are drawn as pixels; so are the cells of a mesh,
    between which seams would show.

    Returns
    -------
    bool
        Whether any artist keeps its colours.
    """
    for n, owner in enumerate((figure, *figure.axes)):
        if tuple(owner.patch.get_facecolor()[:3]) == (1, 1, 1):
            owner.patch.set_gid(f"gradbook-paper-{n}")
    kept = figure.findobj(_shows_data)
    for artist in kept:
        if _is_a(artist, "QuadMesh") or artist.get_array().size >= MANY:
            artist.set_rasterized(True)
    for axes in {artist.axes for artist in kept if artist.axes and _fills(artist)}:
        legend = [axes.get_legend()] if axes.get_legend() else []
        kept += [*axes.lines, *axes.collections, *axes.patches, *axes.texts, *legend]
    bars = (getattr(artist, "colorbar", None) for artist in kept)
    kept += [line for bar in bars for line in getattr(bar, "lines", ())]
    for n, artist in enumerate(kept):
        artist.set_gid(f"gradbook-data-{n}")
    return bool(kept)


def _shows_data(artist: Any) -> bool:
    """Say whether an artist takes its colours from an array; contours may be given colours."""
    array = getattr(artist, "get_array", None)
    return array is not None and array() is not None and getattr(artist, "colors", None) is None


def _fills(artist: Any) -> bool:
    """Say whether an artist fills a region, as a map or picture does."""
    return _is_a(artist, "_ImageBase", "QuadMesh", "TriMesh", "PolyQuadMesh") or (
        _is_a(artist, "ContourSet") and artist.filled
    )


def _is_a(artist: Any, *names: str) -> bool:
    return any(kind.__name__ in names for kind in type(artist).__mro__)


def _save(figure: Any, box: Any, dpi: float, kind: str, metadata: dict[str, None]) -> bytes:
    file = io.BytesIO()
    colours = {"facecolor": figure.get_facecolor(), "edgecolor": figure.get_edgecolor()}
    figure.savefig(file, format=kind, dpi=dpi, bbox_inches=box, metadata=metadata, **colours)
    return file.getvalue()


def _with_palette(png: bytes) -> bytes:
    """Use 256 colours: half the bytes, and the build can exchange the palette."""
    file = io.BytesIO()
    image = sys.modules["PIL.Image"].open(io.BytesIO(png)).convert("RGB")
    image.quantize(256, dither=0).save(file, format="png", optimize=True)
    return file.getvalue()


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
