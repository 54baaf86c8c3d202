"""Chapters to measure builds with: prose, formulas, cells with eight figures, a local package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["generate"]

SETTINGS: Mapping[str, object] = {
    "extensions": ["myst_nb"],
    "exclude_patterns": ["build"],
    "html_theme": "alabaster",
    "myst_enable_extensions": ["dollarmath"],
    "nb_execution_timeout": 120,
}

MATTER = """\
---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
---
"""

IMPORTS = """\
import matplotlib.pyplot as plt
import numpy as np
from gradbook.functions import Rosenbrock
from gradbook.plots import contours
rng = np.random.default_rng({number})
"""

CURVE = """\
t = np.linspace(0, 6, 200)
fig, ax = plt.subplots()
ax.plot(t, np.sin({section} * t + {number}))
ax.set(xlabel="$t$", ylabel="$f(t)$");
"""

SURFACE = """\
f, x = Rosenbrock(), rng.normal(size=2)
fig, ax = plt.subplots(figsize=(5, 4))
contours(ax, f, (-2, 2), (-1, 3))
print(f(x), f.gradient(x))
"""

PROSE = """\
## Section {section}

Some words about $x_{section}$, then a formula that stands on a line of its own:

$$\\nabla f(x) = {section} x + {number}.$$

Another paragraph, as long as one in a chapter is, with *emphasis* and `code` in it.
It has a second sentence and a [link](#section-0).
"""


def generate(
    folder: Path, count: int, *, sections: int = 8, cells: bool = True, **settings: object
) -> Path:
    """Write a book of chapters that differ from one another.

    Parameters
    ----------
    folder
        Where to write it; made if needed.
    count
        Number of chapters.
    sections
        Number of sections in each chapter; each has a cell with a figure.
    cells
        Whether there are cells; the first one of a chapter imports what the others need.
    settings
        Values for `conf.py`, in addition to SETTINGS or in their place.

    Returns
    -------
    pathlib.Path
        `folder`, which then holds `conf.py`, `index.md` and `chapter-000.md` and so on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    values = {"myst_heading_anchors": 2, **SETTINGS, **settings}
    configuration = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    (folder / "conf.py").write_text(configuration, encoding="utf-8")
    names = [f"chapter-{number:03}" for number in range(count)]
    toctree = "\n".join(["```{toctree}", *names, "```"])
    (folder / "index.md").write_text(f"# Book\n\n{toctree}\n", encoding="utf-8")
    for number, name in enumerate(names):
        text = "\n".join([MATTER, f"# Chapter {number}\n", *_blocks(number, sections, cells)])
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def _blocks(number: int, sections: int, cells: bool) -> Iterator[str]:
    if cells:
        yield _cell(IMPORTS.format(number=number))
    for section in range(sections):
        yield PROSE.format(section=section, number=number)
        if cells:
            cell = SURFACE if section % 2 else CURVE
            yield _cell(cell.format(section=section + 1, number=number))


def _cell(code: str) -> str:
    return f"```{{code-cell}} python\n{code}```\n"
