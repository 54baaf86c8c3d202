"""Questions with words to type and with an order to make: what is read, shown and hidden."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from base64 import b64decode
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, strategies as st

from gradbook.sphinxext.quiz.matching import check_pattern, fold
from gradbook.sphinxext.quiz.ordering import any_order, groups_of, is_right, mixed
from gradbook.sphinxext.quiz.problems import Problem

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.sphinxext.quiz.conftest import Book, Build

ROOT = Path(__file__).parents[3]
BUILDERS = ["html", "latex", "epub", "text", "man", "texinfo"]


def form(book: Book, quiz_id: str) -> Tag:
    soup = BeautifulSoup(book("quiz-order").read("index.html"), "html.parser")
    return soup.find("form", id=f"quiz-{quiz_id}")


def key(form: Tag) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(b64decode(form.find("script").string))
    return decoded


def lines(form: Tag) -> list[str]:
    return [row.find(class_="quiz-text").get_text().strip("\n") for row in form.find_all("li")]


# Diagnostics

HEAD = ":::{quiz} ID\n:type: "
BROWSERS = " has, from '%s' on, what browsers do not"
SAMPLES = {
    "text-plain": (
        "text",
        "- [x] `a`\n  > Y.\n- [ ] b\n  > N.",
        "8: 'b' is neither a code span nor 'else'",
    ),
    "text-blank": ("text", "- [x] `a`\n  > Y.\n- [ ] ` `\n  > N.", "8: the answer is empty"),
    "text-else-right": (
        "text",
        "- [x] `a`\n  > Y.\n- [x] else\n  > N.",
        "8: 'else' cannot be right: it stands for every other text",
    ),
    "text-else-first": (
        "text",
        "- [ ] else\n  > Y.\n- [x] `a`\n  > N.",
        "6: 'else' must come after the texts",
    ),
    "text-same": (
        "text",
        "- [x] `Adam`\n  > Y.\n- [ ] `adam`\n  > N.",
        "8: '`adam`' is never reached: '`Adam`' reads the same",
    ),
    "text-none-right": ("text", "- [ ] `a`\n  > N.", "6: no answer is marked '[x]'"),
    "regex-named": (
        "text\n:match: regex",
        "- [x] `a(?P<n>b)`\n  > Y.",
        f"7: 'a(?P<n>b)'{BROWSERS % '(?P<n>b)'}",
    ),
    "regex-broken": (
        "text\n:match: regex",
        "- [x] `(a`\n  > Y.",
        "7: '(a' is not a regular expression: missing ), unterminated subpattern at position 0",
    ),
    "regex-possessive": (
        "text\n:match: regex",
        "- [x] `a++`\n  > Y.",
        "7: 'a++' repeats '+' at once; use parentheses",
    ),
    "regex-ahead": (
        "text\n:match: regex",
        "- [x] `(?=a)*a`\n  > Y.",
        "7: '(?=a)*a' repeats '(?=…)', which has no length",
    ),
    "regex-nested": (
        "text\n:match: regex",
        "- [x] `(a+b?)*c`\n  > Y.",
        "7: '(a+b?)*c' repeats what repeats, as '(a+)+' does; browsers can take forever",
    ),
    "match-unknown": (
        "text\n:match: loose",
        "- [x] `a`\n  > Y.",
        "3: ':match:' must be 'fold', 'exact' or 'regex', not 'loose'",
    ),
    "match-elsewhere": (
        "order\n:match: fold",
        "1. a\n2. b",
        "3: ':match:' needs ':type: text'",
    ),
    "order-mark": (
        "order",
        "1. [x] a\n2. b",
        "6: an answer needs no mark: what is right is the order of the list",
    ),
    "order-one": ("order", "1. a", "6: expected at least two answers, found 1"),
    "order-bullets": ("order", "- a\n- b", "1: expected exactly one numbered list, found 0"),
    "order-two-lists": (
        "order",
        "1. a\n2. b\n\nOr:\n\n1. c\n2. d",
        "11: expected exactly one numbered list, found 2",
    ),
    "order-empty-item": ("order", "1. a\n2. b\n3.\n", "8: the answer is empty"),
    "order-id": (
        "order",
        "1. a {#A b}\n2. b",
        "6: option id 'A b' must be lower-case letters, digits and hyphens",
    ),
    "order-quote-below": (
        "order",
        "1. a\n2. b\n\n> Because.",
        "9: feedback must be indented under its answer",
    ),
    "order-all-free": (
        "order\n:free: 1-2",
        "1. a\n2. b",
        "7: every order of the answers is right",
    ),
    "order-all-same": ("order", "1. a\n2. a", "6: every order of the answers is right"),
    "free-beyond": (
        "order\n:free: 2-4",
        "1. a\n2. b\n3. c",
        "3: ':free:' '2-4' goes beyond the 3 answers",
    ),
    "free-overlap": (
        "order\n:free: 1-2, 2-3",
        "1. a\n2. b\n3. c",
        "3: ':free:' '2-3' overlaps another range",
    ),
    "free-malformed": (
        "order\n:free: 2-1",
        "1. a\n2. b",
        "3: ':free:' must be ranges such as '1-2, 4-6', not '2-1'",
    ),
    "free-elsewhere": (
        "text\n:free: 1-2",
        "- [x] `a`\n  > Y.",
        "3: ':free:' needs ':type: order' or ':type: parsons'",
    ),
    "parsons-no-code": ("parsons", "1. a\n2. b", "1: expected exactly one code block, found 0"),
    "parsons-two": (
        "parsons",
        "```\na\nb\n```\n\n```\nc\n```",
        "11: expected exactly one code block, found 2",
    ),
    "parsons-no-reason": ("parsons", "```\na\nb\nc #~\n```", "9: option 'c' has no feedback"),
    "parsons-same": ("parsons", "```\na\n\nb\na #~ No.\n```", "10: two options read 'a'"),
    "parsons-distractors": (
        "parsons",
        "```\na\nb #~ No.\n```",
        "7: expected at least two answers, found 1",
    ),
}
SUBTYPES = {"order-id": "id", "parsons-no-reason": "feedback", "order-quote-below": "feedback"}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, build: Build) -> dict[str, list[str]]:
    """Build a page of each sample, and return what was said about it."""
    folder = tmp_path_factory.mktemp("slips")
    (folder / "conf.py").write_text('extensions = ["myst_parser", "gradbook.sphinxext.quiz"]\n')
    for name, (head, body, _) in SAMPLES.items():
        source = HEAD.replace("ID", name) + head + f"\n\nHow?\n\n{body}\n\n:::\n"
        (folder / f"{name}.md").write_text("# Page\n\n" + source, "utf-8")
    pages = "\n".join(SAMPLES)
    (folder / "index.md").write_text(f"# Book\n\n```{{toctree}}\n{pages}\n```\n", "utf-8")
    warnings = build(folder, "dummy").warnings
    found: dict[str, list[str]] = {name: [] for name in SAMPLES}
    for line in warnings:
        page, number, text = re.search(r"/([\w-]+)\.md:(\d+): WARNING: (.*)", line).groups()
        found[page].append(f"{int(number) - 2}: {text}")
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mistake_is_named_at_its_line(said: dict[str, list[str]], name: str) -> None:
    line, _, text = SAMPLES[name][2].partition(": ")
    subtype = SUBTYPES.get(name, "syntax")
    assert said[name] == [f"{line}: quiz '{name}': {text} [quiz.{subtype}]"]


def test_the_manual_lists_the_messages() -> None:
    manual = (ROOT / "docs/contributing/quiz.md").read_text("utf-8")
    rows = re.findall(r"^\| `(.+?)` \|", manual, re.MULTILINE)
    patterns = [re.escape(row).replace("…", ".+") for row in rows]
    for _, _, text in SAMPLES.values():
        message = text.partition(": ")[2]
        assert [row for row in patterns if re.match(row, message)], message


# The order in which the answers are shown


def test_groups_are_as_the_ranges_say() -> None:
    assert groups_of(4, [(2, 3)]) == [0, 1, 1, 3]
    assert groups_of(2, []) == [0, 1]


@given(
    st.lists(st.sampled_from("abcd"), min_size=2, max_size=5),
    st.integers(0, 2),
    st.integers(0, 4),
    st.text(max_size=3),
)
def test_the_mixed_order_is_never_right_and_always_the_same(
    wanted: list[str], foreign: int, free: int, seed: str
) -> None:
    groups = groups_of(len(wanted), [(1, min(free, len(wanted)))] if free > 1 else [])
    items = [*enumerate(wanted), *((-1 - i, "x") for i in range(foreign))]
    order = mixed(items, wanted, groups, seed)
    assert sorted(order) == sorted(items)
    assert order == mixed(items, wanted, groups, seed)
    belongs = [text for index, text in order if index >= 0]
    all_right = all(is_right(other, wanted, groups) for other in permutations(wanted))
    assert all_right == any_order(wanted, groups)
    assert is_right(belongs, wanted, groups) == all_right


# The form


def test_the_rows_are_mixed_and_the_key_puts_them_right(book: Book) -> None:
    quiz = form(book, "steps")
    by_id = dict(zip((row["data-row"] for row in quiz.find_all("li")), lines(quiz), strict=True))
    right = ["Start MARKSTARTS.", "Choose a step.", "Differentiate.", "Move."]
    assert [by_id[name].partition("\n")[0] for name in key(quiz)["order"]] == right
    assert lines(quiz) != right
    assert sorted(lines(quiz)) == sorted(right)
    assert key(quiz)["groups"] == [0, 0, 2, 3]
    assert [row["html"] for row in key(quiz)["rows"] if row["html"]] == ["<p>MARKFEEDBACKA</p>"]


def test_a_line_keeps_its_indentation_and_same_lines_are_one_answer(book: Book) -> None:
    quiz = form(book, "lines")
    texts = [text.replace("\xa0", " ") for text in lines(quiz)]
    assert sorted(texts) == sorted(
        ["for g in gs:", "    x -= g", "    y -= g", "    x -= g", "x -= g", "    x += g"]
    )
    by_id = {row["data-row"]: text for row, text in zip(quiz.find_all("li"), texts, strict=True)}
    assert len(by_id) == 5
    wanted = ["for g in gs:", "    x -= g", "    y -= g", "    x -= g", "x -= g"]
    assert [by_id[name] for name in key(quiz)["order"]] == wanted
    reasons = {by_id[row["id"]]: row["html"] for row in key(quiz)["rows"] if row["html"]}
    assert reasons.keys() == {"    x += g"}
    assert "MARKFEEDBACKB" in reasons["    x += g"]
    assert "<code" in reasons["    x += g"]


def test_rows_can_be_left_out_only_where_some_do_not_belong(book: Book) -> None:
    assert len(form(book, "lines").find_all("button", class_="quiz-out")) == 6
    assert not form(book, "steps").find_all("button", class_="quiz-out")


def test_a_text_is_in_the_key_alone(book: Book) -> None:
    quiz = form(book, "word")
    accepted = [(m["text"], m["ok"]) for m in key(quiz)["matchers"]]
    assert accepted == [("MARKWORDA", True), ("MARKWORDB", False)]
    assert key(quiz)["match"] == "exact"
    assert "MARKFEEDBACKE" in key(quiz)["otherwise"]["html"]
    assert quiz.find("input")["class"] == ["quiz-words"]


def test_what_is_asked_and_what_is_right_make_the_hash(
    book: Book, build: Build, tmp_path: Path
) -> None:
    source = (ROOT / "tests/roots/test-quiz-order/index.md").read_text("utf-8")
    changes = {
        "word": ("`MARKWORDA`", "`OTHER`"),
        "steps": (":free: 1-2", ":free: 1-3"),
        "lines": ("    y -= g", "y -= g"),
    }
    for before, after in changes.values():
        assert before in source
        source = source.replace(before, after)
    for name in ("conf.py", "answers.md"):
        text = (ROOT / "tests/roots/test-quiz-order" / name).read_text("utf-8")
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "index.md").write_text(source, "utf-8")
    changed = BeautifulSoup(build(tmp_path).read("index.html"), "html.parser")
    for name in changes:
        now = changed.find("form", id=f"quiz-{name}")
        assert now["data-quiz-hash"] != form(book, name)["data-quiz-hash"]


# Other builders


@pytest.mark.parametrize("builder", [*BUILDERS, "gettext"])
def test_a_strict_build_succeeds(book: Book, builder: str) -> None:
    built = book("quiz-order", builder, suppress_warnings=["epub.unknown_project_files"])
    assert [line for line in built.warnings if "for EPUB3" not in line] == []


def test_the_website_tells_reasons_and_matchers_on_the_page_of_answers_only(book: Book) -> None:
    out = book("quiz-order").out
    answers = (out / "answers.html").read_text("utf-8")
    marks = {f"MARKFEEDBACK{letter}" for letter in "ABCDE"} | {"MARKWORDA", "MARKWORDB"}
    assert marks <= set(re.findall(r"MARK[A-Z]+", answers))
    for file in (*out.glob("index.html"), *out.glob("searchindex.js")):
        assert not marks & {
            mark.upper() for mark in re.findall(r"(?i)MARK[A-Z]+", file.read_text())
        }
    assert not (out / "_sources").exists() or not list((out / "_sources").glob("index*"))


def test_catalogues_hold_texts_and_no_matchers(book: Book) -> None:
    out = book("quiz-order", "gettext", suppress_warnings=["epub.unknown_project_files"]).out
    text = "".join(path.read_text("utf-8") for path in out.glob("*.pot"))
    assert {"MARKSTARTS", "MARKFEEDBACKA", "MARKFEEDBACKB"} <= set(re.findall("MARK[A-Z]+", text))
    assert "MARKWORD" not in text
    assert "x -= g" not in text


def test_paper_has_the_mixed_lines_with_letters_and_the_key_has_their_order(book: Book) -> None:
    text = book("quiz-order", "text").read("index.txt")
    listed = re.findall(r"^ +\(([A-F])\)  (.*)$", text, re.MULTILINE)
    by_letter = dict(listed)
    assert list(by_letter) == list("ABCDEF")
    answers = book("quiz-order", "text").read("answers.txt")
    order = re.search(r"Lines.*?The order is ([A-F, ]+)\.", answers, re.DOTALL)[1].split(", ")
    wanted = ["for g in gs:", "    x -= g", "    y -= g", "    x -= g", "x -= g"]
    assert [by_letter[name] for name in order] == wanted
    assert [line for _, line in listed][: len(wanted)] != wanted
    assert "Places 1 to 2 may be in any order." in answers


# Texts and patterns: Python and browsers agree

PATTERNS = ["a(b|c)*d", r"\d{2,3}", "[^a-c]+", "(?:ab)?c", "(?!x).b", r"\(a\)", "[+*-]", r"a\b.*?b"]
TEXTS = ["ad", "abcbd", "12", "1234", "xyz", "abc", "c", "xb", "ab", "(a)", "+", "a b", "", "é"]
SCRIPT = """
import { readFileSync } from "node:fs";
import { fold } from %s;
const { texts, patterns, typed } = JSON.parse(readFileSync(0, "utf-8"));
const met = patterns.map((p) => typed.map((t) => new RegExp(`^(?:${p})$`, "u").test(t)));
process.stdout.write(JSON.stringify({ folded: texts.map(fold), met }));
"""


def test_python_and_browsers_fold_and_match_alike() -> None:
    assigned = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    texts = [f"a {c}B" for c in assigned if unicodedata.category(c) not in ("Cn", "Co")]
    texts += ["Newton’s  METHOD", "ΟΔΟΣ", "Straße", "ﬁxed\u00a0point", " a\x1c\ufeffb\x85"]
    for pattern in PATTERNS:
        check_pattern(pattern)
    script = ROOT / "gradbook/sphinxext/quiz/static/gradbook/quiz/grade-text.js"
    code = SCRIPT % json.dumps(script.as_uri())
    run = subprocess.run(
        ["node", "--import", str(ROOT / "tests/js/parts.mjs"), "--input-type=module", "-e", code],
        input=json.dumps({"texts": texts, "patterns": PATTERNS, "typed": TEXTS}),
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(run.stdout)
    assert told["met"] == [
        [bool(re.fullmatch(pattern, text, re.ASCII)) for text in TEXTS] for pattern in PATTERNS
    ]
    different = [a for a, b in zip(texts, told["folded"], strict=True) if fold(a) != b]
    assert different == []


REFUSED = ["(?i)a", "(?<=a)b", r"(a)\1", r"\-", "a{,2}", "{", "]", "[]a]", "[a&&b]", "[[a]", r"\Aa"]
REFUSED += [
    "a**",
    "a{2}{3}",
    "(?>a)",
    "(?#a)",
    "a)",
    "*a",
    "[b-a]",
    "a{3,2}",
    "(a*)*",
    "((a|b+)c)+",
]


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_one_of_the_two_does_not_know_is_refused(pattern: str) -> None:
    with pytest.raises(Problem):
        check_pattern(pattern)
