"""The project's word list is short, sorted, and nothing in it is left over."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = (ROOT / "conf/words.txt").read_text(encoding="utf-8").splitlines()
CHECKED = ("docs/**/*.md", "*.md", "gradbook/**/*.py", "conf/*.py", "noxfile.py")


def test_the_words_are_sorted_and_different() -> None:
    keys = [word.casefold() for word in WORDS]
    assert all(before < after for before, after in pairwise(keys))


def test_every_word_is_used() -> None:
    files = [path for pattern in CHECKED for path in ROOT.glob(pattern)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files).casefold()
    assert [word for word in WORDS if word.casefold() not in text] == []


def test_lint_checks_these_files() -> None:
    text = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    assert all(f'"{pattern}"' in text for pattern in CHECKED)
