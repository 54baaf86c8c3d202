"""The twin of a page: what is in it, what is not, and that it is Markdown."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Book, Build
    from markdown_it.token import Token

MARKERS = ["Mhint", "Mleft", "Mright", "Mexplained", "Mnumber", "Melse", "4711"]
PARSER = (
    MarkdownIt("commonmark")
    .enable("table")
    .use(dollarmath_plugin)
    .use(footnote_plugin)
    .use(front_matter_plugin)
)


def contents(tokens: list[Token], kind: str) -> list[str]:
    """Return the text of all tokens of a kind, also of those in paragraphs."""
    every = [inner for token in tokens for inner in (token, *(token.children or []))]
    return [token.content for token in every if token.type == kind]


def headings(tokens: list[Token]) -> list[str]:
    pairs = pairwise(tokens)
    return [f"{a.tag} {b.content}" for a, b in pairs if a.type == "heading_open"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_of_a_site_names_its_twin(book: Book, builder: str) -> None:
    built = book(builder)
    assert built.warnings == []
    twin = "part/walk.md" if builder == "html" else "part/walk/index.md"
    page = twin.replace(".md", ".html")
    assert '<link rel="alternate" type="text/markdown"' in built.read(page)
    name = twin.rpartition("/")[2]
    assert f'type="text/markdown" href="{name}"' in built.read(page)
    assert "# A “walk” & back" in built.read(twin)
    assert 'type="text/markdown"' not in built.read(
        "search.html" if builder == "html" else "search/index.html"
    )


def test_the_front_matter_says_where_the_page_is(book: Book) -> None:
    head = book().read("part/walk.md").split("---\n")[1]
    values = dict(line.split(": ", 1) for line in head.splitlines())
    assert {key: json.loads(value) for key, value in values.items()} == {
        "title": "A “walk” & back",
        "url": "https://example.org/book/part/walk.html",
        "licence": "CC BY 4.0",
        "build": "1.0",
    }


def test_without_an_address_links_lead_to_twins(book: Book) -> None:
    built = book(html_baseurl="", gradbook_licence="", release="")
    text = built.read("part/walk.md")
    assert text.startswith('---\ntitle: "A “walk” & back"\n---\n')
    assert "[the notes](../notes.md)" in text
    assert "[(1)](#equation-pace)" in text
    assert "](_images/picture.svg)" in built.read("notes.md")
    assert "(part/walk.md)" in built.read("llms.txt")
    assert "data-url" not in built.read("notes.html").split("<dialog")[0]


def test_links_and_images_are_absolute(book: Book) -> None:
    text = book().read("part/walk.md")
    assert "[the notes](https://example.org/book/notes.html)" in text
    assert "[(1)](https://example.org/book/part/walk.html#equation-pace)" in text
    assert "](https://example.org/book/_images/picture.svg)" in book().read("notes.md")


def test_a_page_is_the_markdown_that_it_was(book: Book) -> None:
    tokens = PARSER.parse(book().read("notes.md"))
    assert headings(tokens) == ["h1 Notes"]
    assert contents(tokens, "fence") == ["a `code` block\n", "```\na fence\n```\n"]
    assert contents(tokens, "math_block") == [
        "\n\\begin{aligned}x &= 1 \\\\\ny &= 2\\end{aligned}\n"
    ]
    assert contents(tokens, "code_inline") == ["a ` tick", "a|b"]
    assert contents(tokens, "math_inline") == [
        "x_1*y",
        "x_1*y",
        r"\lvert x\rvert",
        r"\lVert x\rVert=\vert y\vert ",
    ]
    assert contents(tokens, "image")[0] == "A \\[small\\] picture"
    types = [token.type for token in tokens]
    assert types.count("table_open") == 1
    assert types.count("td_open") == 4
    assert types.count("bullet_list_open") == 1
    assert types.count("ordered_list_open") == 1
    text = "".join(contents(tokens, "text"))
    assert (
        "Symbols: 2 * 3 * 4, a_b_c, edge, $5 and , [brackets], <tag>, &amp;, `tick` and ~tilde."
        in text
    )
    assert "# not a heading" in text
    assert "1. not a list" in text


def test_boxes_terms_and_figures_keep_their_titles(book: Book) -> None:
    text = book().read("notes.md")
    assert "> **A *box***\n>\n> Inside.\n" in text
    assert "> **Warning**\n>\n> Careful.\n" in text
    assert text.count("**Warning**") == 1
    assert "**Term one**\n\nFirst meaning.\n\nSecond paragraph.\n" in text
    assert "\n\nThe caption with **Figure 1**.\n" in text
    assert "A note[^1].\n" in text
    assert "[^1]: With *words* in it.\n" in text


def test_an_equation_has_its_number(book: Book) -> None:
    assert "$$\nv = \\frac{s}{t}\n\\tag{1}\n$$" in book().read("part/walk.md")


def test_a_question_is_asked_and_not_answered(book: Book) -> None:
    text = book().read("part/walk.md")
    assert (
        "**Question 1 · choose one answer**\n\nWhich *foot* is first?\n\n- (A) The left $L$\n"
        in text
    )
    assert '- (B) The right\n\n  ```python\n  step("right")\n  ```\n' in text
    assert "**Question 2 · type a number**\n\nHow far?\n\n\\_" not in text
    assert "How far?\n\n________ km\n" in text


def test_rows_to_be_matched_and_what_they_may_go_with_are_listed_apart(book: Book) -> None:
    _, _, text = book().read("part/walk.md").partition("On the *way*\n")
    rows, _, choices = text.partition("\n\nTo choose from:\n\n")
    assert rows.endswith("Who goes how fast?\n\n- ________ A snail\n- ________ A hare")
    listed = choices.partition("\n\n")[0].splitlines()
    assert [line[:6] for line in listed] == ["- (A) ", "- (B) ", "- (C) "]
    numbers = [line[6:] for line in listed]
    assert sorted(numbers) == ["$1$", "$4$", "$70$"]
    assert numbers[:2] != ["$1$", "$70$"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_no_answer_is_in_any_twin_or_list(book: Book, builder: str) -> None:
    built = book(builder, gradbook_ask_full=True)
    written = [*built.out.rglob("*.md"), *built.out.glob("llms*.txt")]
    assert len(written) == 4 + 2
    for path in written:
        text = path.read_text("utf-8")
        assert [marker for marker in MARKERS if marker in text] == [], path


def test_pages_of_answers_and_excluded_pages_have_no_twin(book: Book) -> None:
    built = book()
    for name in ("answers", "private"):
        assert not (built.out / f"{name}.md").exists()
        assert "gradbook-ask" not in built.read(f"{name}.html").replace("gradbook/ask", "")


def test_a_twin_is_written_with_its_page_and_goes_with_it(editable: Path, build: Build) -> None:
    first = build(editable)
    before = {path: path.stat().st_mtime_ns for path in first.out.rglob("*.md")}
    source = editable / "notes.md"
    source.write_text(source.read_text("utf-8") + "\nA new line.\n", "utf-8")
    second = build(editable, gradbook_ask_exclude=["private*"])
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed == {"notes.md", "index.md"}  # Sphinx writes the page that lists it again
    assert "\nA new line.\n" in second.read("notes.md")
    source.write_text("# Notes\n\nText.\n", "utf-8")
    build(editable, gradbook_ask_exclude=["private*", "notes"])
    assert not (second.out / "notes.md").exists()
    assert "[Notes]" not in second.read("llms.txt")


def test_equal_books_have_equal_twins(
    rootdir: Path, tmp_path: Path, book: Book, build: Build
) -> None:
    again = build(shutil.copytree(rootdir / "test-ask", tmp_path / "again"))
    for path in [*book().out.rglob("*.md"), book().out / "llms.txt"]:
        assert again.read(str(path.relative_to(book().out))) == path.read_text("utf-8")


@pytest.mark.parametrize(
    "builder", ["singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext"]
)
def test_other_builders_write_no_twins(book: Book, builder: str) -> None:
    built = book(builder)
    assert built.warnings == []
    assert list(built.out.rglob("*.md")) == []
    assert list(built.out.rglob("llms.txt")) == []
    assert list(built.out.rglob("ask.js")) == []
