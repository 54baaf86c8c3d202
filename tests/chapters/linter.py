"""The house rules of the book's pages, as far as plain text shows whether they are kept.

`lint` reads a page and returns, for each rule that is broken, the file, the line and what to write
instead. The common rules hold for every page; a page with `chapter:` in its front matter is a
chapter and has to keep the rules for chapters as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

SECTIONS = (
    "What you will learn",
    "What this does not say",
    "Library equivalents",
    "Questions readers ask",
    "Summary",
    "Exercises",
    "Further reading",
)
"""Sections that every chapter has, in this order; a chapter's own stand between."""

FENCE = re.compile(r"\s*(?P<mark>`{3,}|~{3,}|:{3,})\s*(?P<info>.*?)\s*")
DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<argument>.*)")
HEADING = re.compile(r"(#{1,6}) +(.*?)\s*")
LABEL = re.compile(r"\(([^()]+)\)=\s*")
OPTION = re.compile(r"\s*:(?P<key>[\w-]+):\s*(?P<value>.*?)\s*")
DRAWS = re.compile(r"\b(plt\.(subplots?|figure|subplot_mosaic)|Figure)\(")
ABBREVIATIONS = re.compile(
    r"\b(e\.g|i\.e|cf|vs|etc|resp|approx|al|Fig|Figs|Eq|Eqs|Sec|Ch|App|Thm|No|Dr|Prof|[A-Z])\.",
    re.A,
)
SENTENCE_END = re.compile(r"[.!?][\"'”’)*_\]]*\s+(?=[\"'“‘(*_\[]*[A-Z])")
ISE = re.compile(r"\b(\w+)is(e|es|ed|ing|ers?|ations?)\b", re.IGNORECASE)
NEVER_IZE = re.compile(
    r"adv|advert|appra|ar|chast|comprom|compr|conc|dev|disgu|enfranch|enterpr|exc|exerc|expert"
    r"|franch|imprec|improv|no|pra|pract|prec|prem|prom|r|ra|rev|superv|surpr|telev|.*w",
    re.IGNORECASE,
)
"""What stands before -ise in words that are never written with -ize."""
TABLE_RULE = re.compile(r"\|(\s*:?-+:?\s*\|)+")
SEEDED = {"default_rng", "Generator", "SeedSequence", "PCG64", "Philox"}


@dataclass
class Block:
    """A fenced block, with its lines as numbers in the file."""

    name: str
    argument: str
    start: int
    end: int
    options: dict[str, tuple[int, str]] = field(default_factory=dict)
    body: list[tuple[int, str]] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(line for _, line in self.body)


@dataclass
class Page:
    """A page, taken apart."""

    lines: list[str]
    matter: list[str]
    blocks: list[Block]
    prose: list[tuple[int, str]]
    """Lines that are neither code, nor mathematics, nor tables, nor options."""
    tables: list[tuple[int, str]] = field(default_factory=list)
    """Rows of tables."""

    @property
    def is_chapter(self) -> bool:
        return any(line.startswith("chapter:") for line in self.matter)

    def named(self, *names: str) -> list[Block]:
        return [block for block in self.blocks if block.name in names]

    def headings(self) -> list[tuple[int, int, str]]:
        found = ((number, HEADING.fullmatch(line)) for number, line in self.prose)
        return [(number, len(match[1]), match[2]) for number, match in found if match]


def read(text: str) -> Page:
    """Take a page apart."""
    lines = text.split("\n")
    end = 0
    if lines[0] == "---":
        end = next((n for n, line in enumerate(lines[1:], 1) if line == "---"), -1) + 1
    page = Page(lines, lines[:end], [], [])
    stack: list[tuple[str, Block]] = []
    in_math = False
    for number, line in enumerate(lines[end:], end + 1):
        fence = FENCE.fullmatch(line)
        mark = stack[-1][0] if stack else ""
        if fence and mark and not fence["info"] and fence["mark"].startswith(mark):
            stack.pop()[1].end = number
        elif fence and fence["info"] and not mark.startswith(("`", "~")):
            directive = DIRECTIVE.fullmatch(fence["info"])
            name, argument = directive.groups() if directive else ("", fence["info"])
            page.blocks.append(Block(name, argument, number, number))
            stack.append((fence["mark"], page.blocks[-1]))
        else:
            for _, block in stack:
                block.body.append((number, line))
            if mark.startswith(("`", "~")):
                continue
            in_math ^= line.strip().startswith("$$") and line.strip().count("$$") == 1
            if not in_math and line.lstrip().startswith("|"):
                page.tables.append((number, line))
            elif not in_math and not line.lstrip().startswith(("$$", ":", "%", "<!--")):
                page.prose.append((number, line))
    for block in page.blocks:
        block.options = _options(block)
    return page


def _options(block: Block) -> dict[str, tuple[int, str]]:
    """Options of a directive, in either notation; nested YAML keys count as well."""
    body = [row for row in block.body if row[1].strip() or block.body[0][1] == "---"]
    options: dict[str, tuple[int, str]] = {}
    in_yaml = bool(body) and body[0][1] == "---"
    for number, line in body[1:] if in_yaml else body:
        if in_yaml and line == "---":
            break
        match = re.match(r"\s*([\w-]+):\s*(.*)", line) if in_yaml else OPTION.fullmatch(line)
        if match:
            options[match[1]] = (number, match[2])
        elif not in_yaml:
            break
    return options


def one_title(page: Page) -> Iterator[tuple[int, str]]:
    titles = [number for number, level, _ in page.headings() if level == 1]
    if not titles and not page.named("include"):
        yield 1, "the page has no title; begin it with '# Title'"
    for number in titles[1:]:
        yield number, "a second title; write '## …', a page has one '# …'"


def no_trailing_blanks(page: Page) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(page.lines, 1):
        if line != line.rstrip():
            yield number, "blanks at the end of the line; remove them"


def one_sentence_a_line(page: Page) -> Iterator[tuple[int, str]]:
    for number, line in page.prose:
        if line.lstrip().startswith((">", "#")):
            continue
        text = ABBREVIATIONS.sub("x", line)
        text = re.sub(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\$\$?.+?\$\$?", "X", text)
        text = re.sub(r"\{[\w:-]+\}X", "X", text)
        text = re.sub(r"\]\([^)]*\)", "]", text)
        text = re.sub(r"^\s*([-*+]|\d+[.)])\s+(\[[ x]\]\s+)?(\*[^*]+\*\s)?", "", text)
        if end := SENTENCE_END.search(text):
            after = text[end.end() :][:30]
            yield number, f"two sentences on one line; begin a new line before '{after}…'"


def british_spelling_with_ize(page: Page) -> Iterator[tuple[int, str]]:
    for number, line in page.prose + page.tables:
        for match in ISE.finditer(re.sub(r"`[^`]*`|\]\([^)]*\)|\{[^}]*\}", "", line)):
            if not NEVER_IZE.fullmatch(match[1]):
                advice = f"write '{match[1]}iz{match[2]}'"
                yield number, f"'{match[0]}' in British spelling with -ize; {advice}"


def no_plain_http(page: Page) -> Iterator[tuple[int, str]]:
    for number, line in page.prose:
        if "http://" in re.sub(r"`[^`]*`", "", line):
            yield number, "a link with 'http:'; write 'https:'"


def cells_install_nothing(page: Page) -> Iterator[tuple[int, str]]:
    for cell in page.named("code-cell"):
        for number, line in cell.body:
            if re.match(r"\s*([!%]\s*(pip|conda|uv)\b|!)", line):
                yield number, "cells run no shell; add packages to the group 'kernel' instead"


def randomness_is_seeded(page: Page) -> Iterator[tuple[int, str]]:
    for cell in page.named("code-cell"):
        for number, line in cell.body:
            used = set(re.findall(r"\bnp\.random\.(\w+)", line)) - SEEDED
            if re.search(r"default_rng\(\s*(None\s*)?\)", line):
                yield number, "an unseeded generator; write 'np.random.default_rng(0)'"
            elif used or re.match(r"\s*(import random\b|from random import)", line):
                yield number, "global randomness; write 'rng = np.random.default_rng(0)', use rng"


def figures_have_alt_texts(page: Page) -> Iterator[tuple[int, str]]:
    for block in page.named("figure", "image"):
        if not block.options.get("alt", (0, ""))[1]:
            yield block.start, "a figure without alt text; add ':alt: what is seen'"
    for cell in page.named("code-cell"):
        hidden = re.search(r"remove-(cell|output)", cell.options.get("tags", (0, ""))[1])
        if DRAWS.search(cell.text()) and not hidden and "alt" not in cell.options:
            yield cell.start, "a figure without alt text; add 'mystnb: image: alt: …' to the cell"
    for number, line in page.prose:
        if re.search(r"!\[\s*\]\(", line):
            yield number, "an image without alt text; write '![what is seen](…)'"


def table_heads_have_words(page: Page) -> Iterator[tuple[int, str]]:
    for number, (head, rule) in enumerate(pairwise(page.lines), 1):
        if not (head.startswith("|") and TABLE_RULE.fullmatch(rule)):
            continue
        for cell in re.split(r"(?<!\\)\|", head)[1:-1]:
            if cell.strip() and not re.search(r"\w", re.sub(r"\$[^$]*\$", "", cell)):
                yield number, f"a table head without words, {cell.strip()}; say what it is, too"


def hidden_checks_say_what_they_check(page: Page) -> Iterator[tuple[int, str]]:
    for cell in page.named("code-cell"):
        hidden = "remove-cell" in cell.options.get("tags", (0, ""))[1]
        if hidden and re.search(r"^\s*assert ", cell.text(), re.M) and "# " not in cell.text():
            yield cell.start, "a hidden check; name its statement in a comment, as '# S4, E1.1: …'"


def quizzes_end_with_a_blank_line(page: Page) -> Iterator[tuple[int, str]]:
    for quiz in page.named("quiz"):
        if page.lines[quiz.end - 2].strip():
            yield quiz.end, "no blank line before ':::'; other viewers pull it into the quote"


def exercises_have_solutions(page: Page) -> Iterator[tuple[int, str]]:
    solved = {block.argument for block in page.named("dropdown")}
    for block in page.named("admonition"):
        exercise = re.match(r"Exercise ([\d.]*\d)", block.argument)
        if exercise and f"Solution of exercise {exercise[1]}" not in solved:
            title = f"Solution of exercise {exercise[1]}"
            yield block.start, f"no solution; add ':::{{dropdown}} {title}' below the exercise"


def fixed_sections(page: Page) -> Iterator[tuple[int, str]]:
    places = {title: number for number, level, title in page.headings() if level in (2, 3)}
    last = 1
    for title in SECTIONS:
        if title not in places:
            yield last, f"no section '{title}'; add '## {title}'"
        elif places[title] < last:
            yield places[title], f"'{title}' comes too early; the order is {', '.join(SECTIONS)}"
        last = max(last, places.get(title, last))


def statements_are_counted(page: Page) -> Iterator[tuple[int, str]]:
    stated = ((b, re.match(r"S(\d+) · ", b.argument)) for b in page.named("admonition"))
    for place, (block, match) in enumerate(((b, m) for b, m in stated if m), 1):
        if match[1] != str(place):
            yield block.start, f"statement {place} is called S{match[1]}; write 'S{place}'"


def at_least_one_quiz(page: Page) -> Iterator[tuple[int, str]]:
    if not page.named("quiz"):
        yield 1, "a chapter without a quiz; add ':::{quiz} some-id' at a turning point"


COMMON = (
    one_title,
    no_trailing_blanks,
    one_sentence_a_line,
    british_spelling_with_ize,
    no_plain_http,
    cells_install_nothing,
    randomness_is_seeded,
    figures_have_alt_texts,
    table_heads_have_words,
    hidden_checks_say_what_they_check,
    quizzes_end_with_a_blank_line,
    exercises_have_solutions,
)
CHAPTER = (fixed_sections, statements_are_counted, at_least_one_quiz)


def lint(path: Path | str, text: str) -> list[str]:
    """Return one line for each rule that a page breaks: file, line, what to write instead."""
    page = read(text)
    rules = COMMON + CHAPTER if page.is_chapter else COMMON
    found = sorted(finding for rule in rules for finding in rule(page))
    return [f"{path}:{number}: {text}" for number, text in found]


def names(page: Page) -> Iterator[tuple[str, str, int]]:
    """Kind, name and line of everything on a page that can be referred to."""
    for number, line in enumerate(page.matter, 1):
        if match := re.fullmatch(r"id:\s*([\w-]+).*", line):
            yield "page id", match[1], number
    for number, line in page.prose:
        if match := LABEL.fullmatch(line):
            yield "label", match[1], number
    for block in page.blocks:
        if block.name == "quiz":
            yield "quiz", block.argument, block.start
        if block.name == "glossary":  # '[…](#term)' finds terms as well
            yield from (
                ("label", line.strip(), number) for number, line in block.body if line[:1].strip()
            )
        for key in ("name", "label"):
            if key in block.options and block.name != "quiz":
                number, value = block.options[key]
                yield "label", value, number


def duplicates(pages: Iterable[tuple[Path | str, str]]) -> list[str]:
    """Return one line for each name that two places of the book share."""
    seen: dict[tuple[str, str], str] = {}
    found = []
    for path, text in pages:
        for kind, name, number in names(read(text)):
            first = seen.setdefault((kind, name), f"{path}:{number}")
            if first != f"{path}:{number}":
                found.append(
                    f"{path}:{number}: {kind} '{name}' is taken by {first}; choose another"
                )
    return found
