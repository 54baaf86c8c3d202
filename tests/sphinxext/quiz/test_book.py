"""A question belongs to the whole book: its id, its answer, its translations."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinxext.quiz.conftest import Book, Build

DUPLICATE = """
:::{quiz} gd-direction
Again?

- [x] Yes
  > Yes.
- [ ] No
  > No.

:::
"""


def append(file: Path, text: str) -> int:
    """Append to a file; return how many lines it had."""
    before = file.read_text("utf-8")
    file.write_text(before + text, "utf-8")
    return before.count("\n")


@pytest.mark.parametrize("parallel", [0, 2])
def test_an_id_used_twice_is_said_once_with_the_first_use(
    editable: Path, build: Build, parallel: int
) -> None:
    for number in range(6):  # Sphinx reads in parallel from seven pages on
        (editable / f"page{number}.md").write_text("---\norphan: true\n---\n# Page\n", "utf-8")
    lines = append(editable / "gradients/steps.md", DUPLICATE)
    built = build(editable, "dummy", parallel=parallel)
    place = f"{editable / 'gradients/steps.md'}:{lines + 2}"
    assert built.warnings == [
        f"{place}: WARNING: quiz 'gd-direction': duplicate id; first used at "
        "gradients/direction.md:9 [quiz.id]"
    ]


def test_an_id_used_twice_on_a_page_is_said_at_the_second(editable: Path, build: Build) -> None:
    lines = append(editable / "gradients/direction.md", DUPLICATE)
    (warning,) = build(editable, "dummy").warnings
    assert f"direction.md:{lines + 2}: " in warning
    assert "duplicate id; first used at gradients/direction.md:9" in warning


def test_a_reference_to_no_question_is_said_with_its_line(editable: Path, build: Build) -> None:
    lines = append(editable / "index.md", "\nSee {quiz}`gone`.\n")
    (warning,) = build(editable, "dummy", nitpicky=False).warnings
    assert warning.startswith(
        f"{editable / 'index.md'}:{lines + 2}: WARNING: no quiz has the id 'gone'"
    )


def test_answers_are_printed_in_one_place(editable: Path, build: Build) -> None:
    lines = append(editable / "index.md", "\n```{quiz-answers}\n```\n")
    (warning,) = build(editable, "dummy").warnings
    assert f"index.md:{lines + 2}: WARNING: quiz-answers: the answers are already" in warning
    assert "printed at answers.md:3 [quiz.syntax]" in warning


def test_a_broken_link_in_a_reason_is_said_once(editable: Path, build: Build) -> None:
    file = editable / "gradients/steps.md"
    file.write_text(file.read_text("utf-8").replace("MARKFEEDBACKF", "{ref}`gone`"), "utf-8")
    (warning,) = build(editable, "html").warnings
    assert "steps.md:19: WARNING: undefined label: 'gone'" in warning


def test_any_reference_finds_a_question(editable: Path, build: Build) -> None:
    append(editable / "index.md", "\nSee {any}`gd-both` and [that](#gd-both).\n")
    built = build(editable, "html")
    assert built.warnings == []
    assert built.read("index.html").count('href="gradients/steps.html#quiz-gd-both"') == 2


def written(out: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in out.rglob("*.html")}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_answers_follow_a_change_of_a_question(editable: Path, build: Build) -> None:
    build(editable)
    change(editable / "gradients/steps.md", "MARKFEEDBACKF", "CHANGED")
    built = build(editable)
    assert "CHANGED" in built.read("answers.html")
    assert "MARKFEEDBACKF" not in built.read("answers.html")


def test_answers_follow_for_each_builder_that_shares_the_doctrees(
    editable: Path, build: Build
) -> None:
    build(editable, "html")
    build(editable, "text")
    change(editable / "gradients/steps.md", "MARKFEEDBACKF", "CHANGED")
    assert "CHANGED" in build(editable, "text").read("answers.txt")
    assert "CHANGED" in build(editable, "html").read("answers.html")


def test_answers_are_not_written_again_without_need(editable: Path, build: Build) -> None:
    before = written(build(editable).out)
    append(editable / "index.md", "\nA word.\n")
    after = written(build(editable).out)
    assert before["index.html"] != after["index.html"]
    assert before["answers.html"] == after["answers.html"]


def test_answers_lose_the_questions_of_a_page_that_is_gone(editable: Path, build: Build) -> None:
    build(editable)
    (editable / "gradients/steps.md").unlink()
    change(editable / "index.md", "gradients/steps\n", "")
    change(editable / "index.md", ", the second {quiz}`the largest step <gd-largest-step>`", "")
    change(editable / "gradients/direction.md", "[the steps](steps.md)", "the steps")
    built = build(editable)
    assert built.warnings == []
    assert "MARKFEEDBACKF" not in built.read("answers.html")


def test_links_follow_the_page_of_answers(editable: Path, build: Build) -> None:
    build(editable)
    (editable / "answers.md").rename(editable / "key.md")
    change(editable / "index.md", "answers\n```", "key\n```")
    page = build(editable).read("gradients/steps.html")
    assert 'href="../key.html#answer-gd-both"' in page
    assert "answers.html" not in re.findall(r"<noscript>.*</noscript>", page)[0]


def test_parallel_and_serial_builds_are_equal(editable: Path, build: Build, book: Book) -> None:
    built = build(editable, "html", parallel=2)
    assert built.warnings == []
    for page in ("answers.html", "gradients/direction.html"):
        assert built.read(page) == book("quiz").read(page)


def forms(html: str) -> list[dict[str, object]]:
    """Return what identifies each question of a page, and its answers."""
    result = []
    for form in BeautifulSoup(html, "html.parser").find_all("form", class_="quiz"):
        key = json.loads(b64decode(form.find("script", class_="quiz-key").string))
        options = [option["id"] for option in key.get("options", key.get("matchers"))]
        result.append({"hash": form["data-quiz-hash"], "ids": options})
    return result


def test_a_translation_keeps_ids_and_hashes(book: Book) -> None:
    german = book("quiz", language="de", locale_dirs=["locale"])
    page = "gradients/direction.html"
    assert german.warnings == []
    assert "Steilster Abstieg" in german.read(page)
    assert "Steepest descent" not in german.read(page)
    assert "DEUTSCH: das ist" in german.read("answers.html")
    assert forms(german.read(page)) == forms(book("quiz").read(page))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Which of them decrease?", "Which of them grow?", True),
        ("- [x] This", "- [x] That one", True),
        ("- [x] This", "- [ ] This", True),
        ("MARKFEEDBACKH", "Another reason", False),
    ],
)
def test_the_hash_changes_with_what_is_asked_and_what_is_right(
    editable: Path, build: Build, book: Book, old: str, new: str, changes: bool
) -> None:
    change(editable / "gradients/steps.md", old, new)
    now = forms(build(editable).read("gradients/steps.html"))[1]["hash"]
    before = forms(book("quiz").read("gradients/steps.html"))[1]["hash"]
    assert (now != before) == changes
