"""Icons: those of the theme as a small font, in place of a script with every icon that there is.

Themes made from `pydata_sphinx_theme` load Font Awesome as a script of half a megabyte (packed),
which draws some ten icons, and a font of 115 kB with 2000. Load this part too, ``extensions = [...,
"gradbook.sphinxext.icons"]``: pages no longer load the script, and once they are written, the
theme's style sheet and font are cut to the icons that the pages have and those that the style sheet
itself puts beside notes and links. It needs the packages `fonttools` and `brotli`.

An icon is an element with its class, such as ``<i class="fa-solid fa-bars"></i>``. One that a
script puts on the page later is listed in `gradbook_icons`, by the name of its class.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.icons.cut import cut_font, cut_style, icons_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

STYLE = "styles/pydata-sphinx-theme.css"
FONT = "vendor/fontawesome/webfonts/fa-solid-900.woff2"


def add_templates(app: Sphinx, config: Config) -> None:
    """Have pages written without the script."""
    config.templates_path = [*config.templates_path, str(Path(__file__).parent / "templates")]


def add_style(app: Sphinx) -> None:
    """Have the theme treat icons that are characters as those that were drawn."""
    if app.builder.format == "html" and not getattr(app.builder, "embedded", False):
        app.config.html_static_path.append(str(Path(__file__).parent / "static"))
        app.add_css_file("gradbook/icons.css")


def cut_icons(app: Sphinx, exception: Exception | None) -> None:
    """Write the theme's style sheet and font again, cut to what the pages have."""
    theme = getattr(app.builder, "theme", None)
    if exception is not None or theme is None or app.builder.format != "html":
        return
    static = [Path(folder, "static") for folder in theme.get_theme_dirs()]
    home = next((folder for folder in static if (folder / STYLE).is_file()), None)
    if home is None:  # a theme without Font Awesome, as that of an e-book
        return
    used = sorted(icons_of(app) | set(app.config.gradbook_icons))
    style, codes = cut_style((home / STYLE).read_text("utf-8"), used)
    for css in Path(app.outdir, "_static", "styles").glob("*.css"):
        if css.name != Path(STYLE).name:
            codes |= cut_style(css.read_text("utf-8"), ())[1]
    font = kept_font(app, (home / FONT).read_bytes(), codes)
    for name, data in ((STYLE, style.encode()), (FONT, font)):
        target = Path(app.outdir, "_static", name)
        if target.read_bytes() != data:
            target.write_bytes(data)


def icons_of(app: Sphinx) -> set[str]:
    """Return the icons of all pages; a page that is as it was is not read again."""
    memory = Path(app.doctreedir, f"gradbook-icons-{app.builder.name}.json")
    before: dict[str, Any] = json.loads(memory.read_text("utf-8")) if memory.is_file() else {}
    now: dict[str, Any] = {}
    for page in sorted(Path(app.outdir).rglob("*.html")):
        name, state = page.relative_to(app.outdir).as_posix(), page.stat()
        stamp = [state.st_mtime_ns, state.st_size]
        known = before.get(name, {})
        if known.get("stamp") != stamp:
            known = {"stamp": stamp, "icons": sorted(icons_in(page.read_text("utf-8")))}
        now[name] = known
    if now != before:
        memory.write_text(json.dumps(now), "utf-8")
    return {icon for known in now.values() for icon in known["icons"]}


def kept_font(app: Sphinx, font: bytes, codes: set[int]) -> bytes:
    """Return the font, cut; it is cut once for the same characters."""
    digest = sha256(font + json.dumps(sorted(codes)).encode()).hexdigest()[:16]
    kept = Path(app.doctreedir, f"gradbook-icons-{digest}.woff2")
    if not kept.is_file():
        for earlier in Path(app.doctreedir).glob("gradbook-icons-*.woff2"):
            earlier.unlink()
        kept.write_bytes(cut_font(font, codes))
    return kept.read_bytes()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.add_config_value("gradbook_icons", [], "html", list)
    app.connect("config-inited", add_templates)
    app.connect("builder-inited", add_style)
    app.connect("build-finished", cut_icons)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
