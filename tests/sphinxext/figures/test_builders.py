"""A figure to explore in every builder: drawn, with what to try, alive on a website."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from tests.sphinxext.figures.conftest import Build

PLAIN = {
    "epub": "index.xhtml",
    "latex": "projectnamenotset.tex",
    "text": "index.txt",
    "man": "projectnamenotset.1",
    "texinfo": "projectnamenotset.texi",
    "xml": "index.xml",
}
ELSEWHERE = "On the website, this figure answers to the hand."


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_a_website_has_the_drawn_figure_and_the_settings(build: Build, builder: str) -> None:
    built = build(builder)
    assert built.warnings == ""
    page = BeautifulSoup(built.page(), "html.parser")
    figures = page.select(".explore")
    assert [figure["id"] for figure in figures] == ["explore-rulers", "explore-path"]
    settings = json.loads(str(figures[0]["data-explore"]))
    assert settings["kind"] == "field"
    assert settings["at"] == [2, 0.6]
    assert settings["norm"] == "2"
    for figure, name in zip(figures, ("fig-rulers", "fig-path"), strict=True):
        (drawn,) = figure.select(f"figure#{name}")
        assert [part.name for part in drawn.find_all(recursive=False)] == [
            "div",
            "div",
            "figcaption",
        ]
        (image,) = drawn.select(".explore-stage img")
        assert image["alt"]
        assert figure.select(".explore-try")
    assert len(page.select("figure")) == 2
    assert ELSEWHERE not in built.page()


def test_only_a_page_with_such_figures_loads_the_script(build: Build) -> None:
    built = build()
    loads = [
        re.findall(r"gradbook/[\w./-]+", built.page(name)) for name in ("index.html", "plain.html")
    ]
    assert loads == [["gradbook/explore.css", "gradbook/explore.js"], []]


@pytest.mark.parametrize("missing", ["bundle", "modules"])
def test_without_the_modules_the_drawn_figures_stay_and_the_build_says_so(
    build: Build, missing: str
) -> None:
    built = build(web=False) if missing == "bundle" else build(gradbook_explore_modules="nowhere")
    assert built.warnings == ""
    why = "gradbook.sphinxext.bundle" if missing == "bundle" else "no npm packages d3-axis"
    assert f"figures stay as they are drawn: {why}" in built.said.replace("the extension ", "")
    page = built.page()
    assert "data-explore" not in page
    assert "explore.js" not in page
    assert page.count("<img") == 2
    assert not list(built.out.glob("**/explore*"))


@pytest.mark.parametrize(("builder", "name"), PLAIN.items())
def test_elsewhere_the_figure_is_drawn_and_what_to_try_is_told(
    build: Build, builder: str, name: str
) -> None:
    settings = {"suppress_warnings": "epub.unknown_project_files"} if builder == "epub" else {}
    built = build(builder, **settings)
    told = [
        line for line in built.warnings.splitlines() if "should not be empty for EPUB3" not in line
    ]
    told = [line for line in told if "a suitable image for latex builder" not in line]
    assert told == []
    text = " ".join(re.sub(r"[*_]|\\emph|[{}]|</?\w+>", " ", built.page(name)).split())
    assert text.count(ELSEWHERE) == (2 if builder != "xml" else text.count(ELSEWHERE))
    assert "horizontal" in text
    assert "Turn the step." in text


def test_what_to_try_can_be_translated(build: Build) -> None:
    built = build("gettext")
    assert built.warnings == ""
    assert "Drag the point onto the *horizontal* axis." in built.page("index.pot")
