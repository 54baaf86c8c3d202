"""Questions answered with the mouse: verdicts, reasons, hints, the answer, what is remembered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

CHAPTER = "foundations/derivatives-and-gradients.html"
TYPES = ("single", "multiple", "numeric")

NO_ROOM = """
const setItem = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (key.includes("/1/")) throw new DOMException("full", "QuotaExceededError");
  setItem.call(this, key, value);
};
"""


def records(page: Page) -> dict[str, object]:
    """Return what the page remembers of questions, by id."""
    return page.evaluate(
        """() => Object.fromEntries(
          Object.keys(localStorage).filter((key) => key.includes("/1/q/"))
            .map((key) => [key.split("/1/q/")[1], JSON.parse(localStorage[key])]))"""
    )


def events(page: Page) -> list[list[object]]:
    """Return name and detail of the events that questions sent since the last call."""
    return page.evaluate("() => globalThis.sent?.splice(0) ?? []")


LISTEN = """
globalThis.sent = [];
for (const name of ["ready", "hint", "answered", "revealed"]) {
  addEventListener(`quiz:${name}`, ({ type, detail }) => sent.push([type, detail]));
}
"""


def test_every_question_can_be_answered_right(visit, quizzes, width):
    page = visit(CHAPTER, width=width)
    for quiz in quizzes(page):
        quiz.check(ok=True)
        expect(quiz.feedback).to_contain_text("Correct")
        if quiz.key["explanation"]:
            expect(quiz.feedback).to_contain_text("Explanation")
        assert quiz.form.locator(":disabled").count() == 0
    kept = records(page)
    assert {quiz.id for quiz in quizzes(page)} <= set(kept)
    assert all(record["ok"] and record["first"] for record in kept.values())
    assert all(record["log"][-1][1] == 3 for record in kept.values())


def test_every_question_can_be_answered_wrong_then_right(visit, quizzes):
    page = visit(CHAPTER)
    for quiz in quizzes(page):
        quiz.check(ok=False)
        expect(quiz.feedback).to_contain_text("Not correct")
        expect(quiz.feedback).not_to_contain_text("Explanation")
        assert quiz.form.locator("[aria-invalid=true]").count() == 1
        assert quiz.form.locator(":disabled").count() == 0
        quiz.check(ok=True)
        expect(quiz.feedback).not_to_contain_text("Not correct")
        assert quiz.form.locator("[aria-invalid]").count() == 0
    for record in records(page).values():
        assert (record["ok"], record["first"]) == (True, False)
        assert [rating for _, rating, _ in record["log"]] == [1, 2]


@pytest.mark.parametrize("kind", TYPES)
def test_a_wrong_answer_is_told_where_it_is_wrong(visit, quizzes, kind):
    quiz = quizzes(visit(CHAPTER), kind)[0]
    quiz.check(ok=False)
    invalid = quiz.form.locator("[aria-invalid=true]")
    reasons = invalid.get_attribute("aria-describedby").split()
    texts = [quiz.form.locator(f"[id='{reason}']").inner_text() for reason in reasons]
    assert any(text.startswith("Not correct") for text in texts)
    expect(quiz.form.locator(".quiz-verdict", has_text="Not correct")).to_have_count(1)


@pytest.mark.parametrize("kind", TYPES)
def test_changing_the_answer_clears_the_verdict(visit, quizzes, kind):
    quiz = quizzes(visit(CHAPTER), kind)[0]
    quiz.check(ok=False)
    quiz.answer(ok=True)
    expect(quiz.status).to_be_empty()
    expect(quiz.feedback).to_be_empty()
    expect(quiz.form.locator("[aria-invalid], [data-mark]")).to_have_count(0)
    assert "".join(quiz.form.locator(".quiz-verdict").all_inner_texts()) == ""


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_is_graded_before_check_is_pressed(visit, quizzes, kind):
    page = visit(CHAPTER)
    quiz = quizzes(page, kind)[0]
    quiz.answer(ok=False)
    expect(quiz.status).to_be_empty()
    assert records(page) == {}


@pytest.mark.parametrize("kind", TYPES)
def test_an_empty_answer_is_asked_for_and_counts_as_nothing(visit, quizzes, kind):
    page = visit(CHAPTER)
    quiz = quizzes(page, kind)[0]
    quiz.button("Check").click()
    first = quiz.form.locator("input").first
    expect(quiz.status).to_have_text(re.compile("first\\.$"))
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(first).to_have_accessible_description(re.compile("first\\.$"))
    assert records(page) == {}


def test_a_row_is_chosen_by_its_letter_its_text_and_its_edge(visit, quizzes):
    quiz = quizzes(visit(CHAPTER), "multiple")[0]
    row = quiz.form.locator(".quiz-option").first
    box = row.get_by_role("checkbox")
    row.locator("label").click()
    expect(box).to_be_checked()
    row.locator(".quiz-text").click()
    expect(box).not_to_be_checked()
    row.click(position={"x": 3, "y": 3})
    expect(box).to_be_checked()


def test_some_right_answers_are_counted(visit, quizzes):
    quiz = quizzes(visit(CHAPTER), "multiple")[0]
    right, wrong = quiz.choices(ok=True), quiz.choices(ok=False)
    quiz.input(right[0]).check()
    quiz.button("Check").click()
    expect(quiz.status).to_have_text(f"Not yet: 1 of {len(right)} correct answers chosen.")
    for choice in [*right[1:], wrong[0]]:
        quiz.input(choice).check()
    quiz.button("Check").click()
    expect(quiz.status).to_have_text(
        f"Not yet: {len(right)} of {len(right)} correct answers chosen, and 1 that is not."
    )
    expect(quiz.option(wrong[0])).to_contain_text("Not correct")
    expect(quiz.input(right[0])).not_to_have_attribute("aria-invalid", "true")


def test_checking_an_unchanged_answer_again_is_no_new_attempt(visit, quizzes):
    page = visit(CHAPTER, init=LISTEN)
    quiz = quizzes(page, "single")[0]
    quiz.check(ok=False)
    quiz.button("Check").click()
    quiz.button("Check").click()
    expect(quiz.button("Show answer")).to_be_hidden()
    assert len(records(page)[quiz.id]["log"]) == 1
    assert [name for name, _ in events(page)].count("quiz:answered") == 1


@pytest.mark.parametrize("kind", ["single", "numeric"])
def test_hints_come_one_at_a_time(visit, quizzes, kind):
    page = visit(CHAPTER, init=LISTEN)
    quiz = next(quiz for quiz in quizzes(page, kind) if quiz.key["hints"])
    total = len(quiz.key["hints"])
    notes = quiz.form.locator(".quiz-note")
    for number in range(1, total + 1):
        expect(notes).to_have_count(number - 1)
        quiz.button(f"Hint ({number} of {total})").click()
        expect(notes.last).to_contain_text(f"Hint {number} of {total}")
        expect(quiz.status).to_have_text(f"Hint {number} of {total} below.")
    expect(quiz.button("No more hints")).to_have_attribute("aria-disabled", "true")
    assert [detail["hint"] for name, detail in events(page) if name == "quiz:hint"] == [
        *range(1, total + 1)
    ]
    quiz.check(ok=True)
    assert records(page)[quiz.id]["log"][-1][1] == 2
    assert records(page)[quiz.id]["first"] is False


@pytest.mark.parametrize("kind", TYPES)
def test_the_answer_is_offered_after_as_many_tries_as_the_author_says(visit, quizzes, kind):
    page = visit(CHAPTER, init=LISTEN)
    quiz = quizzes(page, kind)[0]
    show = quiz.button("Show answer")
    for _ in range(quiz.key["tries"]):
        expect(show).to_be_hidden()
        quiz.answer(ok=True)
        quiz.check(ok=False)
    show.click()
    expect(quiz.status).to_have_text(re.compile("^The answers? (is|are) "))
    if kind == "numeric":
        text = next(matcher["text"] for matcher in quiz.key["matchers"] if matcher["ok"])
        expect(quiz.status).to_contain_text(text)
    else:
        expect(quiz.form.locator(".quiz-option", has_text="Correct answer")).to_have_count(
            len(quiz.choices(ok=True))
        )
    if quiz.key["explanation"]:
        expect(quiz.feedback).to_contain_text("Explanation")
    assert [name for name, _ in events(page)][-1] == "quiz:revealed"
    assert records(page)[quiz.id]["ok"] is False
    quiz.check(ok=True)
    record = records(page)[quiz.id]
    assert (record["ok"], record["log"][-1][1]) == (True, 1)


def test_a_number_that_cannot_be_read_is_asked_for_again(visit, quizzes):
    page = visit(CHAPTER)
    quiz = quizzes(page, "numeric")[0]
    for typed, said in [("<img src=x>", "0.04, 0,04, 4e-2 or 1/25"), ("1,000", "1000 or as 1.000")]:
        quiz.number.fill(typed)
        quiz.button("Check").click()
        expect(quiz.status).to_contain_text(said)
        expect(quiz.number).to_have_attribute("aria-invalid", "true")
        expect(quiz.number).to_have_accessible_description(re.compile(re.escape(said)))
    assert records(page) == {}


@pytest.mark.parametrize("template", ["  {} ", "+{}", "{}/1", "{}e0"])
def test_a_number_may_be_written_in_many_ways(visit, quizzes, template):
    quiz = quizzes(visit(CHAPTER), "numeric")[0]
    quiz.number.fill(template.format(quiz.right()))
    quiz.button("Check").click()
    expect(quiz.status).to_have_text(re.compile(r"^Correct\."))


def test_events_tell_what_was_answered(visit, quizzes):
    page = visit(CHAPTER, init=LISTEN)
    quiz = quizzes(page, "single")[0]
    ready = events(page)
    assert len(ready) == len(quizzes(page))
    assert ["quiz:ready", {"id": quiz.id, "type": "single"}] in ready
    quiz.check(ok=False)
    quiz.check(ok=True)
    common = {"id": quiz.id, "type": "single"}
    wrong, right = quiz.choices(ok=False)[0], quiz.choices(ok=True)[0]
    assert events(page) == [
        [
            "quiz:answered",
            {**common, "ok": False, "part": 0, "attempt": 1} | {"choice": wrong, "rating": 1},
        ],
        [
            "quiz:answered",
            {**common, "ok": True, "part": 1, "attempt": 2} | {"choice": right, "rating": 2},
        ],
    ]


@pytest.mark.parametrize("ok", [True, False])
def test_reload_keeps_the_answers_without_announcing_them(visit, quizzes, ok):
    page = visit(CHAPTER)
    for quiz in quizzes(page):
        quiz.check(ok=ok)
    before = [quiz.form.locator("input").evaluate_all(STATE) for quiz in quizzes(page)]
    kept = records(page)
    page.reload()
    for quiz, state in zip(quizzes(page), before, strict=True):
        assert quiz.form.locator("input").evaluate_all(STATE) == state
        expect(quiz.form.locator(".quiz-verdict", has_text="orrect").first).to_be_visible()
        expect(quiz.feedback).to_contain_text("Correct" if ok else "Not correct")
        expect(quiz.status).to_be_empty()
    assert page.evaluate("document.activeElement === document.body")
    assert records(page) == kept


STATE = """inputs => inputs
  .map(({ type, checked, value }) => type === "text" ? value : `${value} ${checked}`).sort()"""


@pytest.mark.parametrize("solved", [True, False])
def test_a_question_that_changed_says_so_and_keeps_the_result(visit, quizzes, solved):
    page = visit(CHAPTER)
    quiz = quizzes(page, "single")[0]
    quiz.check(ok=solved)
    page.evaluate(
        """(id) => {
          const key = Object.keys(localStorage).find((key) => key.endsWith(`/1/q/${id}`));
          localStorage[key] = JSON.stringify({ ...JSON.parse(localStorage[key]), h: "0" });
        }""",
        quiz.id,
    )
    page.reload()
    quiz = quizzes(page, "single")[0]
    expect(quiz.feedback).to_contain_text("Changed since you answered")
    expect(quiz.feedback.get_by_text("still counts")).to_have_count(int(solved))
    expect(quiz.form.locator("input:checked")).to_have_count(1)
    expect(quiz.form.locator("[data-mark]")).to_have_count(0)
    assert records(page)[quiz.id]["ok"] is solved


def test_another_tab_is_kept_up_to_date_but_not_interrupted(visit, quizzes):
    page = visit(CHAPTER)
    other = page.context.new_page()
    visit.goto(other, CHAPTER)
    here, there = quizzes(page), quizzes(other)
    there[1].answer(ok=False)
    for quiz in here[:2]:
        quiz.check(ok=True)
    expect(there[0].feedback).to_contain_text("Correct")
    expect(there[0].status).to_be_empty()
    expect(there[1].feedback).to_be_empty()
    state = there[1].form.locator("input").evaluate_all(STATE)
    assert state != here[1].form.locator("input").evaluate_all(STATE)


def test_where_nothing_can_be_kept_the_page_says_so_once(visit, quizzes):
    page = visit(CHAPTER, init=NO_ROOM)
    first, second = quizzes(page)[:2]
    first.check(ok=True)
    expect(first.status).to_contain_text("This browser does not keep your answers.")
    second.check(ok=True)
    expect(second.status).not_to_contain_text("does not keep")
    assert records(page) == {}


def test_damaged_and_foreign_records_do_not_disturb(visit, quizzes):
    page = visit(CHAPTER)
    book = page.locator("meta[name=gradbook-book]").get_attribute("content")
    ids = [quiz.id for quiz in quizzes(page)]
    damage = ['{"v":1', '{"v":2,"ok":true}', '{"v":1,"h":5}', "[]"]
    for quiz_id, text in zip(ids, damage, strict=False):
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)", [f"{book}/1/q/{quiz_id}", text]
        )
    page.reload()
    for quiz in quizzes(page)[: len(damage)]:
        expect(quiz.feedback).to_be_empty()
        quiz.check(ok=True)


def test_a_question_inserted_late_comes_alive_with_its_answer(visit, quizzes):
    page = visit(CHAPTER)
    quiz, other = quizzes(page, "single")[:2]
    quiz.check(ok=True)
    page.evaluate(
        """async (id) => {
          const text = await (await fetch(location.href)).text();
          const copy = new DOMParser().parseFromString(text, "text/html").getElementById(id);
          document.getElementById(id).replaceWith(copy);
          gradbook.mount(document.querySelector("main"));
        }""",
        f"quiz-{quiz.id}",
    )
    expect(quiz.feedback).to_contain_text("Correct")
    quiz.check(ok=False)
    other.check(ok=False)  # was alive already, and is not doubly so
    assert len(records(page)[other.id]["log"]) == 1


def test_on_paper_there_are_letters_and_empty_boxes(visit, quizzes):
    page = visit(CHAPTER)
    asked = quizzes(page)
    for quiz in asked:
        quiz.check(ok=True)
    page.emulate_media(media="print")
    for quiz in asked:
        for css in (".quiz-buttons", ".quiz-status", ".quiz-note", ".quiz-verdict"):
            assert not any(part.is_visible() for part in quiz.form.locator(css).all())
        expect(quiz.form.locator(".quiz-printed")).to_contain_text(f"#answer-{quiz.id}")


def test_scripts_learn_where_the_questions_of_a_page_stand(visit, quizzes):
    page = visit(CHAPTER)
    first, second, third = quizzes(page)[:3]
    first.check(ok=True)
    second.check(ok=False)
    standing = {quiz["id"]: quiz for quiz in page.evaluate("gradbook.quizzes()")}
    assert {name: standing[name]["state"] for name in (first.id, second.id, third.id)} == {
        first.id: "solved",
        second.id: "tried",
        third.id: "new",
    }
    assert standing[first.id]["due"] > page.evaluate("Date.now()")
    assert (standing[third.id]["type"], standing[third.id]["due"]) == (third.type, None)
