"""Two parts with scripts and styles of their own, one of them on one page only."""

from pathlib import Path

extensions = ["gradbook.sphinxext.bundle"]
html_static_path = ["_static"]
html_css_files = ["house.css"]
html_theme = "basic"


def publish(app):
    here = Path(__file__).parent
    app.config.html_static_path += [str(here / part) for part in ("pens", "inks")]
    for name in ("pens", "inks"):
        app.add_js_file(f"gradbook/{name}.js", type="module")
        app.add_css_file(f"gradbook/{name}.css")


def add_blot(app, page, template, context, doctree):
    if page == "blots":
        app.add_js_file("gradbook/blots.js", type="module")


def setup(app):
    app.connect("builder-inited", publish)
    app.connect("html-page-context", add_blot)
