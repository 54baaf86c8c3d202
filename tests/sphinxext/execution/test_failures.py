"""A cell that fails gives one diagnostic, with the line of the failing statement."""

from __future__ import annotations

import re

import pytest

EXPECTED = {
    "raises": ("x / y", "cell raised ZeroDivisionError: division by zero; the line was: x / y"),
    "inside": (
        "    return 1 / x",
        "cell raised ZeroDivisionError: division by zero; the line was: return 1 / x",
    ),
    "elsewhere": (
        "json.loads(text)",
        "cell raised JSONDecodeError: Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1); the line was: json.loads(text)",
    ),
    "silent": (
        "assert total == 4",
        "cell raised AssertionError; the line was: assert total == 4",
    ),
    "lengthy": (
        "raise ValueError(",
        "cell raised ValueError: the first line; the line was: "
        r'raise ValueError("the first line\n" + "and many others\n" * 100)',
    ),
    "syntax": ("b = = 2", "cell raised SyntaxError: invalid syntax; the line was: b = = 2"),
    "slow": (
        "time.sleep(60)",
        "cell ran longer than 2 seconds and was stopped; the line was: time.sleep(60)",
    ),
    "dies": ("import os", "cell ended the process it ran in"),
    "floods": (
        "for _ in range(100)",
        "cell put out more than 10 MB and was stopped",
    ),
    "spared": ("spared = 1", "cell is tagged 'raises-exception', and raised none"),
    "nodata": ("data: [no-such.csv]", "data: there is no file 'no-such.csv'"),
    "deep": (
        "outer(0)",
        "cell raised JSONDecodeError: Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1); the line was: outer(0); in broken/inner.py:5 (outer); "
        "in broken/inner.py:9 (inner)",
    ),
    "kernel": (
        "  name: cobol-60",
        "no Jupyter kernel is called 'cobol-60'; Python's is called 'python3'",
    ),
    "options": (
        ":tags: [hide-input",
        "options of the cell are not valid YAML: expected ',' or ']'",
    ),
    "block": (
        "+++",
        "metadata of the block is not a JSON object: Expecting value: line 1 column 10 (char 9)",
    ),
    "frontmatter": (
        "  name: [python3",
        "front matter is not valid YAML: expected ',' or ']'",
    ),
}
"""For each page, how the line begins that is to blame, and the sentence."""


@pytest.fixture(scope="module", params=["-j2"])
def result(request, copy_book, build):
    book = copy_book("execution-failures")
    process = build(book, "-n", "-W", "--keep-going", request.param)
    found = re.findall(r"^.*[\\/](\w+)\.md:(\d+)?: WARNING: (.*)$", process.stderr, re.MULTILINE)
    return book, process, {name: (int(line or 0), text) for name, line, text in found}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_page_the_line_and_the_sentence(name, result):
    book, _, found = result
    begins, text = EXPECTED[name]
    lines = (book / f"{name}.md").read_text().splitlines()
    to_blame = [number for number, line in enumerate(lines, 1) if line.startswith(begins)]
    line, said = found[name]
    assert [line] == to_blame
    assert said == f"{text} [gradbook.execution]"


def test_nothing_else_is_said(result):
    _, process, found = result
    assert found.keys() == EXPECTED.keys()
    assert len(process.stderr.strip().splitlines()) == len(EXPECTED)


def test_the_strict_build_fails_after_building_everything(result):
    book, process, _ = result
    assert process.returncode == 1
    html = book / "_build/html"
    assert "six times seven is 42" in (html / "good.html").read_text("utf-8")
    assert "and on" in (html / "expected.html").read_text("utf-8")
    for name in EXPECTED:
        assert "<h1>" in (html / f"{name}.html").read_text("utf-8")


def test_the_page_shows_the_failure_in_place(result):
    book, _, _ = result
    html = (book / "_build/html/raises.html").read_text("utf-8")
    cell, error, below = (
        html.index(">ZeroDivisionError<"),
        html.index("The cells below were not run."),
        html.index("The value "),
    )
    assert cell < error < below
    assert "division by zero; the line was: x / y" in html


def test_a_cell_that_is_meant_to_fail_says_so(result):
    book, _, _ = result
    html = (book / "_build/html/expected.html").read_text("utf-8")
    assert html.index("This cell is meant to fail.") < html.index(">ZeroDivisionError<")
    assert "This cell is meant to fail." not in (book / "_build/html/good.html").read_text("utf-8")


def test_a_failure_is_told_again_until_it_is_mended(result, build):
    book, _, _ = result
    (book / "silent.md").touch()
    assert "silent.md:11: WARNING: cell raised AssertionError" in build(book, "-q").stderr
