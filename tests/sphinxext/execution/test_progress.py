"""What is told while cells run."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from gradbook.sphinxext.execution import progress as module
from gradbook.sphinxext.execution.progress import Progress, clock, slowest
from gradbook.sphinxext.execution.store import Entry


@pytest.fixture
def said(monkeypatch):
    lines = []
    monkeypatch.setattr(module.logger, "info", lambda text, nonl=False: lines.append((text, nonl)))
    return lines


@pytest.fixture
def now(monkeypatch):
    clock = SimpleNamespace(time=0.0)
    monkeypatch.setattr(module.time, "monotonic", lambda: clock.time)
    return clock


def page(name):
    cells = [SimpleNamespace(cell_type=kind) for kind in ("markdown", "code", "code")]
    notebook = SimpleNamespace(cells=cells, metadata={})
    for cell in cells:
        cell.metadata = {}
    return SimpleNamespace(name=name, notebook=notebook, places=[1, 2])


def test_elsewhere_each_page_is_a_line(said, now):
    progress = Progress(2, live=False)
    for name in ("adam", "sgd"):
        progress.tell("queued", page(name), 0.0)
    progress.tell("begun", page("adam"), 0.0)
    now.time = 4.0
    progress.tell("time", page("adam"), 0.0)
    progress.tell("ended", page("adam"), 4.0)
    progress.finish()
    assert said == [
        ("cells [1/2] adam in 4.0 s", False),
        ("cells of 1 pages were run in 4 s", False),
    ]


def test_a_terminal_shows_one_line_with_names_and_times(said, now):
    progress = Progress(2, live=True)
    for name, seconds in (("adam", 30.0), ("sgd", 90.0), ("new", 0.0)):
        progress.tell("queued", page(name), seconds)
    assert said == []
    progress.tell("begun", page("adam"), 0.0)
    progress.tell("begun", page("sgd"), 0.0)
    now.time = 10.0
    progress.tell("time", page("adam"), 0.0)
    text, stays = said[-1]
    assert stays
    assert text.removeprefix("\r\x1b[K") == "cells [0/3] 10 s, about 1:20 min left: adam, sgd"
    progress.finish()
    assert said[-1] == ("\r\x1b[Kcells of 0 pages were run in 10 s", False)


def test_a_long_line_is_cut_to_the_terminal(said, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    progress = Progress(1, live=True)
    progress.tell("queued", page("x" * 100), 1.0)
    progress.tell("begun", page("x" * 100), 0.0)
    assert len(said[-1][0].removeprefix("\r\x1b[K")) == 39


def test_what_is_left_is_estimated_from_what_is_known(now):
    progress = Progress(2, live=False)
    progress.tell("queued", page("a"), 0.0)
    progress.tell("queued", page("b"), 0.0)
    assert progress.remaining() is None
    progress.tell("begun", page("a"), 0.0)
    now.time = 6.0
    progress.tell("ended", page("a"), 6.0)
    assert progress.remaining() == 6.0
    progress.tell("begun", page("b"), 0.0)
    now.time = 20.0
    assert progress.remaining() == 0.0


def test_nothing_run_is_nothing_said(said):
    Progress(2, live=False).finish()
    assert said == []


def test_ci_gets_lines(monkeypatch):
    monkeypatch.setattr(module.sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    assert Progress(1).live
    monkeypatch.setenv("CI", "true")
    assert not Progress(1).live


def test_the_slowest_come_first_and_cached_pages_are_left_out():
    def outcome(*seconds, fresh=True):
        cells = [{"seconds": taken} for taken in seconds]
        return SimpleNamespace(entry=Entry(seconds=sum(seconds), cells=cells), fresh=fresh)

    done = [
        (page("quick"), outcome(0.25, 0.25)),
        (page("slow"), outcome(1.0, 9.0)),
        (page("known"), outcome(99.0, 99.0, fresh=False)),
    ]
    assert list(slowest(done)) == [
        "slowest pages:",
        "    10.0 s  slow",
        "     0.5 s  quick",
        "slowest cells:",
        "     9.0 s  slow:cell 2",
        "     1.0 s  slow:cell 1",
        "     0.2 s  quick:cell 2",
        "     0.2 s  quick:cell 1",
    ]
    assert list(slowest(done[2:])) == []


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (59.6, "1:00 min"), (3601, "60:01 min")]
)
def test_times_are_written_as_people_do(seconds, text):
    assert clock(seconds) == text


SLOW = """\
---
file_format: mystnb
kernelspec: {name: python3}
---

# Slow

```{code-cell} python
1 + 1
```

```{code-cell} python
import time
time.sleep(1)
```
"""


@pytest.fixture
def short_of_time(copy_book):
    """Make a book whose page has half a second."""
    book = copy_book("execution-surroundings")
    with (book / "conf.py").open("a") as conf:
        conf.write("gradbook_page_budget = 0.5\n")
    return book


def test_a_page_over_its_budget_is_told_with_its_slowest_cell(short_of_time, build):
    (short_of_time / "index.md").write_text(SLOW)
    line = SLOW.splitlines().index("import time") + 1
    for _ in range(2):  # the second time from the cache
        process = build(short_of_time, "-E", "-q")
        assert f"index.md:{line}: WARNING: the cells took" in process.stderr
        assert "and a page has 0.5; this one took 1" in process.stderr


def test_time_in_which_others_had_the_processor_is_not_the_page_s(short_of_time, build):
    waited = "import sys\nsys.modules['gradbook_recorder'].waited = lambda: 1000.0\n"
    (short_of_time / "index.md").write_text(SLOW.replace("1 + 1\n", waited))
    assert build(short_of_time, "-E", "-q").stderr == ""


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux counts this")
def test_a_kernel_knows_how_long_it_waited(copy_book, build):
    book = copy_book("execution-surroundings")
    check = """\
import sys
from pathlib import Path
counted = int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9
assert counted <= sys.modules["gradbook_recorder"].waited() <= counted + 60
"""
    (book / "index.md").write_text(SLOW.replace("1 + 1\n", check))
    assert build(book, "-E", "-q").stderr == ""
