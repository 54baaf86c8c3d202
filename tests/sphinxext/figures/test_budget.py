"""What a figure to explore costs a reader who comes near it, as a server sends it."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gradbook.sphinxext.figures

if TYPE_CHECKING:
    from tests.sphinxext.figures.conftest import Build

ESBUILD = Path(__file__).parents[3] / "conf/node_modules/.bin/esbuild"
MOUNT = Path(gradbook.sphinxext.figures.__file__).parent / "static/gradbook/explore/mount.js"
OURS, LIBRARY, AT_ONCE = 15_000, 45_000, 2_000


def weight(content: bytes) -> int:
    return len(gzip.compress(content, mtime=0))


@pytest.fixture
def ours() -> int:
    """Size of all that is not D3's."""
    options = ["--bundle", "--minify", "--format=esm", "--charset=utf8", "--external:d3-*"]
    command = [str(ESBUILD), str(MOUNT), *options]
    return weight(subprocess.run(command, capture_output=True, check=True, env=os.environ).stdout)


def test_our_part_and_the_library_stay_within_their_budgets(build: Build, ours: int) -> None:
    folder = build().out / "_static/gradbook"
    all_of_it = sum(weight(file.read_bytes()) for file in folder.glob("chunks/*.js"))
    assert 0 < ours <= OURS
    assert ours < all_of_it <= ours + LIBRARY


def test_a_page_loads_little_before_a_reader_comes_near(build: Build) -> None:
    built = build()
    loaded = re.findall(r"_static/(gradbook/[\w./-]+)", built.page())
    assert loaded == ["gradbook/explore.css", "gradbook/explore.js"]
    sizes = [weight((built.out / "_static" / name).read_bytes()) for name in loaded]
    assert sum(sizes) <= AT_ONCE
