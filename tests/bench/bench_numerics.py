"""Time the numerics against what they replace; the ratios go to build/bench.json.

Both sides of a ratio run alternately in one process, and the fastest of many runs counts, so that
a ratio says little about the machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np

from gradbook.functions import Bowl, Quadratic, Rosenbrock
from gradbook.optimizers import GradientDescent, minimize

REPORT = Path(__file__).parents[2] / "build" / "bench.json"


def ratio(ours: Callable[[], object], bare: Callable[[], object], repeat: int = 30) -> float:
    """Return how many times as long `ours` takes as `bare`."""
    fastest = {ours: np.inf, bare: np.inf}
    for _ in range(repeat):
        for function in fastest:
            start = perf_counter()
            function()
            fastest[function] = min(fastest[function], perf_counter() - start)
    return round(float(fastest[ours] / fastest[bare]), 2)


def bowl_on_a_mesh() -> float:
    x, y = np.meshgrid(np.linspace(-2, 2, 500), np.linspace(-2, 2, 500))
    mesh, f = np.stack([x, y], axis=-1), Bowl()
    return ratio(lambda: f(mesh), lambda: x**2 + y**2)


def rosenbrock_on_a_mesh() -> float:
    x, y = np.meshgrid(np.linspace(-2, 2, 500), np.linspace(-2, 2, 500))
    mesh, f = np.stack([x, y], axis=-1), Rosenbrock()
    return ratio(lambda: f(mesh), lambda: (1 - x) ** 2 + 100 * (y - x**2) ** 2)


def minimize_on_a_quadratic() -> float:
    f, x0 = Quadratic(np.diag(np.linspace(1, 10, 50))), np.ones(50)

    def loop() -> tuple[list[np.ndarray], list[float]]:
        x, points, values = x0, [x0], [f(x0)]
        for _ in range(1000):
            x = x - 0.1 * f.gradient(x)
            points.append(x)
            values.append(f(x))
        return points, values

    return ratio(lambda: minimize(f, GradientDescent(0.1), x0, steps=1000), loop)


BENCHMARKS = {
    "bowl on a mesh / bare NumPy": bowl_on_a_mesh,
    "Rosenbrock on a mesh / bare NumPy": rosenbrock_on_a_mesh,
    "minimize / a loop written by hand": minimize_on_a_quadratic,
}


def main() -> None:
    ratios = {name: benchmark() for name, benchmark in BENCHMARKS.items()}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")
    for name, value in ratios.items():
        print(f"{name:36}{value:5.2f}")


if __name__ == "__main__":
    main()
