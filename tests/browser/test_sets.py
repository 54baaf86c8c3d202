"""Questions that are checked together, with the keyboard alone and with the mouse."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

PAGE = "contributing/quiz.html"
CHECK, EXAM = "doc-check", "doc-exam"
LISTEN = "document.addEventListener('quiz:set', ({ detail }) => { window.told = detail; })"


def open_set(page: Page, name: str) -> Locator:
    found = page.locator(f".quiz-set[data-set-id={name}]")
    expect(found.locator(".quiz-set-check")).to_be_visible()
    return found


def press(button: Locator) -> None:
    """Press a button with the keyboard."""
    button.focus()
    button.page.keyboard.press("Enter")


def status(found: Locator) -> Locator:
    return found.locator(".quiz-set-end [role=status]")


def stored(page: Page, name: str) -> dict | None:
    return json.loads(
        page.evaluate("(key) => localStorage.getItem(key) ?? 'null'", f"mlopt/1/q/{name}")
    )


def test_a_set_is_a_group_with_a_name(visit):
    found = open_set(visit(PAGE), CHECK)
    expect(found).to_have_role("group")
    expect(found).to_have_accessible_name("Before you go on")
    expect(status(found)).to_be_empty()


def test_all_that_has_an_answer_is_checked_at_once(visit):
    found = open_set(page := visit(PAGE, init=LISTEN), CHECK)
    count, again = found.locator(".quiz-set-count"), found.locator(".quiz-set-again")
    expect(count).to_have_text("0 of 2 solved")
    check = found.get_by_role("button", name="Check all")
    press(check)
    expect(status(found)).to_have_text("Answer a question first.")
    assert stored(page, "doc-check-step") is None
    found.get_by_role("textbox").fill("0.9")
    press(check)
    expect(status(found)).to_have_text("0 of 2 solved.")
    expect(found.locator("form [role=status]:not(:empty)")).to_have_count(0)
    expect(check).to_be_focused()
    name = found.locator("#quiz-doc-check-step legend").inner_text().split(" · ")[0]
    expect(again).to_have_text(f"To try again: {name}")
    expect(again.get_by_role("link")).to_have_attribute("href", "#quiz-doc-check-step")
    assert page.evaluate("told") == {"id": CHECK, "mode": "practice", "solved": 0, "total": 2}
    assert stored(page, "doc-check-sign") is None
    found.get_by_role("textbox").fill("0.8")
    found.locator("#quiz-doc-check-sign").get_by_role("radio").nth(1).check()
    press(check)
    expect(status(found)).to_have_text("2 of 2 solved.")
    expect(count).to_have_text("2 of 2 solved")
    expect(again).to_be_empty()
    page.reload()
    expect(open_set(page, CHECK).locator(".quiz-set-count")).to_have_text("2 of 2 solved")


def test_a_question_that_is_checked_by_itself_counts(visit):
    found = open_set(visit(PAGE), CHECK)
    found.get_by_role("textbox").fill("0.8")
    found.get_by_role("textbox").press("Enter")
    expect(found.locator(".quiz-set-count")).to_have_text("1 of 2 solved")
    expect(status(found)).to_be_empty()


def test_an_exam_tells_and_keeps_nothing_before_it_is_handed_in(visit):
    found = open_set(page := visit(PAGE, init=LISTEN), EXAM)
    expect(found.locator(".quiz-set-count")).to_have_text("2 questions")
    expect(found.get_by_role("button", name="Check")).to_have_count(0)
    field = found.get_by_role("textbox")
    field.fill("velocity")
    field.press("Enter")
    expect(found.locator("#quiz-doc-exam-name [role=status]")).to_have_text(
        "It is checked when you hand in."
    )
    expect(found.locator("[data-mark]")).to_have_count(0)
    assert stored(page, "doc-exam-name") is None
    hand_in = found.get_by_role("button", name="Hand in")
    press(hand_in)
    expect(status(found)).to_have_text(
        "Some questions have no answer yet. Hand in again to leave them out."
    )
    expect(found.locator(".quiz-set-again a")).to_have_attribute("href", "#quiz-doc-exam-flat")
    assert stored(page, "doc-exam-name") is None
    press(hand_in)
    expect(status(found)).to_have_text("0 of 2 solved.")
    expect(found.locator("#quiz-doc-exam-name [data-mark=wrong]").first).to_be_visible()
    assert page.evaluate("told")["mode"] == "exam"
    assert stored(page, "doc-exam-name")["ok"] is False


def test_an_exam_that_was_handed_in_stays_open_for_another_try(visit):
    found = open_set(page := visit(PAGE), EXAM)
    found.get_by_role("textbox").fill("Learning rate")
    found.get_by_role("radio").nth(0).check()
    press(found.get_by_role("button", name="Hand in"))
    expect(status(found)).to_have_text("2 of 2 solved.")
    page.reload()
    found = open_set(page, EXAM)
    expect(found.locator(".quiz-set-count")).to_have_text("2 of 2 solved")
    expect(found.get_by_role("button", name="Check", exact=True)).to_have_count(2)


def test_a_set_whose_script_does_not_come_leaves_each_question_its_button(browser, site):
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/chunks/set-*.js", lambda route: route.abort())
        page.goto(f"{site}/{PAGE}")
        exam = page.locator(f".quiz-set[data-set-id={EXAM}]")
        expect(exam.get_by_role("button", name="Check", exact=True)).to_have_count(2)
        expect(exam.locator(".quiz-set-check")).to_be_hidden()


def test_without_a_script_a_set_is_read_like_its_questions(visit):
    exam = visit(PAGE, javascript=False).locator(f".quiz-set[data-set-id={EXAM}]")
    expect(exam.get_by_role("link", name="Answer")).to_have_count(2)
    expect(exam.locator(".quiz-set-end")).to_be_hidden()
    expect(exam.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_in_sets(visit, violations, scheme, width):
    page = visit(PAGE, scheme=scheme, width=width)
    for name in (CHECK, EXAM):
        found = open_set(page, name)
        assert violations(page, f"#quiz-{name}") == []
        found.get_by_role("textbox").fill("7")
        found.get_by_role("radio").nth(0).check()
        found.locator(".quiz-set-check").click()
        expect(status(found)).to_contain_text("of 2 solved.")
        assert violations(page, f"#quiz-{name}") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
