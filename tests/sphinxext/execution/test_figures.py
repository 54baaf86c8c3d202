"""Figures: small drawings with a size, for light and dark pages, and one version elsewhere."""

from __future__ import annotations

import base64
import gzip
import importlib.util
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, strategies as st
from matplotlib import rcParams, style
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from nbformat.v4 import new_output
from PIL import Image

import gradbook
from gradbook.sphinxext.execution.figures.dark import PAGE, contrast, on_dark
from gradbook.sphinxext.execution.figures.path import shorten
from gradbook.sphinxext.execution.figures.polish import KEY, polish
from gradbook.sphinxext.execution.figures.svg import Drawing

FIGURES = Path(gradbook.__file__).parent / "sphinxext/execution/figures"


@pytest.fixture(scope="module")
def kernel():
    """Load what the kernel runs, by its path as the kernel does."""
    spec = importlib.util.spec_from_file_location("loaded_by_path", FIGURES / "kernel.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def finished(kernel):
    """Draw and polish a figure; return its output."""

    def finish(figure):
        data, metadata = kernel.bundle(figure)
        output = new_output("display_data", data=data, metadata=metadata)
        polish([output])
        return output

    return finish


def colours(svg):
    return set(re.findall(r'(?:fill|stroke)="(#\w+)"', svg))


# The page


@pytest.fixture(scope="module")
def book(copy_book, build):
    book = copy_book("figures")
    process = build(book, "-d", str(book / "_build/doctrees"), "-n", "-W", "-q")
    assert (process.returncode, process.stderr) == (0, "")
    return book


@pytest.fixture(scope="module")
def page(book):
    return BeautifulSoup((book / "_build/html/index.html").read_text("utf-8"), "html.parser")


def shown(page, alt):
    return page.find_all("img", alt=alt)


def content(book, image):
    return (book / "_build/html" / image["src"]).read_bytes()


@pytest.mark.parametrize("alt", ["A line that rises.", "Two bars.", "A map.", "A cloud of dots."])
def test_a_figure_is_there_for_both_schemes(alt, page):
    light, dark = shown(page, alt)
    assert "gradbook-light" in light["class"]
    assert "gradbook-dark" in dark["class"]
    assert light["src"] != dark["src"]


def test_its_size_is_known_before_it_arrives(page, book):
    for image in page.select("img.gradbook-figure"):
        assert image["loading"] == "lazy"
        wide, high = int(image["width"]), int(image["height"])
        found = re.search(rb'viewBox="0 0 (\S+) (\S+)"', content(book, image))
        if found:
            assert wide / high == pytest.approx(float(found[1]) / float(found[2]), rel=0.01)


def test_the_author_chooses_the_size(page):
    assert {image["width"] for image in shown(page, "Two bars.")} == {"300"}
    assert {image["style"] for image in shown(page, "A map.")} == {"width: 50%"}
    assert not page.select("a:has(> img)"), "a drawing is no link to itself"


def test_a_figure_is_as_large_as_its_bitmap_was(page):
    """640 by 480 points of Matplotlib's default, less the margins that are cut off."""
    (image, _) = shown(page, "A line that rises.")
    assert 500 < int(image["width"]) < 640


def test_name_caption_and_number_are_those_of_the_cell(page):
    figure = page.find("figure", id="fig-line")
    assert "It rises." in figure.figcaption.get_text()
    assert page.find("a", href="#fig-line").get_text() == "Fig. 1"
    assert page.find("a", href="#fig-bars").get_text() == "the bars"


def test_a_glued_figure_has_both_schemes(page):
    assert len(page.find("figure", id="fig-pasted").find_all("img")) == 2


def test_the_style_sheet_is_published(page, book):
    assert page.select("link[href*='gradbook/figures.css']")
    assert (book / "_build/html/_static/gradbook/figures.css").is_file()


def test_drawing_leaves_no_trace(page):
    said = page.get_text()
    assert "restored: {None} True" in said
    assert "new names: set()" in said


def test_a_cloud_of_dots_is_a_bitmap_with_two_palettes(page, book):
    light, dark = (
        Image.open(io.BytesIO(content(book, i))) for i in shown(page, "A cloud of dots.")
    )
    (image, _) = shown(page, "A cloud of dots.")
    assert light.size[0] == pytest.approx(2 * int(image["width"]), rel=0.01)
    assert light.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert "#{:02x}{:02x}{:02x}".format(*dark.convert("RGB").getpixel((0, 0))) == PAGE


OTHERS = {
    "latex": r"\\(?:sphinx)?includegraphics\S*\{\{(\w+)\}\.(?:pdf|png)\}",
    "epub": r'<img[^>]*src="(_images/[^"]+\.(?:svg|png))"',
    "singlehtml": None,
    "dirhtml": None,
    "text": r"\[(A line that rises\.|Two bars\.|A map\.|A cloud of dots\.)\]",
    "man": r"\[(A line that rises\.|Two bars\.|A map\.|A cloud of dots\.)\]",
    "texinfo": None,
    "gettext": None,
    "xml": None,
    "json": r"<img[^>]*src=\\\"([^\"]+\.(?:svg|png))\\\"",
}


@pytest.mark.parametrize("builder", OTHERS)
def test_other_builders_show_each_figure_once(builder, book, build):
    doctrees = book / "_build" / ("catalogues" if builder == "gettext" else "doctrees")
    flags = ("-b", builder, "-d", str(doctrees), "-n", "-W", "-q")
    process = build(book, *flags, out=f"_build/{builder}")
    assert (process.returncode, process.stderr) == (0, "")
    if OTHERS[builder]:
        files = (book / "_build" / builder).rglob("*")
        kinds = {".tex", ".xhtml", ".txt", ".1", ".fjson"}
        text = "".join(f.read_text("utf-8") for f in files if f.suffix in kinds)
        found = re.findall(OTHERS[builder], text.replace("\\-", "-"))
        assert len(set(found)) == len(found) >= 4


# The drawing


def test_what_is_drawn_stays(kernel):
    figure = Figure()
    ax = figure.subplots()
    ax.plot([0, 1, 2], [0, 1, 0], "o-")
    ax.bar([0, 1], [1, 2], hatch="//")
    data, _ = kernel.bundle(figure)
    before = data["image/svg+xml"]
    after = Drawing(before).svg(10, 10)
    for tag in ("<path ", "<use ", "<clipPath ", "<pattern "):
        assert after.count(tag) == before.count(tag) > 0
    links = re.findall(r'(?:href="|url\()#(\w+)', after)
    assert set(re.findall(r'id="(\w+)"', after)) == set(links)


@given(st.lists(st.tuples(st.sampled_from("MLQCZ"), *[st.floats(-999, 999)] * 6), min_size=1))
def test_rounding_does_not_add_up(commands):
    sizes = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
    commands = [("M", 1.0, 2.0, 0, 0, 0, 0), *commands]
    data = " ".join(f"{c} " + " ".join(f"{v:.6f}" for v in p[: sizes[c]]) for c, *p in commands)
    given_points = [p[sizes[c] - 2 : sizes[c]] for c, *p in commands if sizes[c]]
    for (x, y), (x0, y0) in zip(ends(shorten(data, 2)), given_points, strict=True):
        assert (x, y) == (pytest.approx(x0, abs=0.0051), pytest.approx(y0, abs=0.0051))


def ends(data):
    """Follow relative path data; yield the end of each segment."""
    x = y = fx = fy = 0.0
    steps = {"m": 2, "l": 2, "q": 4, "c": 6, "h": 1, "v": 1}
    for letter, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        if letter == "z":
            x, y = fx, fy
            continue
        values = [float(v) for v in re.findall(r"-?\d*\.?\d+", text)]
        size = steps[letter.lower()]
        for n in range(0, len(values), size):
            *_, a, b = [0.0, *values[n : n + size]]
            dx, dy = {"h": (b, 0.0), "v": (0.0, b)}.get(letter, (a, b))
            x, y = (dx, dy) if letter == "M" else (x + dx, y + dy)
            if letter in "Mm":
                fx, fy = x, y
            yield x, y


def test_a_drawing_gets_much_smaller(kernel, finished):
    figure = Figure()
    figure.subplots().contour([[x * y for x in range(30)] for y in range(30)], colors="0.5")
    before = kernel.bundle(figure)[0]["image/svg+xml"]
    after = finished(figure).data["image/svg+xml"]
    assert len(gzip.compress(after.encode())) < 0.6 * len(gzip.compress(before.encode()))


def test_nothing_is_imported_before_there_is_a_figure():
    code = (
        "import sys, importlib.util as u\n"
        f"spec = u.spec_from_file_location('k', {str(FIGURES / 'kernel.py')!r})\n"
        "spec.loader.exec_module(u.module_from_spec(spec))\n"
        "print({m.partition('.')[0] for m in sys.modules} & {'gradbook', 'matplotlib', 'numpy'})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


def test_the_same_figure_gives_the_same_files(kernel):
    figure = Figure()
    figure.subplots().bar([0, 1], [1, 2], hatch="//")
    assert kernel.bundle(figure) == kernel.bundle(figure)


def test_an_empty_figure_has_no_output(kernel):
    assert kernel.bundle(Figure()) is None


def test_kernel_and_build_agree_on_the_mark(kernel):
    assert kernel.KEY == KEY


# The dark page


def test_black_and_white_change_places_and_vivid_colours_stay(finished):
    figure = Figure()
    figure.subplots().plot([0, 1], color="#d55e00", marker="o", markerfacecolor="#ffffff")
    output = finished(figure)
    dark = output.metadata[KEY]["dark"]
    assert colours(output.data["image/svg+xml"]) >= {"#000000", "#d55e00", "#ffffff"}
    assert colours(dark) == {on_dark("#000000"), "#d55e00", PAGE}
    assert f'fill="{on_dark("#000000")}">' in dark.partition("<defs")[0], "text is black unsaid"


def test_the_page_shows_through_the_dark_version(finished):
    figure = Figure()
    figure.subplots().plot([0, 1])
    assert PAGE not in colours(finished(figure).metadata[KEY]["dark"])


def test_the_curves_of_the_book_are_told_apart_on_the_dark_page():
    with style.context("gradbook.plots.book"):
        cycle = [to_hex(entry["color"]) for entry in rcParams["axes.prop_cycle"]]
    dark = [on_dark(colour) for colour in cycle]
    assert all(contrast(colour, PAGE) >= 4.5 for colour in dark)
    greys = [contrast(colour, "#000000") for colour in dark]
    neighbours = [max(a, b) / min(a, b) for a, b in zip(greys, greys[1:] + greys[:1], strict=True)]
    assert min(neighbours) > 1.15
    assert len(set(dark)) == len(cycle)


@given(st.integers(0, 255), st.integers(0, 255))
def test_greys_are_turned_over_in_order(a, b):
    """A grey that stands out more from white stands out at least as much from the dark page."""
    first, second = (contrast(on_dark(f"#{g:02x}{g:02x}{g:02x}"), PAGE) for g in sorted((a, b)))
    assert first >= second - 1e-9


@pytest.mark.parametrize("grey", ["#d9d9d9", "#949494", "#808080"])
def test_a_grey_keeps_its_contrast(grey):
    assert contrast(on_dark(grey), PAGE) == pytest.approx(contrast(grey, "#ffffff"), rel=0.02)


@given(st.from_regex(r"\A#[0-9a-f]{6}\Z"))
def test_every_colour_has_a_place(colour):
    assert re.fullmatch(r"#[0-9a-f]{6}", on_dark(colour))


def test_colours_that_stand_for_numbers_stay_and_so_does_what_lies_on_them(finished):
    figure = Figure()
    ax = figure.subplots()
    ax.contourf([[0, 1, 2], [1, 2, 3], [2, 3, 4]], levels=3, cmap="cividis")
    ax.plot([0, 2], [0, 2], color="#ffffff")
    ax.plot([0, 2], [2, 0], color="#000000")
    ax.set_title("title")
    output = finished(figure)
    light, dark = output.data["image/svg+xml"], output.metadata[KEY]["dark"]
    assert {"#000000", "#ffffff"} <= colours(dark)
    assert colours(light) <= colours(dark), "none but black text and axes are other ones"


def test_contours_in_one_grey_are_turned_over(finished):
    figure = Figure()
    figure.subplots().contour([[0, 1], [1, 2]], colors="#949494")
    assert "#949494" not in finished(figure).metadata[KEY]["dark"]


def test_a_mesh_becomes_pixels_within_the_drawing(finished):
    figure = Figure()
    figure.subplots().pcolormesh([[x * y for x in range(60)] for y in range(60)])
    output = finished(figure)
    light, dark = output.data["image/svg+xml"], output.metadata[KEY]["dark"]
    assert light.count("<image") == 1
    assert re.findall('base64,[^"]*', light) == re.findall('base64,[^"]*', dark)


def test_a_bitmap_of_a_picture_stays_on_its_white_sheet(kernel, finished, monkeypatch):
    monkeypatch.setattr(kernel, "HEAVY", 0)
    monkeypatch.setattr(kernel, "SHORTENED", 1e9)
    figure = Figure()
    figure.subplots().imshow([[0, 1], [2, 3]])
    output = finished(figure)
    assert set(output.data) == {"image/png"}
    assert output.metadata[KEY]["dark"] is None


# What the build keeps


def test_polishing_twice_changes_nothing(finished):
    figure = Figure()
    figure.subplots().plot([1, 2])
    once = finished(figure)
    twice = once.copy()
    polish([twice])
    assert twice == once


def test_what_is_another_one_in_each_run_is_left_out():
    outputs = [
        new_output("execute_result", {"text/plain": "[<Line2D at 0x7f3a10c2b0d0>]"}),
        new_output("stream", name="stderr", text="/tmp/ipykernel_812/3054.py:1: UserWarning: x"),
        new_output("error", ename="E", evalue="", traceback=["E: <object at 0x7f3a10c2b0d0>"]),
        new_output("stream", name="stdout", text="mask 0xdeadbeef at 0x7f3a10c2b0d0"),
    ]
    polish(outputs)
    assert outputs[0].data["text/plain"] == "[<Line2D>]"
    assert outputs[1].text == "<cell>:1: UserWarning: x"
    assert outputs[2].traceback == ["E: <object>"]
    assert outputs[3].text == "mask 0xdeadbeef at 0x7f3a10c2b0d0", "not the name of an object"


def test_pieces_of_a_stream_are_joined():
    pieces = (("stdout", "a"), ("stdout", "b\n"), ("stderr", "c"), ("stdout", "d"))
    outputs = [new_output("stream", name=name, text=text) for name, text in pieces]
    polish(outputs)
    assert [(o.name, o.text) for o in outputs] == [
        ("stdout", "ab\n"),
        ("stderr", "c"),
        ("stdout", "d"),
    ]


def test_an_image_of_somebody_else_is_left_alone():
    data = {"image/png": base64.b64encode(b"picture").decode(), "text/plain": "<Image>"}
    output = new_output("display_data", data)
    polish([output])
    assert output.data == data
