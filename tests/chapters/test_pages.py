"""Every page of the book keeps the house rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [page.relative_to(DOCS).as_posix() for page in sorted(DOCS.rglob("*.md"))]
TEXTS = {f"docs/{page}": (DOCS / page).read_text(encoding="utf-8") for page in PAGES}
NUMBERS = {
    path: int(found[1])
    for path, text in TEXTS.items()
    if (found := re.match(r"---\n(?:(?!---\n).*\n)*?chapter: *(\d+)", text))
}
CHAPTERS = sorted(NUMBERS, key=NUMBERS.__getitem__)


@pytest.mark.parametrize("path", TEXTS)
def test_the_page_keeps_the_rules(path, lint):
    found = lint(path, TEXTS[path])
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("path", TEXTS)
def test_the_page_keeps_the_notation(path, check_notation):
    found = check_notation(path, TEXTS[path])
    assert not found, "\n" + "\n".join(found)


def test_no_name_is_used_twice(duplicates):
    found = duplicates(TEXTS.items())
    assert not found, "\n" + "\n".join(found)


def test_each_term_is_bold_once_and_in_the_glossary(check_terms):
    glossary = "docs/appendix/glossary.md"
    found = check_terms((glossary, TEXTS[glossary]), [(path, TEXTS[path]) for path in CHAPTERS])
    assert not found, "\n" + "\n".join(found)


def test_each_symbol_of_the_notation_is_used(unused_rows):
    page = "docs/notation.md"
    found = unused_rows(page, TEXTS[page], [TEXTS[path] for path in CHAPTERS])
    assert not found, "\n" + "\n".join(found)
