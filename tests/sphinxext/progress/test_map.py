"""The map says what the front matter says, in every builder, and bad front matter is told."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, strategies as st
from sphinx.util.console import strip_colors

from gradbook.sphinxext.progress.chapters import Chapter, read_ids
from gradbook.sphinxext.progress.requires import direct_needs, mistakes
from gradbook.sphinxext.progress.tracks import Row, draw, lanes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

    Make = Callable[..., SphinxTestApp]

BOOK = {
    "limits": "",
    "slopes": "[limits]",
    "curves": "[slopes, limits]",
    "sums": "limits",
    "areas": "[sums, curves]",
}
EDGES = [("limits", "slopes"), ("slopes", "curves"), ("limits", "sums")]
EDGES += [("curves", "areas"), ("sums", "areas")]
CONF = """
project = "A Book"
author = copyright = "Nobody"
version = "1"
extensions = ["myst_parser", "gradbook.sphinxext.progress"]
gradbook_book_id = "small"
html_theme = "basic"
man_pages = [("index", "book", project, ["Nobody"], 1)]
"""


def write(folder: Path, book: Mapping[str, str] = BOOK) -> Path:
    """Write a book of chapters, given what each requires, in their order."""
    (folder / "part").mkdir(parents=True)
    (folder / "conf.py").write_text(CONF, "utf-8")
    for number, (name, requires) in enumerate(book.items(), 1):
        front = f"id: {name}\nchapter: {number}\ncore: {str(number == 1).lower()}\n"
        front += f"requires: {requires}\n" if requires else ""
        text = f"---\n{front}---\n\n# The {name} & more\n\nText.\n"
        (folder / "part" / f"{name}.md").write_text(text, "utf-8")
    pages = "\n".join(f"part/{name}" for name in book)
    index = f"# A book\n\n```{{toctree}}\n{pages}\nmap\n```\n"
    (folder / "index.md").write_text(index, "utf-8")
    (folder / "map.md").write_text("# Map\n\n```{prerequisites-map}\n```\n", "utf-8")
    return folder


def chapters(requires: Mapping[str, str]) -> list[Chapter]:
    return [
        Chapter(name, name, number, "", False, (), tuple(needs.split()), {})
        for number, (name, needs) in enumerate(requires.items(), 1)
    ]


def page(app: SphinxTestApp, name: str) -> Tag:
    return BeautifulSoup((app.outdir / name).read_text("utf-8"), "html.parser")


def flat(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


@pytest.mark.parametrize(
    ("builder", "map_page", "address"),
    [("html", "map.html", "part/{}.html"), ("dirhtml", "map/index.html", "../part/{}/")],
)
def test_the_drawing_links_to_each_chapter_and_leads_into_those_that_need_one(
    make_app: Make, tmp_path: Path, builder: str, map_page: str, address: str
) -> None:
    app = make_app(builder, srcdir=write(tmp_path / "book"))
    app.build()
    assert app.warning.getvalue() == ""
    svg = page(app, map_page).find("svg")
    links = svg.find_all("a")
    assert [link["href"] for link in links] == [address.format(name) for name in BOOK]
    assert [flat(link) for link in links] == [
        f"{number}{' ★' if number == 1 else ''} The {name} & more"
        for number, name in enumerate(BOOK, 1)
    ]
    heads = [y for path in svg.select("path[stroke=none]") for y in arrowheads(path["d"])]
    rows = [float(link.rect["y"]) for link in links]
    entered = [max(n for n, top in enumerate(rows) if top <= head) for head in heads]
    names = list(BOOK)
    assert sorted(names[row] for row in entered) == sorted(end for _, end in EDGES)


def arrowheads(path: str) -> list[float]:
    """Return the heights of the points of the arrowheads."""
    return [float(y) for y in re.findall(r"M\S+ (\S+?)l", path)]


@pytest.mark.parametrize("builder", ["html", "text", "singlehtml"])
def test_the_words_say_what_the_drawing_shows(make_app: Make, tmp_path: Path, builder: str) -> None:
    app = make_app(builder, srcdir=write(tmp_path / "book"))
    app.build()
    if builder == "text":
        words = (app.outdir / "map.txt").read_text("utf-8")
    else:
        soup = page(app, "map.html" if builder == "html" else "index.html")
        details = soup.find("details", class_="gradbook-map-words")
        assert len(details.find_all("a")) == len(BOOK)
        words = "".join(f"* {flat(item)}\n" for item in details.find_all("li"))
    assert re.findall(r"^\* (.*)$", words, re.MULTILINE) == [
        f"Chapter {line}".replace('"', "")
        for line in (
            "1: The limits & more",
            "2: The slopes & more, after chapter 1",
            "3: The curves & more, after chapter 2",
            "4: The sums & more, after chapter 1",
            "5: The areas & more, after chapter 3 and chapter 4",
        )
    ]


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "latex", "man", "texinfo", "xml", "gettext"],
)
def test_no_builder_complains(make_app: Make, tmp_path: Path, builder: str) -> None:
    app = make_app(builder, srcdir=write(tmp_path / "book"))
    app.build()
    assert app.warning.getvalue() == ""
    drawn = "<svg" in "".join(
        file.read_text("utf-8") for file in app.outdir.rglob("*.*html") if "map" in file.name
    )
    assert drawn == (builder in ("html", "epub"))


def test_a_chapter_says_what_comes_before_and_after_it(make_app: Make, tmp_path: Path) -> None:
    app = make_app("html", srcdir=write(tmp_path / "book"))
    app.build()
    found = {name: page(app, f"part/{name}.html").find(class_="gradbook-needs") for name in BOOK}
    assert flat(found["limits"]) == "After it: 2 The slopes & more, 4 The sums & more"
    assert flat(found["curves"]) == (
        "Before this chapter: 2 The slopes & more After it: 5 The areas & more"
    )
    assert [link["href"] for link in found["curves"].find_all("a")] == ["slopes.html", "areas.html"]


def test_a_book_without_requirements_has_neither(make_app: Make, tmp_path: Path) -> None:
    app = make_app("html", srcdir=write(tmp_path / "book", dict.fromkeys(BOOK, "")))
    app.build()
    assert page(app, "part/limits.html").find(class_="gradbook-needs") is None
    assert not page(app, "map.html").select(".gradbook-track")


def test_map_and_neighbours_follow_a_change_of_another_page(make_app: Make, tmp_path: Path) -> None:
    source = write(tmp_path / "book")
    make_app("html", srcdir=source, parallel=2).build()
    file = source / "part" / "sums.md"
    text = file.read_text("utf-8").replace("[limits]", "[slopes]").replace("# The", "# Some")
    file.write_text(text.replace("requires: limits", "requires: [slopes]"), "utf-8")
    app = make_app("html", srcdir=source)
    app.build()
    assert "1 changed" in app.status.getvalue()
    assert "Chapter 4: Some sums & more, after chapter 2" in flat(page(app, "map.html"))
    assert "4 Some sums & more" in flat(page(app, "part/slopes.html").find(class_="gradbook-needs"))
    assert "4" not in flat(page(app, "part/limits.html").find(class_="gradbook-needs"))


def test_two_processes_draw_the_same_as_one(make_app: Make, tmp_path: Path) -> None:
    found = []
    for parallel in (0, 2):
        app = make_app("html", srcdir=write(tmp_path / str(parallel)), parallel=parallel)
        app.build()
        found.append((app.outdir / "map.html").read_text("utf-8"))
    assert found[0] == found[1]


MISTAKES = {
    "limits": "[areas]",
    "slopes": "[limits, gone]",
    "curves": "[curves, slopes, slopes]",
    "sums": "{limits: 1}",
    "areas": "[limits, sums]",
    "more": "",
    "less": "[more]",
}
TOLD = [
    "curves.md:5: requires names 'curves', the chapter itself [progress.requires]",
    "curves.md:5: requires names 'slopes' twice [progress.requires]",
    "limits.md:5: requires 'areas', which requires it in turn: limits → areas → limits"
    " [progress.requires]",
    "slopes.md:5: requires names 'gone', which is the id of no chapter [progress.requires]",
    "sums.md:5: requires must be ids of chapters, such as [limits, curves], not '{\"limits\": 1}'"
    " [progress.requires]",
]


def test_every_mistake_is_told_with_file_and_line(make_app: Make, tmp_path: Path) -> None:
    source = write(tmp_path / "book", MISTAKES)
    app = make_app("html", srcdir=source)
    app.build()
    lines = strip_colors(app.warning.getvalue()).splitlines()
    told = [line.removeprefix(f"{source}/part/").replace("WARNING: ", "") for line in lines]
    assert sorted(told) == TOLD
    assert len(page(app, "map.html").find("svg").find_all("a")) == len(MISTAKES)


def test_a_later_chapter_cannot_be_required() -> None:
    ((chapter, text),) = mistakes(chapters({"a": "c", "b": "a", "c": ""}))
    assert (chapter.id, text) == ("a", "requires 'c', which is chapter 3, after chapter 1")


@pytest.mark.parametrize("value", ["null", "", "{}", "3", "[1]", '["a", ""]', "true"])
def test_what_is_no_list_of_words_is_refused(value: str) -> None:
    assert read_ids(value) is None


GRAPHS = st.integers(1, 12).flatmap(
    lambda size: st.lists(st.sets(st.integers(0, size - 1)), min_size=size, max_size=size)
)


@given(GRAPHS)
def test_what_is_left_out_is_implied_by_what_is_left(graph: list[set[int]]) -> None:
    book = {
        f"c{n}": " ".join(f"c{m}" for m in sorted(needs) if m < n) for n, needs in enumerate(graph)
    }
    needs = direct_needs(chapters(book))
    reached: dict[str, set[str]] = {}
    for name, given_needs in book.items():
        direct = {other.id for other in needs[name]}
        behind = {far for near in direct for far in reached[near]}
        assert not direct & behind
        assert set(given_needs.split()) <= direct | behind
        reached[name] = direct | behind


@given(st.dictionaries(st.integers(0, 30), st.integers(1, 20), max_size=20))
def test_tracks_of_a_lane_share_no_more_than_an_end(lengths: dict[int, int]) -> None:
    spans = {start: start + length for start, length in lengths.items()}
    found = lanes(spans)
    assert found.keys() == spans.keys()
    for (a, end_a), (b, end_b) in combinations(spans.items(), 2):
        if found[a] == found[b]:
            assert end_a <= b or end_b <= a


def test_a_book_of_long_titles_fits_a_phone_and_is_read_whole() -> None:
    title = "Finite Differences, Floating Point, Gradient Checking"
    needs = [(), (0,), (0,), (2,), (2,), (2,), (1, 5), (6,), (3,), (8,), (8,)]
    rows = [Row(n, title, True, "#", need) for n, need in enumerate(needs, 1)]
    svg = draw(rows, "A", "B", "map")
    assert flat(BeautifulSoup(svg, "html.parser").a) == f"1 ★ {title}"
    width = int(re.search(r'width="(\d+)"', svg)[1])
    assert width <= 343  # what the theme leaves of 375
