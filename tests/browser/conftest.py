"""The built site in a browser: Debian's Chromium, driven by Playwright.

`GRADBOOK_SITE` names the folder of the site, `build/html` by default. Nothing is built here.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("GRADBOOK_SITE", "build/html"))
AXE = ROOT / "conf" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
RIGHT = re.compile(r"^(Correct|Kept: got it)\.")
WRONG = re.compile(r"^(Not (correct|yet)|Kept: not yet)")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of the site, on a free loopback port."""
    folder = ROOT / SITE
    if not (folder / "index.html").is_file():
        pytest.fail(f"expected a built site, found no index.html in {folder}; run `nox -s docs`")
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each visit gets a context of its own."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        yield chromium
        chromium.close()


@dataclass
class Visits:
    """Opens pages of the site and notes whatever goes wrong in them."""

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __call__(
        self,
        path: str,
        *,
        width: int = 1440,
        scheme: str = "light",
        javascript: bool = True,
        init: str = "",
    ) -> Page:
        """Open a page as a new reader, with a script that runs before those of the page."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        context.on("request", self.on_request)
        if init:
            context.add_init_script(init)
        page = context.new_page()
        self.goto(page, path)
        return page

    def goto(self, page: Page, path: str) -> None:
        response = page.goto(f"{self.site}/{path}")
        assert response is not None
        assert response.ok, f"{path}: {response.status}"

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location['url']})")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.problems.append(f"request off the origin: {request.url}")


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visits]:
    """Open pages; an error on one, or a request off the origin, fails the test at its end."""
    visits = Visits(browser, site)
    yield visits
    for context in visits.contexts:
        context.close()
    if visits.problems:
        pytest.fail("\n".join(visits.problems))


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Colour scheme that the reader's system asks for."""
    return str(request.param)


@pytest.fixture(params=[375, 1440], ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    """Width of the window in pixels."""
    return int(request.param)


@dataclass(frozen=True)
class Quiz:
    """A question on a page, with the key that its form carries."""

    form: Locator

    @cached_property
    def key(self) -> dict[str, Any]:
        key = json.loads(base64.b64decode(self.form.locator(".quiz-key").text_content() or ""))
        assert isinstance(key, dict)
        return key

    @cached_property
    def id(self) -> str:
        return self.form.get_attribute("data-quiz-id") or ""

    @cached_property
    def type(self) -> str:
        return self.form.get_attribute("data-quiz-type") or ""

    @property
    def status(self) -> Locator:
        return self.form.get_by_role("status")

    @property
    def feedback(self) -> Locator:
        return self.form.locator(".quiz-feedback")

    @property
    def number(self) -> Locator:
        return self.form.get_by_role("textbox")

    def button(self, name: str) -> Locator:
        return self.form.get_by_role("button", name=name)

    def option(self, choice: str) -> Locator:
        return self.form.locator(".quiz-option", has=self.form.page.locator(f"[value='{choice}']"))

    def input(self, choice: str) -> Locator:
        return (
            self.option(choice)
            .get_by_role("radio")
            .or_(self.option(choice).get_by_role("checkbox"))
        )

    def choices(self, *, ok: bool) -> list[str]:
        return [option["id"] for option in self.key["options"] if option["ok"] is ok]

    def right(self) -> str:
        """Give a right number, as a reader may type it."""
        matcher = next(matcher for matcher in self.key["matchers"] if matcher["ok"])
        return repr((matcher["lo"] + matcher["hi"]) / 2)

    def wrong(self) -> str:
        """Give a number that is certainly not right."""
        return repr(max(abs(matcher["hi"]) for matcher in self.key["matchers"]) * 3 + 1)

    def arrange(self, wanted: list[str]) -> None:
        """Move the rows of an order up into another one; what it lacks is left out."""
        rows = self.form.locator(".quiz-row:not([data-out])")
        for row in self.key["rows"]:
            if row["id"] not in wanted and rows.and_(self.row(row["id"])).count():
                self.row(row["id"]).locator(".quiz-out").click()
        for place, name in enumerate(wanted):
            ids = rows.evaluate_all("rows => rows.map(row => row.dataset.row)")
            for here in range(ids.index(name, place), place, -1):
                rows.nth(here).locator(".quiz-up").click()

    def row(self, ident: str) -> Locator:
        return self.form.locator(f".quiz-row[data-row='{ident}']")

    def answer(self, *, ok: bool) -> None:
        """Give the right answer, or a wrong one, by mouse; what was chosen before is let go."""
        if "order" in self.key:
            order = self.key["order"]
            self.arrange(order if ok else [order[-1], *order[:-1]])
            return
        if self.type == "text":
            texts = [matcher["text"] for matcher in self.key["matchers"] if matcher["ok"]]
            self.number.fill(texts[0] if ok else "another word")
            return
        if self.type == "numeric":
            self.number.fill(self.right() if ok else self.wrong())
            return
        if self.type == "match":
            for row, choice in self.key["pairs"].items():
                select = self.form.locator(f"select[data-row='{row}']")
                values = select.locator("option").evaluate_all("all => all.map(o => o.value)")
                others = [value for value in values if value not in ("", choice)]
                select.select_option(choice if ok else others[0])
            return
        if self.type == "reflect":
            self.number.fill("In my own words.")
            if self.form.locator(".quiz-grades").is_hidden():
                self.form.locator("[type=submit]").click()
            self.form.get_by_text("got it" if ok else "not yet").click()
            return
        wanted = self.choices(ok=True) if ok else self.choices(ok=False)[:1]
        for option in self.key["options"]:
            choice = option["id"]
            if self.input(choice).is_checked() != (choice in wanted) and (
                self.type == "multiple" or choice in wanted
            ):
                self.option(choice).locator(".quiz-text").click(position={"x": 3, "y": 3})

    def check(self, *, ok: bool) -> None:
        """Give an answer, press Check and see it graded."""
        self.answer(ok=ok)
        self.form.locator("[type=submit]").click()
        expect(self.status).to_have_text(RIGHT if ok else WRONG)


@pytest.fixture
def quizzes() -> Callable[..., list[Quiz]]:
    """All questions of a page, or those of one type, once they are alive; but not of an exam."""
    return living_quizzes


def living_quizzes(page: Page, kind: str = "") -> list[Quiz]:
    every = "form.quiz:not([data-set-held] *)"
    css = f"{every}[data-quiz-type='{kind}']" if kind else every
    for form in page.locator(every).all():
        expect(form.locator("button[type=submit]")).to_be_visible()
    found = [Quiz(form) for form in page.locator(css).all()]
    assert found, f"no question of type {kind!r} on {page.url}"
    return found


@pytest.fixture
def violations() -> Callable[..., list[str]]:
    """What axe-core finds in parts of a page. A scan finds only some of the barriers."""
    return scan


def scan(page: Page, *selectors: str) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("include => axe.run({ include })", [[css] for css in selectors])
    assert result["passes"], f"axe found nothing to check in {selectors}"
    return [
        f"{rule['id']}: {node['html']}: {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
