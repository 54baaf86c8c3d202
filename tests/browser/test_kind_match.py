"""Rows matched and words written, with the keyboard alone and with the mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

PAGE = "contributing/quiz.html"
MATCH = "doc-memory"
REFLECT = "doc-why-shorter"
TEXT = "The gradient tends to zero, and so do the steps."
TOO_WIDE_OR_SMALL = """(css) => css.flatMap((name) => {
  const form = document.querySelector(name);
  const controls = [...form.querySelectorAll("button, input, select, textarea")];
  const small = controls.filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    return control.checkVisibility() && Math.min(width, height) < 24;
  });
  const wide = form.scrollWidth > form.clientWidth ? [name] : [];
  return [...wide, ...small.map(({ outerHTML }) => outerHTML)];
})"""


@pytest.fixture
def ask(quizzes):
    """Find a question of a page by its id."""

    def find(page: Page, name: str):
        return next(quiz for quiz in quizzes(page) if quiz.id == name)

    return find


def rows(quiz):
    return quiz.form.get_by_role("combobox")


def choose(quiz, *names: str) -> None:
    for index, name in enumerate(names):
        rows(quiz).nth(index).select_option(label=name)


def test_rows_are_matched_by_keyboard_and_graded_one_by_one(visit, ask):
    quiz = ask(page := visit(PAGE), MATCH)
    check = quiz.button("Check")
    check.focus()
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text("Choose what goes with a row first.")
    first = rows(quiz).nth(0)
    expect(first).to_be_focused()
    expect(first).to_have_accessible_description("Choose what goes with a row first.")
    for letters in ("none", "th", "two"):
        page.keyboard.type(letters)
        page.keyboard.press("Tab")
    expect(check).to_be_focused()
    expect(quiz.form.locator("[data-mark]")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text("Not yet: 2 of 3 matched. Feedback below.")
    expect(check).to_be_focused()
    expect(first).to_have_accessible_name("1 Gradient descent Correct")
    second = rows(quiz).nth(1)
    expect(second).to_have_accessible_name("2 Momentum Not correct")
    expect(second).to_have_accessible_description(re.compile("velocity"))
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(quiz.feedback).to_contain_text("Every idea costs a number")
    second.select_option(label="one")
    expect(quiz.form.locator("[data-mark]")).to_have_count(0)
    expect(quiz.feedback).to_be_empty()
    check.click()
    expect(quiz.status).to_have_text("Correct. Feedback below.")
    page.reload()
    quiz = ask(page, MATCH)
    expect(quiz.form.locator("[data-mark=right]").and_(page.locator(".quiz-pair"))).to_have_count(3)
    expect(quiz.status).to_be_empty()


def test_formulas_are_chosen_by_their_letters(visit, ask):
    quiz = ask(visit(PAGE), "doc-slopes")
    listed = quiz.form.locator(".quiz-choice")
    letters = dict(
        zip(
            (text.split()[0] for text in listed.locator("annotation").all_text_contents()),
            listed.locator(".quiz-letter").all_inner_texts(),
            strict=True,
        )
    )
    assert rows(quiz).nth(0).locator("option").all_inner_texts() == ["choose", "A", "B", "C"]
    choose(quiz, letters["2x"], letters["-\\cos"])
    quiz.button("Check").click()
    expect(quiz.status).to_have_text("Not yet: 1 of 2 matched.")
    choose(quiz, letters["2x"], letters["\\cos"])
    quiz.button("Check").click()
    expect(quiz.status).to_have_text("Correct. Explanation below.")
    expect(quiz.feedback).to_contain_text("The slope of the sine at 0 is 1")


def test_rows_left_open_are_not_matched_and_the_answer_can_be_shown(visit, ask):
    quiz = ask(visit(PAGE), MATCH)
    choose(quiz, "none")
    quiz.button("Check").click()
    expect(quiz.status).to_have_text("Not yet: 1 of 3 matched. Feedback below.")
    expect(quiz.form.locator(".quiz-pair[data-mark]")).to_have_count(1)
    choose(quiz, "one")
    quiz.button("Check").click()
    quiz.button("Show answer").click()
    expect(quiz.status).to_have_text("This is what goes together.")
    values = rows(quiz).evaluate_all("all => all.map(one => one.selectedOptions[0].text)")
    assert values == ["none", "one", "two"]
    expect(quiz.feedback).to_contain_text("mean of the gradients")


def test_own_words_are_compared_then_graded_by_keyboard_and_kept(visit, ask):
    quiz = ask(page := visit(PAGE), REFLECT)
    page.evaluate(
        "() => document.addEventListener('quiz:answered', (e) => (globalThis.told = e.detail))"
    )
    compare = quiz.button("Compare with the model answer")
    compare.focus()
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text("Write something first, a line is enough.")
    expect(quiz.number).to_be_focused()
    expect(quiz.number).to_have_attribute("aria-invalid", "true")
    model = quiz.form.locator(".quiz-model")
    expect(model).to_be_empty()
    page.keyboard.type(TEXT)
    compare.focus()
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text("Compare, then say how far you got.")
    expect(model).to_contain_text("although")
    expect(model).to_contain_text("What to look for")
    assert page.evaluate("globalThis.told") is None
    keep = quiz.button("Keep")
    expect(keep).to_be_focused()
    page.keyboard.press("Enter")
    expect(quiz.form.get_by_role("radio", name="not yet")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(quiz.form.get_by_role("radio", name="partly")).to_be_checked()
    keep.focus()
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text("Kept: partly.")
    expect(quiz.number).to_have_accessible_name(re.compile("partly$"))
    told = page.evaluate("globalThis.told")
    assert (told["ok"], told["rating"], told["part"]) == (False, 2, 0.5)
    quiz.form.get_by_text("got it").click()
    expect(quiz.form.locator("[data-mark]")).to_have_count(0)
    expect(model).to_contain_text("although")
    keep.click()
    expect(quiz.status).to_have_text("Kept: got it.")
    told = page.evaluate("globalThis.told")
    assert (told["ok"], told["rating"]) == (True, 3)
    page.reload()
    quiz = ask(page, REFLECT)
    expect(quiz.number).to_have_value(TEXT)
    expect(quiz.form.get_by_role("radio", name="got it")).to_be_checked()
    expect(quiz.number).to_have_accessible_name(re.compile("got it$"))
    expect(quiz.form.locator(".quiz-model")).to_contain_text("although")
    expect(quiz.status).to_be_empty()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_axe_and_the_width_are_content_before_and_after(visit, ask, violations, scheme, width):
    page = visit(PAGE, scheme=scheme, width=width)
    css = [f"#quiz-{name}" for name in (MATCH, REFLECT)]
    match, reflect = ask(page, MATCH), ask(page, REFLECT)
    assert violations(page, *css) == []
    choose(match, "none", "three", "two")
    match.button("Check").click()
    reflect.number.fill(TEXT)
    reflect.button("Compare").click()
    for grade in ("not yet", "got it"):
        reflect.form.get_by_text(grade).click()
        reflect.button("Keep").click()
        assert violations(page, *css) == []
        assert page.evaluate(TOO_WIDE_OR_SMALL, css) == []


def test_without_a_script_both_are_read_and_lead_to_their_answers(visit):
    page = visit(PAGE, javascript=False)
    for name, role, count in ((MATCH, "combobox", 3), (REFLECT, "textbox", 1)):
        form = page.locator(f"#quiz-{name}")
        expect(form.get_by_role(role)).to_have_count(count)
        expect(form.get_by_role("button")).to_have_count(0)
        expect(form.get_by_role("radio")).to_have_count(0)
        expect(form.get_by_role("link", name="Answer")).to_be_visible()
