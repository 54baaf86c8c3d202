"""Answers that come from executed cells: predictions of outputs, and numbers that are glued."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings, strategies as st

from gradbook.sphinxext.quiz.cells import Cells
from gradbook.sphinxext.quiz.filling import fill, read_rows
from gradbook.sphinxext.quiz.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sphinxext.quiz.conftest import Build, Built

MANUAL = Path(__file__).parents[3] / "docs/contributing/quiz-cells.md"
BUILDERS = ["html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "texinfo", "gettext"]


def page_of(built: Built) -> BeautifulSoup:
    return BeautifulSoup(built.read("index.html"), "html.parser")


def key_of(form: Tag) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(b64decode(form.find("script", class_="quiz-key").string))
    return key


def texts_of(form: Tag) -> list[str]:
    return [text.get_text().strip() for text in form.find_all(class_="quiz-text")]


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_strict_build_succeeds(cells: Callable[[str], Built], builder: str) -> None:
    assert cells(builder).warnings == []


def test_the_right_answer_is_what_the_cell_put_out(cells: Callable[[str], Built]) -> None:
    page = page_of(cells("html"))
    expected = {
        "line": ["0.3", "0.30000000000000004"],
        "block": ["one\n'two'", "Nothing"],
        "figure": ["A circle", "A dot"],
        "error": ["ZeroDivisionError: division by zero", "Not at all"],
    }
    for name, texts in expected.items():
        form = page.find("form", id=f"quiz-{name}")
        assert form["data-quiz-type"] == "predict"
        assert texts_of(form) == texts
        rights = [option["ok"] for option in key_of(form)["options"]]
        assert rights == ([False, True] if name in ("line", "figure") else [True, False])


def test_the_output_is_folded_below_the_source_of_its_cell(cells: Callable[[str], Built]) -> None:
    page = page_of(cells("html"))
    folds = {fold["data-quiz-reveal"]: fold for fold in page.find_all("details")}
    assert set(folds) == {"line", "block", "figure", "error"}
    for name, fold in folds.items():
        assert not fold.has_attr("open")
        assert fold.summary.text == "Output: predict it first"
        assert f"tag_reveal-{name}" in fold.parent["class"]
        assert fold.parent.find(class_="cell_input", recursive=False)
    assert "0.30000000000000004" in folds["line"].text
    assert folds["figure"].find("img")
    assert len(page.find_all(class_="cell_output")) == 4


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_on_paper_the_output_stands_where_it_was(
    cells: Callable[[str], Built], builder: str
) -> None:
    name = {"text": "index.txt", "latex": "book.tex", "epub": "index.xhtml"}[builder]
    text = cells(builder).read(name)
    assert text.count("0.30000000000000004") >= 2  # the answer and the output
    assert "predict it first" not in text


def test_a_glued_number_is_what_is_accepted_and_what_the_answers_print(
    cells: Callable[[str], Built],
) -> None:
    matchers = key_of(page_of(cells("html")).find("form", id="quiz-glued"))["matchers"]
    ends = [(matcher["text"], matcher["lo"], matcher["hi"]) for matcher in matchers]
    assert ends == [("0.333", 0.32967, 0.33633), ("[1, 2]", 1, 2)]
    answers = cells("text").read("answers.txt")
    assert "0.333 ± 1%: **Correct.** MARKFEEDBACKGLUEDYES: 2." in answers


def test_answers_outlive_a_change_of_digits(
    cells: Callable[[str], Built], rootdir: Path, tmp_path: Path, build: Build
) -> None:
    folder = shutil.copytree(rootdir / "test-quiz-cells", tmp_path / "changed")
    source = (folder / "index.md").read_text("utf-8")
    changed = source.replace('print("  ", 0.1 + 0.2)', 'print("  ", 0.1 + 0.7)')
    changed = changed.replace('glue("end", 2', 'glue("end", 3')
    (folder / "index.md").write_text(changed, "utf-8")
    before, after = page_of(cells("html")), page_of(build(folder))
    old, new = (page.find("form", id="quiz-line") for page in (before, after))
    assert texts_of(new) == ["0.3", "0.7999999999999999"]
    assert old["data-quiz-hash"] != new["data-quiz-hash"]
    assert [row["id"] for row in key_of(old)["options"]] == [
        row["id"] for row in key_of(new)["options"]
    ]
    old, new = (page.find("form", id="quiz-glued") for page in (before, after))
    assert key_of(new)["matchers"][1]["hi"] == 3
    assert old["data-quiz-hash"] == new["data-quiz-hash"]


def test_each_variant_has_its_own_answers_and_all_have_the_same_ids(
    cells: Callable[[str], Built],
) -> None:
    page = page_of(cells("html"))
    number, choice = (page.find("form", id=f"quiz-varied-{name}") for name in ("number", "choice"))
    assert number.find(class_="quiz-prompt").code.text == "L=50"
    first = key_of(number)
    (second,) = first["variants"]
    assert '<span class="pre">L=20</span>' in second["fields"]
    assert 'id="varied-number-n"' in second["fields"]
    assert "</fieldset>" not in second["fields"]
    assert [key["matchers"][0]["text"] for key in (first, second)] == ["0.040", "0.100"]
    assert [key["hints"] for key in (first, second)] == [
        ["<p>MARKHINTONE</p>"],
        ["<p>MARKHINTTWO</p>"],
    ]
    assert "MARKEXPLANATIONTWO 20" in second["explanation"]
    assert 'href="answers.html"' in second["matchers"][0]["html"]
    first = key_of(choice)
    (second,) = first["variants"]
    fields = BeautifulSoup(second["fields"], "html.parser")
    assert texts_of(fields) == ["That of TWO", "That of 20", "Neither, 0.1"]
    ids = [row["id"] for row in first["options"]]
    assert ids == [row["id"] for row in second["options"]]
    assert ids == [box["value"] for box in fields.find_all("input")]
    assert ids[2] == "neither"
    typed = key_of(page.find("form", id="quiz-varied-text"))
    (other,) = typed["variants"]
    assert [key["matchers"][0]["text"] for key in (typed, other)] == ["ONE 50", "TWO 20"]
    assert typed["matchers"][0]["id"] == other["matchers"][0]["id"]
    assert "MARKFEEDBACKCHOICENOTWO" in second["options"][1]["html"]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text", "epub", "latex"])
def test_all_but_the_first_variant_are_out_of_sight(
    cells: Callable[[str], Built], builder: str
) -> None:
    shown = ""
    for file in cells(builder).out.rglob("*"):
        if file.suffix in (".html", ".xhtml", ".js", ".txt", ".tex"):
            shown += file.read_text("utf-8")
    assert "readerONE" in shown
    assert "readerTWO" not in shown
    assert "reader two".replace(" ", "") not in shown
    assert "MARKHINTTWO" not in shown


def test_the_answers_say_that_there_are_variants(cells: Callable[[str], Built]) -> None:
    answers = cells("text").read("answers.txt")
    words = "Readers get this question with different numbers; these are the first of 2."
    assert " ".join(answers.split()).count(words) == 3
    assert "0.040 ± 1%: **Correct.** MARKFEEDBACKNUMBERYESONE" in answers


CONF = """
extensions = ["myst_nb", "gradbook.sphinxext.quiz"]
html_theme = "basic"
nb_execution_mode = "force"
"""
HEAD = """\
---
file_format: mystnb
kernelspec:
  name: python3
---
# Broken

"""
CODE = """\
```{code-cell} python3
:tags: [reveal-same]

from IPython.display import SVG
from myst_nb import glue

glue("word", "a word", display=False)
glue("flag", True, display=False)
glue("half", 0.5, display=False)
glue("good", [{"L": 1, "M": 5.0}, {"L": 2, "M": 5.0}, {"L": 5, "M": 5.0}], display=False)
glue("one", [{"L": 1}], display=False)
glue("many", [{"L": number} for number in range(13)], display=False)
glue("holes", [{"L": 1}, {"L": 1, "M": 2}], display=False)
print(1)
```

```{code-cell} python3
:tags: [reveal-quiet, reveal-silent]

pass
```

```{code-cell} python3
:tags: [reveal-twice, reveal-beside, reveal-wrong]

1
```

```{code-cell} python3
:tags: [reveal-twice]

2
```

```{code-cell} python3
:tags: [reveal-drawn]

SVG("<svg xmlns='http://www.w3.org/2000/svg'/>")
```

"""


def ask(name: str, *answers: str, kind: str = "predict") -> str:
    """Make a question; its answers are on the lines 5, 7, … after that of the directive."""
    items = "\n".join(f"- {answer}\n  > Because." for answer in answers)
    return f":::{{quiz}} {name}\n:type: {kind}\n\nWhat?\n\n{items}\n\n:::\n\n"


def vary(name: str, key: str, *answers: str, kind: str = "numeric") -> str:
    """Make a question with variants; its answers are on the lines 6, 8, … after the first."""
    return ask(name, *answers, kind=f"{kind}\n:variants: {key}".rstrip())


GOOD = ("[ ] other", "[x] {output}")
MISTAKES = [
    (ask("absent", *GOOD), 7, "no code cell is tagged 'reveal-absent' [quiz.bind]"),
    (ask("nowhere", "[x] a", "[ ] b"), 0, "no code cell is tagged 'reveal-nowhere' [quiz.bind]"),
    (ask("quiet", *GOOD), 7, "the cell tagged 'reveal-quiet' produced no output [quiz.bind]"),
    (
        ask("silent", "[x] a", "[ ] b"),
        0,
        "the cell tagged 'reveal-silent' produced no output [quiz.bind]",
    ),
    (ask("twice", *GOOD), 7, "2 code cells are tagged 'reveal-twice'; expected one [quiz.bind]"),
    (
        ask("drawn", *GOOD),
        7,
        "the cell tagged 'reveal-drawn' put out a figure and no text [quiz.bind]",
    ),
    (
        ask("same", "[ ] `1`", "[x] {output}"),
        5,
        "two options read '1', and one is marked '[x]' [quiz.bind]",
    ),
    (
        ask("beside", "[x] a", "[ ] about {output}"),
        7,
        "'{output}' must be the whole answer [quiz.syntax]",
    ),
    (
        ask("wrong", "[ ] {output}", "[x] b"),
        5,
        "'{output}' is what is right: mark it '[x]' [quiz.syntax]",
    ),
    (
        ask("key", "[x] {glue:text}`none` ± 1%", kind="numeric"),
        5,
        "no code cell of this page glues 'none' [quiz.bind]",
    ),
    (
        ask("word", "[x] [0, {glue:text}`word`]", kind="numeric"),
        5,
        "what is glued as 'word' is not a number: 'a word' [quiz.numeric]",
    ),
    (
        ask("flag", "[x] {glue:text}`flag`", kind="numeric"),
        5,
        "what is glued as 'flag' is not a number: 'True' [quiz.numeric]",
    ),
    (
        ask("form", "[x] {glue:text}`half:.3q` ± 1%", kind="numeric"),
        5,
        "'.3q' is not a format of '0.5' [quiz.numeric]",
    ),
    (
        ask("half", "[x] {glue:text}`half`", kind="numeric"),
        5,
        "'0.5' has tolerance 0 on a number that is not whole; write, say, '0.5 ± 1%' "
        "[quiz.numeric]",
    ),
    (vary("nokey", "none", "[x] 1"), 2, "no code cell of this page glues 'none' [quiz.bind]"),
    (
        vary("empty", "", "[x] 1"),
        2,
        "':variants:' must be a key that a cell glues, and it is empty [quiz.syntax]",
    ),
    (
        vary("nolist", "word", "[x] 1"),
        2,
        "what is glued as 'word' is not a list of dicts [quiz.bind]",
    ),
    (vary("few", "one", "[x] @{L}"), 2, "expected 2 to 12 variants, 'one' has 1 [quiz.bind]"),
    (vary("lots", "many", "[x] @{L}"), 2, "expected 2 to 12 variants, 'many' has 13 [quiz.bind]"),
    (vary("gap", "holes", "[x] @{L}"), 2, "variant 1 has no 'M' [quiz.bind]"),
    (vary("unused", "good", "[x] @{L}"), 2, "nothing in the question uses '@{M}' [quiz.bind]"),
    (
        vary("typo", "good", "[x] @{L}", "[ ] (@{M}, 1@{K}00)"),
        8,
        "the variants have no 'K' [quiz.bind]",
    ),
    (
        vary("clash", "good", "[x] @{L}", "[ ] @{M}"),
        8,
        "variant 3: '5.0' overlaps '5', which has the other mark [quiz.numeric]",
    ),
    (
        vary("everywhere", "good", "[x] @{L} +- 1", "[ ] @{M}00"),
        6,
        "'1 +- 1' is not '<number>', '<number> ± <tolerance>[%]', '[a, b]', '(a, b)' or 'else'; "
        "write '1 ± 1' [quiz.syntax]",
    ),
    (
        vary("formed", "good", "[x] @{L:s}", "[ ] @{M}00"),
        6,
        "'s' is not a format of '1' [quiz.bind]",
    ),
    (
        vary("kind", "good", "[x] @{L}", "[x] @{M}", kind="multiple"),
        2,
        "':variants:' needs ':type: single', ':type: numeric' or ':type: text' [quiz.syntax]",
    ),
]
"""A question, the line of the mistake after that of the directive, and what is said."""


def test_a_mistake_is_told_once_at_its_line(tmp_path: Path, build: Build) -> None:
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    text, expected = HEAD + CODE, []
    for source, offset, message in MISTAKES:
        name = source.split()[1]
        line = text.count("\n") + 1 + offset
        expected.append(f"{line}: WARNING: quiz '{name}': {message}")
        text += source
    (tmp_path / "index.md").write_text(text, "utf-8")
    assert [line.partition("index.md:")[2] for line in build(tmp_path).warnings] == expected


def test_where_a_cell_fails_nothing_follows_from_it(tmp_path: Path, build: Build) -> None:
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    cell = "```{code-cell} python3\n:tags: [reveal-ID]\n\nraise ValueError\n```\n\n"
    source = HEAD + cell.replace("ID", "first") + ask("first", "[x] a", "[ ] b")
    source += cell.replace("ID", "second") + ask("second", *GOOD)
    source += ask("key", "[x] {glue:text}`none` ± 1%", kind="numeric")
    (tmp_path / "index.md").write_text(source, "utf-8")
    assert "quiz" not in "".join(build(tmp_path).warnings)


def test_the_manual_builds_and_shows_what_is_rendered(tmp_path: Path, build: Build) -> None:
    text = MANUAL.read_text("utf-8")
    (tmp_path / "conf.py").write_text(CONF + 'myst_enable_extensions = ["dollarmath"]\n', "utf-8")
    (tmp_path / "index.md").write_text(f"{text}\n```{{toctree}}\nquiz\n```\n", "utf-8")
    (tmp_path / "quiz.md").write_text("# Quiz\n", "utf-8")
    assert build(tmp_path).warnings == []
    shown = re.findall(r"^````markdown\n(.*?)^````$", text, re.MULTILINE | re.DOTALL)
    assert len(shown) == 4
    for example in shown:
        assert text.count(f"\n{example}") == 2


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text())
)
NAMES = st.sampled_from(["L", "eta", "", "two words", "@{L}"])
PARTS = st.sampled_from(
    ["@{L}", "@{eta:.3f}", "@{L:", "}", "@{}", "@{L!r}", "@{L:,}", " ", "$x$", "@{é}"]
)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.dictionaries(NAMES, VALUES)), st.lists(st.lists(PARTS).map("".join)))
def test_whatever_is_glued_becomes_texts_or_problems(
    rows: list[dict[str, object]], lines: list[str]
) -> None:
    cells = Cells([], {"key": {"data": {"text/plain": repr(rows)}}})
    try:
        read = read_rows("key", cells)
    except Problem:
        return
    assert 2 <= len(read) <= 12
    texts, problems = fill(lines, read)
    assert len(texts) == len(read)
    assert all(len(text) == len(lines) for text in texts)
    assert all("\n" not in line for text in texts for line in text)
    assert all(-1 <= index < len(lines) for index in problems)


@pytest.mark.parametrize(
    "text", ["", "[", "[{'L': open('x')}]", "np.exit()", "[{'L': np.array([1], int)}]"]
)
def test_what_is_no_list_of_dicts_is_not_run(text: str) -> None:
    with pytest.raises(Problem, match="not a list of dicts"):
        read_rows("key", Cells([], {"key": {"data": {"text/plain": text}}}))
