"""Every question answered without a mouse: Tab, arrows, Space and Enter."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

CHAPTER = "foundations/derivatives-and-gradients.html"
RIGHT = re.compile(r"^Correct\.")

FOCUS_IN = "form => form.contains(document.activeElement)"
OUTLINE = "() => parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
UNCOVERED = """() => {
  const focused = document.activeElement;
  const { left, top, width, height } = focused.getBoundingClientRect();
  return focused.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


def tab_until(page: Page, reached: str, limit: int = 400) -> None:
    """Press Tab until a script says that the goal has focus."""
    for _ in range(limit):
        if page.evaluate(reached):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"not reached within {limit} presses of Tab: {reached}")


def focus_is(css: str) -> str:
    return f"() => document.activeElement.matches({css!r})"


def answer_by_keyboard(page: Page, quiz) -> None:
    """Give the right answer; focus is on the first input of the question."""
    if quiz.type == "numeric":
        page.keyboard.type(quiz.right())
        return
    for choice in quiz.choices(ok=True):
        if quiz.type in ("single", "predict"):
            for _ in quiz.key["options"]:
                if quiz.input(choice).is_checked():
                    break
                page.keyboard.press("ArrowDown")
                expect(quiz.status).to_be_empty()
        else:
            tab_until(page, focus_is(f"[name='{quiz.id}'][value='{choice}']"), 20)
            page.keyboard.press("Space")
        expect(quiz.input(choice)).to_be_checked()


def test_every_question_is_reached_and_answered_by_tab_arrows_space_and_enter(visit, quizzes):
    page = visit(CHAPTER)
    for quiz in quizzes(page):
        tab_until(page, focus_is(f"#quiz-{quiz.id} input"))
        assert page.evaluate(UNCOVERED)
        assert page.evaluate(OUTLINE) >= 2
        answer_by_keyboard(page, quiz)
        expect(quiz.status).to_be_empty()
        tab_until(page, focus_is(f"#quiz-{quiz.id} [type=submit]"), 20)
        assert page.evaluate(OUTLINE) >= 2
        page.keyboard.press("Space")
        expect(quiz.status).to_have_text(RIGHT)
        expect(quiz.button("Check")).to_be_focused()


@pytest.mark.parametrize("kind", ["single", "multiple", "numeric"])
def test_enter_checks_and_focus_stays_where_it_is(visit, quizzes, kind):
    page = visit(CHAPTER)
    quiz = quizzes(page, kind)[0]
    quiz.form.locator("input").first.focus()
    answer_by_keyboard(page, quiz)
    before = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text(RIGHT)
    assert page.evaluate("document.activeElement.id") == before


def test_hints_and_the_answer_are_reached_and_keep_focus(visit, quizzes):
    page = visit(CHAPTER)
    quiz = next(quiz for quiz in quizzes(page) if quiz.key["hints"])
    quiz.form.locator("input").first.focus()
    tab_until(page, focus_is(".quiz-hint"), 20)
    for _ in [*quiz.key["hints"], "one press too many"]:
        page.keyboard.press("Enter")
        assert page.evaluate(focus_is(".quiz-hint"))
    expect(quiz.form.locator(".quiz-note")).to_have_count(len(quiz.key["hints"]))
    for _ in range(quiz.key["tries"]):
        quiz.answer(ok=True)
        quiz.check(ok=False)
    tab_until(page, focus_is(".quiz-show"), 20)
    page.keyboard.press("Enter")
    assert page.evaluate(focus_is(".quiz-show"))
    expect(quiz.status).to_have_text(re.compile("^The answer"))


def test_arrows_move_among_answers_and_do_not_turn_the_page(visit, quizzes):
    page = visit(CHAPTER)
    quiz = quizzes(page, "single")[0]
    quiz.form.locator("input").first.focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert page.url.endswith(CHAPTER)
    assert quiz.form.evaluate(FOCUS_IN)


def test_code_in_a_question_is_copied_by_its_button_and_checked_by_enter(visit, quizzes):
    page = visit("contributing/quiz.html")
    quiz = next(quiz for quiz in quizzes(page, "multiple") if quiz.form.locator("pre").count())
    copy = quiz.button("Copy")
    expect(copy).to_have_attribute("type", "button")
    quiz.form.locator("input").first.focus()
    answer_by_keyboard(page, quiz)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy.focus()
    page.keyboard.press("Enter")
    expect(quiz.status).to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()").strip()
    quiz.form.locator("input:checked").first.focus()
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text(RIGHT)
