"""Every mistake an author can make is said once, in words, at the line where it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from gradbook.sphinxext.quiz.kinds import KINDS
from gradbook.sphinxext.quiz.options import READERS, quoted

if TYPE_CHECKING:
    from tests.sphinxext.quiz.conftest import Build

CONF = """
extensions = ["myst_nb", "gradbook.sphinxext.quiz"]
myst_enable_extensions = ["dollarmath", "tasklist"] if {tasklist} else ["dollarmath"]
nb_execution_mode = "off"
"""
NOTEBOOK = """---
file_format: mystnb
kernelspec:
  name: python3
---
# Notebook

```{code-cell}
1 + 1
```
"""


class Sample(NamedTuple):
    source: str
    """A page's text; the id of its first quiz is ``ID``."""
    expected: tuple[str, ...]
    """Line in the source and what is said there, after ``quiz 'ID': `` if it begins with a `~`."""


def sample(*expected: str, source: str) -> Sample:
    return Sample(source, expected)


def single(*items: str, head: str = ":::{quiz} ID", prompt: str = "\nWhy?\n") -> str:
    """Make a question whose answers begin on line 5."""
    return "\n".join([head, *prompt.split("\n"), *items, "", ":::"])


def numeric(*items: str) -> str:
    """Make a numeric question whose answers, each with feedback, begin on line 5."""
    lines = [line for item in items for line in (f"- {item}", "  > Because.")]
    return single(*lines, head=":::{quiz} ID\n:type: numeric", prompt="How much?\n")


def together(*parts: str, head: str | None = "") -> str:
    """Make a set of questions, each part after a blank line."""
    fence = "::::" if head is not None else ":::::"
    opening = f"{fence}{{quiz-set}} ID" + (f"\n{head}" if head else "")
    return "\n\n".join([opening, *parts, fence])


RIGHT = ("- [x] a", "  > Yes.")
WRONG = ("- [ ] b", "  > No.")
FORMS = "'<number>', '<number> ± <tolerance>[%]', '[a, b]', '(a, b)' or 'else'"
KNOWN = quoted(f":{name}:" for name in READERS)

SAMPLES = {
    # ids
    "id-case": sample(
        "1: quiz 'Gd_Direction': id must be lower-case letters, digits and hyphens, 2 to 64 of "
        "them [quiz.id]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} Gd_Direction"),
    ),
    "id-two-words": sample(
        "1: quiz 'gd direction': id must be lower-case letters, digits and hyphens, 2 to 64 of "
        "them [quiz.id]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} gd direction"),
    ),
    "id-too-short": sample(
        "1: quiz 'a': id must be lower-case letters, digits and hyphens, 2 to 64 of them [quiz.id]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} a"),
    ),
    "id-missing": sample(
        "1: quiz: an id is missing after the name of the directive [quiz.id]",
        source=single(*RIGHT, *WRONG, head=":::{quiz}"),
    ),
    "id-of-option": sample(
        "5: ~option id 'Big One' must be lower-case letters, digits and hyphens [quiz.id]",
        source=single("- [x] a {#Big One}", "  > Yes.", *WRONG),
    ),
    "id-of-two-options": sample(
        "7: ~two options have the id 'up'; end this one with '{#another-id}' [quiz.id]",
        source=single("- [x] a {#up}", "  > Yes.", "- [ ] b {#up}", "  > No."),
    ),
    # options of the directive
    "option-unknown": sample(
        f"3: ~unknown option ':colour:'; expected {KNOWN} [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:type: single\n:colour: red\n:tries: 1"),
    ),
    "option-of-a-later-version": sample(
        f"2: ~unknown option ':seconds:'; expected {KNOWN} [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:seconds: 20"),
    ),
    "option-in-yaml": sample(
        f"4: ~unknown option ':colour:'; expected {KNOWN} [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n---\ntries: 1\ncolour: red\n---"),
    ),
    "option-twice": sample(
        "3: ~option ':tries:' is given twice [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:tries: 1\n:tries: 2"),
    ),
    "option-malformed": sample(
        "2: ~option ':type single' is not ':name: value' [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:type single"),
    ),
    "option-without-blank": sample(
        "2: ~option ':tries:1' is not ':name: value' [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:tries:1"),
    ),
    "type-unknown": sample(
        f"2: ~':type:' must be {quoted(KINDS)}, not 'essay' [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:type: essay"),
    ),
    "tries-negative": sample(
        "2: ~':tries:' must be a whole number from 0 on, not '-1' [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:tries: -1"),
    ),
    "tries-in-words": sample(
        "2: ~':tries:' must be a whole number from 0 on, not 'two' [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:tries: two"),
    ),
    "review-maybe": sample(
        "2: ~':review:' must be 'yes' or 'no', not 'maybe' [quiz.syntax]",
        "3: ~':pre:' must be 'yes' or 'no', not '' [quiz.syntax]",
        "4: ~':shuffle:' must be 'never', 'retry' or 'always', not 'sometimes' [quiz.syntax]",
        "5: ~':was:' must be former ids of this quiz, not 'An-Id' [quiz.id]",
        source=single(
            *RIGHT,
            *WRONG,
            head=":::{quiz} ID\n:review: maybe\n:pre:\n:shuffle: sometimes\n:was: An-Id",
        ),
    ),
    "required-maybe": sample(
        "2: ~':required:' must be 'yes' or 'no', not 'maybe' [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:required: maybe"),
    ),
    "title-empty": sample(
        "2: ~':title:' must be a short text, and it is empty [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:title:"),
    ),
    "concepts-empty": sample(
        "2: ~':concepts:' must be one or more words, and it is empty [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:concepts:"),
    ),
    "unit-of-a-choice": sample(
        "2: ~':unit:' needs ':type: numeric' [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n:unit: ms"),
    ),
    # structure
    "no-list": sample(
        "1: ~expected exactly one answer list, found 0 [quiz.syntax]", source=single("Because.")
    ),
    "empty": sample(
        "1: ~the question text is missing [quiz.syntax]",
        "1: ~expected exactly one answer list, found 0 [quiz.syntax]",
        source=":::{quiz} ID\n:::",
    ),
    "two-lists": sample(
        "11: ~expected exactly one answer list, found 2 [quiz.syntax]",
        source=single(*RIGHT, *WRONG, "", "Or:", "* [ ] c", "  > No."),
    ),
    "two-bullets": sample(
        "7: ~expected exactly one answer list, found 2 [quiz.syntax]",
        source=single(*RIGHT, "* [ ] b", "  > No."),
    ),
    "numbered-list": sample(
        "5: ~answers are items that begin with '-', not with a number [quiz.syntax]",
        source=single("1. [x] a", "   > Yes.", "2. [ ] b", "   > No."),
    ),
    "no-question": sample(
        "1: ~the question text is missing [quiz.syntax]",
        source=single(*RIGHT, *WRONG, prompt="\n> A hint.\n"),
    ),
    "hint-empty": sample(
        "6: ~hint 2 is empty [quiz.syntax]",
        source=single(*RIGHT, *WRONG, prompt="Why?\n\n> One.\n\n>\n"),
    ),
    "mark-missing": sample(
        "7: ~answer must start with '[ ]' or '[x]', not 'b' [quiz.syntax]",
        source=single(*RIGHT, "- b", "  > No."),
    ),
    "mark-wrong": sample(
        "7: ~answer must start with '[ ]' or '[x]', not '[-] b' [quiz.syntax]",
        source=single(*RIGHT, "- [-] b", "  > No."),
    ),
    "mark-without-blank-inside": sample(
        "7: ~answer must start with '[ ]' or '[x]', not '[] b' [quiz.syntax]",
        source=single(*RIGHT, "- [] b", "  > No."),
    ),
    "mark-without-blank-after": sample(
        "7: ~answer must start with '[ ]' or '[x]', not '[ ]b' [quiz.syntax]",
        source=single(*RIGHT, "- [ ]b", "  > No."),
    ),
    "marks-missing": sample(
        "5: ~answer must start with '[ ]' or '[x]', not 'a' [quiz.syntax]",
        "7: ~answer must start with '[ ]' or '[x]', not 'b' [quiz.syntax]",
        source=single("- a", "  > Yes.", "- b", "  > No."),
    ),
    "none-right": sample(
        "5: ~no answer is marked '[x]' [quiz.syntax]",
        source=single("- [ ] a", "  > No.", *WRONG),
    ),
    "none-right-of-numbers": sample(
        "5: ~no answer is marked '[x]' [quiz.syntax]", source=numeric("[ ] 1", "[ ] else")
    ),
    "same-text": sample(
        "9: ~two options read 'b' [quiz.syntax]",
        source=single(*RIGHT, *WRONG, "- [ ]  b", "  > No, no."),
    ),
    "one-answer": sample(
        "5: ~expected at least two answers, found 1 [quiz.syntax]", source=single(*RIGHT)
    ),
    "two-right-of-single": sample(
        "7: ~':type: single' allows one '[x]', and 'c' is another [quiz.syntax]",
        source=single(
            *RIGHT,
            "- [x] c",
            "  > Yes.",
            *WRONG,
            head=":::{quiz} ID\n:type: single",
            prompt="Why?\n",
        ),
    ),
    "answer-empty": sample(
        "7: ~the answer is empty [quiz.syntax]", source=single(*RIGHT, "- [ ]", "  > No.")
    ),
    "answer-nested": sample(
        "6: ~an answer cannot stand inside another answer [quiz.syntax]",
        source=single("- [x] a", "  - [ ] b", "", "  > Yes.", *WRONG),
    ),
    "rule": sample(
        "4: ~a rule such as '---' cannot stand in it [quiz.syntax]",
        source=single(*RIGHT, *WRONG, prompt="Why?\n\n---\n\nSo why?\n"),
    ),
    "options-without-end": sample(
        "2: ~a rule such as '---' cannot stand in it [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head=":::{quiz} ID\n---\ntries: 1", prompt="\nWhy?\n"),
    ),
    "not-closed": sample(
        "1: ~no line ':::' closes it [quiz.syntax]",
        source=single(*RIGHT, *WRONG).removesuffix(":::") + "\n\nThe page goes on.",
    ),
    "backticks-not-closed": sample(
        "1: ~no line '```' closes it [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head="```{quiz} ID").removesuffix(":::"),
    ),
    "inside-another": sample(
        "9: quiz 'inner-ID': it stands inside the quiz 'ID'; close that one first [quiz.syntax]",
        source=single(*RIGHT, *WRONG).removesuffix("\n:::")
        + single(*RIGHT, *WRONG, head=":::{quiz} inner-ID"),
    ),
    # sets
    "set-option-unknown": sample(
        "2: quiz-set 'ID': unknown option ':tries:'; expected ':title:' or ':mode:' [quiz.syntax]",
        source=together(single(*RIGHT, *WRONG, head=":::{quiz} in-ID"), head=":tries: 2"),
    ),
    "set-mode-unknown": sample(
        "2: quiz-set 'ID': ':mode:' must be 'practice' or 'exam', not 'test' [quiz.syntax]",
        "3: quiz-set 'ID': option ':mode:' is given twice [quiz.syntax]",
        "4: quiz-set 'ID': ':title:' must be a short text, and it is empty [quiz.syntax]",
        source=together(
            single(*RIGHT, *WRONG, head=":::{quiz} in-ID"),
            head=":mode: test\n:mode: exam\n:title:",
        ),
    ),
    "set-empty": sample(
        "1: quiz-set 'ID': there is no question in it [quiz.syntax]", source=together("Text.")
    ),
    "set-without-id": sample(
        "1: quiz-set: an id is missing after the name of the directive [quiz.id]",
        source=together(single(*RIGHT, *WRONG)).replace("{quiz-set} ID", "{quiz-set}"),
    ),
    "set-id-case": sample(
        "1: quiz-set 'Our_Set': id must be lower-case letters, digits and hyphens, 2 to 64 of "
        "them [quiz.id]",
        source=together(single(*RIGHT, *WRONG)).replace("{quiz-set} ID", "{quiz-set} Our_Set"),
    ),
    "set-not-closed": sample(
        "1: quiz-set 'ID': no line '::::' closes it [quiz.syntax]",
        source=together(single(*RIGHT, *WRONG, head=":::{quiz} in-ID")).removesuffix("::::"),
    ),
    "set-in-set": sample(
        "3: quiz-set 'in-ID': it stands inside the quiz-set 'ID'; close that one first "
        "[quiz.syntax]",
        source=together(
            together(single(*RIGHT, *WRONG, head=":::{quiz} a-ID")).replace("} ID", "} in-ID"),
            single(*RIGHT, *WRONG, head=":::{quiz} b-ID"),
            head=None,
        ),
    ),
    "set-in-quiz": sample(
        "9: quiz-set 'in-ID': it stands inside the quiz 'ID'; close that one first [quiz.syntax]",
        source=single(*RIGHT, *WRONG, head="::::::{quiz} ID").removesuffix("\n:::")
        + together(single(*RIGHT, *WRONG, head=":::{quiz} a-ID")).replace("} ID", "} in-ID")
        + "\n::::::",
    ),
    "set-rule": sample(
        "3: quiz-set 'ID': a rule such as '---' cannot stand in it [quiz.syntax]",
        source=together("---", single(*RIGHT, *WRONG, head=":::{quiz} in-ID"), head=None),
    ),
    "mistake-in-a-set": sample(
        "10: quiz 'in-ID': option 'b' has no feedback [quiz.feedback]",
        source=together(single(*RIGHT, "- [ ] b", head=":::{quiz} in-ID"), head=":mode: exam"),
    ),
    # feedback
    "feedback-missing": sample(
        "7: ~option 'SGD with **momentum**' has no feedback [quiz.feedback]",
        source=single(*RIGHT, "- [ ] SGD with **momentum**", "- [ ] c", "  > No."),
    ),
    "feedback-missing-of-right": sample(
        "5: ~option 'a' has no feedback [quiz.feedback]", source=single("- [x] a", *WRONG)
    ),
    "feedback-empty": sample(
        "7: ~option 'b' has no feedback [quiz.feedback]",
        source=single(*RIGHT, "- [ ] b", "  >", "- [ ] c", "  > No."),
    ),
    "feedback-missing-of-number": sample(
        "9: ~option 'else' has no feedback [quiz.feedback]",
        source=numeric("[x] 1", "[ ] 2", "[ ] else").replace("  > Because.\n\n:::", "\n:::"),
    ),
    "feedback-not-indented": sample(
        "6: ~feedback must be indented under its answer [quiz.feedback]",
        source=single("- [x] a", "> Yes.", "", *WRONG),
    ),
    "feedback-not-indented-at-the-end": sample(
        "8: ~feedback must be indented under its answer [quiz.feedback]",
        source=single(*RIGHT, "- [ ] b", "> No."),
    ),
    "feedback-not-last": sample(
        "8: ~the feedback must be the last part of its answer [quiz.feedback]",
        source=single("- [x] a", "  > Yes.", "", "  More of a.", "", *WRONG),
    ),
    # numbers
    "number-plus-minus": sample(
        f"5: ~'3 +- 1' is not {FORMS}; write '3 ± 1' [quiz.syntax]", source=numeric("[x] 3 +- 1")
    ),
    "number-word": sample(
        f"7: ~'about 3' is not {FORMS} [quiz.syntax]", source=numeric("[x] 1", "[ ] about 3")
    ),
    "number-formula": sample(
        f"5: ~'$0.04$ ± 1%' is not {FORMS} [quiz.syntax]", source=numeric("[x] $0.04$ ± 1%")
    ),
    "number-decimal-comma": sample(
        f"5: ~'0,04 ± 1%' is not {FORMS}; write the decimal point as '.' [quiz.syntax]",
        source=numeric("[x] 0,04 ± 1%"),
    ),
    "number-mixed-brackets": sample(
        "5: ~'[1, 2)' mixes brackets; write '[a, b]' or '(a, b)' [quiz.syntax]",
        source=numeric("[x] [1, 2)"),
    ),
    "number-bad-end": sample(
        "5: ~'[1, b]': 'b' is not a number [quiz.syntax]", source=numeric("[x] [1, b]")
    ),
    "number-not-whole": sample(
        "5: ~'0.04' has tolerance 0 on a number that is not whole; write, say, '0.04 ± 1%' "
        "[quiz.numeric]",
        source=numeric("[x] 0.04"),
    ),
    "number-tolerance-zero": sample(
        "5: ~'1/3 ± 0%' has tolerance 0 on a number that is not whole; write, say, '1/3 ± 1%' "
        "[quiz.numeric]",
        source=numeric("[x] 1/3 ± 0%"),
    ),
    "number-percent-of-zero": sample(
        "5: ~'0 ± 5%' has tolerance 0, as a percentage of 0 is 0 [quiz.numeric]",
        source=numeric("[x] 0 ± 5%"),
    ),
    "number-tolerance-negative": sample(
        "5: ~'3 ± -1' has a negative tolerance [quiz.numeric]", source=numeric("[x] 3 ± -1")
    ),
    "number-interval-reversed": sample(
        "5: ~'[2, 1]' is empty: the smaller end comes first [quiz.numeric]",
        source=numeric("[x] [2, 1]"),
    ),
    "number-interval-of-no-width": sample(
        "5: ~'(2, 2)' has no width; write a number or two ends [quiz.numeric]",
        source=numeric("[x] (2, 2)"),
    ),
    "number-nan": sample(
        "5: ~'nan' is not a finite number [quiz.numeric]", source=numeric("[x] nan")
    ),
    "number-infinite": sample(
        "7: ~'[1, ∞]': '∞' is not a finite number [quiz.numeric]",
        source=numeric("[x] 0", "[ ] [1, ∞]"),
    ),
    "number-too-large": sample(
        "5: ~'1e999999999' is too large or too small a number [quiz.numeric]",
        source=numeric("[x] 1e999999999"),
    ),
    "number-divided-by-zero": sample(
        "5: ~'1/0' divides by zero [quiz.numeric]", source=numeric("[x] 1/0")
    ),
    "number-overlap": sample(
        "7: ~'[2, 4]' overlaps '3 ± 1', which has the other mark [quiz.numeric]",
        source=numeric("[x] 3 ± 1", "[ ] [2, 4]", "[ ] 9"),
    ),
    "number-overlap-at-an-end": sample(
        "7: ~'[4, 5]' overlaps '3 ± 1', which has the other mark [quiz.numeric]",
        source=numeric("[x] 3 ± 1", "[ ] [4, 5]"),
    ),
    "number-never-reached": sample(
        "9: ~'7' is never reached: '(5, 9)' covers it [quiz.numeric]",
        source=numeric("[x] 1", "[ ] (5, 9)", "[ ] 7"),
    ),
    "number-twice": sample(
        "7: ~two options read '5' [quiz.syntax]", source=numeric("[x] 5", "[x] 5")
    ),
    "else-right": sample(
        "7: ~'else' cannot be right: it stands for every other number [quiz.numeric]",
        source=numeric("[x] 1", "[x] else"),
    ),
    "else-not-last": sample(
        "7: ~'else' must be the last answer [quiz.numeric]",
        source=numeric("[x] 1", "[ ] else", "[ ] 2"),
    ),
}


def blank_lines(name: str) -> int:
    """Choose, for a page, how many blank lines stand between a cell and the quiz."""
    return len(name) % 3


@pytest.fixture(scope="module", params=["marks as text", "marks as checkboxes"])
def warnings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, build: Build
) -> list[str]:
    """Build a book of all samples, each as a page and as a notebook; return what Sphinx says."""
    folder: Path = tmp_path_factory.mktemp("samples")
    tasklist = request.param == "marks as checkboxes"
    (folder / "conf.py").write_text(CONF.format(tasklist=tasklist), "utf-8")
    for name, (source, _) in SAMPLES.items():
        page = "# Page\n\nText.\n" + source.replace("ID", f"{name}-page")
        book = NOTEBOOK + "\n" * blank_lines(name) + source.replace("ID", f"{name}-book")
        (folder / f"{name}-page.md").write_text(page + "\n", "utf-8")
        (folder / f"{name}-book.md").write_text(book + "\n", "utf-8")
    pages = "\n".join(path.stem for path in folder.glob("*.md"))
    (folder / "index.md").write_text(f"# Book\n\n```{{toctree}}\n{pages}\n```\n", "utf-8")
    built = build(folder, "dummy")
    assert built.status == 1
    return built.warnings


def said(warnings: list[str], page: str) -> list[str]:
    """Return what was said about a page, from its line numbers on.

    A notebook that is not executed has no lexer, and Sphinx says so.
    """
    lines = [line for line in warnings if "No source code lexer" not in line]
    return [line.partition(f"{page}.md:")[2] for line in lines if f"/{page}." in line]


def expected(name: str, page: str, above: int) -> list[str]:
    """Return what should be said about a page with some lines above the sample."""
    result = []
    for text in SAMPLES[name].expected:
        line, _, message = text.replace("~", "quiz 'ID': ").replace("ID", page).partition(": ")
        result.append(f"{int(line) + above}: WARNING: {message}")
    return result


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_is_warned_of_its_mistake_at_its_line(warnings: list[str], name: str) -> None:
    page = f"{name}-page"
    assert said(warnings, page) == expected(name, page, 3)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_notebook_is_warned_of_its_mistake_at_its_line(warnings: list[str], name: str) -> None:
    page = f"{name}-book"
    assert said(warnings, page) == expected(name, page, NOTEBOOK.count("\n") + blank_lines(name))


def test_samples_cover_every_kind_of_mistake() -> None:
    texts = [text for _, expected in SAMPLES.values() for text in expected]
    kinds = {re.search(r"\[quiz\.(\w+)\]", text)[1] for text in texts}
    assert kinds == {"id", "syntax", "numeric", "feedback"}
    assert len(SAMPLES) > 60


def table() -> list[str]:
    """Return the messages of the contributors' manual, as patterns."""
    manual = Path(__file__).parents[3] / "docs/contributing/quiz.md"
    text = manual.read_text("utf-8").partition("## When something is wrong")[2]
    rows = re.findall(r"^\| `(.+?)` \|", text.partition("\n## ")[0], re.MULTILINE)
    return [escaped(row) for row in rows]


def escaped(row: str) -> str:
    """Return a pattern for a message, in which `…` is any text."""
    return re.escape(row).replace("…", ".+")


def test_the_manual_lists_every_message_and_no_other() -> None:
    texts = [text for _, expected in SAMPLES.values() for text in expected]
    said = [re.sub(r"^\d+: (~|quiz[^:]*: )| \[quiz.*$", "", text) for text in texts]
    for message in said:
        assert [row for row in table() if re.match(row, message)], message
    # see test_book.py and test_misconceptions.py
    of_the_book = {"duplicate id", "the answers are", "the misconceptions are", "no quiz has"}
    # see test_cells.py
    of_the_book |= {"no code cell", "… code cells", "the cell tagged", "'{output}'"}
    of_the_book |= {"two options read …, and", "what is glued", "… is not a format", "':variants:'"}
    of_the_book |= {"expected 2 to", "variant …", "nothing in the question", "the variants have"}
    # see test_lock.py
    of_the_book |= {"no question has this id", "the id belonged", "':was: …' names"}
    of_the_book |= {"expected lines"}
    folder = Path(__file__).parent
    of_kinds = "".join((folder / f"test_{n}.py").read_text("utf-8") for n in ("order", "match"))
    for row in table():
        if re.search(row, of_kinds):
            continue
        if not any(row.startswith(escaped(start)) for start in of_the_book):
            assert [message for message in said if re.match(row, message)], row
