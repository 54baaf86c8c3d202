"""What is sent fits those who take it: the issue forms and the schema for an endpoint."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from jsonschema import Draft202012Validator

import gradbook.sphinxext.feedback
from gradbook.sphinxext.feedback.page import LONGEST, Place
from gradbook.sphinxext.feedback.words import RATINGS, REASONS, REPORT

FORMS = Path(__file__).parents[3] / ".github/ISSUE_TEMPLATE"
SCHEMA = Path(gradbook.sphinxext.feedback.__file__).parent / "schemas/feedback.schema.json"
PLACE = Place("mlopt", "a/limits", "656bab2", "en", "", "https://example.org/book/", "")
CHAPTER: dict[str, Any] = {
    "v": 1,
    "book": "mlopt",
    "page": "a/limits",
    "build": "656bab2",
    "lang": "en",
    "rating": "no",
    "reasons": ["maths", "fast"],
    "text": "Why?",
}
QUESTION: dict[str, Any] = CHAPTER | {
    "rating": "problem",
    "reasons": ["answer"],
    "quiz": {"question": "limit-of-sum", "source": "a/limits.md#L3", "choice": ""},
}


def form(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load((FORMS / name).read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def ids(name: str) -> set[str]:
    fields = [field for field in form(name)["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in fields} == {"input", "textarea"}  # what a link can fill in
    found = [field["id"] for field in fields]
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize("rating", [*RATINGS, REPORT])
def test_a_form_has_the_fields_that_are_sent(rating: str) -> None:
    address = dict(parse_qsl(urlsplit(PLACE.issues()[rating]).query))
    name = address.pop("template")
    assert address.pop("title").startswith(form(name)["title"].strip())
    sent = QUESTION if rating == REPORT else CHAPTER
    report = sent.keys() - {"v", "book", "rating", "quiz"} | sent.get("quiz", {}).keys()
    assert ids(name) == report | address.keys()


def test_every_form_says_what_it_is_for() -> None:
    names = sorted(path.name for path in FORMS.glob("*.yml"))
    assert names == ["chapter-feedback.yml", "config.yml", "question-problem.yml"]
    for name in names[::2]:
        assert {"name", "description", "title", "labels", "body"} == form(name).keys()
        for field in form(name)["body"]:
            assert "value" in field["attributes"] or field["attributes"]["label"]
    config = form("config.yml")
    assert config["blank_issues_enabled"] is True
    assert {"name", "url", "about"} == config["contact_links"][0].keys()


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(loaded)
    assert isinstance(loaded, dict)
    return loaded


def test_the_schema_has_the_reasons_that_a_reader_may_choose(schema: dict[str, Any]) -> None:
    of_rating = {
        case["properties"]["rating"]["const"]: case["properties"]["reasons"]["items"]["enum"]
        for case in schema["oneOf"]
    }
    assert of_rating == {rating: list(reasons) for rating, (_, reasons) in REASONS.items()}
    assert schema["properties"]["text"]["maxLength"] == LONGEST


BROKEN: list[Callable[[dict[str, Any]], object]] = [
    lambda report: report.update(v=2),
    lambda report: report.update(book="My book"),
    lambda report: report.update(build="<b>"),
    lambda report: report.update(rating="maybe"),
    lambda report: report.update(reasons=["display", "maths"]),
    lambda report: report.update(reasons=["translation", "translation"]),
    lambda report: report.update(reasons="translation"),
    lambda report: report.update(text="a" * 5001),
    lambda report: report.update(agent="Mozilla"),
    *(lambda report, key=key: report.pop(key) for key in CHAPTER),
]


@pytest.mark.parametrize("report", [CHAPTER, QUESTION])
def test_a_report_is_as_the_schema_says_and_nothing_else_is(
    schema: dict[str, Any], report: dict[str, Any]
) -> None:
    checker = Draft202012Validator(schema)
    checker.validate(report)
    for damage in BROKEN:
        broken = copy.deepcopy(report)
        damage(broken)
        assert not checker.is_valid(broken), broken
    assert not checker.is_valid(CHAPTER | {"quiz": QUESTION["quiz"]})
    assert not checker.is_valid({key: QUESTION[key] for key in CHAPTER})
