"""Figures that answer to the hand: mouse, keys, finger, links, themes, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

FIELD = "foundations/derivatives-and-gradients.html"
DESCENT = "gradient-descent/first-principles.html"
PLACES = [(FIELD, "explore-rulers"), (DESCENT, "explore-zigzag")]
SHIFTS = """
globalThis.shift = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    const ours = sources.some(({ node }) => node?.parentElement?.closest(".explore"));
    if (ours && !hadRecentInput) shift += value;
  }
}).observe({ type: "layout-shift", buffered: true });
"""
COME_NEAR = """(name) => {
  const figure = document.getElementById(name);
  if (!figure.querySelector("svg")) figure.scrollIntoView({ block: "center" });
  return figure.querySelector("svg");
}"""
TOLD = (
    "name => document.addEventListener(name, ({ detail }) => (globalThis.told ??= []).push(detail))"
)


def alive(page: Page, name: str) -> Locator:
    """Scroll to a figure and wait until it can be moved."""
    page.wait_for_function(COME_NEAR, arg=name)
    figure = page.locator(f"#{name}")
    figure.locator("svg").scroll_into_view_if_needed()
    return figure


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def words(figure: Locator) -> Locator:
    return figure.locator(".explore-words")


def test_the_point_follows_the_mouse_and_the_address_the_point(visit):
    page = visit(FIELD)
    figure = alive(page, "explore-rulers")
    expect(words(figure)).to_contain_text("At (2, 0.6) the height is 3.8.")
    point = figure.get_by_role("slider", name="Point")
    x, y = middle(point)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y + 20, steps=4)
    page.mouse.up()
    expect(words(figure)).not_to_contain_text("At (2, 0.6)")
    left, below = middle(point)
    assert left == pytest.approx(x - 40, abs=6)
    assert below == pytest.approx(y + 20, abs=6)
    expect(point).to_be_focused()
    expect(page).to_have_url(re.compile(r"#explore-rulers:.*&x=1\.\d+&y=0\.\d+$"), timeout=20_000)
    expect(figure.locator(".explore-status")).to_contain_text("The gradient is")
    figure.get_by_role("button", name="Reset").click()
    expect(words(figure)).to_contain_text("At (2, 0.6) the height is 3.8.")
    expect(page).to_have_url(re.compile(r"#explore-rulers$"))


def test_right_angles_are_right_angles(visit, width):
    figure = alive(visit(FIELD, width=width), "explore-rulers")
    box = figure.locator(".explore-ball.explore-a").bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(box["height"], rel=0.01)


def test_handles_and_controls_are_worked_by_keyboard(visit):
    page = visit(FIELD)
    figure = alive(page, "explore-rulers")
    address = page.url
    point = figure.get_by_role("slider", name="Point")
    point.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(point).to_have_attribute("aria-valuetext", re.compile(r"^x 2\.05, y 0\.1, height"))
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageDown")
    expect(point).to_have_attribute("aria-valuetext", re.compile(r"^x 1\.5, y −0\.85, height"))
    page.keyboard.press("Tab")
    turn = figure.get_by_role("slider", name="Direction of the step")
    turn.focus()
    page.keyboard.press("ArrowLeft")
    expect(turn).to_have_attribute("aria-valuetext", re.compile(r"^119 degrees, slope"))
    figure.get_by_label("Ruler").select_option("ℓ∞")
    expect(words(figure)).to_contain_text("length one in ℓ∞")
    figure.get_by_role("slider", name="κ").focus()
    page.keyboard.press("ArrowRight")
    expect(figure.get_by_role("slider", name="κ")).to_have_value("11")
    figure.get_by_label("Function").select_option("Rosenbrock’s valley")
    expect(figure.get_by_role("slider", name="κ")).to_be_disabled()
    expect(words(figure)).to_contain_text("At (−1, 1.5)")
    assert page.url.split("#")[0] == address.split("#")[0]


def test_the_step_size_slider_tells_when_a_run_diverges(visit):
    page = visit(DESCENT)
    figure = alive(page, "explore-zigzag")
    step = figure.get_by_label("Step size α")
    expect(step).to_have_attribute("aria-valuetext", "1.8/L")
    expect(words(figure)).to_contain_text("the run converges")
    step.focus()
    page.keyboard.press("End")
    expect(words(figure)).to_contain_text("α = 2.2/L")
    expect(words(figure)).to_contain_text("the run diverges")
    expect(figure.locator(".explore-status")).to_contain_text("the run diverges")
    start = figure.get_by_role("slider", name="Start")
    start.focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowDown")
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    expect(start).to_have_attribute("aria-valuetext", re.compile(r"^x 4, y 0, height 8$"))
    figure.get_by_role("button", name="Numbers").click()
    expect(figure.get_by_role("row", name="factor of the steep mode")).to_contain_text("−1.2")


def test_a_finger_moves_the_handle_and_scrolls_elsewhere(browser, site):
    context = browser.new_context(viewport={"width": 375, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{site}/{FIELD}")
    figure = alive(page, "explore-rulers")
    page.evaluate("document.querySelector('#explore-rulers svg').scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    devtools = context.new_cdp_session(page)

    def swipe(x: float, y: float, right: float, down: float) -> None:
        for kind, share in [("touchStart", 0), *(("touchMove", k / 8) for k in range(1, 9))]:
            points = [{"x": x + share * right, "y": y + share * down}]
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(300)

    before = page.evaluate("scrollY")
    swipe(*middle(figure.get_by_role("slider", name="Point")), -50, -30)
    expect(words(figure)).not_to_contain_text("At (2, 0.6)")
    assert page.evaluate("scrollY") == pytest.approx(before, abs=1)
    box = figure.locator("svg").bounding_box()
    assert box is not None
    moved = words(figure).text_content()
    swipe(box["x"] + 60, box["y"] + box["height"] * 0.8, 0, -150)
    assert page.evaluate("scrollY") > before + 50
    assert words(figure).text_content() == moved
    context.close()


@pytest.mark.parametrize(("path", "name"), PLACES)
def test_a_link_brings_the_state_along(visit, path, name):
    page = visit(path)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure = alive(page, name)
    slider = figure.get_by_role("slider", name="κ")
    slider.fill("33")
    figure.get_by_role("button", name="Copy link").click()
    expect(figure.locator(".explore-status")).to_have_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit("index.html")
    other.goto(link)
    expect(other.locator(f"#{name} .explore-words")).to_have_text(
        words(figure).text_content() or "-"
    )
    expect(other.locator(f"#{name} .explore-words")).to_be_in_viewport()
    expect(other.locator(f"#{name}").get_by_role("slider", name="κ")).to_have_value("33")


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        ("x=99", "‘x’ must be from 0 to 3.8, not ‘99’"),
        ("kappa=", "‘κ’ must be from 1 to 100, not ‘’"),
        ("f=cubic", "‘cubic’ is no choice of ‘Function’"),
        ("norm=2&__proto__=1", "it has no ‘__proto__’"),
    ],
)
def test_a_link_that_cannot_be_read_is_told(visit, fragment, reason):
    page = visit(f"{FIELD}#explore-rulers:{fragment}")
    figure = page.locator("#explore-rulers")
    expect(figure.get_by_role("alert")).to_contain_text(reason)
    expect(words(figure)).to_contain_text("At (2, 0.6) the height is 3.8.")


def test_the_challenge_is_checked_and_told(visit):
    page = visit(DESCENT)
    page.evaluate(TOLD, "explore:challenge")
    figure = alive(page, "explore-zigzag")
    check = figure.get_by_role("button", name="Check")
    check.click()
    said = figure.locator(".explore-said")
    expect(said).to_have_text("Not yet: the steep mode is the slower one. What makes it faster?")
    figure.get_by_label("Step size α").fill("1.78")
    check.click()
    expect(said).to_have_text("Solved.")
    told = {"id": "zigzag", "challenge": "fastest"}
    assert page.evaluate("told") == [
        {**told, "ok": False, "attempt": 1},
        {**told, "ok": True, "attempt": 2},
    ]


def test_drawing_numbers_and_code_can_be_taken_along(visit):
    page = visit(DESCENT)
    figure = alive(page, "explore-zigzag")
    texts = {}
    for name in ("SVG", "CSV"):
        with page.expect_download() as download:
            figure.get_by_role("button", name=name).click()
        texts[name] = download.value.path().read_text("utf-8")
        assert download.value.suggested_filename == f"zigzag.{name.lower()}"
    assert texts["SVG"].startswith("<svg")
    assert "rgb(" in texts["SVG"]
    head, *rows = texts["CSV"].splitlines()
    assert head == "k,x,y,f"
    assert len(rows) == 16
    assert rows[1].startswith("1,3.1,-0.7")
    figure.get_by_role("button", name="Code").click()
    expect(figure.locator(".explore-code")).to_contain_text("GradientDescent(1.8 / f.L)")
    code = figure.locator(".explore-code").text_content() or ""
    printed: list[str] = []
    exec(code, {"print": lambda *given: printed.extend(map(str, given))})
    assert float(printed[1]) == pytest.approx(float(rows[-1].split(",")[-1]), rel=1e-9)


@pytest.mark.parametrize(("path", "name"), PLACES)
def test_nothing_moves_when_a_figure_comes_to_life(visit, width, path, name):
    page = visit(path, width=width, init=SHIFTS)
    figure = page.locator(f"#{name}")
    before = figure.bounding_box()
    alive(page, name)
    page.wait_for_timeout(300)
    after = figure.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] == pytest.approx(before["height"], abs=1)
    assert page.evaluate("shift") <= 0.001


@pytest.mark.parametrize(("path", "name"), PLACES)
def test_axe_is_content_and_nothing_sticks_out(visit, violations, scheme, width, path, name):
    page = visit(path, scheme=scheme, width=width)
    figure = alive(page, name)
    for label in ("Numbers", "Code"):
        figure.get_by_role("button", name=label).click()
    assert violations(page, f"#{name}") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("path", "name"), PLACES)
def test_without_a_script_the_drawn_figure_stands(visit, path, name):
    page = visit(path, javascript=False)
    figure = page.locator(f"#{name}")
    expect(figure.locator("img:visible")).to_have_count(1)
    expect(figure.locator("figcaption")).to_be_visible()
    expect(figure.locator(".explore-try")).to_be_hidden()
    expect(figure.locator("button, input, svg")).to_have_count(0)


def test_where_the_script_cannot_be_loaded_the_drawn_figure_stays(visit):
    page = visit("index.html")
    page.route(
        "**/chunks/mount-*",
        lambda route: route.fulfill(status=200, body="(", content_type="text/javascript"),
    )
    visit.goto(page, FIELD)
    figure = page.locator("#explore-rulers")
    figure.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    expect(figure.locator("img:visible")).to_have_count(1)
    expect(figure.locator("svg")).to_have_count(0)


def test_on_paper_the_drawn_figure_stands(visit):
    page = visit(FIELD)
    figure = alive(page, "explore-rulers")
    expect(figure.locator("img:visible")).to_have_count(0)
    page.emulate_media(media="print")
    expect(figure.locator("img:visible")).to_have_count(1)
    expect(figure.locator("svg, .explore-panel")).to_have_count(2)
    expect(figure.locator(".explore-panel")).to_be_hidden()


def test_it_is_loaded_near_the_window_only(visit):
    page = visit(DESCENT)
    page.wait_for_load_state("networkidle")
    loaded = (
        "performance.getEntriesByType('resource').filter(({ name }) => /chunks.mount/.test(name))"
    )
    assert page.evaluate(loaded) == []
    alive(page, "explore-zigzag")
    assert len(page.evaluate(loaded)) == 1
