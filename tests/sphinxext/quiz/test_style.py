"""The lint of questions: what it finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradbook.sphinxext.quiz.__main__ import main
from gradbook.sphinxext.quiz.markdown import quizzes
from gradbook.sphinxext.quiz.style import check_page


def quiz(stem: str, *answers: str, ident: str = "one", blank: bool = True) -> str:
    items = [f"- {answer}\n  > A reason that is much longer than any answer." for answer in answers]
    end = ["", ":::"] if blank else [":::"]
    return "\n".join([f":::{{quiz}} {ident}", "", stem, "", *items, *end, ""])


def told(text: str) -> list[str]:
    return [f"{line} {ident}: {words}" for line, ident, words in check_page(text)]


LENGTH = (
    "the right answer is the longest by far (46 letters, the next has 20); move its reason into "
    "the feedback, or say as much in the wrong ones"
)
OTHERS = "is about the other answers, which change places; say what is meant, or use ':type:"
NOT = "'not' in the question is easily overread; write '*not*', or ask for what does hold"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            quiz(
                "Why?",
                "[ ] Because of the steps",
                "[x] Because the gradient of *f* is Lipschitz there\n  and bounded",
                "[ ] It is",
            ),
            7,
            LENGTH.replace("46", "56"),
        ),
        (
            quiz("Why?", "[ ] Because of the steps", r"[x] $\nabla f$ " + "is bounded " * 4),
            7,
            LENGTH,
        ),
        (quiz("Why?", "[x] This", "[ ] That", "[ ] All of the above"), 9, OTHERS),
        (quiz("Why?", "[ ] This", "[ ] That", "[x] None of these"), 9, OTHERS),
        (quiz("Which is not convex?", "[x] This", "[ ] That"), 1, NOT),
        (
            quiz("Take a step.\nWhich of these does\nnot hold?", "[x] This", "[ ] That"),
            1,
            NOT,
        ),
        (
            quiz("Why?", "[x] This", "[ ] That", blank=False),
            9,
            "leave a blank line before the line that closes it",
        ),
        (
            quiz("Why?", "[x] a", *(f"[ ] {letter}" for letter in "bcdef")),
            15,
            "6 answers; keep the 5 at most that somebody believes",
        ),
    ],
)
def test_what_should_be_written_differently(text: str, line: int, words: str) -> None:
    (finding,) = told(text)
    assert finding.startswith(f"{line} one: ")
    assert words in finding


@pytest.mark.parametrize(
    "text",
    [
        quiz("Which is *not* convex?", "[x] This", "[ ] That"),
        quiz("It is not convex. Which is it?", "[x] This", "[ ] That"),
        quiz("Why is it not convex?", "[x] This", "[ ] That"),
        quiz("Which `not x` is it?", "[x] This", "[ ] That"),
        quiz("Why?", "[x] All of this and much more", "[x] This", "[ ] It"),
        quiz("Why?", "[x] Seven letters", "[ ] 7 of"),
        quiz("Why?", "[x] [this](#a-long-address-of-a-section)", "[ ] that of it"),
        quiz("Why?", *(f"[x] {letter}" for letter in "abcde")),
        quiz("Why?", r"[x] $\mathbf{\alpha}\cdot\boldsymbol{\beta}$", "[ ] $a$ or $b$"),
        ":::{quiz} n\n:type: numeric\n\nHow many?\n\n" + "- [x] 1\n  > R.\n" * 7 + "\n:::\n",
        "````markdown\n" + quiz("Which is not it?", "[x] This", blank=False) + "````\n",
        "```python\n" + quiz("Which is not it?", "[x] This", blank=False) + "```\n",
        "```{code-cell}\n" + quiz("Which is not it?", "[x] This", blank=False) + "```\n",
    ],
)
def test_what_is_well_written(text: str) -> None:
    assert told(text) == []


def test_places_of_the_right_answers_on_a_page() -> None:
    first = [quiz("Why?", "[x] This", "[ ] That", ident=f"q{number}") for number in range(3)]
    other = quiz("Why?", "[ ] That", "[x] This", ident="other")
    both = quiz("Why?", "[x] That", "[x] This", "[ ] It", ident="both")
    assert told("\n".join([*first, both])) == []
    words = "3 of 4 right answers on this page stand in place 1; move some"
    assert told("\n".join([other, both, *first])) == [f"25 q0: {words}"]
    assert told("\n".join([*first, other, other])) == []


def test_quizzes_are_found_wherever_sphinx_finds_them() -> None:
    inner = (
        ":::{quiz} code\nWhich?\n\n```python\n- [x] no answer\n```\n\n- [x] This\n- [ ] That\n:::"
    )
    text = "\n".join(
        (
            quiz("Why?", "[x] This", ident="plain"),
            f"::::{{note}}\n{inner}\n::::",
            "````{tip}\n```{quiz} fenced\nWhich?\n\n- [x] This\n```\n````",
            f"::::{{quiz-set}} all\n{quiz('Why?', '[x] This', ident='member')}::::",
            "> :::{quiz} quoted\n> Which?\n> :::",
            "```{code-cell}\n:::{quiz} no\n:::\n```",
            ":::{quiz} open\n:title: Last\n\nWhich?",
        )
    )
    found = {each.ident: each for each in quizzes(text)}
    assert list(found) == ["plain", "code", "fenced", "member", "quoted", "open"]
    assert [item.text for item in found["code"].items] == ["This", "That"]
    assert found["code"].stem == "Which?"
    assert found["open"].end == 0
    assert found["open"].options == {"title": (len(text.splitlines()) - 2, "Last")}


def test_the_command_names_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "part/page.md"
    page.parent.mkdir()
    page.write_text(quiz("Which is not it?", "[x] This", "[ ] That", blank=False), "utf-8")
    for hidden in (".hidden.md", "_build/page.md"):
        (tmp_path / hidden).parent.mkdir(exist_ok=True)
        (tmp_path / hidden).write_text(page.read_text("utf-8"), "utf-8")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{page}:1: quiz 'one': {NOT}",
        f"{page}:9: quiz 'one': leave a blank line before the line that closes it",
    ]
