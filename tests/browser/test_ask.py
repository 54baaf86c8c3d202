"""The row that copies a page, the box in which a reader asks, and a mistake taken to it."""

from __future__ import annotations

import base64
import json
import os
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Quiz, Visits

SITE = Path(__file__).parents[2] / os.environ.get("GRADBOOK_SITE", "build/html")
CHAPTER = "foundations/derivatives-and-gradients.html"
SMALL = "contributing/quiz.html"
CLIPBOARD = """
globalThis.copied = [];
const clipboard = { writeText: async (text) => { copied.push(text); } };
Object.defineProperty(navigator, "clipboard", { value: clipboard });
HTMLAnchorElement.prototype.opened = [];
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[target]");
  if (!link) return;
  event.preventDefault();
  link.opened.push(link.href);
});
"""
BLOCKED = CLIPBOARD.replace("copied.push(text)", 'throw new Error("blocked")')


def copied(page: Page) -> list[str]:
    return list(page.evaluate("copied"))


def opened(page: Page) -> list[str]:
    return list(page.evaluate("document.createElement('a').opened"))


def test_page_and_question_are_taken_to_another_site(visit: Visits) -> None:
    page = visit(CHAPTER, init=CLIPBOARD)
    aside = page.get_by_role("complementary", name="Use this page elsewhere")
    aside.get_by_role("button", name="Copy page as Markdown").click()
    expect(aside.get_by_role("status")).to_have_text("Copied.")
    link = aside.get_by_role("link", name="View as Markdown")
    expect(link).to_have_attribute("href", "derivatives-and-gradients.md")
    twin = page.request.get(page.url.replace(".html", ".md")).text()
    assert copied(page) == [twin]
    assert "# Derivatives and Gradients" in twin

    page.get_by_role("button", name="Ask an AI about this page").click()
    box = page.get_by_role("dialog", name="Ask an AI about this page")
    question = box.get_by_role("textbox", name="Your question")
    expect(question).to_be_focused()
    box.get_by_role("button", name="Why steepest ascent?").click()
    expect(question).to_have_value("Why steepest ascent?")
    for link in box.get_by_role("link", name=re.compile("^Open ")).all():
        host = urlsplit(link.get_attribute("href") or "").hostname or ""
        assert host.removeprefix("www.") in link.inner_text()
        assert link.get_attribute("rel") == "noopener noreferrer"
        link.click()
    expect(box.get_by_role("status")).to_have_text(re.compile("^Prompt copied"))
    prompts = copied(page)[1:]
    assert len(prompts) == len(opened(page)) > 1
    assert len(set(prompts)) == 1
    assert re.match(r"Read https?://\S+/derivatives-and-gradients\.md\. I am studying", prompts[0])
    assert prompts[0].endswith("My question: Why steepest ascent?")
    filled = [unquote(urlsplit(url).query) for url in opened(page) if "?" in url]
    assert filled
    assert all(query.endswith(f"={prompts[0]}") for query in filled)

    question.fill("ä∇" * 400)
    for link in box.locator("a[data-max]").all():
        assert len(urlsplit(link.get_attribute("href") or "").query) < 1510
    question.fill("Mine")
    box.get_by_role("button", name="Copy the prompt").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Copied.")
    assert copied(page)[-1].endswith("My question: Mine")

    box.get_by_role("link", name="Answered here: Why steepest ascent?").click()
    expect(box).to_be_hidden()
    expect(page.locator(":target")).to_have_text("Why steepest ascent?")


def test_where_copying_is_blocked_the_text_is_shown_selected(visit: Visits) -> None:
    page = visit(SMALL, init=BLOCKED)
    selected = "getSelection().toString()"
    page.get_by_role("button", name="Copy page as Markdown").click()
    expect(page.get_by_role("textbox", name="This page as Markdown")).to_be_focused()
    assert "# Writing a quiz" in page.evaluate(selected)
    page.get_by_role("button", name="Ask an AI about this page").click()
    box = page.get_by_role("dialog")
    box.get_by_role("button", name="Copy the prompt").click()
    expect(box.get_by_role("textbox", name="The prompt")).to_be_focused()
    expect(box.get_by_role("status")).to_have_text(re.compile("did not let"))
    assert page.evaluate(selected).startswith("Read http")


def test_a_mistake_is_told_without_the_answer(
    visit: Visits, quizzes: Callable[..., list[Quiz]]
) -> None:
    page = visit(SMALL, init=CLIPBOARD)
    quiz = quizzes(page, "single")[0]
    offer = quiz.form.get_by_role("button", name="Ask AI about this mistake")
    quiz.check(ok=False)
    offer.press("Enter")
    question = page.get_by_role("dialog").get_by_role("textbox", name="Your question")
    asked = question.input_value()
    assert re.match(r'I got Question \d+ wrong\. It asks: "', asked)
    chosen = quiz.choices(ok=False)[0]
    assert " ".join(quiz.option(chosen).locator(".quiz-text").inner_text().split()) in asked
    right = quiz.choices(ok=True)[0]
    assert " ".join(quiz.option(right).locator(".quiz-text").inner_text().split()) not in asked
    assert asked.endswith("do not tell me the answer.")
    page.keyboard.press("Escape")
    expect(offer).to_be_focused()
    quiz.answer(ok=True)
    expect(offer).to_have_count(0)
    quiz.check(ok=True)
    expect(offer).to_have_count(0)

    number = quizzes(page, "numeric")[0]
    number.check(ok=False)
    number.form.get_by_role("button", name="Ask AI about this mistake").click()
    assert f'I answered: "{number.wrong()}"' in question.input_value()
    assert "$f(x)=25x^2$" in question.input_value()
    page.keyboard.press("Escape")

    order = page.locator("form.quiz[data-quiz-type=order]").first
    order.get_by_role("button", name="Move down").first.click()
    order.get_by_role("button", name="Check").click()
    order.get_by_role("button", name="Ask AI about this mistake").click()
    starts = [row.strip()[:12] for row in order.locator(".quiz-text").all_inner_texts()]
    places = [question.input_value().find(row) for row in starts if re.match("[A-Za-z ]*$", row)]
    assert len(places) > 1
    assert places == sorted(places)
    assert -1 not in places
    page.keyboard.press("Escape")
    order.get_by_role("button", name="Move down").first.click()
    expect(order.get_by_role("button", name="Ask AI about this mistake")).to_have_count(0)


def test_without_javascript_there_is_one_link(visit: Visits) -> None:
    page = visit(SMALL, javascript=False)
    aside = page.get_by_role("complementary", name="Use this page elsewhere")
    expect(aside.get_by_role("link")).to_have_text(["View as Markdown"])
    expect(aside.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 375), ("dark", 1440)])
def test_row_and_box_are_accessible_and_fit(
    visit: Visits,
    quizzes: Callable[..., list[Quiz]],
    violations: Callable[..., list[str]],
    scheme: str,
    width: int,
) -> None:
    page = visit(SMALL, scheme=scheme, width=width, init=CLIPBOARD)
    quiz = quizzes(page, "single")[0]
    quiz.check(ok=False)
    assert violations(page, ".quiz-more") == []
    quiz.form.get_by_role("button", name="Ask AI about this mistake").click()
    box = page.get_by_role("dialog")
    box.get_by_role("button", name="Copy the prompt").click()
    expect(box.get_by_role("status")).to_have_text("Copied.")
    assert violations(page, ".gradbook-ask") == []
    for control in box.locator("a, button").all():
        bounds = control.bounding_box()
        assert bounds is not None
        assert bounds["height"] >= 24
        assert bounds["x"] >= 0
        assert bounds["x"] + bounds["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def chapters() -> list[Path]:
    """Return the twins of the chapters in the built site."""
    folders = ("foundations", "differentiation", "gradient-descent")
    return [path for folder in folders for path in sorted((SITE / folder).glob("*.md"))]


def test_the_twin_of_a_chapter_has_all_that_the_chapter_has() -> None:
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
    assert len(chapters()) >= 11
    for path in chapters():
        page = path.with_suffix(".html").read_text("utf-8")
        article = page.partition("<article")[2].partition('<aside class="gradbook-')[0]
        tokens = parser.parse(path.read_text("utf-8").split("\n---\n", 1)[1])
        every = [inner for token in tokens for inner in (token, *(token.children or []))]
        types = [token.type for token in every]
        found = {
            "headings": types.count("heading_open"),
            "tables": types.count("table_open"),
            "formulas": sum(name.startswith("math_") for name in types),
            "cells": sum(token.type == "fence" and token.info == "python" for token in tokens),
        }
        assert found["headings"] == len(re.findall(r"<h[1-6][ >]", article)), path
        assert found["tables"] == article.count("<table"), path
        assert found["formulas"] == article.count('class="katex"'), path
        assert found["cells"] >= article.count("cell_input"), path
        assert not any("$" in token.content for token in every if token.type == "text"), path


def test_no_reason_is_in_the_twin_of_its_chapter() -> None:
    compared = 0
    for path in chapters():
        twin = " ".join(path.read_text("utf-8").split())
        page = path.with_suffix(".html").read_text("utf-8")
        for payload in re.findall(r'class="quiz-key">([^<]+)<', page):
            key = json.loads(base64.b64decode(payload))
            rows = key.get("options") or key.get("matchers") or key.get("rows") or []
            hidden = [*key.get("hints", []), key.get("explanation"), *(row["html"] for row in rows)]
            for html in filter(None, hidden):
                before = re.sub(r'<(span|div) class="[^"]*math.*', " ", html, flags=re.DOTALL)
                words = " ".join(unescape(re.sub(r"<[^>]*>", "", before)).split())
                compared += len(words) > 25
                assert len(words) <= 25 or words not in twin, path
    assert compared > 100
