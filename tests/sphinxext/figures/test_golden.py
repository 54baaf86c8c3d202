"""What the scripts of figures compute, computed by the package.

`golden.json` holds the package's numbers; this test compares them with what the package computes
now, and `tests/js/golden.test.mjs` with what the scripts do. So neither side can change alone.
After a change on purpose, run it with ``GRADBOOK_GOLDEN=write`` and adapt the scripts.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradbook.differentiation import dual_norm, steepest_direction
from gradbook.functions import (
    Bowl,
    Himmelblau,
    NotDifferentiableAtOrigin,
    Quadratic,
    Rosenbrock,
    Saddle,
)
from gradbook.optimizers import (
    Backtracking,
    ExactStep,
    GradientDescent,
    LineSearchDescent,
    minimize,
)
from gradbook.sphinxext.figures.kinds import FUNCTIONS, METHODS

FILE = Path(__file__).with_name("golden.json")
STEPS = 200
KAPPA = 7.5
NORMS = {"1": 1, "2": 2, "inf": np.inf}
MADE = {
    "bowl": Bowl(),
    "ellipse": Quadratic.diagonal([1, KAPPA]),
    "rosenbrock": Rosenbrock(),
    "saddle": Saddle(),
    "himmelblau": Himmelblau(),
    "not-differentiable": NotDifferentiableAtOrigin(),
}
STEP_SIZES = {"bowl": 0.9, "ellipse": 0.24, "rosenbrock": 0.001, "saddle": 0.1, "himmelblau": 0.01}
KEPT = [*range(21), *range(30, STEPS + 1, 10)]


def function_vectors(name: str) -> dict[str, Any]:
    points = np.random.default_rng(len(name)).uniform(-3, 3, size=(12, 2)).round(3)
    points[:2] = [[0, 0], [0, 1.5]]
    f = MADE[name]
    return {
        "points": points.tolist(),
        "values": f(points).tolist(),
        "gradients": f.gradient(points).tolist(),
    }


def run_vectors(name: str, method: str) -> dict[str, Any]:
    step = STEP_SIZES.get(name, 0.1)
    optimizers: dict[str, Any] = {
        "fixed": GradientDescent(step),
        "exact": ExactStep(),
        "backtracking": LineSearchDescent(Backtracking()),
    }
    start = [-1.2, 0.9]
    points = minimize(MADE[name], optimizers[method], start, STEPS).points
    return {"function": name, "method": method, "step": step, "points": points[KEPT].tolist()}


def golden() -> dict[str, Any]:
    gradients = [[2, 6], [-1.5, 0.25], [0, -3], [4, 0], [-1, -1]]
    return {
        "kappa": KAPPA,
        "kept": KEPT,
        "functions": {name: function_vectors(name) for name in MADE},
        "runs": [
            run_vectors(name, method)
            for name in MADE
            for method in METHODS
            if method != "exact" or name in ("bowl", "ellipse")
        ],
        "steepest": [
            {
                "gradient": gradient,
                "norm": name,
                "step": steepest_direction(gradient, norm).tolist(),
                "slope": dual_norm(gradient, norm),
            }
            for gradient in gradients
            for name, norm in NORMS.items()
        ],
    }


def numbers(value: Any) -> Any:
    """Take a structure apart: what is no number, and all numbers in their order."""
    if isinstance(value, dict):
        value = list(value.items())
    if isinstance(value, list | tuple):
        for item in value:
            yield from numbers(item)
    else:
        yield value


def test_the_recorded_numbers_are_those_of_the_package():
    now = json.loads(json.dumps(golden()))
    if os.environ.get("GRADBOOK_GOLDEN") == "write":
        FILE.write_text(json.dumps(now, indent=None, separators=(",", ":")) + "\n", "utf-8")
    before = list(numbers(json.loads(FILE.read_text("utf-8"))))
    after = list(numbers(now))
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert old == (new if isinstance(new, str) else pytest.approx(new, rel=1e-12, abs=1e-12))


def test_every_function_of_the_figures_is_recorded():
    assert tuple(MADE) == FUNCTIONS
