"""The list of the chapters, on the page with ``{progress}``."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp


def overview(app: SphinxTestApp) -> Tag:
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    found = page.find(class_="gradbook-overview")
    assert isinstance(found, Tag)
    return found


def flat(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


ADDRESSES = {
    "html": ["foundations/limits.html", "foundations/curves.html", "sums/areas.html"],
    "dirhtml": ["foundations/limits/", "foundations/curves/", "sums/areas/"],
}


@pytest.mark.parametrize(
    "builder",
    [
        pytest.param(name, marks=pytest.mark.sphinx(name, testroot="progress"), id=name)
        for name in ADDRESSES
    ],
)
def test_the_chapters_are_listed_by_part_with_links(app: SphinxTestApp, builder: str) -> None:
    app.build()
    groups = overview(app).find_all("div", recursive=False)
    assert [flat(group.find("p")) for group in groups] == ["Foundations & more", "Sums"]
    lines = [flat(line) for group in groups for line in group.find_all("li")]
    assert lines == [
        "1 Limits ★, core chapter",
        "2 Curves of f",
        "3 Areas ★, core chapter",
        "4 Chances",
    ]
    links = [link["href"] for link in overview(app).select("li a")]
    assert links[:3] == ADDRESSES[builder]


@pytest.mark.sphinx("html", testroot="progress", srcdir="progress-flat")
def test_chapters_on_the_front_page_stand_under_the_number_of_their_part(
    app: SphinxTestApp,
) -> None:
    index = app.srcdir / "index.md"
    pages = "foundations/limits\nfoundations/curves\nsums/areas\nsums/chances\ndata"
    index.write_text(f"# A book\n\n```{{progress}}\n```\n\n```{{toctree}}\n{pages}\n```\n")
    for part in ("foundations", "sums"):
        (app.srcdir / part / "index.md").unlink()
    app.build()
    groups = overview(app).find_all("div", recursive=False)
    heads = [[flat(line) for line in group.find_all("p")] for group in groups]
    assert heads == [["Part I"], ["Part II"], []]


def test_the_list_follows_a_change_of_title_of_part_and_of_chapter(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    source = tmp_path / "book"
    shutil.copytree(rootdir / "test-progress", source)
    make_app("html", srcdir=source).build()
    for name, before, after in (
        ("foundations/index.md", "# Foundations & more", "# First steps"),
        ("sums/chances.md", "# Chances", "# Odds"),
    ):
        file = source / name
        file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    again = make_app("html", srcdir=source)
    again.build()
    assert flat(overview(again).find("p")) == "First steps"
    assert "4 Odds" in flat(overview(again))
