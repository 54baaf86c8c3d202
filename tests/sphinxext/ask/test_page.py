"""The row at the end of a page, the suggested questions and the table of targets."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from sphinx.errors import ConfigError

from gradbook.sphinxext.ask.targets import targets_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Book, Build

CHATTER = {"name": "A & B", "url": "https://www.example.net/?q=", "strategy": "prefill", "max": 700}
NOTEPAD = {"name": "Pad", "url": "https://pad.example.net/new", "strategy": "clipboard"}


def row(page: str) -> str:
    found = re.search(r'<aside class="gradbook-ask".*?</aside>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_links_name_their_site_and_tell_it_nothing(book: Book) -> None:
    aside = row(book(gradbook_ask_targets=[CHATTER, NOTEPAD]).read("notes.html"))
    links = re.findall(r'<a href="(https:[^"]*)" ([^>]*)>([^<]*)</a>', aside)
    assert [(url, unescape(words)) for url, _, words in links] == [
        ("https://www.example.net/?q=", "Open A & B (example.net)"),
        ("https://pad.example.net/new", "Open Pad (pad.example.net)"),
    ]
    assert all('rel="noopener noreferrer"' in rest for _, rest, _ in links)
    assert 'data-max="700"' in links[0][1]
    assert "data-max" not in links[1][1]


def test_nothing_is_loaded_from_another_site(book: Book) -> None:
    page = book().read("part/walk.html")
    assert re.findall(r'(?:src|action|poster|data)="', row(page)) == []
    assert re.findall(r"<link[^>]*(?:preload|prefetch|preconnect|dns)", page) == []


def test_the_prompt_names_the_page_and_is_short(book: Book) -> None:
    aside = row(book().read("part/walk.html"))
    words = json.loads(unescape(re.findall(r'data-words="([^"]*)"', aside)[0]))
    assert 'I am studying "A “walk” & back"' in words["task"]
    assert "do not give quiz answers" in words["task"]
    assert 'data-url="https://example.org/book/part/walk.md"' in aside
    assert len(quote(words["task"])) < 700


def test_suggestions_lead_to_the_answers_of_the_page(book: Book) -> None:
    page = book().read("part/walk.html")
    aside = row(page)
    assert re.findall(r'data-does="suggest">([^<]*)<', aside) == [
        "Why walk on?",
        "What&#x27;s &quot;next&quot;?",
        "How far is it?",
    ]
    anchors = re.findall(r'<a href="#([^"]*)" data-does="answered"', aside)
    assert anchors == ["ask-why-walk-on", "ask-what-s-next", "far"]
    for anchor in anchors:
        assert f'id="{anchor}"' in page.split("<aside")[0]
    assert "<ul>" not in row(book().read("notes.html"))


@pytest.mark.parametrize(
    ("entries", "line", "message"),
    [
        ('["Why walk on?", "Why not?"]', 3, "'Why not?' is not answered: no term of a definition"),
        (
            "\n  - Why walk on?\n  - '[So?](#gone)'",
            5,
            "the page has no anchor '#gone' that answers",
        ),
        ("Why walk on?", 3, "ask must be a list of 2 to 4 questions, not 'Why walk on?'"),
        ('["Why walk on?"]', 3, "ask must have 2 to 4 questions, not 1"),
        ("[1, 2]", 3, "ask must be a list of 2 to 4 questions, not [1, 2]"),
        ("", 3, "ask must be a list of 2 to 4 questions, not None"),
    ],
)
def test_a_question_that_is_not_answered_is_told_at_its_line(
    editable: Path, build: Build, entries: str, line: int, message: str
) -> None:
    page = editable / "part" / "walk.md"
    text = re.sub(r"ask:\n(  - .*\n)+", f"ask: {entries}\n", page.read_text("utf-8"))
    page.write_text(text, "utf-8")
    built = build(editable)
    (warning,) = built.warnings
    assert f"walk.md:{line}: WARNING: {message}" in warning
    assert "[ask.question]" in warning
    assert built.status == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "expected a name"),
        ({"url": "http://example.net"}, "begins with https://"),
        ({"url": "https:///x"}, "begins with https://"),
        ({"strategy": "post"}, "one of prefill, clipboard"),
        ({"max": 0}, "a whole number from 1 on"),
        ({"max": True}, "a whole number from 1 on"),
        ({"label": "x"}, "expected the keys"),
    ],
)
def test_a_wrong_target_is_refused(change: dict[str, object], message: str) -> None:
    class Config:
        gradbook_ask_targets = (CHATTER | change,)

    with pytest.raises(ConfigError, match=message):
        list(targets_of(Config()))  # type: ignore[arg-type]
