"""Every page of the book keeps the house rules."""

from __future__ import annotations

from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [page.relative_to(DOCS).as_posix() for page in sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_keeps_the_rules(page, lint):
    found = lint(f"docs/{page}", (DOCS / page).read_text(encoding="utf-8"))
    assert not found, "\n" + "\n".join(found)


def test_no_name_is_used_twice(duplicates):
    found = duplicates((f"docs/{page}", (DOCS / page).read_text("utf-8")) for page in PAGES)
    assert not found, "\n" + "\n".join(found)
