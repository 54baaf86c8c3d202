"""The form on the page, and the key it carries: what scripts, readers and browsers rely on."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from tests.sphinxext.quiz.conftest import Book


def form(book: Book, quiz_id: str, page: str, builder: str = "html") -> Tag:
    soup = BeautifulSoup(book("quiz", builder).read(page), "html.parser")
    found = soup.find("form", id=f"quiz-{quiz_id}")
    assert isinstance(found, Tag)
    return found


def key(form: Tag) -> dict[str, Any]:
    script = form.find("script", class_="quiz-key", type="text/plain")
    decoded: dict[str, Any] = json.loads(b64decode(script.string))
    return decoded


@pytest.fixture
def single(book: Book) -> Tag:
    return form(book, "gd-direction", "gradients/direction.html")


@pytest.fixture
def multiple(book: Book) -> Tag:
    return form(book, "gd-both", "gradients/steps.html")


@pytest.fixture
def numeric(book: Book) -> Tag:
    return form(book, "gd-largest-step", "gradients/steps.html")


def test_the_form_says_which_question_it_is(single: Tag) -> None:
    assert single["class"] == ["quiz"]
    assert single.has_attr("novalidate")
    assert single["method"] == "dialog"
    assert single["data-quiz-id"] == "gd-direction"
    assert single["data-quiz-type"] == "single"
    assert single["data-quiz-src"] == "gradients/direction.md#L9"
    assert single["data-concepts"] == "gradient step-size"
    assert re.fullmatch("[0-9a-f]{8}", single["data-quiz-hash"])


def test_a_question_is_about_what_its_page_is_about(numeric: Tag) -> None:
    assert numeric["data-concepts"] == "steps convergence"


def test_the_parts_stand_in_the_order_of_the_contract(single: Tag) -> None:
    parts = [(part.name, *part.get("class", [])) for part in single.find_all(recursive=False)]
    assert parts == [
        ("fieldset",),
        ("p", "quiz-buttons"),
        ("div", "quiz-status"),
        ("div", "quiz-feedback"),
        ("p", "quiz-more"),
        ("noscript",),
        ("script", "quiz-key"),
    ]
    inner = [(p.name, *p.get("class", [])) for p in single.fieldset.find_all(recursive=False)]
    assert inner == [("legend",), ("div", "quiz-prompt"), *[("div", "quiz-option")] * 3]


def test_the_legend_counts_within_the_chapter(single: Tag, numeric: Tag, multiple: Tag) -> None:
    assert single.legend.text == "Question 3.1 · choose one answer"
    assert numeric.legend.text == "Question 1 · type a number"
    assert multiple.legend.text == "Question 2 · choose all that apply"


def test_every_name_of_a_control_is_made_of_elements_that_exist(
    single: Tag, multiple: Tag, numeric: Tag
) -> None:
    for form in (single, multiple, numeric):
        labelled = form.find_all(attrs={"aria-labelledby": True})
        assert len(labelled) >= 2
        for element in labelled:
            for name in element["aria-labelledby"].split():
                assert len(form.find_all(id=name)) == 1


def test_an_option_is_an_input_its_letter_its_text_and_its_verdict(single: Tag) -> None:
    row = single.find_all(class_="quiz-option")[1]
    assert [child.name for child in row.find_all(recursive=False)] == [
        "input",
        "label",
        "div",
        "span",
    ]
    assert row.input.attrs == {
        "type": "radio",
        "name": "gd-direction",
        "value": "down",
        "id": "gd-direction-1",
        "aria-labelledby": "gd-direction-1-l gd-direction-1-t gd-direction-1-v",
    }
    assert row.label.text == "B"
    assert row.label["for"] == "gd-direction-1"
    assert row.find(class_="quiz-text").text.strip() == "Steepest descent"
    assert row.find(class_="quiz-verdict", id="gd-direction-1-v").text == ""


def test_option_ids_are_digests_of_the_source(single: Tag, multiple: Tag) -> None:
    # first six digits of SHA-256 of "Steepest ascent", computed with sha256sum
    assert [i["value"] for i in single.find_all("input")][:2] == ["cd281b", "down"]
    values = [box["value"] for box in multiple.find_all("input", type="checkbox")]
    assert len(set(values)) == 3


def test_the_buttons_wait_for_the_script(single: Tag, numeric: Tag) -> None:
    buttons = single.find("p", class_="quiz-buttons")
    assert buttons.has_attr("hidden")
    assert [button.text for button in buttons.find_all("button")] == [
        "Check",
        "Hint (1 of 2)",
        "Show answer",
    ]
    assert buttons.find(class_="quiz-show").has_attr("hidden")
    assert numeric.find("button", class_="quiz-hint") is None


def test_the_status_is_there_and_empty(single: Tag) -> None:
    status = single.find(class_="quiz-status")
    assert (status["role"], status["aria-live"], status["aria-atomic"]) == (
        "status",
        "polite",
        "true",
    )
    assert status.text == ""


def test_a_number_is_typed_into_a_field_with_its_unit(numeric: Tag) -> None:
    field = numeric.fieldset.input
    assert field["class"] == ["quiz-number"]
    assert field["id"] == "gd-largest-step-n"
    assert (field["inputmode"], field["autocomplete"]) == ("decimal", "off")
    following = field.find_next_siblings()
    assert [(e["class"], e["id"]) for e in following] == [
        (["quiz-unit"], "gd-largest-step-u"),
        (["quiz-verdict"], "gd-largest-step-v"),
    ]
    assert following[0].text == "ms & more"


def test_the_key_of_a_choice(single: Tag) -> None:
    data = key(single)
    assert (data["v"], data["tries"], data["unit"]) == (1, 2, "")
    inputs = [i["value"] for i in single.find_all("input")]
    assert [(option["id"], option["ok"]) for option in data["options"]] == [
        (inputs[0], False),
        ("down", True),
        (inputs[2], False),
    ]
    assert [len(data["hints"]), "MARKHINTTWO" in data["hints"][1]] == [2, True]
    assert "MARKEXPLANATION" in data["explanation"]
    assert "matchers" not in data


def test_the_key_of_a_number(numeric: Tag) -> None:
    data = key(numeric)
    assert (data["tries"], data["unit"]) == (0, "ms & more")
    matchers = [
        {name: value for name, value in matcher.items() if name not in ("id", "html")}
        for matcher in data["matchers"]
    ]
    closed, opened = {"loOpen": False, "hiOpen": False}, {"loOpen": True, "hiOpen": True}
    assert matchers == [
        {"ok": True, "lo": 0.0396, "hi": 0.0404, "text": "0.04", **closed},
        {"ok": False, "lo": 0.01, "hi": 0.03, "text": "(0.01, 0.03)", **opened},
        {"ok": False, "lo": 7.0, "hi": 7.0, "text": "7", **closed},
    ]
    assert "MARKFEEDBACKG" in data["otherwise"]["html"]
    assert set(data["otherwise"]) == {"id", "html"}
    assert "options" not in data


def test_hidden_parts_are_html_like_the_rest_of_the_page(single: Tag) -> None:
    data = key(single)
    feedback = [BeautifulSoup(option["html"], "html.parser") for option in data["options"]]
    assert feedback[0].find(class_="math").text == r"\(+\nabla f(x)\)"
    assert feedback[1].a["href"] == "steps.html"
    assert feedback[1].img["src"] == "../_images/dot.png"
    assert feedback[2].find(class_="highlight") is not None
    hints = [BeautifulSoup(hint, "html.parser") for hint in data["hints"]]
    assert hints[0].a["href"] == "#descent"
    assert hints[1].a["href"] == "#note"


def test_no_note_points_back_to_what_is_hidden(book: Book) -> None:
    soup = BeautifulSoup(book("quiz").read("gradients/direction.html"), "html.parser")
    note = soup.find("aside", id="note")
    assert "stands below the page" in note.text
    assert note.find("a") is None


def answer_of(form: Tag) -> Tag:
    return BeautifulSoup(form.noscript.decode_contents(), "html.parser")


@pytest.mark.parametrize(
    ("builder", "page", "href", "file"),
    [
        ("html", "gradients/steps.html", "../answers.html", "answers.html"),
        ("dirhtml", "gradients/steps/index.html", "../../answers/", "answers/index.html"),
        ("singlehtml", "index.html", "", "index.html"),
    ],
)
def test_without_script_a_link_leads_to_the_answer(
    book: Book, builder: str, page: str, href: str, file: str
) -> None:
    question = form(book, "gd-both", page, builder)
    link = answer_of(question).a
    assert link["href"] == f"{href}#answer-gd-both"
    assert link.text == "Answer"
    answers = BeautifulSoup(book("quiz", builder).read(file), "html.parser")
    assert len(answers.find_all(id="answer-gd-both")) == 1


def test_without_page_of_answers_a_sentence_says_what_is_needed(book: Book) -> None:
    soup = BeautifulSoup(book("quiz-plain").read("index.html"), "html.parser")
    assert answer_of(soup.find(id="quiz-first")).text == "Checking an answer needs JavaScript."


def test_script_and_style_are_published_for_the_web_only(book: Book) -> None:
    for name in ("quiz.js", "quiz.css"):
        assert (book("quiz").out / "_static/gradbook" / name).exists()
        assert not (book("quiz", "epub").out / "_static/gradbook" / name).exists()
    page = BeautifulSoup(book("quiz").read("gradients/steps.html"), "html.parser")
    assert page.find("script", type="module", src=re.compile("gradbook/quiz.js")) is not None
    assert page.find("link", href=re.compile("gradbook/quiz.css")) is not None


def test_a_reference_says_title_number_or_what_its_author_wrote(book: Book) -> None:
    soup = BeautifulSoup(book("quiz").read("index.html"), "html.parser")
    links = {a["href"]: a.text for a in soup.find_all("a", href=re.compile("#quiz-"))}
    assert links == {
        "gradients/direction.html#quiz-gd-direction": "Downhill",
        "gradients/steps.html#quiz-gd-largest-step": "the largest step",
    }
    plain = BeautifulSoup(book("quiz-plain").read("page.html"), "html.parser")
    assert plain.find("a", href="index.html#quiz-first").text == "Question 1"
