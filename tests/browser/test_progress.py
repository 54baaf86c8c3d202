"""Progress, kept in the browser: the end of a chapter, the sidebar, the front page."""

from __future__ import annotations

import re

from playwright.sync_api import expect

FRONT = "index.html"
CHAPTER = "foundations/derivatives-and-gradients.html"
COUNT = "main .gradbook-progress"
NONE = "0 of 35 chapters (0 of the 18 ★)"
ONE = "1 of 35 chapters (1 of the 18 ★)"
MARKS = ".bd-sidebar-primary .gradbook-mark"


def test_a_new_reader_has_everything_before_them(visit):
    page = visit(FRONT)
    expect(page.locator(COUNT)).to_contain_text("0 of 35 chapters (0 of the 18 ★)")


def test_a_chapter_marked_as_read_counts_everywhere_and_stays(visit):
    page = visit(CHAPTER)
    end = page.locator(".gradbook-read")
    end.get_by_role("button", name="Mark as read").click()
    expect(end.get_by_role("status")).to_have_text("Marked as read.")
    expect(page.locator(MARKS).first).to_contain_text("read")
    visit.goto(page, FRONT)
    expect(page.locator(COUNT)).to_contain_text("1 of 35 chapters (1 of the 18 ★)")
    visit.goto(page, CHAPTER)
    end.get_by_role("button", name="Mark as not read").click()
    visit.goto(page, FRONT)
    expect(page.locator(COUNT)).to_contain_text("0 of 35 chapters (0 of the 18 ★)")


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


def test_coming_back_by_the_back_button_shows_what_was_done_meanwhile(visit):
    page = visit(FRONT)
    count = page.locator(COUNT)
    expect(count).to_contain_text(NONE)
    visit.goto(page, CHAPTER)
    page.get_by_role("button", name=re.compile("^Mark as read")).click()
    page.go_back()
    expect(count).to_contain_text(ONE)
