"""Which cells a cell builds on, by the names that it reads, and which modules it needs."""

from __future__ import annotations

import ast
import dis
import sys
from types import CodeType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

__all__ = ["Names", "builds_on", "missing", "names_of"]

BINDS = {"STORE_NAME", "STORE_GLOBAL"}
READS = {"LOAD_NAME", "LOAD_GLOBAL"}


class Names(NamedTuple):
    """What a cell does to the names of the page."""

    bound: frozenset[str] = frozenset()
    """Names that it gives a value, or whose value it changes."""
    read: frozenset[str] = frozenset()
    """Names whose value comes from before."""
    imported: frozenset[str] = frozenset()
    """Top-level modules."""


def names_of(source: str) -> Names:
    r"""Read a cell; one that is no Python has no names.

    Examples
    --------
    >>> names = names_of("import numpy as np\nx = np.ones(n)\nx[0] = y[1] = 2")
    >>> sorted(names.bound), sorted(names.read), sorted(names.imported)
    (['np', 'x', 'y'], ['n', 'y'], ['numpy'])
    """
    try:
        tree = ast.parse(source)
        code = compile(tree, "<cell>", "exec")
    except (SyntaxError, ValueError):
        return Names()
    bound: set[str] = set()
    read: set[str] = set()
    for instruction in dis.get_instructions(code):
        if instruction.opname in BINDS:
            bound.add(instruction.argval)
        elif instruction.opname in READS and instruction.argval not in bound:
            read.add(instruction.argval)
    changed = {name for node in ast.walk(tree) for name in root(node)}
    deferred = set(globals_of(code)) - bound
    return Names(frozenset(bound | changed), frozenset(read | deferred), frozenset(imports(tree)))


def globals_of(code: CodeType) -> Iterator[str]:
    """Yield the global names that functions and comprehensions of a cell read."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            for instruction in dis.get_instructions(inner):
                if instruction.opname in READS:
                    yield instruction.argval
            yield from globals_of(inner)


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the top-level modules that a cell imports, but for what it tries to."""
    tried = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.Try)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if node in tried:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def root(node: ast.AST) -> Iterator[str]:
    """Yield the name whose value an assignment to ``x.y[z]`` changes."""
    if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
        inner: ast.AST = node
        while isinstance(inner, ast.Attribute | ast.Subscript):
            inner = inner.value
        if isinstance(inner, ast.Name):
            yield inner.id


def builds_on(cells: Sequence[Names]) -> list[set[int]]:
    """Return for each cell the earlier ones that gave the names it reads their values.

    Examples
    --------
    >>> builds_on([names_of("x = 1"), names_of("y = 2"), names_of("x + 1")])
    [set(), set(), {0}]
    """
    last: dict[str, int] = {}
    found: list[set[int]] = []
    for number, cell in enumerate(cells):
        found.append({last[name] for name in cell.read if name in last})
        last |= dict.fromkeys(cell.bound, number)
    return found


def missing(names: Names, present: Container[str]) -> list[str]:
    """Return the modules that a cell imports and that are not there."""
    absent: Iterable[str] = names.imported - set(sys.stdlib_module_names) - {"__future__"}
    return sorted(name for name in absent if name not in present)
