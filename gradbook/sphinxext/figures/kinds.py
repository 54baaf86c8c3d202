"""The kinds of figures, and the settings that each of them takes.

The names of functions, methods and challenges are those of the scripts in ``static``, where a kind
is a module of the same name; a test compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.figures.settings import Setting, choice, interval, names, number, point

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CHALLENGES", "FUNCTIONS", "KINDS", "METHODS", "check_place"]

FUNCTIONS = ("bowl", "ellipse", "rosenbrock", "saddle", "himmelblau", "not-differentiable")
"""Functions of the plane; ``ellipse`` is (x² + kappa y²) / 2."""
METHODS = ("fixed", "exact", "backtracking")
CHALLENGES = {"field": ("agree", "level"), "descent": ("longest", "fastest")}

WINDOW = {"at": Setting(point), "x": Setting(interval), "y": Setting(interval)}
KAPPA = Setting(number(1, 100), 10.0)

KINDS: Mapping[str, Mapping[str, Setting]] = {
    "field": WINDOW
    | {
        "functions": Setting(names(*FUNCTIONS), ["ellipse"]),
        "kappa": KAPPA,
        "angle": Setting(number(0, 360), 0.0),
        "norm": Setting(choice("1", "2", "inf"), "2"),
        "challenge": Setting(choice(*CHALLENGES["field"]), ""),
    },
    "descent": WINDOW
    | {
        "methods": Setting(names(*METHODS), ["fixed"]),
        "kappa": KAPPA,
        "step": Setting(number(0, 2.2), 1.0),
        "steps": Setting(number(1, 200), 30.0),
        "challenge": Setting(choice(*CHALLENGES["descent"]), ""),
    },
}
"""By its name, the settings of each kind; ``step`` is a multiple of 1/L."""


def check_place(values: Mapping[str, Any]) -> str:
    """Say what is wrong if the point is not within the window, otherwise nothing."""
    for axis, value in zip(("x", "y"), values.get("at", ()), strict=False):
        low, high = values.get(axis, (value, value))
        if not low <= value <= high:
            return f"its {axis} is {value:g}, outside the window from {low:g} to {high:g}"
    return ""
