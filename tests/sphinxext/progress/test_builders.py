from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

# builder, a file it writes, and how the label of chapter 1 reads there
OUTPUTS = [
    ("html", "foundations/limits.html", "Part I · Chapter 1 <span"),
    ("dirhtml", "foundations/limits/index.html", "Part I · Chapter 1 <span"),
    ("singlehtml", "index.html", '<p class="gradbook-label">Part I · Chapter 1 <span'),
    ("epub", "foundations/limits.xhtml", '<p class="gradbook-label">Part I · Chapter 1 <span'),
    ("latex", "asmallbook.tex", r"\sphinxstyleemphasis{Part I · Chapter 1 · core chapter}"),
    ("text", "foundations/limits.txt", "*Part I · Chapter 1 · core chapter*"),
    ("man", "asmallbook.1", r"\fIPart I · Chapter 1 · core chapter\fP"),
    ("texinfo", "asmallbook.texi", "`Part I · Chapter 1 · core chapter'"),
    ("xml", "foundations/limits.xml", "Part I · Chapter 1 · core chapter"),
    ("gettext", "foundations.pot", 'msgid "Limits"'),
]


@pytest.mark.parametrize(
    ("builder", "file", "label"),
    [
        pytest.param(
            *row,
            marks=pytest.mark.sphinx(row[0], testroot="progress", srcdir=f"progress-{row[0]}"),
            id=row[0],
        )
        for row in OUTPUTS
    ],
)
def test_every_builder_has_the_label_and_warns_of_nothing(
    app: SphinxTestApp, builder: str, file: str, label: str
) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    output = (app.outdir / file).read_text("utf-8")
    assert label in output
    if builder not in ("html", "dirhtml"):
        for name in ("crumbs", "read", "progress", "overview", "data"):
            assert f'class="gradbook-{name}"' not in output
        assert not list(app.outdir.rglob("book.json"))


@pytest.mark.sphinx("singlehtml", testroot="progress")
def test_a_page_of_all_chapters_labels_each_above_its_title(app: SphinxTestApp) -> None:
    app.build()
    page = (app.outdir / "index.html").read_text("utf-8")
    label = r'<p class="gradbook-label">[^<]*Chapter (\d)[^§]*?<h\d>(\w+)'
    assert re.findall(label, page) == [
        ("1", "Limits"),
        ("2", "Curves"),
        ("3", "Areas"),
        ("4", "Chances"),
    ]
    assert "progress.js" not in page


@pytest.mark.sphinx("text", testroot="progress")
def test_a_page_of_text_has_the_label_below_the_title(app: SphinxTestApp) -> None:
    app.build()
    page = (app.outdir / "sums" / "chances.txt").read_text("utf-8")
    assert page == "Chances\n*******\n\n*Chapter 4*\n\nEven.\n"
