"""The list of pages for tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Book

LISTED = r"""# The Book of Walks

> All about walking.

## Pages

- [Home & more](https://example.org/book/index.md): All about walking.
- [Notes](https://example.org/book/notes.md): Signs like \* and \_ and $x_1*y$ in a sentence.

## Part one

- [Part one](https://example.org/book/part/index.md): What it is about.
- [A “walk” & back](https://example.org/book/part/walk.md): How a walk ends.
"""


def test_pages_are_listed_by_part_with_a_line_on_each(book: Book) -> None:
    assert book().read("llms.txt") == LISTED
    assert not (book().out / "llms-full.txt").exists()


def test_the_whole_book_is_in_one_file_if_wanted(book: Book) -> None:
    built = book(gradbook_ask_full=True)
    whole = built.read("llms-full.txt")
    places = [whole.index(built.read(f"{name}.md")) for name in ("index", "notes", "part/walk")]
    assert places == sorted(places)
    assert "Nothing to see." not in whole
