"""Every mistake in front matter has a line and a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gradbook.sphinxext.execution.frontmatter import check, without_front_matter

GOOD = ["", "# Title", "---\n---\n", "---\ntitle: x\n---\n# T", "---\n\nA line above.", "----\n# T"]
BAD = {
    "a: [1\nb: 2": (2, "front matter is not valid YAML: expected ',' or ']'"),
    "a: 1\nb: 'x\nc: 3": (3, "front matter is not valid YAML: a quotation mark is not closed"),
    "a: 1\ntitle: Rates: how fast": (
        3,
        "front matter is not valid YAML: mapping values are not allowed here "
        "(quote a value that contains ': ')",
    ),
    "a:\n\t- b": (
        3,
        "front matter is not valid YAML: found character '\\t' that cannot start any token",
    ),
    "date: 2024-13-45": (2, "front matter is not valid YAML: month must be in 1..12"),
    "a: \x01": (
        2,
        "front matter is not valid YAML: "
        "unacceptable character #x0001: special characters are not allowed",
    ),
    "- a\n- b": (2, "front matter must be lines of 'key: value', not a list"),
    "some words": (2, "front matter must be lines of 'key: value', not 'some words'"),
    "id: x\nkernelspec: python3": (
        3,
        "'kernelspec' must hold indented lines of 'key: value', not 'python3'",
    ),
    "mystnb: 5": (2, "'mystnb' must hold indented lines of 'key: value', not 5"),
}


@pytest.mark.parametrize("text", GOOD)
def test_sound_pages_pass(text):
    assert check(text) is None


@pytest.mark.parametrize("matter", BAD)
def test_a_mistake_is_told(matter):
    assert check(f"---\n{matter}\n---\n\n# Title\n") == BAD[matter]


def test_front_matter_that_is_not_closed_is_told():
    assert check("---\nid: x\n\n# Title\n") == (1, "front matter is not closed by a line '---'")


@given(st.lists(st.sampled_from(["---", "id: x", "", "# T", "text"]), min_size=1))
def test_blanking_front_matter_moves_no_line(lines):
    blanked = without_front_matter("\n".join(["---", *lines, "end"])).split("\n")
    assert len(blanked) == len(lines) + 2
    assert all(a in {"", b} for a, b in zip(blanked, ["---", *lines, "end"], strict=True))
