"""Each planted fault of a term is named with its line, and sound books are left alone."""

from __future__ import annotations

import pytest

GLOSSARY = """\
# Glossary

:::{glossary}
convex set
  A set with its segments. [Chapter 1](../part/one.md#sets-and-more)

float
floating-point number
  A number. [Chapter 2](../part/two.md#floats-or-numbers)

gradient
  An arrow.
  [Chapter 1](../part/one.md#start)

property
  Something. [Chapter 1](../part/one.md#sets-and-more)
:::
"""

ONE = """\
---
chapter: 1
---
# Start

**A label.** The **gradient** is `**no code**` or $a**b**c$.

1. **Another label.**
> **A third.**

## Sets, and more

**Convex sets** have **properties**.

```{code-cell} python
2 ** 3 ** 4
```
"""

TWO = """\
---
chapter: 2
---
# Two

## Floats or numbers?

| a | b |
|---|---|
| **Floats** | numbers |

A float is a **floating-point number**.
"""

FAULTS = {
    "no term": ("one", "`**no code**`", "**no code**", "one.md:6: 'no code' is bold and no term"),
    "emphasis": ("two", "A float", "A **big** float", "two.md:12: 'big' is bold and no term"),
    "in a table": ("two", "numbers |", "**two** |", "two.md:10: 'two' is bold and no term"),
    "label inside": (
        "one",
        "The **gr",
        "So **it.** The **gr",
        "one.md:6: 'it.' is bold and no term",
    ),
    "label with no stop": ("one", "**A third.**", "**A third**", "one.md:9: 'A third' is bold and"),
    "bold again": (
        "two",
        "A float",
        "A **gradient**",
        "two.md:12: 'gradient' is bold at part/one.md:6",
    ),
    "never bold": (
        "one",
        "**gradient**",
        "gradient",
        "words.md:11: the term 'gradient' is bold nowhere",
    ),
    "another section": (
        "words",
        "one.md#start",
        "one.md#sets-and-more",
        "words.md:11: 'gradient' is bold at part/one.md:6; link to '../part/one.md#start'",
    ),
    "another page": ("words", "one.md#start", "two.md#start", "'../part/one.md#start'"),
    "no link": ("words", "[Chapter 1](../part/one.md#start)", "", "'../part/one.md#start'"),
    "no order": ("words", "convex set\n", "set\nconvex set\n", "words.md:8: 'float' after 'set'"),
    "twice": ("words", "property\n", "gradient\n  It.\nproperty\n", "remove one of them"),
}
"""File, what is sound in it, what it is replaced by, and what is said."""


def said(check_terms, words=GLOSSARY, one=ONE, two=TWO):
    chapters = [("part/one.md", one), ("part/two.md", two)]
    return check_terms(("appendix/words.md", words), chapters)


def test_a_sound_book_passes(check_terms):
    assert said(check_terms) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_line(fault, check_terms):
    file, sound, broken, expected = FAULTS[fault]
    book = {"words": GLOSSARY, "one": ONE, "two": TWO}
    assert book[file].count(sound) == 1
    book[file] = book[file].replace(sound, broken)
    found = said(check_terms, **book)
    assert any(expected in sentence for sentence in found), found


def test_the_advice_is_the_way_out(check_terms):
    (found,) = said(check_terms, one=ONE.replace("**A third.**", "It is **big**."))
    assert found.endswith("define it in appendix/words.md, or write '*big*'")
