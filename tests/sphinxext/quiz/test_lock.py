"""An id under which readers keep results does not disappear silently."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gradbook.sphinxext.quiz.__main__ import main

if TYPE_CHECKING:
    from conftest import Build

CONF = 'extensions = ["myst_parser", "gradbook.sphinxext.quiz", "gradbook.sphinxext.quiz.stale"]\n'


def quiz(ident: str, *options: str) -> str:
    lines = [f":::{{quiz}} {ident}", *options, "", "Which?", "", "- [x] This", "  > Yes."]
    return "\n".join([*lines, "- [ ] That", "  > No.", "", ":::", ""])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A book of two pages whose second page has a question with a former id."""
    book = tmp_path / "book"
    book.mkdir()
    (book / "conf.py").write_text(CONF, "utf-8")
    toc = "# Book\n\n```{toctree}\npage\n```\n\n"
    (book / "index.md").write_text(toc + quiz("here"), "utf-8")
    (book / "page.md").write_text("# Page\n\n" + quiz("new", ":was: old"), "utf-8")
    return book


def lock(book: Path, text: str) -> None:
    (book / "quiz-lock.json").write_text(text, "utf-8")


def problems(build: Build, book: Path, *, parallel: int = 0) -> list[str]:
    return [
        line.replace(f"{book}/", "").replace("WARNING: ", "")
        for line in build(book, parallel=parallel).warnings
    ]


def test_a_book_without_a_lock_is_not_checked(build: Build, folder: Path) -> None:
    assert problems(build, folder) == []


@pytest.mark.parametrize("parallel", [0, 2])
def test_ids_in_the_book_and_former_ids_are_known(
    build: Build, folder: Path, parallel: int
) -> None:
    lock(folder, '{\n  "gone": null,\n  "here": "index",\n  "old": "page"\n}\n')
    assert problems(build, folder, parallel=parallel) == []


def test_what_is_stale_is_told_with_its_line(build: Build, folder: Path) -> None:
    page = "# Page\n\n" + "\n".join(
        (
            quiz("new", ":was: missed"),
            quiz("renamed", ":title: Name", ":was: here old gone"),
            quiz("gone"),
            quiz("again", ":was: never"),
        )
    )
    (folder / "page.md").write_text(page, "utf-8")
    lines = page.splitlines()
    was = {word: n for n, line in enumerate(lines, 1) for word in line.split()}
    lock(
        folder,
        '{\n  "gone": null,\n  "here": "index",\n  "lost": "page",\n  "old": "page",\n'
        '  "missed": "index"\n}\n',
    )
    told = "names an id that was never published, or is gone, by quiz-lock.json [quiz.stale]"
    assert problems(build, folder) == [
        "quiz-lock.json:4: quiz 'lost': no question has this id any more (first published on page "
        "'page'); write ':was: lost' below the one that it has become, or null here if it is gone "
        "[quiz.stale]",
        f"page.md:{was['old']}: quiz 'renamed': ':was: here' names a question that is still in the "
        "book [quiz.stale]",
        f"page.md:{was['old']}: quiz 'renamed': ':was: gone' names a question that is still in the "
        "book [quiz.stale]",
        f"page.md:{lines.index(':::{quiz} gone') + 1}: quiz 'gone': the id belonged to a question "
        "that is gone, says quiz-lock.json; choose another one [quiz.stale]",
        f"page.md:{was['never']}: quiz 'again': ':was: never' {told}",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{\n  "here": "index"\n  "old": "page"\n}\n', "3: quiz-lock: Expecting ',' delimiter; "),
        ('{\n  "here": "index",\n  "old": 7\n}\n', "3: quiz-lock: expected a page or null for "),
        ("[]\n", "1: quiz-lock: expected an object of ids with their pages [quiz.stale]"),
    ],
)
def test_a_broken_lock_is_told_with_its_line(
    build: Build, folder: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    lock(folder, text)
    (warning,) = problems(build, folder)
    assert warning.startswith(f"quiz-lock.json:{told}")
    assert main([str(folder)]) == 2
    place = told.partition(" ")[0]
    assert capsys.readouterr().err.startswith(f"{folder / 'quiz-lock.json'}:{place} ")


def test_new_ids_are_asked_for_by_the_command_alone(
    build: Build, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(folder, '{"gone": null, "old": "page"}')
    assert problems(build, folder) == []
    assert main([str(folder)]) == 1
    here, new = capsys.readouterr().out.splitlines()
    command = f"python -m gradbook.sphinxext.quiz {folder} --write-lock"
    told = f"quiz-lock.json does not have it; run '{command}'"
    assert here == f"{folder / 'index.md'}:7: quiz 'here': {told}"
    assert new == f"{folder / 'page.md'}:3: quiz 'new': {told}"
    assert main([str(folder), "--write-lock"]) == 0
    text = (folder / "quiz-lock.json").read_text("utf-8")
    assert text.splitlines()[1:-1] == [
        '  "gone": null,',
        '  "here": "index",',
        '  "new": "page",',
        '  "old": "page"',
    ]
    assert main([str(folder)]) == 0
    assert problems(build, folder) == []


def test_writing_the_lock_takes_nothing_out(folder: Path) -> None:
    lock(folder, '{"here": "elsewhere", "lost": "page"}')
    main([str(folder), "--write-lock"])
    kept = json.loads((folder / "quiz-lock.json").read_text("utf-8"))
    assert kept == {"here": "elsewhere", "lost": "page", "new": "page"}


def test_a_folder_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "expected a folder of pages, got" in capsys.readouterr().err
