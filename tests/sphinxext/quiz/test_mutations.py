"""Whatever an author's slip makes of a quiz, the build goes on and names a line of that quiz."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.testing.util import SphinxTestApp

BEFORE = "# Page\n\nBefore.\n\n"
AFTER = "\n\nAfter.\n"
CHOICE = """:::{quiz} gd-direction
:title: Downhill
:tries: 1

Which *direction* is it?

> Think.

- [ ] `up` {#up}
  > No.
- [x] ![down](dot.png)
  > Yes.

  ```python
  x = 1
  ```

Because.

- One
- Two

:::"""
NUMBER = """```{quiz} gd-step
---
type: numeric
unit: ms
---
How long?

- [x] 0.04 ± 1%
  > Yes.
- [ ] [1, 2]
  > No.
- [ ] (-1/2, 0)
  > No.
- [ ] else
  > No.

```"""
PREDICTION = """:::{quiz} gd-cell
:type: predict
:variants: steps

What comes of @{L:.2f}?

- [x] {output}
  > It is.
- [ ] {glue:text}`none` @{L}
  > No.

:::"""
ORDER = """:::{quiz} gd-order
:type: parsons
:free: 1-2

How?

> Think.

```python
a = 1
b = 2
    c = (a, b)
c = a #~ No: `b`, too.
```

:::"""
TEXT = """:::{quiz} gd-word
:type: text
:match: regex

Which?

- [x] `(up|down)+hill`
  > Yes.
- [ ] else
  > No.

:::"""
MATCH = """:::{quiz} gd-match
:type: match

Which?

| a | b | c |
|---|---|---|
| `x` | $1$ | Yes. |
| y | 2 | No. |
|  | 3 | Nothing. |

:::"""
REFLECTION = """:::{quiz} gd-why
:type: reflect

Why?

- [x] Because.
  > Really?

:::"""
SET = f"""::::{{quiz-set}} gd-set
:title: *All* of it
:mode: exam

Think first.

{REFLECTION}

{TEXT}
::::"""
SOURCES = [CHOICE, NUMBER, PREDICTION, ORDER, TEXT, MATCH, REFLECTION, SET]
PIECES = [
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    ">",
    "- ",
    "[x]",
    "[ ]",
    ":",
    ":::",
    "::::",
    "```",
    "±",
    "{",
    "}",
    "#",
]
PIECES += ["`", "$", "*", "1.", "%", "(a)=", "[^1]", "|", "<!--", "\t", "\\", "é", "\u2028", "else"]
PIECES += ["@{", "{output}"]


@st.composite
def slips(draw: st.DrawFn) -> str:
    """Make a few changes in a valid quiz: of a stretch of text, or of whole lines."""
    source = draw(st.sampled_from(SOURCES))
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            start = draw(st.integers(0, len(source)))
            stop = min(len(source), start + draw(st.integers(0, 5)))
            source = source[:start] + draw(st.sampled_from(PIECES)) + source[stop:]
        else:
            lines = source.split("\n")
            moved = lines.pop(draw(st.integers(0, len(lines) - 1)))
            for _ in range(draw(st.integers(0, 2))):
                lines.insert(draw(st.integers(0, len(lines))), moved)
            source = "\n".join(lines)
    return source


@pytest.fixture(scope="module", params=["html", "text"])
def app(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    new_app: Callable[..., SphinxTestApp],
) -> Iterator[SphinxTestApp]:
    folder = tmp_path_factory.mktemp("slips")
    conf = 'extensions = ["myst_parser", "gradbook.sphinxext.quiz"]\nhtml_theme = "basic"\n'
    (folder / "conf.py").write_text(conf, "utf-8")
    (folder / "index.md").write_text(BEFORE, "utf-8")
    (folder / "dot.png").write_bytes(b"")
    app = new_app(folder, request.param)
    app.build()
    yield app
    app.cleanup()


@pytest.mark.filterwarnings(r"ignore:'myst_parser\.")
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(slips())
def test_a_slip_is_never_fatal_and_is_placed_within_the_quiz(
    app: SphinxTestApp, source: str
) -> None:
    (app.srcdir / "index.md").write_text(BEFORE + source + AFTER, "utf-8")
    app.warning.truncate(0)
    app.builder.read()
    app.env.check_consistency()
    app.builder.write_documents({"index"})
    first = BEFORE.count("\n") + 1
    last = first + len(source.splitlines()) - 1
    said = strip_colors(app.warning.getvalue())
    for line in re.findall(r"index\.md:(\d+): WARNING: .*\[quiz\.\w+\]", said):
        assert first <= int(line) <= last
