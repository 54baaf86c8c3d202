"""Runs the cells of one page, one after the other, in one namespace."""

from __future__ import annotations

import ast
import builtins
import io
import linecache
import os
import sys
import time
import traceback
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Session"]

NO_INPUT = "input() cannot ask on this page; write the value into the code instead"
LIMIT = 200_000
"""Characters that a cell may print; the rest is counted."""
PAUSE = 0.05
"""Seconds after which also the beginning of a line is sent."""
DEPTH = 12
"""Places that a traceback names; the middle of a longer one is left out."""


class Session:
    r"""Runs cells and tells what they put out.

    Parameters
    ----------
    send
        Is told ``("stream", [name, text])``, ``("cut", characters that were left out)``,
        ``("result", text)``, ``("figure", {...})`` and
        ``("error", {"name", "text", "places", "memory"})``. A place is ``[cell, line, source]``,
        where the cell is a number, or the name of a module that is not the reader's.
    figures
        Gives the figures that wait to be shown, each as a dictionary for the page; or, asked with
        False, forgets them.

    Examples
    --------
    >>> told = []
    >>> session = Session(lambda *what: told.append(what), lambda draw: [])
    >>> session.run(0, "x = 6\nx * 7"), told
    (True, [('result', '42')])
    """

    def __init__(
        self, send: Callable[[str, Any], None], figures: Callable[[bool], list[dict[str, Any]]]
    ) -> None:
        self.send = send
        self.figures = figures
        self.module = ModuleType("__main__")
        self.module.__dict__["__builtins__"] = builtins

    def run(self, cell: int, source: str, draw: bool = True) -> bool:
        """Run a cell; return whether it ended well.

        Parameters
        ----------
        cell
            Its number; errors name it.
        source
            The code.
        draw
            Whether its figures are wanted; drawing them takes time.
        """
        name = f"<cell {cell}>"
        lines = [f"{line}\n" for line in source.splitlines()]
        linecache.cache[name] = (len(source), None, lines, name)
        room = Room(self.send)
        before = sys.stdout, sys.stderr, builtins.input, sys.modules["__main__"]
        sys.stdout, sys.stderr = Stream("stdout", room), Stream("stderr", room)
        builtins.input = refuse
        sys.modules["__main__"] = self.module
        try:
            self._execute(name, source, room, draw)
        except BaseException as error:
            room.flush()
            self._show_figures(draw)
            self.send("error", self._told(error, lines))
            return False
        finally:
            sys.stdout, sys.stderr, builtins.input, sys.modules["__main__"] = before
        return True

    def _execute(self, name: str, source: str, room: Room, draw: bool) -> None:
        body, last = compiled(name, source)
        exec(body, self.module.__dict__)
        value = eval(last, self.module.__dict__) if last is not None else None
        room.flush()
        self._show_figures(draw)
        if value is not None:
            self.module.__dict__["_"] = value
            self.send("result", shown(value)[:LIMIT])

    def _show_figures(self, draw: bool) -> None:
        for figure in self.figures(draw):
            self.send("figure", figure)

    def _told(self, error: BaseException, lines: list[str]) -> dict[str, Any]:
        """Describe an error; of what goes on in modules, one place a module is told."""
        places: list[list[Any]] = []
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename == __file__:
                continue
            number = cell_number(frame.filename)
            if number is not None:
                places.append([number, frame.lineno, (frame.line or "").strip()])
            elif not places or places[-1][0] != module_name(frame.filename):
                places.append([module_name(frame.filename), None, ""])
        if isinstance(error, SyntaxError) and cell_number(error.filename or "") is not None:
            number = error.lineno or 1
            line = "".join(lines[number - 1 : number]).strip()
            places = [[cell_number(error.filename or ""), number, line]]
        if len(places) > DEPTH:
            places = [*places[: DEPTH // 2], ["…", None, ""], *places[-DEPTH // 2 :]]
        text = "".join(traceback.format_exception_only(error)).strip()
        if isinstance(error, SyntaxError):
            text = f"{type(error).__name__}: {error.msg}"
        memory = isinstance(error, MemoryError)
        return {"name": type(error).__name__, "text": text, "places": places, "memory": memory}


class Room:
    """Sends what a cell prints, a line at a time, as long as there is room for it."""

    def __init__(self, send: Callable[[str, Any], None]) -> None:
        self.send = send
        self.left = LIMIT
        self.cut = 0
        self.name = ""
        self.text = ""
        self.sent = 0.0

    def put(self, name: str, text: str) -> None:
        """Take a piece of text for the stream `name`."""
        if name != self.name:
            self._pass_on()
        self.name = name
        self.cut += max(0, len(text) - self.left)
        self.text += text[: self.left]
        self.left = max(0, self.left - len(text))
        if self.text.endswith("\n") or time.monotonic() > self.sent + PAUSE:
            self._pass_on()

    def flush(self) -> None:
        """Send what is left, and how much there was no room for."""
        self._pass_on()
        if self.cut:
            self.send("cut", self.cut)
            self.cut = 0

    def _pass_on(self) -> None:
        if self.text:
            self.send("stream", [self.name, self.text])
            self.text, self.sent = "", time.monotonic()


class Stream(io.TextIOBase):
    """What a cell prints to."""

    def __init__(self, name: str, room: Room) -> None:
        self.name = name
        self.room = room

    def writable(self) -> bool:
        """Say that one can write here."""
        return True

    def write(self, text: str) -> int:
        """Put a piece of text on the page."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.room.put(self.name, text)
        return len(text)


def refuse(prompt: object = "") -> NoReturn:
    """Stand for `input`: nobody could answer it while Python runs."""
    raise RuntimeError(NO_INPUT)


def compiled(name: str, source: str) -> tuple[CodeType, CodeType | None]:
    """Compile a cell, and its last expression apart, unless a semicolon hides its value."""
    tree = ast.parse(source, name)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        return compile(tree, name, "exec"), None
    body = ast.Module(tree.body[:-1], tree.type_ignores)
    return compile(body, name, "exec"), compile(ast.Expression(last.value), name, "eval")


def shown(value: Any) -> str:
    """Return a value as text; containers are broken into lines where they are long."""
    text = repr(value)
    if len(text) > 79 and type(value) in (list, tuple, dict, set):
        from pprint import pformat

        return pformat(value, width=79, sort_dicts=False)
    return text


def cell_number(file: str) -> int | None:
    """Return the number of the cell in a file name such as ``<cell 3>``, if it is one.

    Examples
    --------
    >>> cell_number("<cell 3>"), cell_number("numpy/linalg/_linalg.py")
    (3, None)
    """
    number = file.removeprefix("<cell ").removesuffix(">")
    return int(number) if number.isdigit() else None


def module_name(file: str) -> str:
    """Return the package that a file belongs to.

    Examples
    --------
    >>> import json.decoder
    >>> module_name(json.decoder.__file__)
    'json'
    """
    for folder in sorted(sys.path, key=len, reverse=True):
        if folder and file.startswith(folder + "/"):
            return os.path.splitext(file.removeprefix(folder + "/").split("/")[0])[0]  # noqa: PTH122
    return os.path.splitext(os.path.basename(file))[0]  # noqa: PTH119, PTH122
