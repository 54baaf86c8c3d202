"""Cells run one after the other; what they put out is told as it comes."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import Any

import pytest

from gradbook.sphinxext.live.kernel import figures, session
from gradbook.sphinxext.live.kernel.session import Session


class Page:
    """Notes what a session tells."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []
        self.session = Session(lambda kind, what: self.told.append((kind, what)), figures.collect)

    def run(self, source: str, cell: int = 0, *, draw: bool = True) -> bool:
        self.told.clear()
        return self.session.run(cell, source, draw)

    def of(self, kind: str) -> list[Any]:
        return [what for name, what in self.told if name == kind]

    def printed(self, name: str = "stdout") -> str:
        return "".join(text for stream, text in self.of("stream") if stream == name)


@pytest.fixture
def page() -> Page:
    return Page()


def test_cells_share_names_and_the_last_value_is_shown(page: Page) -> None:
    assert page.run("x = 6\nx * 7")
    assert page.told == [("result", "42")]
    page.run("print('x', x)\nx;")
    assert page.printed() == "x 6\n"
    assert page.of("result") == []
    page.run("None")
    assert page.told == []


def test_streams_keep_their_order(page: Page) -> None:
    page.run("import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3)\n4")
    pieces = [what[0] if kind == "stream" else kind for kind, what in page.told]
    assert [name for name, _ in groupby(pieces)] == ["stdout", "stderr", "stdout", "result"]


def test_what_was_printed_before_is_back_afterwards(page: Page) -> None:
    before = sys.stdout, sys.modules["__main__"]
    page.run("import sys\nsys.modules['__main__'].__dict__['seen'] = 1\nseen")
    assert page.told == [("result", "1")]
    assert (sys.stdout, sys.modules["__main__"]) == before


def test_an_error_names_the_lines_of_the_cells(page: Page) -> None:
    page.run("def half(x):\n    return x / 0", cell=3)
    assert not page.run("y = 1\nhalf(y)", cell=7)
    (error,) = page.of("error")
    assert error["text"] == "ZeroDivisionError: division by zero"
    assert error["places"] == [[7, 2, "half(y)"], [3, 2, "return x / 0"]]


def test_what_goes_on_in_a_module_is_one_place(page: Page) -> None:
    page.run("import json\njson.loads('{')")
    (error,) = page.of("error")
    assert error["places"] == [[0, 2, "json.loads('{')"], ["json", None, ""]]


def test_a_mistake_of_syntax_names_its_line(page: Page) -> None:
    page.run("x = 1\nfor x in", cell=4)
    (error,) = page.of("error")
    assert error["text"] == "SyntaxError: invalid syntax"
    assert error["places"] == [[4, 2, "for x in"]]


def test_the_middle_of_an_endless_recursion_is_left_out(page: Page) -> None:
    page.run("def f():\n    f()\nf()")
    (error,) = page.of("error")
    assert error["name"] == "RecursionError"
    assert len(error["places"]) < 20
    assert ["…", None, ""] in error["places"]


def test_ending_and_missing_memory_are_errors_of_the_cell(page: Page) -> None:
    assert not page.run("raise SystemExit(1)")
    assert not page.run("raise MemoryError")
    assert page.of("error")[0]["memory"] is True


def test_nobody_can_answer_input(page: Page) -> None:
    page.run("input('name? ')")
    assert page.of("error")[0]["text"] == f"RuntimeError: {session.NO_INPUT}"


def test_output_is_cut_and_counted(page: Page) -> None:
    page.run(f"print('x' * 999)\nfor _ in range(300): print('y' * {session.LIMIT // 100 - 1})")
    assert len(page.printed()) == session.LIMIT
    assert page.of("cut") == [1000 + 3 * session.LIMIT - session.LIMIT]
    assert page.run("print('again')")
    assert page.printed() == "again\n"


def test_long_containers_are_broken_into_lines(page: Page) -> None:
    page.run("list(range(100, 130))")
    assert page.of("result")[0].startswith("[100,\n 101,")


def test_figures_are_drawn_once_in_both_schemes(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "PASS", "gradbook.sphinxext.execution.figures")
    draw = f"import matplotlib.pyplot as plt\nplt.switch_backend('module://{figures.__name__}')\n"
    page.run(draw + "fig, ax = plt.subplots(figsize=(2, 1))\nax.plot([1, 2])\nplt.show()\n1")
    assert [kind for kind, _ in page.told] == ["figure", "result"]
    (figure,) = page.of("figure")
    assert figure["light"].startswith("<svg")
    assert "#14171b" not in figure["light"]
    assert figure["dark"] not in (None, figure["light"])
    assert figure["width"] > figure["height"] > 0
    page.run("plt.get_fignums()")
    assert page.of("result") == ["[]"]
    page.run("plt.plot([1, 2])\nplt.figure()\nplt.plot([2, 1])", draw=False)
    assert page.of("figure") == []
    page.run("fig = plt.figure()")
    assert page.of("figure") == []
