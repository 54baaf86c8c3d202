"""Every cell of the built book, run in Pyodide: the same text, and numbers that agree.

Numbers agree if they differ by less than one part in a million, or by less than 1e-8, since the
cells also print rounding errors, which are other ones with another library of linear algebra.
"""

from __future__ import annotations

import functools
import json
import math
import os
import re
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).parents[2]
SITE = ROOT / os.environ.get("GRADBOOK_SITE", "build/html")
CELLS = SITE / "_static/gradbook/cells"
PAGES = sorted(file.relative_to(CELLS).with_suffix("").as_posix() for file in CELLS.rglob("*.json"))
NUMBER = re.compile(r"[-+−]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
RELATIVE, ABSOLUTE = 1e-6, 1e-8


@functools.cache
def runtime() -> dict[str, Any]:
    file = SITE / "_static/gradbook/python.json"
    if not file.is_file():
        pytest.skip(f"no Python in the pages of {SITE}")
    facts: dict[str, Any] = json.loads(file.read_bytes())
    if "remote" in facts:
        pytest.skip("the site has no packages of its own: set GRADBOOK_PYODIDE when building it")
    return facts


def agree(one: str, other: str) -> bool:
    """Say whether two texts are the same but for small differences of numbers and for blanks."""
    if [*NUMBER.sub("#", one).split()] != [*NUMBER.sub("#", other).split()]:
        return False
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
    return all(
        math.isclose(number(a), number(b), rel_tol=RELATIVE, abs_tol=ABSOLUTE) for a, b in pairs
    )


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def built(cell: Tag) -> tuple[str, list[str], int]:
    """Return what the page shows below a cell: what was printed, values, how many figures."""

    def texts(css: str) -> list[str]:
        return [block.get_text() for block in cell.select(f".cell_output {css} pre")]

    figures = cell.select(".cell_output img:not(.gradbook-dark)")
    return "".join(texts(".output.stream")), texts(".output.text_plain"), len(figures)


def test_numbers_agree_or_not() -> None:
    assert agree("relative error 3e-10 of  2.0", "relative error 8e-11 of 2.0000001")
    assert not agree("x 1.0", "x 1.1")
    assert not agree("x 1.0", "y 1.0")
    assert not agree("x 1.0 2.0", "x 1.0")


@pytest.mark.parametrize("package", ["numpy", "matplotlib"])
def test_the_build_has_the_versions_of_the_pages(package: str) -> None:
    assert version(package) == runtime()["packages"][package]


@pytest.mark.parametrize("page", PAGES or ["none"])
def test_cells_put_out_the_same_in_a_browser(page: str) -> None:
    runtime()
    command = ["node", "--import", "./tests/js/parts.mjs", "tests/live/run.mjs", str(SITE), page]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    ran = json.loads(done.stdout)
    html = BeautifulSoup((SITE / f"{page}.html").read_text("utf-8"), "html.parser")
    bars = {bar["data-cell"]: bar for bar in html.select(".live-bar")}
    wrong, moved = [], 0
    for name, found in ran.items():
        bar = bars.get(name)
        if found["ok"] is (bar is not None and bar.has_attr("data-fails")):
            wrong.append(f"cell {name}: {found['error']}")
        if bar is None:
            continue
        cell = bar.find_parent(class_="live-cell")
        assert cell is not None
        stdout, values, figures = built(cell)
        here = found["stdout"], found["results"], found["figures"]
        for other, own in zip([stdout, *values], [here[0], *here[1]], strict=False):
            if not agree(other, own):
                wrong.append(f"cell {name}: the page has {other!r}, and here it is {own!r}")
        moved += max(0, here[2] - figures)
        if found["ok"] and (len(values), min(figures, here[2])) != (len(here[1]), figures):
            wrong.append(
                f"cell {name}: {len(values)} values and {figures} figures, here {here[1:]}"
            )
    assert not wrong, "\n".join(wrong)
    assert moved == len(html.select(".explore")), "figures that cells draw are not on the page"
