"""What is written on the pages: the question, the box for reports, the links that work alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

from gradbook.sphinxext.feedback.checkout import Checkout, checkout_of
from gradbook.sphinxext.feedback.endpoint import is_safe
from gradbook.sphinxext.feedback.words import REASONS, SAID

BLOCK = "aside.gradbook-feedback"
BOX = "dialog.gradbook-report"
PLACES = ("_static/gradbook/feedback.js", "_static/gradbook/feedback.css")


@pytest.fixture(scope="module")
def build(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build `test-feedback`, strictly; the same build once."""
    built: dict[str, Path] = {}

    def get(builder: str = "html", **overrides: object) -> Path:
        key = f"{builder} {overrides}"
        if key not in built:
            folder = tmp_path_factory.mktemp("feedback") / "book"
            shutil.copytree(rootdir / "test-feedback", folder)
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", module=r"myst_parser\.")
                app = SphinxTestApp(builder, srcdir=folder, confoverrides=overrides)
                try:
                    app.build()
                    assert app.warning.getvalue() == ""
                finally:
                    app.cleanup()
            built[key] = app.outdir
        return built[key]

    return get


def page_of(folder: Path, name: str = "chapter") -> BeautifulSoup:
    return BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")


def one(soup: BeautifulSoup, css: str) -> Tag:
    (found,) = soup.select(css)
    return found


def settings_of(soup: BeautifulSoup) -> dict[str, Any]:
    settings = json.loads(unescape(str(one(soup, BOX)["data-settings"])))
    assert isinstance(settings, dict)
    return settings


def fields_of(url: str) -> dict[str, str]:
    query = parse_qs(urlsplit(url).query, keep_blank_values=True)
    assert all(len(values) == 1 for values in query.values())
    return {name: values[0] for name, values in query.items()}


class TestAPage:
    def test_a_chapter_asks_and_other_pages_do_not(self, build: Callable[..., Path]) -> None:
        assert page_of(build(), "index").select(BLOCK) == []
        block = one(page_of(build()), BLOCK)
        assert block["data-chapter"] == "slopes"
        assert one(block, "fieldset > legend").text == "Was everything clear?"
        assert [button["value"] for button in block.select("button[hidden]")] == ["yes", "no"]
        assert one(block, "[role=status]").text == ""

    def test_the_links_fill_in_a_form(self, build: Callable[..., Path]) -> None:
        links = one(page_of(build()), BLOCK).select("a")
        assert [link.text for link in links] == ["Yes, all of it", "Not quite: tell us what"]
        for link, rating in zip(links, ("yes", "no"), strict=True):
            assert link["rel"] == ["noopener", "noreferrer"]
            url = str(link["href"])
            assert url.startswith("https://example.org/book/issues/new?")
            assert fields_of(url) == {
                "template": "chapter-feedback.yml",
                "title": "Feedback: chapter",
                "rating": rating,
                "page": "chapter",
                "build": "",
                "lang": "en",
            }

    def test_every_page_has_the_box(self, build: Callable[..., Path]) -> None:
        for name in ("index", "chapter"):
            soup = page_of(build(), name)
            assert len(soup.select(f"{BOX} > [role=status]:empty")) == 1
            settings = settings_of(soup)
            assert settings["report"] == {
                "v": 1,
                "book": "slopes",
                "page": name,
                "build": "",
                "lang": "en",
            }
            assert settings["words"] == SAID
            assert settings["endpoint"] == settings["files"] == ""
            assert soup.select("[data-does=send]") == []

    def test_controls_are_native_and_named(self, build: Callable[..., Path]) -> None:
        box = one(page_of(build()), BOX)
        assert box.select("[style], [onclick], [tabindex]") == []
        for control in box.select("input, textarea"):
            assert control.find_parent("label") is not None
        for rating, (question, reasons) in REASONS.items():
            group = one(box, f"fieldset[data-for={rating}]")
            assert one(group, "legend").text == question
            assert [tick["value"] for tick in group.select("input")] == list(reasons)
        link = one(box, "a")
        assert link.text == "Open an issue on example.org (new tab)"
        assert link["rel"] == ["noopener", "noreferrer"]

    def test_the_script_and_the_style_are_published(self, build: Callable[..., Path]) -> None:
        for builder in ("html", "dirhtml"):
            assert all((build(builder) / place).is_file() for place in PLACES)
        assert "gradbook/feedback.js" in str(page_of(build()))


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "gettext", "pseudoxml"])
def test_other_builders_have_nothing_of_it(build: Callable[..., Path], builder: str) -> None:
    quiet = ["epub.unknown_project_files"]
    out = build(builder, suppress_warnings=quiet, version="1", copyright="2026")
    texts = [
        path.read_text("utf-8", "ignore")
        for path in out.rglob("*")
        if path.suffix in {".html", ".xhtml", ".txt", ".pot", ".pseudoxml"}
    ]
    assert any("Slopes" in text for text in texts)
    for text in texts:
        assert "gradbook-feedback" not in text
        assert "gradbook-report" not in text
        assert "Was everything clear" not in text
    assert not any((out / place).exists() for place in PLACES)


def test_with_nowhere_to_go_nothing_is_asked(build: Callable[..., Path]) -> None:
    out = build(gradbook_repository="")
    soup = page_of(out)
    assert soup.select(f"{BLOCK}, {BOX}") == []
    assert not any((out / place).exists() for place in PLACES)


def test_an_endpoint_alone_needs_the_script(build: Callable[..., Path]) -> None:
    address = "https://feedback.example.net/slopes"
    soup = page_of(build(gradbook_repository="", gradbook_feedback_endpoint=address))
    assert one(soup, BLOCK).select("a") == []
    assert one(soup, f"{BOX} [data-does=send]").text == "Send to feedback.example.net"
    assert soup.select(f"{BOX} a") == []
    assert settings_of(soup)["endpoint"] == address


SAFE = [
    "https://feedback.example.org",
    "https://feedback.example.org:8443/book?key=a",
    "http://localhost/",
    "http://127.0.0.1:8000/feedback",
    "http://[::1]:8000/",
]
UNSAFE = [
    "http://feedback.example.org/",
    "http://localhost.example.org/",
    "http://127.0.0.1@example.org/",
    "https://user:word@example.org/",
    "https://example.org/#part",
    "https://example.org:port/",
    "https://",
    "https:/example.org",
    "//example.org/",
    "/feedback",
    "example.org",
    "javascript:alert(1)",
    "file:///tmp/feedback",
    " https://example.org/",
    "https://exam ple.org/",
    "https://[::1/",
    True,
]


@pytest.mark.parametrize("address", SAFE)
def test_safe_endpoints(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize("address", UNSAFE)
def test_unsafe_endpoints(address: object) -> None:
    assert not is_safe(address)


def test_an_unsafe_endpoint_ends_the_build_with_a_sentence(build: Callable[..., Path]) -> None:
    with pytest.raises(ConfigError) as caught:
        build(gradbook_feedback_endpoint="http://example.org/")
    assert str(caught.value) == (
        "gradbook_feedback_endpoint: expected the address of a server that begins with https:// "
        "(on this computer http:// will do), without a name, a password or a fragment in it, "
        "got 'http://example.org/'"
    )


def test_the_sources_are_where_the_checkout_says(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    assert checkout_of(str(docs)) == Checkout("", "")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=N", "-c", "user.email=n@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    assert checkout_of(str(docs)) == Checkout("", "")
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "First"], check=True)
    commit, folder = checkout_of(str(docs))
    head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    assert len(commit) >= 7
    assert head.stdout.startswith(commit)
    assert folder == "docs/"
    assert checkout_of(str(tmp_path)).folder == ""
    files = Checkout(commit, folder).files("https://example.org/book/")
    assert files == f"https://example.org/book/blob/{commit}/docs/"
    assert Checkout(commit, folder).files("") == Checkout("", "").files("https://a.b/") == ""
