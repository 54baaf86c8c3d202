from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError
from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

NUMBER = "chapter must be a whole number from 1 on, not"
WORDS = "lower-case words of letters and digits joined by hyphens"

EXPECTED = [
    "page-beyond.md:2: chapter 4 is outside 1 to 3, the number set by gradbook_chapters",
    f"page-empty.md:2: {NUMBER} empty",
    f"page-fraction.md:2: {NUMBER} '2.5'",
    "page-parts.md:2: part must be a Roman numeral such as IV, not 'IIX'",
    "page-twice.md:2: duplicate chapter 1; first used at page-first.md:3",
    "page-twice.md:3: duplicate id 'same'; first used at page-first.md:2",
    "page-twice.md:4: more core chapters than the 1 set by gradbook_core_chapters",
    "page-values.md:3: part must be a Roman numeral such as IV, not '4'",
    "page-values.md:4: core must be true or false, not 'maybe'",
    f"page-values.md:5: id must be {WORDS}, not 'Not An Id'",
    f"page-word.md:2: {NUMBER} 'four'",
    f"page-zero.md:2: {NUMBER} '0'",
]


def told(app: SphinxTestApp) -> list[str]:
    """Return the warnings, sorted, without folder and type."""
    lines = strip_colors(app.warning.getvalue()).splitlines()
    return sorted(
        line.removeprefix(f"{app.srcdir}/").replace("WARNING: ", "").rpartition(" [")[0]
        for line in lines
    )


@pytest.mark.sphinx("html", testroot="progress-errors")
def test_every_mistake_is_told_with_file_and_line(app: SphinxTestApp) -> None:
    app.build()
    assert told(app) == EXPECTED
    assert "page-values.md:3: WARNING" in strip_colors(app.warning.getvalue())
    assert "[progress.part]" in app.warning.getvalue()
    page = (app.outdir / "page-values.html").read_text("utf-8")
    assert '<p class="gradbook-label">Chapter 2</p>' in page


@pytest.mark.sphinx(
    "html", testroot="progress-errors", confoverrides={"suppress_warnings": ["progress"]}
)
def test_the_warnings_can_be_silenced_by_their_type(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""


@pytest.mark.parametrize("plan", ["gradbook_chapters", "gradbook_core_chapters"])
@pytest.mark.parametrize("value", ["35", -1, 3.5, True])
def test_a_plan_is_a_count(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path, plan: str, value: object
) -> None:
    (tmp_path / "conf.py").write_text(
        f"extensions = ['gradbook.sphinxext.progress']\n{plan} = {value!r}\n"
    )
    with pytest.raises(ConfigError, match=f"{plan} must be a whole number from 0 on, not "):
        make_app("html", srcdir=tmp_path)
