r"""The house notation, as far as text shows whether it is kept: one letter, one meaning.

`check_notation` reads the formulas of a chapter, in the prose and in the captions of figures, not
in the code. `unused_rows` asks whether the chapters use what the page of notation explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
INLINE = re.compile(r"\$\$?(?P<tex>.+?)\$\$?")
TEXT_BLOCKS = {"figure", "image", "admonition", "dropdown", "note", "quiz", "list-table"}

WRITE = {
    r"\^\s*\{?\s*(T(?![A-Za-z])|\\top\b|\\intercal\b|\\mathrm\s*\{?T)": (
        r"for the transpose write '^{\mathsf T}', for a number of steps 'K'"
    ),
    r"\\\||\\Vert\b": r"for a norm write '\lVert … \rVert'",
    r"\^\s*\{?\s*(\*|\\ast\b)": r"for a minimizer or a minimum write '^\star'",
    r"\\epsilon\b": r"write '\varepsilon'",
    r"\\phi\b": r"write '\varphi'",
    r"\\leq(slant)?\b": r"write '\le'",
    r"\\geq(slant)?\b": r"write '\ge'",
    r"\\ne(?![a-zA-Z])": r"write '\neq'",
    r"\\mathbb\s*\{": r"write '\mathbb R', with a blank and without braces",
    r"\\(vec|boldsymbol|bm)\b|\\mathbf\b(?!\s*1)": "vectors and matrices are not bold; write 'x'",
    r"\\(long)?rightarrow\b": r"write '\to'",
    r"\\mathcal\s*\{?\s*O\b": "for an order write 'O(…)'",
    r"\\ln\b": r"for the natural logarithm write '\log'",
    r"\\arg\s*\\(min|max)\b": r"write '\operatorname{argmin}' or '\operatorname{argmax}'",
    r"\\mathrm\b": r"for a name of several letters write '\operatorname{…}'",
    r":=|\\coloneqq\b": "for a definition write '='",
}
"""What is not written in a formula, and what is written instead."""

DETERMINISTIC = {"I", "II", "III"}
"""Parts in which the step size is the letter alpha."""

RESERVED = {
    "L": ("the smoothness constant", r"Lipschitz|smooth|eigenvalue|curvature|gradient"),
    "G": ("the Lipschitz constant of the function", r"Lipschitz|slope|gradient"),
    "M": ("the Lipschitz constant of the Hessian", r"Lipschitz|Hessian|third"),
    "R": ("the distance from the start to a minimizer", r"distance|x_0|x\^\\star|start"),
    r"\mu": ("the constant of strong convexity", r"convex|eigenvalue|Łojasiewicz|PL\b|curvature"),
    r"\kappa": ("the condition number", r"condition|\\mu|ratio|eigenvalue"),
    r"\alpha": ("the step size", r"step|\\nabla|x_|GradientDescent"),
    r"\beta": ("the momentum", r"momentum|heavy"),
}
"""Letters with a meaning of their own, and what a sentence that introduces them speaks of."""

INTRODUCES = (
    r"\b(?:[Ll]et|[Ww]rite|[Cc]all|[Pp]ut|[Ss]et|[Dd]enote by|[Tt]ake|[Cc]hoose|[Dd]raw)\s+"
    r"(?:\w+\s+){0,4}\$"
)
OBJECT = (
    r"\b(?:matri(?:x|ces)|maps?|vectors?|functions?|points?|sets?|directions?|polynomials?"
    r"|loss|operator|layers?|graph|region|ball|angles?|exponent|probability|weights?|inputs?)\s+\$"
)
GIVEN = r"(?=\$|'|=(?![^$]*\\(?:lambda|lVert|max|sup))[^$]*\\mathsf)"
ENDS = r"(?=\$|=|:|,|<|>|\s|\\in\b|\\ge\b|\\le\b|\\succ|')"
TYPED = r"(?<![A-Za-z\\{{_^]){letter}\s*(?:\\in\s*\\mathbb\s*R\s*\^|:\s*\\mathbb|\^\{{?-?\\mathsf)"


VARIABLES = set("xyvABX")
"""Letters of the page of notation for which a chapter may write others."""


def text_lines(page: Any) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines of a page that are not code, and whether each is a formula as a whole."""
    kinds: dict[int, str] = {}
    for block in page.blocks:
        fenced = page.lines[block.start - 1].lstrip().startswith(("`", "~"))
        rules = [number for number, line in block.body if line == "---"][:2]
        header = range(*rules) if len(rules) == 2 and rules[0] == block.start + 1 else range(0)
        for number, _ in block.body:
            if block.name == "math":
                kinds[number] = "formula"
            elif fenced and block.name not in TEXT_BLOCKS and number not in header:
                kinds[number] = "code"
    for number, line in enumerate(page.lines[len(page.matter) :], len(page.matter) + 1):
        kind = kinds.get(number, "text")
        if kind != "code" and not re.fullmatch(r"\s*:[\w-]+:.*", line):
            yield number, CODE.sub(lambda match: " " * len(match[0]), line), kind == "formula"


def formulas(page: Any) -> Iterator[tuple[int, str]]:
    """Yield each line of mathematics on a page."""
    display = False
    for number, line, whole in text_lines(page):
        if whole:
            yield number, line
        elif line.strip(" >").startswith("$$") and line.count("$$") == 1:
            display = not display
        elif display:
            yield number, line
        else:
            yield from ((number, match["tex"]) for match in INLINE.finditer(line))


def part_of(page: Any) -> str:
    """Return the part of the book that the front matter names."""
    found = (re.fullmatch(r"part:\s*(\w+).*", line) for line in page.matter)
    return next((match[1] for match in found if match), "")


def check_notation(page: Any) -> Iterator[tuple[int, str]]:
    """Yield line and advice for what is not written as the house writes it."""
    for number, tex in formulas(page):
        for pattern, advice in WRITE.items():
            if match := re.search(pattern, tex):
                yield number, f"'{match[0]}' is not the house notation; {advice}"
    yield from check_letters(page)
    if part_of(page) in DETERMINISTIC:
        for number, tex in formulas(page):
            if re.search(r"\\eta\b", tex):
                yield (
                    number,
                    r"'\eta' is the step size of stochastic chapters; write '\alpha' for a step"
                    " size, another letter for anything else",
                )
        for number, line in page.prose + page.tables:
            words = CODE.sub("", line).lower()
            if re.search(r"learning[- ]rate", words) and "step size" not in words:
                yield number, "'learning rate' in a deterministic chapter; write 'step size'"


def check_letters(page: Any) -> Iterator[tuple[int, str]]:
    """Yield line and advice where a letter that has a meaning is given another one."""
    lines = list(text_lines(page))
    for letter, (meaning, speaks_of) in RESERVED.items():
        name = re.escape(letter)
        for number, line, _ in lines:
            given = re.search(INTRODUCES + name + GIVEN, line) and not re.search(speaks_of, line)
            typed = len(letter) == 1 and re.search(TYPED.format(letter=name), line)
            if given or typed or re.search(OBJECT + name + ENDS, line):
                yield number, f"'{letter}' is {meaning}; choose another letter"


def unused_rows(notation: Any, chapters: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """Yield line and advice for each symbol of the page of notation that no chapter uses."""
    used = "\n".join(tokens(tex) for page in chapters for _, tex in formulas(page))
    for number, row in notation.tables:
        cell = row.split(" | ")[0]
        for match in INLINE.finditer(cell):
            for symbol in re.split(r",\\ ", match["tex"]):
                head = re.split(r"=|\\in\b|:", symbol)[0]
                pattern = " ".join(
                    r"\S+" if token in VARIABLES else re.escape(token)
                    for token in tokens(head).split()
                )
                if not re.search(rf"(?<!\S){pattern}(?!\S)", used):
                    yield number, f"no chapter uses '{head.strip()}'; use it or remove the row"


def tokens(tex: str) -> str:
    """Return a formula as words, letters and signs between blanks, without what is only space."""
    return " ".join(re.findall(r"\\[A-Za-z]+|\\[^A-Za-z ,;!]|[^\s\\]", tex))
