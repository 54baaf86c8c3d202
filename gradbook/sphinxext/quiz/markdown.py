"""Quizzes read from the text of a Markdown page, without Sphinx: fast, and for checks alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Item", "Quiz", "pages", "quizzes"]

FENCE = re.compile(r"[\s>]*(?P<fence>:{3,}|`{3,}|~{3,})\s*(?P<rest>.*)")
DIRECTIVE = re.compile(r"\{(?P<name>[^}]*)\}\s*(?P<argument>.*)")
OPTION = re.compile(r":(?P<name>[a-z]+):\s*(?P<value>.*)")
ITEM = re.compile(r"[-*+]\s+\[(?P<mark>[ xX])\](?P<text>.*)")
LITERAL = {"code", "code-block", "code-cell", "sourcecode", "math", "eval-rst", "mermaid", "raw"}
"""Directives whose content is no Markdown."""


class Item(NamedTuple):
    """An answer with a mark."""

    line: int
    right: bool
    text: str


class Quiz(NamedTuple):
    """A question as it stands in the text."""

    ident: str
    line: int
    options: dict[str, tuple[int, str]]
    """Line and value of each option, by its name."""
    stem: str
    """The question before the hints and the answers, without its code blocks."""
    items: list[Item]
    end: int
    """Line of the closing fence; 0 if there is none."""
    blank: bool
    """Whether there is a blank line before the closing fence."""

    @property
    def kind(self) -> str:
        """What ``:type:`` says, or what follows from the marks."""
        rights = sum(item.right for item in self.items)
        return self.options.get("type", (0, "single" if rights == 1 else "multiple"))[1]


def pages(folder: Path) -> list[Path]:
    """Return the Markdown files of a book; what is hidden or begins with `_` is no page."""
    return sorted(
        path
        for path in folder.rglob("*.md")
        if not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
    )


def quizzes(text: str) -> list[Quiz]:
    r"""Find the quizzes of a page; those in a block of code are examples and do not count.

    Examples
    --------
    >>> (quiz,) = quizzes(":::{quiz} up\nWhich?\n\n- [x] This\n  > Yes.\n- [ ] That\n:::")
    >>> quiz.ident, quiz.stem, [item.text for item in quiz.items], quiz.end, quiz.blank
    ('up', 'Which?', ['This', 'That'], 7, False)
    """
    lines = text.splitlines()
    found: list[tuple[int, str, int, int]] = []
    stack: list[tuple[str, bool, int]] = []  # fence, whether literal, place in `found` or -1
    for number, line in enumerate(lines, start=1):
        match = FENCE.fullmatch(line)
        if match is None:
            continue
        fence, rest = match["fence"], match["rest"].strip()
        if stack and closes(fence, rest, stack[-1][0]):
            place = stack.pop()[2]
            if place >= 0:
                found[place] = (*found[place][:3], number)
        elif not (stack and stack[-1][1]) and (rest or fence[0] != ":"):
            directive = DIRECTIVE.fullmatch(rest)
            name = directive["name"].strip() if directive else ""
            literal = name in LITERAL if directive else fence[0] != ":"
            if directive and name == "quiz":
                found.append((number, directive["argument"].strip(), len(stack), 0))
            stack.append((fence, literal, len(found) - 1 if name == "quiz" else -1))
    return [read(ident, start, end, lines) for start, ident, _, end in found]


def closes(fence: str, rest: str, opening: str) -> bool:
    """Tell whether a line closes what another one opened."""
    return not rest and fence[0] == opening[0] and len(fence) >= len(opening)


def read(ident: str, start: int, end: int, lines: Sequence[str]) -> Quiz:
    """Take a quiz apart."""
    body = lines[start : end - 1 if end else len(lines)]
    options = {}
    for number, line in enumerate(body, start=start + 1):
        match = OPTION.fullmatch(line.strip())
        if match is None:
            break
        options[match["name"]] = number, match["value"].strip()
    rest = list(without_code(body[len(options) :], start + len(options) + 1))
    items = list(read_items(rest))
    first = items[0].line if items else end or len(lines) + 1
    stem = [text for number, text in rest if number < first and not text.startswith(">")]
    blank = not body or not body[-1].strip()
    return Quiz(ident, start, options, " ".join(" ".join(stem).split()), items, end, blank)


def without_code(body: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    """Return lines with their numbers, but not those of code blocks."""
    opening = ""
    for number, line in enumerate(body, start=start):
        match = FENCE.fullmatch(line)
        if match and match["fence"][0] != ":":
            if not opening:
                opening = match["fence"]
            elif closes(match["fence"], match["rest"].strip(), opening):
                opening = ""
        elif not opening:
            yield number, line


def read_items(lines: Sequence[tuple[int, str]]) -> Iterator[Item]:
    """Return the answers with their own text, without their feedback."""
    item: Item | None = None
    for number, line in lines:
        text = line.strip()
        match = ITEM.fullmatch(line)
        if match or (item and text and (not line.startswith(" ") or text.startswith(">"))):
            if item:
                yield item
            item = Item(number, match["mark"] != " ", match["text"].strip()) if match else None
        elif item and text:
            item = item._replace(text=f"{item.text} {text}".strip())
    if item:
        yield item
