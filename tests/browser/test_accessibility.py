"""What the parts say of themselves, and what can be measured: before and after grading."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

CHAPTER = "foundations/derivatives-and-gradients.html"
QUIZZES = "contributing/quiz.html"  # every kind of question, on a small page
FRONT = "index.html"

# Contrast of a border or an outline with what lies behind the element, by WCAG 2.2.
CONTRASTS = """(form) => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((channel) => {
      const c = channel / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return channels(colour)[3] === 0 ? behind(element.parentElement) : colour;
  };
  const found = {};
  const measure = (css, property) => {
    for (const element of form.querySelectorAll(css)) {
      if (!element.checkVisibility()) continue;
      const pair = [getComputedStyle(element)[property], behind(element.parentElement)];
      const [dark, light] = pair.map(luminance).sort((a, b) => a - b);
      found[`${css} ${property}`] = (light + 0.05) / (dark + 0.05);
    }
  };
  measure(".quiz-number", "borderTopColor");
  measure(".quiz-option:has(:checked)", "borderTopColor");
  measure("button:not([type=submit])", "borderTopColor");
  measure("button[type=submit]", "backgroundColor");
  measure(".quiz-icon", "stroke");
  for (const side of ["borderTopColor", "borderLeftColor"]) {
    measure(".quiz-option[data-mark]", side);
    measure(".quiz-number[data-mark]", side);
  }
  measure(".quiz-note[data-mark]", "borderLeftColor");
  return found;
}"""


def test_an_option_is_named_by_letter_text_and_verdict(visit, quizzes):
    page = visit(CHAPTER)
    for quiz in [*quizzes(page, "single"), *quizzes(page, "multiple")]:
        letters = dict(zip((o["id"] for o in quiz.key["options"]), "ABCDEFGHIJ", strict=False))
        for choice, letter in letters.items():
            expect(quiz.input(choice)).to_have_accessible_name(re.compile(rf"^{letter} \S"))
        for ok in (False, True):
            quiz.check(ok=ok)
            words = "Correct" if ok else "Not correct"
            chosen = quiz.choices(ok=ok)[0]
            name = re.compile(rf"^{letters[chosen]} \S.* {words}$", re.DOTALL)
            expect(quiz.input(chosen)).to_have_accessible_name(name)


def test_a_group_is_named_by_legend_and_question(visit, quizzes):
    page = visit(CHAPTER)
    for quiz in quizzes(page):
        prompt = quiz.form.locator(".quiz-prompt").inner_text().split()[0]
        name = re.compile(rf"^Question [\d.]+ · .*{re.escape(prompt)}", re.DOTALL)
        control = quiz.number if quiz.type == "numeric" else quiz.form.get_by_role("group")
        expect(control).to_have_accessible_name(name)


def test_the_status_is_there_before_it_is_needed(visit, quizzes):
    for quiz in quizzes(visit(CHAPTER)):
        expect(quiz.status).to_have_attribute("aria-live", "polite")
        expect(quiz.status).to_be_empty()
        assert quiz.status.evaluate("element => getComputedStyle(element).display") != "none"


@pytest.mark.parametrize(
    ("address", "scheme", "width"), [(CHAPTER, "light", 1440), (QUIZZES, "dark", 375)]
)
def test_axe_finds_nothing_before_and_after_grading(
    visit, quizzes, violations, address, scheme, width
):
    page = visit(address, scheme=scheme, width=width)
    parts = ("form.quiz", ".gradbook-read", ".gradbook-crumbs")
    asked = quizzes(page)
    assert violations(page, *parts) == []
    for ok in (False, True):
        for quiz in asked:
            quiz.check(ok=ok)
        assert violations(page, *parts) == []


def test_axe_finds_nothing_in_hints_and_shown_answers(visit, quizzes, violations, scheme):
    page = visit(QUIZZES, scheme=scheme)
    for quiz in quizzes(page):
        if quiz.type == "reflect":  # its answer is shown at once, to be compared with
            continue
        for _ in quiz.key["hints"]:
            quiz.form.locator(".quiz-hint").click()
        for _ in range(quiz.key["tries"]):
            quiz.answer(ok=True)
            quiz.check(ok=False)
        quiz.button("Show answer").click()
    assert violations(page, "form.quiz") == []


def test_axe_finds_nothing_in_the_progress_of_the_front_page(visit, violations, scheme):
    page = visit(FRONT, scheme=scheme)
    expect(page.locator("main .gradbook-progress")).to_be_visible()
    assert violations(page, ".gradbook-progress") == []


@pytest.mark.parametrize("ok", [False, True])
def test_borders_and_marks_stand_out_three_to_one(visit, quizzes, scheme, ok):
    page = visit(CHAPTER, scheme=scheme)
    for quiz in quizzes(page):
        for _ in quiz.key["hints"][:1]:
            quiz.form.locator(".quiz-hint").click()
        assert too_faint(quiz.form.evaluate(CONTRASTS)) == {}
        quiz.check(ok=ok)
        graded = quiz.form.evaluate(CONTRASTS)
        assert ".quiz-icon stroke" in graded
        assert too_faint(graded) == {}


def too_faint(contrasts: dict[str, float]) -> dict[str, float]:
    return {name: ratio for name, ratio in contrasts.items() if ratio < 3}


def test_a_verdict_has_words_and_a_shape_besides_its_colour(visit, quizzes):
    page = visit(CHAPTER)
    style = "element => getComputedStyle(element).borderLeftStyle"
    for quiz in quizzes(page):
        for ok, words, shape in ((False, "Not correct", "dashed"), (True, "Correct", "solid")):
            quiz.check(ok=ok)
            verdict = quiz.form.locator(".quiz-verdict:not(:empty)").first
            expect(verdict).to_have_text(words)
            expect(verdict.locator("svg")).to_have_attribute("aria-hidden", "true")
            assert quiz.form.locator("fieldset [data-mark]").first.evaluate(style) == shape
            assert quiz.feedback.locator("[data-mark]").first.evaluate(style) == shape


def test_targets_measure_24_pixels(visit, quizzes, width):
    page = visit(CHAPTER, width=width)
    for quiz in quizzes(page):
        for target in quiz.form.locator("input, button, label").all():
            if target.is_visible():
                box = target.bounding_box()
                assert min(box["width"], box["height"]) >= 24, target


def test_formulas_in_answers_are_no_tab_stops(visit, quizzes):
    for quiz in quizzes(visit(CHAPTER)):
        expect(quiz.form.locator(".quiz-text .math [tabindex='0']")).to_have_count(0)
