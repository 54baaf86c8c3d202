"""Feedback in a browser: on a small site of its own, with a server that takes reports."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "gradbook/sphinxext/feedback/schemas/feedback.schema.json"
CHAPTER = "chapter.html"
BOOK = "foundations/derivatives-and-gradients.html"
PRIVATE = {"cookie", "referer", "authorization"}


class Taker(BaseHTTPRequestHandler):
    """Keeps what it is sent, and lets any site send it."""

    taken: list[tuple[dict[str, str], Any]]
    refuses: bool

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "content-type")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_OPTIONS(self) -> None:
        self.answer(204)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        type(self).taken.append((headers, json.loads(body)))
        self.answer(503 if type(self).refuses else 204)

    def log_message(self, *_: object) -> None:
        pass


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def serve(handler: Any) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    yield from serve(Taker)


@pytest.fixture
def taken() -> list[tuple[dict[str, str], Any]]:
    Taker.taken = []
    Taker.refuses = False
    return Taker.taken


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy `test-feedback` into a repository of its own."""
    book = tmp_path_factory.mktemp("feedback") / "book"
    shutil.copytree(ROOT / "tests/roots/test-feedback", book / "docs")
    git = ["git", "-C", str(book), "-c", "user.name=N", "-c", "user.email=n@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run([*git, *command], check=True)
    return book


@pytest.fixture(scope="module")
def build(book: Path) -> str:
    """Short commit of the repository."""
    command = ["git", "-C", str(book), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def small(endpoint: str, book: Path) -> Iterator[str]:
    """Build the book, whose readers may send to the endpoint, and serve it."""
    settings = ("-D", f"gradbook_feedback_endpoint={endpoint}/feedback")
    folders = ("-d", str(book / "doctrees"), str(book / "docs"), str(book / "html"))
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", *settings, *folders]
    subprocess.run(command, check=True)
    (book / "html/favicon.ico").touch()
    yield from serve(partial(QuietHandler, directory=str(book / "html")))


@pytest.fixture
def read(visit: Any, small: str) -> Callable[..., Page]:
    """Open a page of the small site; what goes wrong there counts as on the book's."""
    visit.site = small
    return visit  # type: ignore[no-any-return]


def block_of(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Feedback")


def preview_of(place: Locator) -> Locator:
    return place.get_by_role("textbox", name="All that leaves this page")


def open_report(page: Page, question: str) -> Locator:
    page.locator(f"#quiz-{question}").get_by_role("button", name="Report a problem").click()
    return page.get_by_role("dialog", name="Report a problem: Question")


def test_a_chapter_is_rated_told_of_and_sent(read, visit, endpoint, build, taken):
    page = read(CHAPTER)
    block = block_of(page)
    yes, no = (block.get_by_role("button", name=name) for name in ("Yes", "Not quite"))
    expect(block.get_by_role("link")).to_have_count(0)
    expect(block.get_by_role("group", name="Was everything clear?")).to_be_visible()
    no.focus()
    page.keyboard.press("Enter")
    expect(no).to_have_attribute("aria-pressed", "true")
    expect(no).to_be_focused()
    expect(block.get_by_role("status")).to_contain_text("Thank you.")
    block.get_by_role("checkbox", name="it goes too fast").check()
    block.get_by_role("textbox", name="In your own words").fill("Slower, please & <b>more</b>")
    assert preview_of(block).input_value().splitlines()[3:] == [
        f"build: {build}",
        "lang: en",
        "rating: no",
        "reasons: fast",
        "text: Slower, please & <b>more</b>",
    ]
    assert taken == []
    assert visit.problems == []  # nothing was asked of anyone so far

    send = block.get_by_role("button", name="Send to 127.0.0.1")
    send.click()
    expect(block.get_by_role("status")).to_have_text("Thank you. It was sent.")
    send.click()
    ((headers, report),) = taken
    assert report == {
        "v": 1,
        "book": "slopes",
        "page": "chapter",
        "build": build,
        "lang": "en",
        "rating": "no",
        "reasons": ["fast"],
        "text": "Slower, please & <b>more</b>",
    }
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(report)
    assert headers["content-type"] == "application/json"
    assert not PRIVATE & headers.keys()
    assert set(visit.problems) == {f"request off the origin: {endpoint}/feedback"}
    visit.problems.clear()

    yes.click()
    expect(block.get_by_role("checkbox")).to_have_count(5)
    assert "rating: yes\nreasons: \n" in preview_of(block).input_value()
    page.reload()
    expect(yes).to_have_attribute("aria-pressed", "true")
    expect(no).to_have_attribute("aria-pressed", "false")
    expect(block.get_by_role("checkbox")).to_have_count(0)


def test_what_is_remembered_of_the_chapter_is_kept(read):
    page = read(CHAPTER)
    page.evaluate("localStorage['slopes/1/p/slopes'] = JSON.stringify({ v: 1, u: 1, read: 7 })")
    block_of(page).get_by_role("button", name="Yes").click()
    record = page.evaluate("JSON.parse(localStorage['slopes/1/p/slopes'])")
    assert (record["read"], record["fb"], record["v"]) == (7, "yes", 1)


def test_a_failure_says_so_and_loses_nothing(read, visit, taken):
    page = read(CHAPTER)
    block = block_of(page)
    block.get_by_role("button", name="Not quite").click()
    text = block.get_by_role("textbox", name="In your own words")
    text.fill("Kept")
    Taker.refuses = True
    send = block.get_by_role("button", name="Send")
    send.click()
    expect(block.get_by_role("status")).to_contain_text("It could not be sent.")
    expect(text).to_have_value("Kept")
    Taker.refuses = False
    send.click()
    expect(block.get_by_role("status")).to_have_text("Thank you. It was sent.")
    assert [report["text"] for _, report in taken] == ["Kept", "Kept"]
    visit.problems.clear()


def test_a_question_is_reported_with_what_was_answered(read, visit, quizzes, build, taken):
    page = read(CHAPTER)
    choice, number = quizzes(page)
    choice.check(ok=False)
    opener = choice.button("Report a problem")
    box = open_report(page, choice.id)
    expect(choice.status).to_contain_text("Not correct")  # reporting is not answering
    box.get_by_role("checkbox", name="the question is unclear").check()
    box.get_by_role("textbox", name="In your own words").fill("Which x?")
    expect(choice.status).to_contain_text("Not correct")
    text = preview_of(box).input_value()
    wrong = choice.choices(ok=False)[0]
    source = f"https://example.org/book/blob/{build}/docs/chapter.md?plain=1#L10"
    about = ["question: slope-sign", f"source: {source}", f"choice: {wrong}"]
    assert text.splitlines()[-3:] == about
    assert "page: chapter" in text.splitlines()
    assert choice.choices(ok=True)[0] not in text
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press("Enter")
    assert preview_of(box).input_value() == text  # closing it loses nothing
    box.get_by_role("button", name="Send").click()
    expect(box.get_by_role("status")).to_have_text("Thank you. It was sent.")
    report = taken[0][1]
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(report)
    assert report["quiz"]["choice"] == wrong
    visit.problems.clear()
    box.get_by_role("button", name="Close").click()
    other = open_report(page, number.id)
    expect(other.get_by_role("textbox", name="In your own words")).to_have_value("")
    expect(other.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(other.get_by_role("status")).to_be_empty()


def test_the_issue_form_opens_filled_in(read, visit, taken):
    page = read(CHAPTER)
    opened: list[str] = []
    page.context.route(
        "https://example.org/**",
        lambda route: (opened.append(route.request.url), route.fulfill(body="A form")),
    )
    block = block_of(page)
    block.get_by_role("button", name="Not quite").click()
    link = block.get_by_role("link", name="Open an issue on example.org (new tab)")
    block.get_by_role("textbox", name="In your own words").fill("ü" * 2000)
    with page.expect_popup() as popup:
        link.click()
    popup.value.wait_for_load_state()
    assert popup.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    assert len(opened[0]) < 6000
    assert opened[0].startswith(
        "https://example.org/book/issues/new?template=chapter-feedback.yml&"
    )
    expect(block.get_by_role("status")).to_contain_text("only the beginning")
    assert "ü" * 2000 in preview_of(block).input_value()
    assert taken == []
    assert all("example.org" in problem for problem in visit.problems)
    visit.problems.clear()


@pytest.mark.parametrize("allowed", [True, False])
def test_copying_has_all_of_it_or_selects_it(read, allowed):
    page = read(CHAPTER, init="" if allowed else "delete Navigator.prototype.clipboard")
    if allowed:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = block_of(page)
    block.get_by_role("button", name="Yes").click()
    block.get_by_role("textbox", name="In your own words").fill("long " * 900)
    block.get_by_role("button", name="Copy").click()
    expect(block.get_by_role("status")).to_contain_text("Copied." if allowed else "Copy the text")
    got = "navigator.clipboard.readText()" if allowed else "getSelection().toString()"
    assert page.evaluate(got) == preview_of(block).input_value()


@pytest.mark.parametrize("width", [375, 1440])
def test_nothing_moves_when_the_script_starts(read, width):
    measure = "e => [e.getBoundingClientRect().top, e.getBoundingClientRect().height]"
    still = read(CHAPTER, width=width, javascript=False)
    block = block_of(still)
    expect(block.get_by_role("link")).to_have_count(2)
    expect(block.get_by_role("button")).to_have_count(0)
    page = read(CHAPTER, width=width)
    expect(block_of(page).get_by_role("button")).to_have_count(2)
    assert block_of(page).evaluate(measure)[1] == pytest.approx(block.evaluate(measure)[1], abs=0.5)


def test_storage_may_be_blocked(read, visit):
    blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new Error() } })"
    page = read(CHAPTER, init=blocked)
    yes = block_of(page).get_by_role("button", name="Yes")
    yes.click()
    expect(yes).to_have_attribute("aria-pressed", "true")
    visit.problems.clear()  # Sphinx's own script does not expect it


def test_axe_finds_nothing_in_the_book(visit, violations):
    page = visit(BOOK, width=375)
    block = block_of(page)
    block.get_by_role("button", name="Not quite").click()
    for target in block.locator("button, label, a").all():
        if target.is_visible():
            assert (target.bounding_box() or {})["height"] >= 24
    assert violations(page, ".gradbook-feedback") == []
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.get_by_role("button", name="Report a problem").first.click()
    expect(page.get_by_role("dialog", name="Report a problem: Question")).to_be_visible()
    assert violations(page, ".gradbook-report") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
