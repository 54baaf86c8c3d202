"""Questions about code: folded outputs, numbers of cells, and variants."""

from __future__ import annotations

from playwright.sync_api import Page, expect

PAGE = "contributing/quiz-cells.html"
SEED = 'localStorage.setItem("mlopt/1/seed", JSON.stringify({ v: 1, u: 1, n: SEED }));'
RECORD = '() => JSON.parse(localStorage.getItem("mlopt/1/q/doc-largest-stable"))'
ANEW = """async () => {
  const page = new DOMParser().parseFromString(await (await fetch("")).text(), "text/html");
  const form = page.querySelector("#quiz-doc-largest-stable");
  form.dataset.quizFresh = "";
  document.querySelector("#quiz-doc-largest-stable").replaceWith(document.adoptNode(form));
  gradbook.mount(document);
}"""


def fold_of(page: Page, name: str):
    return page.locator(f"[data-quiz-reveal='{name}']")


def curvature(quiz) -> int:
    """Return the number by which the variant on the page can be told."""
    tex = quiz.form.locator(".quiz-prompt annotation").first.text_content()
    return int(tex.partition("{2}")[0].rpartition("tfrac{")[2].strip("{}"))


def test_the_output_unfolds_once_a_prediction_is_checked(visit, quizzes, width):
    page = visit(PAGE, width=width)
    line, figure = quizzes(page, "predict")
    for quiz in (line, figure):
        expect(fold_of(page, quiz.id)).not_to_have_attribute("open", "")
    expect(fold_of(page, line.id)).to_contain_text("Output: predict it first")
    line.button("Check").click()
    expect(line.status).to_have_text("Choose an answer first.")
    expect(fold_of(page, line.id)).not_to_have_attribute("open", "")
    line.check(ok=False)
    expect(fold_of(page, line.id).locator("pre")).to_be_visible()
    expect(fold_of(page, figure.id).locator("img").first).not_to_be_visible()
    figure.check(ok=True)
    expect(fold_of(page, figure.id).locator("img:visible")).to_have_count(1)
    page.reload()
    for quiz in quizzes(page, "predict"):
        expect(fold_of(page, quiz.id)).to_have_attribute("open", "")
    expect(line.option(line.choices(ok=False)[0])).to_contain_text("Not correct")


def test_a_prediction_by_keyboard(visit, quizzes):
    page = visit(PAGE)
    quiz = quizzes(page, "predict")[0]
    radio = quiz.form.get_by_role("radio", name="A 0.30000000000000004")
    radio.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(quiz.button("Check")).to_be_focused()
    page.keyboard.press("Enter")
    expect(quiz.status).to_have_text("Correct. Feedback below.")
    expect(quiz.form.get_by_role("radio", name="A 0.30000000000000004 Correct")).to_be_checked()
    summary = fold_of(page, quiz.id).locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(fold_of(page, quiz.id)).not_to_have_attribute("open", "")


def test_shown_answers_unfold_too(visit, quizzes):
    page = visit(PAGE)
    quiz = quizzes(page, "predict")[0]
    for _ in range(2):
        quiz.check(ok=True)
        quiz.check(ok=False)
    fold_of(page, quiz.id).locator("summary").click()
    expect(fold_of(page, quiz.id)).not_to_have_attribute("open", "")
    quiz.button("Show answer").click()
    expect(quiz.status).to_have_text("The answer is A.")
    expect(fold_of(page, quiz.id)).to_have_attribute("open", "")


def test_without_a_script_outputs_unfold_by_hand(visit):
    page = visit(PAGE, javascript=False)
    fold = fold_of(page, "doc-float-sum")
    expect(fold.locator("pre")).not_to_be_visible()
    fold.locator("summary").click()
    expect(fold.locator("pre")).to_have_text("0.30000000000000004\n")
    expect(page.locator("#quiz-doc-largest-stable .quiz-number")).to_be_visible()


def test_a_glued_number_is_accepted(visit, quizzes):
    page = visit(PAGE)
    quiz = next(quiz for quiz in quizzes(page, "numeric") if quiz.id == "doc-steps")
    quiz.number.fill("31")
    quiz.button("Check").click()
    expect(quiz.status).to_have_text("Correct. Feedback below.")
    expect(quiz.feedback).to_contain_text("thus 31 steps")


def varied(page: Page, quizzes):
    return next(quiz for quiz in quizzes(page, "numeric") if quiz.id == "doc-largest-stable")


def test_a_reader_keeps_a_variant_until_it_comes_back(visit, quizzes):
    page = visit(PAGE)
    numbers = []
    for seed in (0, 3, 6):
        page.evaluate(SEED.replace("SEED", str(seed)))
        page.reload()
        quiz = varied(page, quizzes)
        numbers.append(curvature(quiz))
    assert sorted(numbers) == [8, 20, 50]
    number = numbers[-1]
    quiz.button("Hint").click()
    quiz.number.fill(f"1/{number}")
    quiz.button("Check").click()
    expect(quiz.feedback).to_contain_text("That is the fastest step")
    quiz.number.fill(f"2/{number}")
    with page.expect_event("console") as message:
        page.evaluate("addEventListener('quiz:answered', (e) => console.log(e.detail.variant))")
        quiz.button("Check").click()
    expect(quiz.status).to_have_text("Correct. Feedback below.")
    variant = int(message.value.text)
    log = page.evaluate(RECORD)["log"]
    assert [choice.split()[0] for _, _, choice in log] == [f"@{variant}"] * 2
    page.evaluate("localStorage.removeItem('mlopt/1/seed')")
    page.reload()
    quiz = varied(page, quizzes)
    assert curvature(quiz) == number
    expect(quiz.feedback).to_contain_text("Correct")
    page.evaluate(ANEW)
    other = curvature(quiz)
    assert other != number
    assert quiz.number.input_value() == ""
    quiz.number.fill(f"2/{other}")
    quiz.button("Check").click()
    expect(quiz.status).to_have_text("Correct. Feedback below.")
    page.reload()
    assert curvature(varied(page, quizzes)) == other
    assert page.evaluate(RECORD)["a"] == [f"2/{other}"]


def test_the_page_is_accessible(visit, quizzes, violations, scheme):
    page = visit(PAGE, scheme=scheme, width=320)
    shown = ("form.quiz", ".quiz-reveal")
    assert violations(page, *shown) == []
    for quiz in quizzes(page, "predict"):
        quiz.check(ok=False)
    assert violations(page, *shown) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    height = page.locator(".quiz-reveal summary").first.bounding_box()["height"]
    assert height >= 24
