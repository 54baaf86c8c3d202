"""The builder for other programs writes all there is to know about the questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from gradbook.sphinxext.quiz.quizjson import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Book, Build

EXTENSIONS = ["myst_parser", "gradbook.sphinxext.quiz", "gradbook.sphinxext.quiz.quizjson"]


@pytest.fixture(scope="module")
def written(book: Book) -> dict[str, Any]:
    built = book("quiz", "quizjson", extensions=EXTENSIONS, gradbook_book_id="small")
    assert built.warnings == []
    found: dict[str, Any] = json.loads(built.read("quizzes.json"))
    return found


@pytest.fixture(scope="module")
def questions(written: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {question["id"]: question for question in written["questions"]}


def fragments(found: object) -> Iterator[dict[str, str]]:
    if isinstance(found, dict):
        if set(found) == {"html", "text"}:
            yield found
        found = list(found.values())
    if isinstance(found, list):
        for inner in found:
            yield from fragments(inner)


def test_the_file_has_the_form_that_is_promised(written: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(written)) == []
    for broken in ({**written, "v": 2}, {**written, "questions": [{"id": "alone"}]}):
        assert list(Draft202012Validator(schema).iter_errors(broken)) != []
    for part in fragments(written):
        ET.fromstring(f"<div>{part['html']}</div>")
    assert {key: written[key] for key in ("book", "title", "language")} == {
        "book": "small",
        "title": "A book with quizzes",
        "language": "en",
    }


def test_questions_come_in_the_order_of_the_book(questions: dict[str, dict[str, Any]]) -> None:
    order = ["book-question", "gd-direction", "gd-largest-step", "gd-both", "rst-question"]
    assert list(questions) == order
    pages = ["index", "gradients/direction", "gradients/steps", "gradients/steps", "restructured"]
    assert [question["page"] for question in questions.values()] == pages


def test_a_choice_is_described(questions: dict[str, dict[str, Any]]) -> None:
    question = questions["gd-direction"]
    assert question["kind"] == "single"
    assert (question["name"], question["title"]) == ("Question 3.1", "Downhill")
    assert question["concepts"] == ["gradient", "step-size"]
    assert question["prompt"] == {
        "html": r"<p>Which direction does \(-\nabla f(x)\) point in?</p>",
        "text": r"Which direction does $-\nabla f(x)$ point in?",
    }
    assert [option["right"] for option in question["options"]] == [False, True, False]
    assert question["options"][1]["id"] == "down"
    assert question["options"][2]["text"]["html"] == "<p><code>-grad(f)</code> itself</p>"
    assert question["options"][1]["feedback"]["html"].startswith("<p>MARKFEEDBACKB: yes, see")
    assert question["answers"]["text"].splitlines()[1] == "- (B) Steepest descent"
    assert "Not correct. MARKFEEDBACKA" in question["key"]["text"]
    assert len(question["hints"]) == 2
    assert "MARKEXPLANATION" in question["explanation"]["text"]


def test_a_number_is_described(questions: dict[str, dict[str, Any]]) -> None:
    question = questions["gd-largest-step"]
    assert question["unit"] == "ms & more"
    right, fastest, *_, other = (option["data"] for option in question["options"])
    assert right == {"value": "0.04 ± 1%", "lo": 0.0396, "hi": 0.0404, "open": False}
    assert fastest["open"] is True
    assert "lo" not in other


def test_what_the_text_can_hold(build: Build, tmp_path: Path) -> None:
    settings = f"extensions = {EXTENSIONS!r}\nmyst_enable_extensions = ['dollarmath']\n"
    (tmp_path / "conf.py").write_text(settings, "utf-8")
    page = r"""# Page

:::{quiz} all
Which **is** *it*, by [a page](https://example.org/?a&b) or [here](#page)?

$$
x < 1
$$

```python
if x < 1:
    pass
```

1. first
2. second

| a | b |
|---|---|
| c | d & e |

- [x] This {sub}`i`
  > Yes.
- [ ] That
  > No.

:::
"""
    (tmp_path / "index.md").write_text(page, "utf-8")
    found = json.loads(build(tmp_path, "quizjson").read("quizzes.json"))
    prompt = found["questions"][0]["prompt"]
    assert prompt["html"] == (
        '<p>Which <strong>is</strong> <em>it</em>, by <a href="https://example.org/?a&amp;b">'
        "a page</a> or here?</p><p>\\[x &lt; 1\\]</p>"
        "<pre><code>if x &lt; 1:\n    pass</code></pre>"
        "<ol><li><p>first</p></li><li><p>second</p></li></ol>"
        "<table><thead><tr><td><p>a</p></td><td><p>b</p></td></tr></thead>"
        "<tbody><tr><td><p>c</p></td><td><p>d &amp; e</p></td></tr></tbody></table>"
    )
    assert prompt["text"].split("\n\n") == [
        "Which is it, by a page or here?",
        "$$\nx < 1\n$$",
        "```\nif x < 1:\n    pass\n```",
        "- first\n- second",
        "a | b\nc | d & e",
    ]
    assert found["questions"][0]["options"][0]["text"]["html"] == "<p>This <sub>i</sub></p>"
