"""The pages around the questions: both themes, a phone, no JavaScript, no other origin."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import Page, expect

FRONT = "index.html"
CHAPTER = "foundations/derivatives-and-gradients.html"
ANSWERS = "appendix/answers.html"
TITLE = "Derivatives and Gradients"


def overflow(page: Page) -> list[str]:
    """Name what sticks out sideways, if the page can be scrolled there."""
    return page.evaluate(
        """() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          if (scrollWidth <= clientWidth) return [];
          return [...document.querySelectorAll("main *")]
            .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
            .map((element) => element.outerHTML.slice(0, 120));
        }"""
    )


@pytest.mark.parametrize("pixels", [320, 375])
@pytest.mark.parametrize("path", [FRONT, CHAPTER, ANSWERS])
def test_no_page_scrolls_sideways(visit, path, pixels):
    page = visit(path, width=pixels)
    assert overflow(page) == []
    assert page.evaluate("scrollTo(100, 0), scrollX") == 0


@pytest.mark.parametrize("pixels", [320, 375])
def test_no_sideways_scroll_after_grading(visit, quizzes, pixels):
    page = visit(CHAPTER, width=pixels)
    for ok in (False, True):
        for quiz in quizzes(page):
            quiz.check(ok=ok)
        assert overflow(page) == []
        assert page.evaluate("scrollTo(100, 0), scrollX") == 0


@pytest.mark.parametrize("path", [FRONT, CHAPTER])
def test_both_themes(visit, path):
    shades = {}
    for scheme in ("light", "dark"):
        page = visit(path, scheme=scheme)
        expect(page.locator("html")).to_have_attribute("data-theme", scheme)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades[scheme] = sum(int(channel) for channel in re.findall(r"\d+", colour)[:3])
    assert shades["light"] > 600 > 200 > shades["dark"]


def test_the_chapter_says_where_it_is(visit):
    page = visit(CHAPTER)
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.get_by_text("Part I · Chapter 1")).to_be_visible()
    crumbs = page.get_by_role("navigation", name="Breadcrumb").first
    expect(crumbs.get_by_role("link").first).to_be_visible()
    crumbs.get_by_role("link").last.click()
    expect(page).to_have_url(re.compile(r"foundations/(index\.html)?$"))


def test_cells_have_line_numbers_and_a_copy_button(visit):
    page = visit(CHAPTER)
    cell = page.locator(".cell_input").first
    expect(cell.locator(".linenos").first).to_have_text(re.compile(r"^\s*1\s*$"))
    cell.hover()
    button = cell.get_by_role("button", name="Copy")
    expect(button).to_be_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip()
    assert not re.match(r"\s*1\s", copied), "the line numbers were copied with the code"


def test_on_a_phone_the_drawer_opens_and_leads_to_the_chapter(visit):
    page = visit(FRONT, width=375)
    expect(page.locator(".bd-sidebar-primary a").first).to_be_hidden()
    page.locator(".primary-toggle").locator("visible=true").click()
    drawer = page.locator(".bd-sidebar-primary").locator("visible=true")
    part = drawer.get_by_role("listitem").filter(has_text="Part I ·")
    chapter = part.locator("a", has_text=TITLE)
    if not chapter.is_visible():
        part.locator("summary .toctree-toggle").click()
    chapter.click()
    expect(page).to_have_url(re.compile(re.escape(CHAPTER)))
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)


@pytest.mark.parametrize("path", [FRONT, CHAPTER, ANSWERS, "notation.html", "search.html"])
def test_no_errors_and_no_other_origin(visit, path):
    page = visit(path)
    page.wait_for_load_state("networkidle")
    assert visit.problems == []


def test_without_javascript_questions_can_be_read_and_answers_are_a_link_away(visit):
    page = visit(CHAPTER, javascript=False)
    forms = page.locator("form.quiz")
    assert forms.count() >= 8
    for number in range(forms.count()):
        form = forms.nth(number)
        expect(form.locator(".quiz-prompt")).to_be_visible()
        for control in form.locator("input").all():
            expect(control).to_be_visible()
        for text in form.locator(".quiz-text").all():
            expect(text).to_be_visible()
        expect(form.locator("button:visible")).to_have_count(0)
        quiz_id = form.get_attribute("data-quiz-id")
        link = form.get_by_role("link", name="Answer")
        expect(link).to_have_attribute("href", re.compile(rf"answers\.html#answer-{quiz_id}$"))
    quiz_id = forms.first.get_attribute("data-quiz-id")
    forms.first.get_by_role("link", name="Answer").click()
    expect(page).to_have_url(re.compile(rf"answers\.html#answer-{quiz_id}$"))
    expect(page.locator(f"[id='answer-{quiz_id}']")).to_be_in_viewport()


def test_the_page_does_not_give_the_answers_away(visit, quizzes):
    page = visit(CHAPTER)
    reasons = []
    for quiz in quizzes(page):
        answers = quiz.key.get("options") or quiz.key["matchers"]
        reasons += [quiz.key["explanation"], *quiz.key["hints"], *(a["html"] for a in answers)]
    plain = visit(CHAPTER, javascript=False).content()
    phrases = [phrase for reason in reasons for phrase in re.findall(r">([^<>\\]{25,})<", reason)]
    assert len(phrases) >= 8
    assert [phrase for phrase in phrases if phrase in plain] == []


def test_a_first_view_is_light(visit):
    """What the first page of a visit weighs, as a server packs it; fonts are packed already."""
    page, addresses = visit("genindex.html"), set()
    page.wait_for_load_state("networkidle")
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.on("request", lambda request: addresses.add(request.url))
    visit.goto(page, CHAPTER)
    page.wait_for_load_state("networkidle")
    weights = {}
    for address in addresses:
        body = page.context.request.get(address).body()
        packed = ".woff2" in address
        weights[address] = len(body if packed else gzip.compress(body))
    assert f"{visit.site}/{CHAPTER}" in weights
    assert sum(weights.values()) < 350_000, weights


@pytest.mark.parametrize("pixels", [375, 1440])
def test_icons_are_drawn_by_their_font(visit, pixels):
    page = visit(CHAPTER, width=pixels)
    page.wait_for_function("document.fonts.status === 'loaded'")
    names = page.evaluate(
        """() => [...document.querySelectorAll("[class*=fa-]")].filter((icon) =>
          icon.checkVisibility() && icon.getBoundingClientRect().width < 8)
          .map((icon) => icon.outerHTML)"""
    )
    assert names == []
    faces = page.evaluate(
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)"
    )
    assert any("Awesome" in family for family in faces)


@pytest.mark.parametrize("pixels", [375, 1440])
def test_searching_by_keyboard_leads_to_what_was_found(visit, pixels):
    page = visit(CHAPTER, width=pixels)
    page.keyboard.press("Control+k")
    field = page.locator("dialog[open] input[type=search]")
    expect(field).to_be_focused()
    field.fill("Jacobian")
    field.press("Enter")
    page.wait_for_url("**/search.html?q=Jacobian*")
    expect(page.locator("#search-results a").first).to_be_visible()
