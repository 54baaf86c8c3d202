"""Progress, kept in the browser: the end of a chapter, the sidebar, the front page, the data."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

FRONT = "index.html"
CHAPTER = "foundations/derivatives-and-gradients.html"
ID = "derivatives-and-gradients"
DATA = "review.html"
BOOK = "mlopt"
COUNT = "main .gradbook-count"
MORE = "main .gradbook-more"
NONE = re.compile(r"^0 of 35 chapters practised \(0\s%\)$")
ONE = re.compile(r"^1 of 35 chapters practised \(2\s%\)$")
MARKS = ".bd-sidebar-primary .gradbook-mark"
HTML = "<img src=x onerror=\"document.title='taken over'\">"
DAY = 86_400_000

# The theme keeps its own settings, and complains where it cannot.
REFUSING = """
const method = Storage.prototype["%s"];
Storage.prototype["%s"] = function (key, ...rest) {
  if (key === "" || key.includes("/1/")) throw new DOMException("", "%s");
  return method.call(this, key, ...rest);
};
"""
BLOCKED = REFUSING % ("getItem", "getItem", "SecurityError")
FULL = REFUSING % ("setItem", "setItem", "QuotaExceededError")
SAFARI = "window.GestureEvent = class {}"


def stored(page: Page) -> dict[str, Any]:
    """Return the records of the book, by key."""
    entries: dict[str, str] = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    start = f"{BOOK}/1/"
    return {
        key.removeprefix(start): json.loads(text)
        for key, text in entries.items()
        if key.startswith(start)
    }


def keep(key: str, record: dict[str, Any]) -> str:
    """Return a script that stores a record, `days` ago if it says so."""
    days = record.pop("days", 0)
    text = json.dumps({"v": 1, **record})
    return (
        f"if (origin !== 'null') localStorage.setItem('{BOOK}/1/{key}', JSON.stringify({{...{text},"
        f" u: Date.now() - {days} * {DAY}}}));"
    )


def bring(page: Page, records: dict[str, Any], **fields: Any) -> None:
    """Choose a file on the page of the data."""
    content = {"format": "gradbook-progress", "v": 1, "book": BOOK, "build": "", **fields}
    text = json.dumps(content | {"exported": "2026-11-23T00:00:00Z", "records": records})
    file = {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("Add from a file").set_input_files(file)


def test_a_chapter_marked_as_read_is_told_everywhere_also_on_pages_open_before(visit):
    page = visit(FRONT)
    expect(page.locator(COUNT)).to_have_text(NONE)
    expect(page.locator("main .gradbook-core")).to_have_text(re.compile(r"^0 of 18 core chapters"))
    visit.goto(page, CHAPTER)
    end = page.locator(".gradbook-read")
    end.get_by_role("button", name="Mark as read").click()
    expect(end.get_by_role("status")).to_have_text("Marked as read.")
    expect(page.locator(MARKS).first).to_have_text("(read)")
    page.go_back()
    expect(page.locator(MORE)).to_have_text("0 of them remembered, 1 more read")
    link = page.locator(".gradbook-overview li a").first
    expect(link).to_have_attribute("href", CHAPTER)
    expect(link).to_have_accessible_name(re.compile(r"^1 Derivatives and Gradients ?\(read\)$"))
    visit.goto(page, CHAPTER)
    end.get_by_role("button", name="Mark as not read").click()
    visit.goto(page, FRONT)
    expect(page.locator(MORE)).to_have_text("0 of them remembered, 0 more read")


def test_a_chapter_is_practised_when_every_question_is_solved(visit, quizzes):
    page = visit(CHAPTER)
    mark = page.locator(MARKS).first
    *others, last = quizzes(page)
    for quiz in others:
        quiz.check(ok=True)
    last.check(ok=False)
    expect(mark).not_to_contain_text("practised")
    last.check(ok=True)
    expect(mark).to_contain_text("practised")
    page.reload()
    expect(mark).to_contain_text("practised")
    visit.goto(page, FRONT)
    expect(page.locator(COUNT)).to_have_text(ONE)
    counted = page.evaluate("gradbook.progress()")
    assert (counted["done"], counted["total"], counted["core"]) == (1, 35, 1)
    assert counted["chapters"][ID] == "practised"


@pytest.mark.parametrize("init", [BLOCKED, FULL], ids=["blocked", "full"])
def test_where_nothing_is_kept_the_page_says_so_once_and_counts_all_the_same(visit, init):
    page = visit(CHAPTER, init=init)
    page.get_by_role("button", name="Mark as read").click()
    expect(page.locator(".gradbook-unsaved:visible")).to_have_count(1)
    expect(page.locator(MARKS).first).to_have_text("(read)")
    visit.goto(page, DATA)
    page.get_by_role("button", name="Save to a file").click()
    bring(page, {f"p/{ID}": {"v": 1, "u": 1, "read": 1, "fb": None}})
    expect(page.locator(".gradbook-data").get_by_role("status")).to_contain_text("1 left out")


def test_in_safari_what_was_kept_for_a_week_is_to_be_saved_and_why(visit):
    script = SAFARI + ";" + keep("p/convexity", {"read": 1, "fb": None, "days": 6})
    page = visit(CHAPTER, init=script)
    note = page.locator(".gradbook-remind")
    expect(note).to_be_visible()
    assert "Safari forgets it after seven days without a visit" in note.inner_text()
    note.get_by_role("link").click()
    expect(page.locator("#gradbook-data")).to_be_in_viewport()


def test_saved_erased_and_brought_back(visit, quizzes, tmp_path: Path):
    page = visit(CHAPTER)
    page.get_by_role("button", name="Mark as read").click()
    quizzes(page)[0].check(ok=True)
    before = stored(page)
    visit.goto(page, DATA)
    data = page.locator(".gradbook-data")
    status = data.get_by_role("status")
    rows = data.get_by_role("row")
    expect(rows).to_have_text(
        [
            "Questions answered1",
            "Chapters marked as read1",
            "Feedback given0",
            "Saved to a filenever",
        ],
        use_inner_text=False,
    )
    with page.expect_download() as download:
        data.get_by_role("button", name="Save to a file").click()
    name = download.value.suggested_filename
    assert re.fullmatch(rf"{BOOK}-progress-\d{{4}}-\d\d-\d\d\.json", name)
    assert abs(date.fromisoformat(name[-15:-5]) - date.today()).days <= 1
    expect(status).to_have_text(f"Saved as {name}.")
    expect(rows.last).not_to_contain_text("never")
    download.value.save_as(tmp_path / name)
    assert json.loads((tmp_path / name).read_text("utf-8"))["records"] == before

    data.get_by_text("Erase everything", exact=True).click()
    assert f"p/{ID}" in stored(page)
    data.get_by_role("button", name="Erase everything now").click()
    expect(status).to_have_text("Erased.")
    assert stored(page) == {}
    expect(page.locator(MARKS).first).to_have_text("(not started)")
    expect(data.get_by_role("button", name="Erase everything now")).to_be_hidden()

    page.get_by_label("Add from a file").set_input_files(tmp_path / name)
    expect(status).to_have_text("2 records added, 0 merged, 0 already here.")
    assert stored(page) == before
    expect(page.locator(MARKS).first).to_have_text("(read)")


def test_a_file_from_a_stranger_shows_its_words_and_runs_nothing(visit):
    page = visit(DATA)
    evil = {"v": 1, "u": 1, "h": HTML, "ok": False, "first": False, "a": [HTML], "s": 0, "log": []}
    bring(page, {"q/gd-one": evil, HTML: evil, "p/a": {"v": 1, "u": 1, "read": 1, "fb": HTML}})
    status = page.locator(".gradbook-data").get_by_role("status")
    expect(status).to_have_text(f"2 records added, 0 merged, 0 already here, 1 left out: {HTML}.")
    bring(page, {}, book=HTML)
    expect(status).to_have_text("The file belongs to another book.")
    for path in (FRONT, CHAPTER, DATA):
        visit.goto(page, path)
        assert page.locator("img[src='x']").count() == 0
        assert page.title() != "taken over"

    # scripts of the page may do the same
    record = {"v": 1, "u": 1, "read": 1, "fb": None}
    taken = page.evaluate(
        """([book, id, record]) => gradbook.import(
            {format: "gradbook-progress", v: 1, book, records: {["p/" + id]: record}},
            {mode: "replace"})""",
        [BOOK, ID, record],
    )
    assert taken == {"added": 1, "merged": 0, "same": 0, "left": []}
    assert json.loads(page.evaluate("gradbook.export()"))["records"] == {f"p/{ID}": record}
    page.evaluate("id => gradbook.reset({chapter: id})", ID)
    assert sorted(stored(page)) == ["meta"]


def test_the_data_can_be_used_by_keyboard_and_axe_finds_no_barrier(visit, violations, scheme):
    page = visit(DATA, scheme=scheme, width=320)
    save = page.get_by_role("button", name="Save to a file")
    expect(page.locator("[data-count='saved']")).to_have_text("never")
    save.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Add from a file")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Erase everything now")).to_be_focused()
    assert violations(page, ".gradbook-data") == []
    page.keyboard.press("Enter")
    expect(page.get_by_text("Erase everything", exact=True)).to_be_focused()
    expect(page.locator(".gradbook-data").get_by_role("status")).to_have_text("Erased.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.goto(page, FRONT)
    expect(page.locator(COUNT)).to_have_text(NONE)
    assert violations(page, "main .gradbook-progress", ".gradbook-overview") == []
