"""A change in the book is on the reader's screen, wherever it can be seen."""

from __future__ import annotations

import re
import time

import pytest


def test_a_changed_sentence_arrives(server):
    page, other = server.open("one.html"), server.open("two.html")
    server.edit("one.md", "first sentence", "second sentence")
    page.wait_for_reload()
    assert "The second sentence" in server.get("one.html")[1]
    assert "problems" in other.next(), "a page that did not change was loaded again"


def test_a_changed_title_arrives_on_other_pages(server):
    front, two = server.open("index.html"), server.open("two.html")
    server.edit("one.md", "# One", "# Another")
    two.wait_for_reload()
    assert 'See <a class="reference internal" href="one.html">' in server.get("two.html")[1]
    assert "Another" in server.get("two.html")[1]
    front.wait_for_reload()
    assert "Another" in server.get("index.html")[1]


def test_a_page_that_is_written_again_for_another_is_not_an_old_one(server):
    for number, title in enumerate(["# One", "# Second", "# Third"]):
        page = server.open("two.html")
        server.edit("two.md", "See" if number == 0 else f"See {number - 1}", f"See {number}")
        page.wait_for_reload()
        page = server.open("two.html")
        server.edit("one.md", title, ["# Second", "# Third", "# Fourth"][number])
        page.wait_for_reload()
        assert f"See {number}" in server.get("two.html")[1]


def test_a_title_reaches_pages_that_nobody_looks_at_and_the_search(server):
    server.edit("one.md", "# One", "# Elsewhere")
    server.wait_for_text("Elsewhere", "two.html")
    server.wait_for_text("Elsewhere", "searchindex.js")


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ("{ref}`no-such-place`", "undefined label: 'no-such-place'"),
        ("{no-such-place}`here`", 'Unknown interpreted text role "no-such-place"'),
    ],
    ids=["found when it is written", "found when it is read"],
)
def test_a_warning_is_shown_until_it_is_mended(server, mistake, words):
    page = server.open("two.html")
    server.edit("one.md", "The first", f"The {mistake}, first")
    said = page.wait_for_problems(bool)
    assert "one.md:3: WARNING: " in said
    assert words in said
    assert words in server.said()
    server.edit("two.md", "See", "Do see")
    page.wait_for_reload()
    page = server.open("two.html")
    assert "no-such-place" in page.first["problems"][0], "mended by a change elsewhere"
    server.edit("one.md", f"The {mistake}, first", "The first")
    page.wait_for_problems(lambda said: not said)


def test_a_page_comes_changes_its_name_and_goes(server):
    server.edit("index.md", "two", "two\nthree")
    page = server.open("three.html")
    (server.book / "three.md").write_text("# Three\n\nIt is new.\n")
    page.wait_for_reload()
    assert "It is new." in server.get("three.html")[1]
    server.wait_for_text("Three", "index.html")

    (server.book / "three.md").rename(server.book / "four.md")
    server.edit("index.md", "three", "four")
    server.wait_for_text("It is new.", "four.html")
    server.wait_for_text('href="four.html"', "index.html")
    assert server.get("three.html")[0] == 404

    page = server.open("four.html")
    server.edit("index.md", "\nfour", "")
    (server.book / "four.md").unlink()
    server.wait_for(lambda: server.get("four.html")[0] == 404)
    server.wait_for(lambda: "four.html" not in server.get("index.html")[1])


def test_saves_that_follow_one_another_end_with_the_last(server):
    before = server.said().count("Pages in")
    old = "first sentence"
    for number in range(12):
        server.edit("one.md", old, f"sentence number {number}")
        old = f"sentence number {number}"
        time.sleep(0.005)
    server.wait_for_text("sentence number 11", "one.html")
    server.quiet()
    assert "sentence number 11" in server.get("one.html")[1]
    assert server.said().count("Pages in") - before < 12


def test_a_changed_picture_arrives(server):
    page = server.open("one.html")
    server.edit("dot.svg", 'r="1"', 'r="0.5"')
    page.wait_for_reload()
    (picture,) = re.findall(r'src="(_images/[^"]+)"', server.get("one.html")[1])
    assert 'r="0.5"' in server.get(picture)[1]


def test_a_changed_template_arrives_on_every_page(server):
    page = server.open("two.html")
    server.edit("_templates/layout.html", "first foot", "second foot")
    page.wait_for_reload()
    assert "second foot" in server.get("two.html")[1]
    assert "second foot" in server.get("one.html")[1]


def test_a_changed_extension_is_loaded_again(server):
    page = server.open("one.html")
    server.edit("mark.py", "first mark", "second mark")
    page.wait_for_reload()
    assert "second mark: made" in server.get("one.html")[1]


def test_a_changed_configuration_arrives(server):
    page = server.open("two.html")
    server.edit("conf.py", "First edition", "Second edition")
    page.wait_for_reload()
    assert "Second edition" in server.get("two.html")[1]
