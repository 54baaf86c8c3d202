"""The review: what is due is asked on the page, and taken elsewhere."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Page, expect

PAGE = "review.html"
CHAPTERS = 2
"""How many chapters, at least, the seeded questions come from."""

SEED = """async ([count, days]) => {
  const book = await (await fetch("_static/gradbook/book.json")).json();
  const kinds = ["single", "multiple", "numeric"];
  const chosen = book.questions.filter(({ review, type }) => review && kinds.includes(type));
  const chapters = Map.groupBy(chosen, ({ chapter }) => chapter);
  const some = [...chapters.values()].flatMap((list) => list.slice(0, 2)).slice(0, count);
  for (const [place, { id, hash }] of some.entries()) {
    const time = Date.now() - days * 86400000 - 1000 * (count - place);
    const log = [[time, 3, ""]];
    const record = { v: 1, u: time, h: hash, ok: true, first: true, a: [], s: 0, log };
    localStorage.setItem(`${book.book}/1/q/${id}`, JSON.stringify(record));
  }
  return some.length;
}"""


@pytest.fixture
def seeded(visit):
    """Open the page as a reader who answered some questions so many days ago."""

    def open_page(count: int, days: float = 2, **how: object) -> Page:
        page = visit(PAGE, **how)
        assert page.evaluate(SEED, [count, days]) == count
        page.reload()
        expect(page.locator(".gradbook-due")).to_contain_text(f"{count} question")
        return page

    return open_page


def said(page: Page):
    return page.locator(".gradbook-said")


def step(page: Page, name: str) -> None:
    """Press a button by keyboard, and see the focus on what comes."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def legend_has_focus(page: Page) -> None:
    expect(page.locator(".gradbook-question legend")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1440, "light")])
def test_a_review_from_start_to_end(seeded, quizzes, width, scheme, violations):
    page = seeded(3, width=width, scheme=scheme)
    expect(page.locator(".gradbook-due")).to_contain_text("3 due now.")
    assert violations(page, ".gradbook-review") == []
    step(page, "Start the review")
    expect(said(page)).to_have_text("Question 1 of 3")
    legend_has_focus(page)
    (quiz,) = quizzes(page)
    first = quiz.id
    quiz.check(ok=False)
    assert violations(page, ".gradbook-review") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    step(page, "Next")
    expect(said(page)).to_have_text("Question 2 of 4")
    legend_has_focus(page)
    quizzes(page)[0].check(ok=True)
    step(page, "Next")
    expect(said(page)).to_have_text("Question 3 of 4")
    legend_has_focus(page)
    step(page, "Skip")
    expect(said(page)).to_have_text("Question 4 of 4")
    legend_has_focus(page)
    (quiz,) = quizzes(page)
    assert quiz.id == first  # what was missed returns at the end, to be answered anew
    expect(quiz.feedback).to_be_empty()
    quiz.check(ok=True)
    step(page, "Next")
    expect(said(page)).to_have_text("2 questions reviewed: 1 known, 1 missed, back tomorrow.")
    due = page.locator(".gradbook-due")
    expect(due).to_be_focused()
    expect(due).to_contain_text("1 due now.")


def test_a_question_is_as_on_its_own_page(seeded, quizzes, visit):
    page = seeded(2)
    page.get_by_role("button", name="Start the review").click()
    legend_has_focus(page)
    (quiz,) = quizzes(page)
    parts = ("legend", ".quiz-prompt", "fieldset")
    here = [quiz.form.locator(part).inner_text().split() for part in parts]
    for link in quiz.form.locator("[href], [src]").all():
        address = link.get_attribute("href") or link.get_attribute("src") or ""
        assert address.startswith("http")
    visit.goto(page, page.locator(".gradbook-source").get_attribute("href").split("/", 3)[3])
    there = [page.locator(f"#quiz-{quiz.id} {part}").inner_text().split() for part in parts]
    assert here[:2] == there[:2]
    assert sorted(here[2]) == sorted(there[2])  # the answers may have changed places


def test_what_is_due_later_is_told(seeded):
    page = seeded(4, days=0.5)
    expect(page.locator(".gradbook-due")).to_contain_text("None due now. Then 4 questions")
    expect(page.get_by_role("button", name="Start the review")).to_be_disabled()


def test_one_chapter_can_be_chosen(seeded):
    page = seeded(4)
    listed = page.locator(".gradbook-list li")
    page.locator(".gradbook-list summary").click()
    expect(listed).to_have_count(4)
    chapters = page.locator("#gradbook-from")
    chapters.select_option(index=1)
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text(chapters.locator("option:checked").inner_text())


def test_one_concept_can_be_chosen(seeded):
    page = seeded(4)
    page.locator(".gradbook-list summary").click()
    page.locator("#gradbook-from").select_option(label="about chain rule")
    listed = page.locator(".gradbook-list li")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text("The Chain Rule")


def test_a_page_that_cannot_be_fetched_leaves_a_link(seeded):
    page = seeded(2)
    page.route(re.compile(r"/(?!review)[\w-]+\.html"), lambda route: route.fulfill(body="<p>?</p>"))
    page.get_by_role("button", name="Start the review").click()
    slot = page.locator(".gradbook-question")
    expect(slot).to_contain_text("could not be loaded")
    expect(slot.get_by_role("link")).to_be_focused()
    page.get_by_role("button", name="End the review").click()
    expect(said(page)).to_have_text("0 questions reviewed: 0 known.")


def test_the_calendar_and_the_cards_are_files(seeded):
    page = seeded(3)
    page.locator(".gradbook-take summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Dates for a calendar").click()
    text = download.value.path().read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "SUMMARY:Review: 3 questions\r\n" in text
    assert re.search(r"\r\nURL:http://.*/review\.html\r\n", text)
    with page.expect_download() as download:
        page.get_by_role("button", name="Cards of the answered questions").click()
    head, rows = download.value.path().read_text("utf-8").split("\n#tags column:4\n")
    assert head == "#separator:tab\n#html:true\n#guid column:1"
    cards = list(csv.reader(rows.splitlines(keepends=True), delimiter="\t", strict=True))
    assert len(cards) == 3
    for guid, front, back, tags in cards:
        assert guid.startswith("mlopt-")
        assert tags.startswith("mlopt ")
        assert "<b>Correct.</b>" in back
        assert "katex" not in front + back
        assert "<script" not in front + back
    expect(said(page)).to_have_text("Saved as mlopt-cards.tsv.")


def test_without_javascript_there_are_links_to_the_chapters(visit):
    page = visit(PAGE, javascript=False)
    place = page.locator(".gradbook-elsewhere")
    expect(place).to_contain_text("The review needs JavaScript")
    assert place.get_by_role("link").count() >= CHAPTERS
    expect(place).to_be_visible()
    expect(page.locator(".gradbook-review button").first).to_be_hidden()


def test_without_a_list_of_questions_it_says_why_and_links_to_the_chapters(visit):
    page = visit(PAGE)
    page.route("**/book.json", lambda route: route.fulfill(body="{}"))
    page.reload()
    home = page.locator(".gradbook-home")
    expect(home).to_contain_text("The list of the questions could not be loaded")
    assert home.get_by_role("link").count() >= CHAPTERS


def test_where_the_script_does_not_come_the_chapters_are_linked_after_a_while(visit):
    page = visit(PAGE)
    page.route("**/review.js*", lambda route: route.fulfill(content_type="text/javascript"))
    page.reload()
    place = page.locator(".gradbook-elsewhere")
    expect(place).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    expect(place).to_be_visible()
    expect(place).to_contain_text("opened as a file")
