"""The style file: found by its name, the same file for the same figure, readable in grey."""

from __future__ import annotations

import io
from itertools import pairwise

import matplotlib
import numpy as np
import pytest
from matplotlib import colors, style
from matplotlib.figure import Figure


@pytest.fixture(autouse=True)
def book():
    with style.context("gradbook.plots.book"):
        yield


def luminance(colour):
    """Return the relative luminance of WCAG 2, from 0 (black) to 1 (white)."""
    channels = np.array(colors.to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_text_stays_readable_on_a_phone():
    """A figure of the default width, shown 340 pixels wide, has text of 8 pixels or more."""
    width_in_points = 72 * matplotlib.rcParams["figure.figsize"][0]
    assert matplotlib.rcParams["font.size"] >= 11
    assert 340 / width_in_points * matplotlib.rcParams["font.size"] >= 8


def test_the_font_is_the_one_that_matplotlib_brings():
    assert matplotlib.rcParams["font.sans-serif"] == ["DejaVu Sans"]


def test_figures_are_white():
    for name in ("figure.facecolor", "axes.facecolor", "savefig.facecolor"):
        assert luminance(matplotlib.rcParams[name]) == pytest.approx(1)


def test_lines_differ_without_colour():
    cycle = list(matplotlib.rcParams["axes.prop_cycle"])
    assert len({str(entry["linestyle"]) for entry in cycle}) == len(cycle)
    light = [luminance(entry["color"]) for entry in cycle]
    assert all(abs(a - b) > 0.1 for a, b in pairwise(light))


def test_a_figure_gives_the_same_svg_twice():
    def svg():
        figure = Figure()
        figure.subplots().plot([1, 2], [3, 4])
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
        return file.getvalue()

    assert svg() == svg()
