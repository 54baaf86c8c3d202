from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

LIMITS = {"html": "foundations/limits.html", "dirhtml": "foundations/limits/index.html"}
STAR = (
    ' <span class="gradbook-star" aria-hidden="true">★</span>'
    '<span class="gradbook-words">, core chapter</span>'
)
WEBSITES = [
    pytest.param(
        name,
        marks=pytest.mark.sphinx(name, testroot="progress", confoverrides={"html_theme": theme}),
        id=f"{name}-{theme}",
    )
    for name, theme in (("html", "alabaster"), ("dirhtml", "alabaster"), ("html", "basic"))
]


def text(app: SphinxTestApp, path: str) -> str:
    return (app.outdir / path).read_text("utf-8")


@pytest.mark.parametrize("builder", WEBSITES)
def test_a_chapter_opens_with_way_and_label_and_ends_with_the_button(
    app: SphinxTestApp, builder: str
) -> None:
    app.build()
    page = text(app, LIMITS[builder])
    parts = [
        '<nav class="gradbook-crumbs" aria-label="Breadcrumb">',
        f'<p class="gradbook-label">Part I · Chapter 1{STAR}</p>',
        "<h1>Limits",
        '<div class="gradbook-read" data-chapter="limits" hidden>',
        '<button type="button" class="gradbook-toggle"></button>',
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert page.index('role="main"') < places[0]
    assert app.warning.getvalue() == ""


@pytest.mark.parametrize(
    ("builder", "addresses"),
    [
        pytest.param(
            name,
            addresses,
            marks=pytest.mark.sphinx(name, testroot="progress"),
            id=name,
        )
        for name, addresses in (
            ("html", ["../index.html", "index.html"]),
            ("dirhtml", ["../../", "../"]),
        )
    ],
)
def test_the_way_leads_home_and_to_the_part(
    app: SphinxTestApp, builder: str, addresses: list[str]
) -> None:
    app.build()
    nav = re.search(r'<nav class="gradbook-crumbs".*?</nav>', text(app, LIMITS[builder]), re.DOTALL)
    assert nav is not None
    links = re.findall(r'<li><a href="([^"]*)">(.*?)</a></li>', nav[0])
    assert links == list(zip(addresses, ["Home", "Foundations &amp; more"], strict=True))
    assert '<li aria-current="page">Limits</li>' in nav[0]


@pytest.mark.sphinx("html", testroot="progress")
def test_labels_without_star_or_part(app: SphinxTestApp) -> None:
    app.build()
    assert '<p class="gradbook-label">Part I · Chapter 2</p>' in text(
        app, "foundations/curves.html"
    )
    assert '<p class="gradbook-label">Chapter 4</p>' in text(app, "sums/chances.html")
    assert f"Part II · Chapter 3{STAR}" in text(app, "sums/areas.html")


@pytest.mark.sphinx("html", testroot="progress")
def test_a_page_that_is_no_chapter_is_left_alone(app: SphinxTestApp) -> None:
    app.build()
    for page in ("foundations/index.html", "search.html"):
        for name in ("label", "crumbs", "read"):
            assert f"gradbook-{name}" not in text(app, page)


@pytest.mark.sphinx("html", testroot="progress")
def test_without_the_script_nothing_empty_is_seen(app: SphinxTestApp) -> None:
    app.build()
    for name in ("index.html", LIMITS["html"]):
        page = BeautifulSoup(text(app, name), "html.parser")
        places = page.select(".gradbook-progress, .gradbook-read")
        assert len(places) == 1
        assert all(place.has_attr("hidden") for place in places)
        empty = page.find_all(lambda tag: "gradbook" in str(tag.get("class")) and not tag.text)
        assert [tag for tag in empty if not tag.find_parent(hidden=True)] == []


@pytest.mark.sphinx("html", testroot="progress")
def test_notes_wait_until_they_are_true(app: SphinxTestApp) -> None:
    app.build()
    page = BeautifulSoup(text(app, LIMITS["html"]), "html.parser")
    [note] = page.select(".gradbook-remind[hidden]")
    assert note.find("a")["href"] == "../data.html#gradbook-data"
    assert "Safari" in note.find("span", hidden=True).text
    for name in ("index.html", "data.html", LIMITS["html"]):
        page = BeautifulSoup(text(app, name), "html.parser")
        assert len(page.select(".gradbook-unsaved[hidden]")) == 1
    target = BeautifulSoup(text(app, "data.html"), "html.parser")
    assert target.find(id="gradbook-data") is not None


@pytest.mark.sphinx("html", testroot="progress", srcdir="progress-homeless")
def test_without_a_page_to_save_on_there_is_no_reminder_to_save(app: SphinxTestApp) -> None:
    data = app.srcdir / "data.md"
    data.write_text("# Nothing\n\nNothing.\n", "utf-8")
    app.build()
    assert "gradbook-remind" not in text(app, LIMITS["html"])
    data.write_text("# Data\n\n```{progress-data}\n```\n", "utf-8")
    app.build()
    for name in (LIMITS["html"], "sums/chances.html"):
        assert "gradbook-remind" in text(app, name)


@pytest.mark.sphinx("html", testroot="progress")
def test_only_the_page_of_the_data_loads_its_script(app: SphinxTestApp) -> None:
    app.build()
    script = re.compile(r'<script type="module" src="_static/gradbook/progress-data.js')
    assert len(script.findall(text(app, "data.html"))) == 1
    others = [path for path in app.outdir.rglob("*.html") if path.name != "data.html"]
    assert len(others) > 5
    assert not any("progress-data.js" in path.read_text("utf-8") for path in others)


@pytest.mark.sphinx("html", testroot="progress")
def test_every_control_of_the_data_has_a_name_and_works_without_styles(app: SphinxTestApp) -> None:
    app.build()
    place = BeautifulSoup(text(app, "data.html"), "html.parser").find(class_="gradbook-data")
    assert [button.text for button in place.find_all("button")] == [
        "Save to a file",
        "Erase everything now",
    ]
    field = place.find("input", type="file")
    assert place.find("label", attrs={"for": field["id"]}).text == "Add from a file"
    assert place.find("details").find("button").text == "Erase everything now"
    assert len(place.find_all(role="status")) == 1
    assert all(row.find("th")["scope"] == "row" for row in place.find_all("tr"))


@pytest.mark.sphinx("html", testroot="progress")
def test_scripts_and_styles_are_published_and_asked_for(app: SphinxTestApp) -> None:
    app.build()
    page = text(app, LIMITS["html"])
    assert re.search(r'<script type="module" src="../_static/gradbook/progress.js', page)
    assert re.search(r'<link [^>]*href="../_static/gradbook/progress.css', page)
    scripts = app.outdir / "_static" / "gradbook"
    for file in scripts.rglob("*.js"):
        for name in re.findall(r' from "(\..*?)"', file.read_text("utf-8")):
            assert (file.parent / name).is_file()


@pytest.mark.sphinx("html", testroot="progress", srcdir="progress-root", confoverrides={})
def test_the_front_page_can_be_a_chapter(app: SphinxTestApp) -> None:
    index = app.srcdir / "index.md"
    index.write_text("---\nchapter: 9\n---\n" + index.read_text("utf-8"), "utf-8")
    app.build()
    page = text(app, "index.html")
    assert '<p class="gradbook-label">Chapter 9</p>' in page
    assert "gradbook-crumbs" not in page


@pytest.mark.filterwarnings("ignore:.* is deprecated:PendingDeprecationWarning")  # MyST's own
@pytest.mark.sphinx("html", testroot="progress", srcdir="progress-link")
def test_a_link_in_markdown_finds_its_label_beside_the_chapters(app: SphinxTestApp) -> None:
    (app.srcdir / "sums" / "chances.md").write_text("# Chances\n\n[Go](at-the-limit).\n", "utf-8")
    app.build()
    assert 'href="../foundations/limits.html#at-the-limit"' in text(app, "sums/chances.html")
    assert app.warning.getvalue() == ""
