"""Formulas are typeset at build time; a broken one is named with its line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

from gradbook.sphinxext.maths.typesetter import MathError, Typesetter

KATEX = Path(__file__).parents[3] / "conf/node_modules/katex/dist"
pytestmark = pytest.mark.sphinx(
    "html", testroot="maths", confoverrides={"gradbook_katex": str(KATEX)}
)


def test_page_needs_no_script(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    html = (app.outdir / "index.html").read_text("utf-8")
    assert html.count('<math xmlns="http://www.w3.org/1998/Math/MathML"') == 2
    assert 'class="eqno">(1)' in html
    assert 'href="#equation-mean"' in html
    assert not re.search(r"<script[^>]*mathjax", html, re.IGNORECASE)
    assert "_static/katex/katex.min.css" in html
    assert list((app.outdir / "_static/katex/fonts").glob("KaTeX_Main-Regular.*"))


def test_broken_formula_is_a_diagnostic_with_its_line(app: SphinxTestApp) -> None:
    page = Path(app.srcdir, "index.md")
    page.write_text("# Formulas\n\nGood $x$.\n\nBad $\\frac{1$ here.\n", encoding="utf-8")
    app.build()
    (warning,) = app.warning.getvalue().strip().splitlines()
    assert f"{page}:5: WARNING: formula not understood: " in warning
    assert r"<code>\frac{1</code>" in (app.outdir / "index.html").read_text("utf-8")


def test_lines_are_aligned_without_an_environment(app: SphinxTestApp) -> None:
    plain = "a &= b \\\\\n&= c"
    named = "\\begin{aligned}d &= e \\\\ &= g\\end{aligned}"
    source = f"# Formulas\n\n```{{math}}\n{plain}\n```\n\n$$\n{named}\n$$\n"
    Path(app.srcdir, "index.md").write_text(source, encoding="utf-8")
    app.build()
    assert app.warning.getvalue() == ""
    html = (app.outdir / "index.html").read_text("utf-8")
    tables = re.findall(r"<mtable.*?</mtable>", html, re.DOTALL)
    assert [table.count("<mtr>") for table in tables] == [2, 2]


@pytest.mark.sphinx(
    "epub",
    testroot="maths",
    confoverrides={"gradbook_katex": str(KATEX), "version": "1", "copyright": "the authors"},
)
def test_epub_has_mathml_alone(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    page = (app.outdir / "index.xhtml").read_text("utf-8")
    assert "<math" in page
    assert "katex-html" not in page


def test_missing_katex_is_said(
    make_app: type[SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    book = shutil.copytree(rootdir / "test-maths", tmp_path / "book")
    with pytest.raises(ConfigError, match=r"no katex.mjs in .*nowhere"):
        make_app(srcdir=book, confoverrides={"gradbook_katex": "nowhere"})


def test_typesetter_survives_a_bad_formula() -> None:
    typesetter = Typesetter(KATEX)
    with pytest.raises(MathError):
        typesetter.html("\\nonsense", display=False)
    assert "katex" in typesetter.html("x^2", display=False)
    assert "katex-display" in typesetter.html("x^2", display=True)
    typesetter.close()
    typesetter.close()
