from __future__ import annotations

import pytest

from gradbook.sphinxext.progress.chapters import key_lines, read_chapter


def test_a_chapter_states_number_part_star_and_id() -> None:
    front = {"chapter": "12", "part": "IV", "core": "True", "id": "sgd"}
    chapter, problems = read_chapter("stochastic/sgd", front, ["q2", "q1"], {"chapter": 3})
    assert problems == []
    assert chapter is not None
    assert (chapter.id, chapter.number, chapter.part, chapter.core) == ("sgd", 12, "IV", True)
    assert chapter.quizzes == ("q2", "q1")
    assert (chapter.line("chapter"), chapter.line("part")) == (3, 1)


def test_only_the_number_is_needed() -> None:
    chapter, problems = read_chapter("a/b", {"chapter": "1"}, [], {})
    assert problems == []
    assert chapter is not None
    assert (chapter.id, chapter.part, chapter.core) == ("a/b", "", False)


@pytest.mark.parametrize("number", ["0", "-1", "1.0", "01", "one", "", "null", "[1]", "１"])
def test_a_bad_number_makes_no_chapter(number: str) -> None:
    chapter, problems = read_chapter("a", {"chapter": number}, [], {})
    assert chapter is None
    [(key, sentence)] = problems
    assert key == "chapter"
    assert sentence.startswith("chapter must be a whole number from 1 on, not ")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("part", value) for value in ("1", "iv", "IIX", "VV", "", "null")),
        *(("core", value) for value in ("yes", "1", "", "null")),
        *(("id", value) for value in ("Not An Id", "a--b", "-a", "a_b", "ä", "", "null")),
    ],
)
def test_a_bad_value_is_told_and_counts_as_not_given(key: str, value: str) -> None:
    expected, _ = read_chapter("a", {"chapter": "1"}, [], {})
    chapter, problems = read_chapter("a", {"chapter": "1", key: value}, [], {})
    assert chapter == expected
    [(subject, sentence)] = problems
    assert subject == key
    assert sentence.endswith("not empty" if value in ("", "null") else f"not {value!r}")


@pytest.mark.parametrize("part", ["I", "II", "III", "IV", "V", "IX", "XIV", "XL", "XC", "CXLIX"])
def test_roman_numerals(part: str) -> None:
    chapter, problems = read_chapter("a", {"chapter": "1", "part": part}, [], {})
    assert problems == []
    assert chapter is not None
    assert chapter.part == part


def test_lines_are_those_of_the_first_use() -> None:
    assert key_lines("---\nkernel: x\ncore: true\n---\n\ncore: in the text\n") == {"core": 3}
    assert key_lines(":part: I\n:chapter: 1\n\nTitle\n=====\n") == {"part": 1, "chapter": 2}
