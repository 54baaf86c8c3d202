"""The linter finds each planted fault, on its line, and leaves sound pages alone."""

from __future__ import annotations

import pytest

CHAPTER = """\
---
file_format: mystnb
id: example
chapter: 1
---

# A chapter

It begins.

## What you will learn

1. One thing, e.g. $f(x)=x^2$, as in Fig. 1 of A. Cauchy.
2. *A label.* And its text.

```{code-cell} python
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=3)  # Two sentences. In code.
```

```{code-cell} python
---
mystnb:
  image:
    alt: Two lines that cross.
---
fig, ax = plt.subplots()
```

```{code-cell} python
:tags: [remove-cell]

# S1: it is so
assert x.shape == (3,)
```

$$
f. Not a sentence
$$

:::{admonition} S1 · A title
:class: statement

It is so.
:::

(place)=
:::{quiz} a-question
Which one?

- [x] This one
  > Yes. It is.

:::

| a. B | c |
|---|---|

## What this does not say

No more.

## Library equivalents

`numpy.linalg` vs. SciPy, i.e. the libraries.

## Questions readers ask

"Why?" you ask, otherwise promised, surprising and precise as an exercise in `optimise`.
A link to [a page](https://example.org/A. B).

## Summary

![A picture](picture.svg)

## Exercises

:::{admonition} Exercise 1.1 · A title
:class: exercise

Prove it.
:::

:::{dropdown} Solution of exercise 1.1
It is proved.
:::

## Further reading

Nothing.
"""

FAULTS = {
    "no title": ("# A chapter\n", "\n", "---", "begin it with '# Title'"),
    "two titles": ("## Summary", "# Summary", "# Summary", "a page has one '# …'"),
    "trailing blanks": ("It begins.", "It begins.  ", "It begins.", "remove them"),
    "two sentences": ("It begins.", "It begins. And on.", "It begins", "before 'And on.…'"),
    "a sentence after a formula": ("It begins.", "See $x$. Go.", "See", "before 'Go.…'"),
    "a sentence before a formula": ("It begins.", "It begins. $x$ too.", "It begins", "two"),
    "a sentence after code": ("It begins.", "Use `f`. Go.", "Use", "before 'Go.…'"),
    "a question": ("It begins.", "Why? **Because** so.", "Why?", "before '**Because** so.…'"),
    "sentences in a list": ("*A label.*", "One. Two.", "2. One", "before 'Two. And its text.…'"),
    "sentences in a box": ("Prove it.", "Prove it. Do.", "Prove it.", "before 'Do.…'"),
    "spelling": ("Prove it.", "Optimise it.", "Optimise", "write 'Optimize'"),
    "spelling of a noun": ("It begins.", "A minimisation.", "A minimi", "write 'minimization'"),
    "plain http": ("It begins.", "See <http://example.org>.", "See", "write 'https:'"),
    "a shell": ("import numpy", "!pip install numpy", "!pip", "add packages to the group 'kernel'"),
    "a magic": ("import numpy", "%pip install numpy", "%pip", "add packages to the group"),
    "no seed": ("default_rng(0)", "default_rng()", "rng =", "write 'np.random.default_rng(0)'"),
    "global numpy": ("rng.normal", "np.random.normal", "x = np.random", "use rng"),
    "global random": ("import numpy as np", "import random", "import random", "use rng"),
    "a plot without alt": (
        "python\n---\nmystnb:\n  image:\n    alt: Two",
        "ipython3\n---\nmystnb:\n  image:\n    width: Two",
        "```{code-cell} ipython3",
        "add 'mystnb: image: alt: …'",
    ),
    "an image without alt": ("![A picture]", "![]", "![]", "write '![what is seen](…)'"),
    "a figure without alt": (
        "Prove it.",
        "```{figure} a.svg\nA caption.\n```",
        "```{figure}",
        "add ':alt: what is seen'",
    ),
    "a table head": ("| a. B |", "| $x$ |", "| $x$ |", "a table head without words, $x$"),
    "a hidden check": (
        "python\n:tags: [remove-cell]\n\n# S1: it is so",
        "ipython3\n:tags: [remove-cell]\n",
        "```{code-cell} ipython3",
        "name its statement",
    ),
    "a tight quiz": ("It is.\n\n:::\n", "It is.\n:::::\n", ":::::", "no blank line before"),
    "no solution": (
        "{dropdown} Solution of exercise 1.1",
        "{dropdown} Solution",
        ":::{admonition} Exercise 1.1",
        "add ':::{dropdown} Solution of exercise 1.1' below",
    ),
    "no quiz": (":::{quiz} a-question", ":::{note}", "---", "add ':::{quiz} some-id'"),
    "a statement out of turn": ("{admonition} S1", "{admonition} S2", ":::{adm", "write 'S1'"),
    "no summary": ("## Summary", "## A summary", "## Questions", "add '## Summary'"),
    "wrong order": ("## Summary", "## Exercises", "## Questions", "no section 'Summary'"),
}
"""What is sound, what it is replaced by, how the line begins that is to blame, and the advice."""


def test_a_sound_chapter_passes(lint):
    assert lint("sound.md", CHAPTER) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_line(fault, lint):
    sound, broken, begins, advice = FAULTS[fault]
    assert CHAPTER.count(sound) == 1
    text = CHAPTER.replace(sound, broken)
    line = next(n for n, row in enumerate(text.split("\n"), 1) if row.startswith(begins))
    place = f"broken.md:{line}: "
    found = lint("broken.md", text)
    assert any(said.startswith(place) and advice in said for said in found), found


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - {"no title", "two titles", "wrong order"}))
def test_nothing_else_is_said(fault, lint):
    sound, broken, _, _ = FAULTS[fault]
    assert len(lint("broken.md", CHAPTER.replace(sound, broken))) == 1


def test_every_section_is_needed(lint, sections):
    for section in sections:
        found = lint("broken.md", CHAPTER.replace(f"## {section}\n", "## Another\n"))
        assert [said for said in found if f"add '## {section}'" in said]


def test_sections_have_an_order(lint):
    early = CHAPTER.replace("## Further reading\n", "").replace("It begins.", "## Further reading")
    (said,) = lint("broken.md", early)
    assert said.startswith("broken.md:9: 'Further reading' comes too early; the order is What")


def test_other_pages_need_neither_sections_nor_quizzes(lint):
    assert lint("notation.md", "# Notation\n\nA list.\n") == []


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("(here)=\n# A", "(here)=\n# B", "b.md:1: label 'here' is taken by a.md:1"),
        ("(here)=\n# A", ":::{figure} x\n:name: here\n:::", "b.md:2: label 'here' is taken by"),
        (":::{quiz} q\n\n:::", ":::{quiz} q\n\n:::", "b.md:1: quiz 'q' is taken by a.md:1"),
        ("---\nid: x\n---\n", "---\nid: x\n---\n", "b.md:2: page id 'x' is taken by a.md:2"),
        (":::{glossary}\nx\n  A.\n:::", "(x)=\n# B", "b.md:1: label 'x' is taken by a.md:2"),
    ],
)
def test_names_are_unique_in_the_book(first, second, said, duplicates):
    (found,) = duplicates([("a.md", first), ("b.md", second)])
    assert found.startswith(said)
    assert found.endswith("choose another")


def test_different_kinds_of_names_may_agree(duplicates):
    assert duplicates([("a.md", "(x)=\n# A"), ("b.md", ":::{quiz} x\n\n:::")]) == []
