"""A question that is asked again: under a new id, in the review, with its answers mixed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PAGE = "contributing/quiz.html"
ID = "doc-direction"
LETTERS = "form => [...form.querySelectorAll('.quiz-option > label')].map(l => l.textContent)"
RECORD = "key => JSON.parse(localStorage.getItem(`mlopt/1/q/${key}`))"


def change(attribute: str):
    """Serve the page with one more attribute on a question."""

    def serve(route: Route) -> None:
        answer = route.fetch()
        mark = f'data-quiz-id="{ID}"'
        route.fulfill(response=answer, body=answer.text().replace(mark, f"{mark} {attribute}"))

    return serve


def form_of(page: Page):
    form = page.locator(f"#quiz-{ID}")
    expect(form.get_by_role("button", name="Check")).to_be_visible()
    return form


def test_a_question_keeps_its_results_under_a_new_id(visit, quizzes):
    page = visit(PAGE)
    next(quiz for quiz in quizzes(page) if quiz.id == ID).check(ok=True)
    old = page.evaluate(RECORD, ID)
    page.evaluate(
        "([id, text]) => { localStorage.setItem('mlopt/1/q/an-old-id', text);"
        " localStorage.removeItem(`mlopt/1/q/${id}`) }",
        [ID, json.dumps(old)],
    )
    page.route(f"**/{PAGE}", change('data-quiz-was="an-older-id an-old-id"'))
    visit.goto(page, PAGE)
    form = form_of(page)
    expect(form.locator(".quiz-verdict", has_text="Correct")).to_have_count(1)
    assert page.evaluate(RECORD, ID)["log"] == old["log"]


def test_a_form_inserted_later_comes_to_life_and_can_be_answered_anew(visit, quizzes):
    page = visit(PAGE)
    next(quiz for quiz in quizzes(page) if quiz.id == ID).check(ok=True)
    page.evaluate(
        """async (id) => {
          const text = await (await fetch(location.pathname)).text();
          const page = new DOMParser().parseFromString(text, "text/html");
          const form = page.getElementById(`quiz-${id}`);
          form.dataset.quizFresh = "";
          document.getElementById(`quiz-${id}`).replaceWith(form);
          gradbook.mount(document.body);
        }""",
        ID,
    )
    form = form_of(page)
    expect(form.locator("input:checked")).to_have_count(0)
    expect(form.locator(".quiz-note")).to_have_count(0)
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_have_text("Choose an answer first.")


def test_answers_change_places_and_keep_their_letters(visit, quizzes):
    falling = "let last = 1; Math.random = () => (last /= 2);"
    page = visit(PAGE, init=falling)
    assert form_of(page).evaluate(LETTERS) == ["A", "B", "C"]
    next(quiz for quiz in quizzes(page) if quiz.id == ID).check(ok=False)
    visit.goto(page, PAGE)
    assert form_of(page).evaluate(LETTERS) == ["C", "B", "A"]
    page.route(f"**/{PAGE}", change('data-quiz-shuffle="never"'))
    visit.goto(page, PAGE)
    assert form_of(page).evaluate(LETTERS) == ["A", "B", "C"]
