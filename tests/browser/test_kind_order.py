"""Orders made and words typed, with the keyboard alone and with the mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

PAGE = "contributing/quiz.html"
FIRST = "doc-adam"
FOCUSED = "() => document.activeElement.id"
TOO_WIDE_OR_SMALL = """(css) => css.flatMap((name) => {
  const form = document.querySelector(name);
  const controls = [...form.querySelectorAll("button, input")];
  const small = controls.filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    return control.checkVisibility() && Math.min(width, height) < 24;
  });
  const wide = form.scrollWidth > form.clientWidth ? [name] : [];
  return [...wide, ...small.map(({ id }) => id)];
})"""


@pytest.fixture
def ask(quizzes):
    """Find a question of a page by its id."""

    def find(page: Page, name: str):
        return next(quiz for quiz in quizzes(page) if quiz.id == name)

    return find


def letters(quiz) -> str:
    return "".join(quiz.form.locator(".quiz-row:not([data-out]) .quiz-letter").all_inner_texts())


def press(button: Locator, key: str = "Enter") -> None:
    button.focus()
    button.page.keyboard.press(key)


def test_rows_are_moved_by_keyboard_and_the_button_keeps_the_focus(visit, ask):
    quiz = ask(page := visit(PAGE), FIRST)
    assert letters(quiz) == "ABCDEFG"
    press(quiz.button("Check"))
    expect(quiz.status).to_have_text("Put the lines in order first.")
    assert page.evaluate(FOCUSED) == f"{FIRST}-0-down"
    press(quiz.button("Move down A"))
    expect(quiz.status).to_have_text("Line A moved to position 2 of 7.")
    page.keyboard.press("Space")
    expect(quiz.status).to_have_text("Line A moved to position 3 of 7.")
    assert letters(quiz) == "BCADEFG"
    expect(quiz.button("Move down A")).to_be_focused()
    press(quiz.button("Move up B"))
    expect(quiz.status).to_have_text("Line B is already first.")
    press(quiz.button("Leave out C"), "Space")
    expect(quiz.status).to_have_text("Line C left out.")
    assert letters(quiz) == "BADEFG"
    expect(quiz.button("Use C")).to_be_focused()
    expect(quiz.button("Move up C")).to_have_count(0)
    page.keyboard.press("Space")
    expect(quiz.status).to_have_text("Line C moved to position 7 of 7.")
    assert letters(quiz) == "BADEFGC"


def test_verdicts_are_words_in_the_names_and_go_with_the_next_move(visit, ask):
    quiz = ask(visit(PAGE), FIRST)
    foreign = next(row["id"] for row in quiz.key["rows"] if not row["ok"])
    quiz.arrange([*quiz.key["order"][1:], quiz.key["order"][0]])
    quiz.button("Check").click()
    expect(quiz.status).to_have_text("Not yet: 5 of 6 are in order.")
    last = quiz.row(quiz.key["order"][0])
    expect(last.locator(".quiz-up")).to_have_accessible_name(
        re.compile("^Move up .* Out of order$")
    )
    quiz.row(foreign).locator(".quiz-out").click()
    expect(quiz.form.locator("[data-mark]")).to_have_count(0)
    quiz.button("Check").click()
    expect(quiz.status).to_have_text(re.compile("5 of 6 are in order, 1 too many. Feedback"))
    button = quiz.row(foreign).locator(".quiz-up")
    expect(button).to_have_accessible_name(re.compile("Does not belong$"))
    expect(button).to_have_accessible_description(re.compile("We descend"))
    expect(quiz.button("Show answer")).to_be_visible()


def test_a_right_order_is_kept_and_what_may_swap_is_right(visit, ask):
    quiz = ask(page := visit(PAGE), FIRST)
    order = quiz.key["order"]
    quiz.arrange([order[0], order[2], order[1], *order[3:]])
    quiz.button("Check").click()
    expect(quiz.status).to_have_text("Correct.")
    made = letters(quiz)
    page.reload()
    quiz = ask(page, FIRST)
    assert letters(quiz) == made
    expect(quiz.form.locator("[data-mark=right]")).to_have_count(6)
    expect(quiz.status).to_be_empty()


def test_the_shown_answer_is_the_order(visit, ask):
    quiz = ask(visit(PAGE), "doc-iteration")
    for first in (3, 4):
        order = quiz.key["order"]
        quiz.arrange([order[first], *order[:first], *order[first + 1 :]])
        quiz.button("Check").click()
    quiz.button("Show answer").click()
    expect(quiz.status).to_have_text("This is the right order.")
    rows = quiz.form.locator(".quiz-row")
    ids = rows.evaluate_all("rows => rows.map(row => row.dataset.row)")
    assert ids == quiz.key["order"]
    quiz.button("Check").click()
    expect(quiz.status).to_have_text("Put the steps in order first.")


def test_words_are_typed_and_compared_without_capitals(visit, ask):
    quiz = ask(page := visit(PAGE), "doc-name")
    quiz.number.focus()
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text("Type your answer first.")
    expect(quiz.number).to_be_focused()
    for typed, words in (("ascent", "Two words"), ("Gradient ASCENT", "The gradient leads down")):
        quiz.number.fill(typed)
        page.keyboard.press("Enter")
        expect(quiz.status).to_have_text("Not correct. Feedback below.")
        expect(quiz.number).to_have_attribute("aria-invalid", "true")
        expect(quiz.feedback).to_contain_text(words)
    quiz.button("Show answer").click()
    expect(quiz.status).to_have_text("The answer is gradient descent.")
    quiz.number.fill("  gradient   Descent ")
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text("Correct. Feedback below.")
    page.reload()
    expect(ask(page, "doc-name").number).to_have_value("  gradient   Descent ")


def test_axe_and_a_narrow_window_are_content_before_and_after(visit, ask, violations):
    page = visit(PAGE, width=320)  # the dark theme is in test_accessibility.py
    css = [f"#quiz-{name}" for name in (FIRST, "doc-iteration", "doc-name")]
    for ok in (None, False, True):
        for name in (FIRST, "doc-iteration", "doc-name"):
            if ok is not None:
                ask(page, name).check(ok=ok)
        assert violations(page, *css) == []
        assert page.evaluate(TOO_WIDE_OR_SMALL, css) == []


def test_without_a_script_the_rows_are_read_and_nothing_is_offered(visit):
    page = visit(PAGE, javascript=False)
    form = page.locator(f"#quiz-{FIRST}")
    expect(form.get_by_role("listitem")).to_have_count(7)
    expect(form.get_by_role("button")).to_have_count(0)
    expect(form.get_by_role("link", name="Answer")).to_be_visible()
