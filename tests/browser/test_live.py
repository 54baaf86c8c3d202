"""Cells that the reader runs, changes, stops and resets, in Python on the page."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visits

SITE = Path(__file__).parents[2] / os.environ.get("GRADBOOK_SITE", "build/html")
PAGE = "contributing/live.html"
PATIENCE = 90_000
"""Milliseconds that Python may take to start on a busy machine."""
DONE = re.compile(r"Done in")
BLOCKED = "Object.defineProperty(globalThis, 'caches', { value: undefined });"


@pytest.fixture(autouse=True)
def python() -> None:
    """Skip where the site has no packages of its own."""
    file = SITE / "_static/gradbook/python.json"
    if not file.is_file() or "remote" in json.loads(file.read_bytes()):
        pytest.skip("the site has no packages of its own: set GRADBOOK_PYODIDE when building it")


class Cell:
    """A cell that can be run, by its place among them."""

    def __init__(self, page: Page, place: int) -> None:
        self.page = page
        runnable = page.locator(".live-cell").filter(has=page.get_by_role("button", name="Run"))
        number = runnable.locator(".live-bar").nth(place).get_attribute("data-cell")
        self.bar = page.locator(f".live-bar[data-cell='{number}']")
        self.box = page.locator(".live-cell").filter(has=self.bar)
        self.output = self.box.locator(".live-output")
        self.status = self.bar.get_by_role("status")

    def button(self, name: str) -> Locator:
        return self.bar.get_by_role("button", name=name)

    def run(self, status: str | re.Pattern[str] = DONE) -> None:
        self.button("Run").click()
        expect(self.status).to_have_text(re.compile(status), timeout=PATIENCE)
        expect(self.button("Run")).to_be_visible()

    def write(self, code: str) -> None:
        """Replace the code, in the editor."""
        if self.button("Edit").is_visible():
            self.button("Edit").click()
        editor = self.box.get_by_role("textbox")
        expect(editor).to_be_visible()
        editor.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)


def test_cells_run_in_their_order_and_python_is_kept(visit: Visits) -> None:
    page = visit(PAGE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.get_by_role("button", name="Run").first).to_be_visible()
    assert not [url for url in asked if "pyodide" in url or "live-worker" in url]
    sums, figure = Cell(page, 1), Cell(page, 2)
    built = figure.box.locator(".cell_output:not(.live-output)")
    size = built.locator("img.gradbook-light").bounding_box()
    figure.run()
    expect(built).to_be_hidden()
    image = figure.output.get_by_role("img")
    expect(image).to_have_attribute("alt", "A parabola through nine points, lowest at zero.")
    drawn = image.bounding_box()
    assert size is not None
    assert drawn is not None
    assert abs(drawn["width"] - size["width"]) <= 1
    assert abs(drawn["height"] - size["height"]) <= 1
    expect(sums.output).to_have_count(0)  # it was run, and puts out what the page shows already
    sums.run()
    expect(sums.output).to_contain_text("mean of the squares: 1.66")
    expect(sums.output).to_contain_text("array([4.")
    other = page.context.new_page()
    asked_again: list[str] = []
    other.on("request", lambda request: asked_again.append(request.url))
    visit.goto(other, PAGE)
    Cell(other, 1).run()
    assert any("live-worker" in url for url in asked_again)
    assert not [url for url in asked_again if "packages.bin" in url]


def test_the_keyboard_is_enough(visit: Visits) -> None:
    page = visit(PAGE)
    cell = Cell(page, 0)
    expect(cell.button("Run")).to_be_visible()
    cell.box.locator("pre").focus()
    page.keyboard.press("Enter")
    editor = cell.box.get_by_role("textbox")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\nprint('from the keyboard')")
    page.keyboard.press("Shift+Enter")
    expect(cell.output).to_contain_text("from the keyboard", timeout=PATIENCE)
    expect(editor).to_be_focused()
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()
    editor.focus()
    page.keyboard.press("Escape")
    expect(cell.button("Run")).to_be_focused()
    cell.button("Reset").press("Enter")
    expect(cell.output).to_have_count(0)
    expect(editor).to_have_count(0)
    cell.box.locator("pre").focus()
    page.keyboard.press("Shift+Enter")
    expect(cell.status).to_have_text(DONE, timeout=PATIENCE)


def test_mistakes_endless_loops_and_floods(visit: Visits) -> None:
    page = visit(PAGE)
    first, second, last = Cell(page, 0), Cell(page, 1), Cell(page, 3)
    second.write("y = 1\ny / 0")
    second.run("The cell has failed")
    expect(second.output).to_contain_text("ZeroDivisionError: division by zero")
    second.output.get_by_role("button", name="Line 2").click()
    expect(second.box.get_by_role("textbox")).to_be_focused()
    expect(second.box.locator(".cm-activeLine")).to_have_text("y / 0")

    first.write("import numpy as np\nx = np.ones(3")
    last.run("A cell before this one has failed")
    expect(first.output).to_contain_text("SyntaxError")
    first.button("Reset").click()
    second.button("Reset").click()
    expect(second.box.locator(".cell_output:not(.live-output)").first).to_be_visible()

    second.write("while True:\n    pass")
    second.button("Run").click()
    expect(second.status).to_have_text("Running.", timeout=PATIENCE)
    last.button("Run").click()
    expect(last.status).to_contain_text("Another cell is running")
    second.button("Stop").click()
    expect(second.status).to_contain_text("Stopped.")

    second.write("print(len(x))\nfor _ in range(10_000):\n    print('z' * 999)")
    second.run()
    expect(second.output).to_contain_text("9\nzzz")
    expect(second.output).to_contain_text("9,800,002 more characters")

    second.write("name = input('Who? ')")
    second.run("The cell has failed")
    expect(second.output).to_contain_text("input() cannot ask on this page")
    second.button("Reset").click()
    last.run("This cell is meant to fail")
    expect(last.output).to_contain_text("ValueError")


@pytest.mark.parametrize("init", ["", BLOCKED], ids=["cache", "no cache"])
def test_without_a_network_a_message_and_another_try(visit: Visits, init: str) -> None:
    page = visit(PAGE, init=init)
    problems = visit.problems
    cell = Cell(page, 0)
    page.route("**/packages.bin", lambda route: route.abort())
    cell.run("could not be loaded. Press Run to try again")
    problems[:] = [problem for problem in problems if "ERR_FAILED" not in problem]
    page.unroute("**/packages.bin")
    cell.run()


def test_a_cell_says_why_it_does_not_run(visit: Visits) -> None:
    page = visit(PAGE)
    bar = page.locator(".live-bar[data-why]")
    expect(bar).to_contain_text("It measures the machine on which the book was built.")
    expect(bar.get_by_role("button")).to_have_count(0)
    plain = visit(PAGE, javascript=False)
    expect(plain.locator(".live-bar").first).to_be_hidden()


def test_both_themes_and_a_phone(
    visit: Visits, scheme: str, violations: Callable[..., list[str]]
) -> None:
    page = visit(PAGE, width=375, scheme=scheme)
    figure, last = Cell(page, 2), Cell(page, 3)
    figure.run()
    shown = figure.output.locator(f".gradbook-{scheme}")
    expect(shown).to_be_visible()
    expect(figure.output.get_by_role("img")).to_have_count(1)
    last.run("meant to fail")
    Cell(page, 1).write("# a comment\nprint('text', 1, None)\n" + "x" * 200)
    Cell(page, 1).run("failed")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(page, ".live-cell") == []
