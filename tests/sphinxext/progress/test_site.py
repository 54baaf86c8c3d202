"""The site's own templates, on its theme."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

TEMPLATES = Path(__file__).parents[3] / "conf" / "_templates"
SIDEBAR = ["navbar-logo", "search-button-field", "gradbook-progress", "sbt-sidebar-nav"]


pytestmark = [
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),  # the theme's own
    pytest.mark.sphinx(
        "html",
        testroot="progress",
        srcdir="progress-site",
        confoverrides={
            "html_theme": "sphinx_book_theme",
            "html_theme_options": {"show_navbar_depth": 2},
            "html_sidebars": {"**": [f"{name}.html" for name in SIDEBAR]},
            "html_context": {"default_mode": "light"},
            "templates_path": [str(TEMPLATES)],
        },
    ),
]


def chapter(app: SphinxTestApp) -> str:
    app.build()
    assert app.warning.getvalue() == ""
    return (app.outdir / "foundations" / "limits.html").read_text("utf-8")


def test_the_sidebar_is_a_landmark_whose_buttons_have_names(app: SphinxTestApp) -> None:
    aside = re.search(
        r'<aside class="book-sidebar" aria-label="Book">(.*?)</aside>', chapter(app), re.DOTALL
    )
    assert aside is not None
    assert '<div class="gradbook-progress" data-brief hidden></div>' in aside[1]
    assert re.search(r'<a class="[^"]*reference internal" href="#">\s*Limits\s*</a>', aside[1])
    assert '<summary><span class="visually-hidden">Pages of this part</span>' in aside[1]
    assert '<summary><span class="toctree' not in aside[1]
    search = re.search(r"<button[^>]*search-button__button[^>]*>", aside[1])
    assert search is not None
    assert "aria-label" not in search[0]


def test_without_javascript_the_page_is_light_and_else_the_reader_chooses(
    app: SphinxTestApp,
) -> None:
    page = chapter(app)
    assert re.search(r'<html[^>]* data-theme="light"', page)
    assert 'localStorage.getItem("theme") || "auto"' in page
    assert 'data-default-mode="auto"' in page
    assert page.count("</html>") == 1
