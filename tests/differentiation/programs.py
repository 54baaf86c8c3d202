"""Random programs for tests of automatic differentiation, written in the operations it supports.

`programs()` is a Hypothesis strategy. It draws a `Program`: lines of NumPy, each of which computes
an array from earlier ones, and a point to run them at. ``program(np, x)`` runs it with the module
that is given for ``np``, so that one program serves NumPy, autograd and every type that follows
NumPy's protocols. No value overflows, and no operation leaves its domain.

Pytest does not put test folders on the module path; take it with
``runpy.run_path(str(Path(__file__).with_name("programs.py")))["programs"]``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from hypothesis import strategies as st

ONE = (
    "-{a}",
    "abs({a})",
    "3 - {a}",
    "2 * {a} + 1",
    "{a} / 4",
    "1 / (2 + np.sin({a}))",
    "np.sin({a}) ** 3",
    "(1.5 + np.cos({a})) ** 2.5",
    "1.3 ** np.sin({a})",
    "np.square(np.sin({a}))",
    "np.power({a}, 2) / (1 + {a} * {a})",
    "np.sqrt(1 + {a} * {a})",
    "np.exp(np.sin({a}))",
    "np.expm1(np.tanh({a}))",
    "np.log(2 + np.sin({a}))",
    "np.log1p(np.abs({a}))",
    "np.sin({a})",
    "np.cos({a})",
    "np.tan(np.sin({a}))",
    "np.tanh({a})",
    "np.arctan({a})",
    "np.maximum({a}, 0.5)",
    "np.minimum(1, {a})",
    "np.where({a} > 0, {a}, np.sin({a}))",
    "1 / (1 + np.exp(-3 * np.tanh({a})))",
    "{a} + np.mean({a})",
    "{a} - np.max({a})",
    "np.exp({a} - np.max({a})) / np.sum(np.exp({a} - np.max({a})))",
    "np.max({a}) + np.log(np.sum(np.exp({a} - np.max({a}))))",
)
"""Operations on an array of any shape."""

TWO = (
    "{a} + {b}",
    "{a} - {b}",
    "{a} * np.sin({b})",
    "{a} / (2 + np.cos({b}))",
    "(1.5 + np.sin({a})) ** np.tanh({b})",
    "np.maximum({a}, {b})",
    "np.minimum({a}, {b})",
    "np.where({a} < {b}, {a} + 0 * {b}, {b} / 2 + 0 * {a})",
)
"""Operations on two arrays of shapes that broadcast."""

VECTOR = (
    "{a}[0]",
    "{a}[1:]",
    "{a}[::-1]",
    "{a}[[0, -1, 0]]",
    "np.stack([{a}, np.sin({a})])",
    "np.stack([{a}, 1 + {a}], axis=1)",
    "np.concatenate([{a}, {a}[:1] * 2])",
    "np.broadcast_to({a}[None], (2, {n}))",
    "np.reshape({a}, ({n}, 1))",
    "{a}.reshape(1, -1)",
    "{a} @ np.cos({a})",
    "WEIGHTS[:3, :{n}] @ {a}",
)
MATRIX = (
    "{a}.T",
    "np.transpose({a})",
    "{a}[0]",
    "{a}[:, -1]",
    "{a}[:, 0] - {a}[:, -1]",
    "np.reshape({a}, -1)",
    "np.sum({a}, axis=0)",
    "np.sum({a}, axis=1, keepdims=True)",
    "np.mean({a}, axis=-1)",
    "np.max({a}, axis=0)",
    "np.max({a}, axis=1, keepdims=True)",
    "np.concatenate([{a}, {a} / 2], axis=1)",
    "{a} @ np.tanh({a}).T",
    "{a}.T @ WEIGHTS[:{m}, :2]",
    "WEIGHTS[:4, :{m}] @ {a}",
)
WEIGHTS = np.random.default_rng(6).normal(size=(8, 64)) / 2
LARGEST = 24
"""How many entries an array may have at most."""


@dataclass(frozen=True)
class Program:
    """Lines of NumPy, a point, and what the program returns."""

    lines: tuple[str, ...]
    x: tuple[float, ...]

    @property
    def point(self) -> np.ndarray:
        return np.array(self.x)

    def __call__(self, np: ModuleType, x: Any) -> Any:
        """Run the program at x with the functions of a module such as NumPy."""
        names = {"np": np, "WEIGHTS": WEIGHTS, "r0": x}
        for i, line in enumerate(self.lines, start=1):
            names[f"r{i}"] = eval(line, names)
        return names[f"r{len(self.lines)}"]

    def on(self, np: ModuleType) -> Callable[[Any], Any]:
        """Return the program as a function of x alone."""
        return lambda x: self(np, x)


@st.composite
def programs(draw: st.DrawFn, least: int = 1, most: int = 10, scalar: bool = True) -> Program:
    """Draw a program; its result is a number if `scalar`, or else an array of one axis."""
    size = draw(st.integers(2, 5))
    x = draw(st.lists(st.integers(-200, 200), min_size=size, max_size=size))
    point = tuple(entry / 100 for entry in x)
    lines: list[str] = []
    arrays = [np.array(point)]
    for _ in range(draw(st.integers(least, most))):
        line, value = draw(_lines(arrays))
        lines.append(line)
        arrays.append(value)
    vector = f"np.reshape(r{len(lines)}, -1)"
    lines.append(f"{vector} @ WEIGHTS[0, :{np.size(arrays[-1])}]" if scalar else vector)
    return Program(tuple(lines), point)


def _lines(arrays: list[Any]) -> st.SearchStrategy[tuple[str, Any]]:
    """Return a strategy for one more line and its value; the latest array takes part in it."""
    latest, a = f"r{len(arrays) - 1}", arrays[-1]
    names = {"np": np, "WEIGHTS": WEIGHTS} | {f"r{i}": array for i, array in enumerate(arrays)}
    partners = [i for i, b in enumerate(arrays) if _broadcast(a, b)]
    choices = [t.format(a=latest) for t in ONE]
    shaped = {1: VECTOR, 2: MATRIX}.get(np.ndim(a), ())
    shape = [*np.shape(a), 0, 0]
    choices += [t.format(a=latest, n=shape[0], m=shape[0]) for t in shaped]
    choices += [t.format(a=latest, b=f"r{i}") for t in TWO for i in partners]
    choices += [t.format(a=f"r{i}", b=latest) for t in TWO for i in partners]
    values = ((line, eval(line, names)) for line in choices)
    return st.sampled_from([(line, y) for line, y in values if 0 < np.size(y) <= LARGEST])


def _broadcast(a: Any, b: Any) -> bool:
    try:
        return int(np.prod(np.broadcast_shapes(np.shape(a), np.shape(b)))) <= LARGEST
    except ValueError:
        return False
