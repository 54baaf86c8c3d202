"""Progress: which page is which chapter, and how far this reader has come.

A page is a chapter if its front matter says so::

    id: derivatives-and-gradients   (permanent; default: the name of the page)
    chapter: 1
    part: I
    core: true
    requires: [limits]      (ids of the chapters to be read before)

It gets the label "Part I · Chapter 1 ★" above its title, the way to it from the front page, and at
its end a "Mark as read" button. ``_static/gradbook/book.json`` lists the chapters and their
questions. The script keeps what was read in the browser, marks the chapters in the sidebar and
fills the directive ``{progress}``, a list of the chapters, with "7 of 35 chapters practised".
``{progress-data}`` is where readers save, bring back and erase what the browser keeps.

``{prerequisites-map}`` draws which chapter needs which, and below a chapter stands what comes
before and after it.

The plan of a book that is not finished is set by `gradbook_chapters` and `gradbook_core_chapters`;
by default the chapters that exist are counted. Warnings have the type ``progress`` and the key of
the front matter as their subtype.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from gradbook.sphinxext.progress.data import (
    DataDirective,
    add_data_script,
    progress_data,
    visit_data,
)
from gradbook.sphinxext.progress.domain import ProgressDomain, note_chapter
from gradbook.sphinxext.progress.label import (
    LabelAboveTitle,
    LabelInWords,
    add_label,
    chapter_label,
    visit_label,
)
from gradbook.sphinxext.progress.manifest import write_manifest
from gradbook.sphinxext.progress.map import (
    MapDirective,
    MapInWords,
    MapWithWords,
    chapter_map,
    depart_map,
    visit_map,
)
from gradbook.sphinxext.progress.overview import (
    ProgressDirective,
    progress_summary,
    skip_place,
    visit_summary,
)
from gradbook.sphinxext.progress.page import frame_chapter, is_website
from gradbook.sphinxext.progress.rewrite import rewrite_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]

STATIC = Path(__file__).parent / "static"
PLAN = ("gradbook_chapters", "gradbook_core_chapters")


def check_plan(app: Sphinx, config: Config) -> None:
    """Refuse a plan that is not a count."""
    for name in PLAN:
        value = config[name]
        if value is not None and (type(value) is not int or value < 0):
            raise ConfigError(f"{name} must be a whole number from 0 on, not {value!r}")


def publish_static(app: Sphinx) -> None:
    """Have the builder copy the style sheet and, for a website, the scripts."""
    if app.builder.format != "html":
        return
    app.config.html_static_path.append(str(STATIC))
    app.add_css_file("gradbook/progress.css")
    if is_website(app.builder):
        app.add_js_file("gradbook/progress.js", type="module")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.setup_extension("gradbook.sphinxext.storage")
    for name in PLAN:
        app.add_config_value(name, None, "env", (int, type(None)))
    app.connect("config-inited", check_plan)
    app.connect("builder-inited", publish_static)

    # after Sphinx's own collectors of metadata and titles, which have the priority 500
    app.add_domain(ProgressDomain)
    app.connect("doctree-read", note_chapter, priority=600)
    app.connect("doctree-read", add_label, priority=601)
    app.connect("build-finished", write_manifest)

    app.add_node(chapter_label, html=(visit_label, None))
    app.add_post_transform(LabelAboveTitle)
    app.add_post_transform(LabelInWords)

    skip = (skip_place, None)
    for node, visit in ((progress_summary, visit_summary), (progress_data, visit_data)):
        html = (visit, None)
        app.add_node(node, html=html, latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_directive("progress", ProgressDirective)
    app.add_directive("progress-data", DataDirective)
    app.connect("html-page-context", add_data_script)
    app.connect("html-page-context", frame_chapter)

    app.add_node(chapter_map, html=(visit_map, depart_map))
    app.add_directive("prerequisites-map", MapDirective)
    app.add_post_transform(MapWithWords)
    app.add_post_transform(MapInWords)
    app.connect("env-updated", rewrite_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
