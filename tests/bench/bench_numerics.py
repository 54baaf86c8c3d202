"""Time the numerics against what they replace; the ratios go to build/bench.json.

Both sides of a ratio run alternately in one process, and the median of the ratios of neighbours
counts, so that a ratio says little about the machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from gradbook.functions import (
    Ackley,
    Beale,
    Booth,
    Bowl,
    ChainedRosenbrock,
    Factorization,
    Himmelblau,
    LogSumExp,
    LonelyMinimum,
    Matyas,
    MonkeySaddle,
    Peano,
    Rastrigin,
    Rosenbrock,
    Saddle,
    StyblinskiTang,
    ThreeExponentials,
    ThreeHumpCamel,
    mesh,
)
from gradbook.optimizers import GradientDescent, minimize

REPORT = Path(__file__).parents[2] / "build" / "bench.json"

PLANE = {
    Bowl(): lambda x, y: x**2 + y**2,
    Rosenbrock(): lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    ChainedRosenbrock(2): lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    Saddle(): lambda x, y: x**2 - y**2,
    Himmelblau(): lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    Factorization(): lambda x, y: (x * y - 1) ** 2 / 2,
    LonelyMinimum(): lambda x, y: x**2 + y**2 * (1 - x) ** 3,
    MonkeySaddle(): lambda x, y: x**3 - 3 * x * y**2,
    Peano(): lambda x, y: (y - x**2) * (y - 2 * x**2),
    Beale(): lambda x, y: (
        (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
    ),
    Booth(): lambda x, y: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
    Matyas(): lambda x, y: 0.26 * (x**2 + y**2) - 0.48 * x * y,
    ThreeHumpCamel(): lambda x, y: 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2,
    Ackley(): lambda x, y: (
        -20 * np.exp(-np.sqrt((x**2 + y**2) / 2) / 5)
        - np.exp((np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)) / 2)
        + 20
        + np.e
    ),
    Rastrigin(): lambda x, y: (
        20 + x**2 + y**2 - 10 * np.cos(2 * np.pi * x) - 10 * np.cos(2 * np.pi * y)
    ),
    StyblinskiTang(): lambda x, y: (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2,
    ThreeExponentials(): lambda x, y: (
        np.exp(x + 3 * y - 0.1) + np.exp(x - 3 * y - 0.1) + np.exp(-x - 0.1)
    ),
    LogSumExp(): lambda x, y: (
        np.maximum(x, y) + np.log(np.exp(x - np.maximum(x, y)) + np.exp(y - np.maximum(x, y)))
    ),
}
"""Functions of the plane, and their bare NumPy expressions."""


def ratio(ours: Callable[[], object], bare: Callable[[], object], repeat: int = 40) -> float:
    """Return how many times as long `ours` takes as `bare`."""
    ratios = []
    for _ in range(repeat):
        start = perf_counter()
        ours()
        middle = perf_counter()
        bare()
        ratios.append((middle - start) / (perf_counter() - middle))
    return round(median(ratios), 2)


def functions_on_a_mesh() -> dict[str, float]:
    side = np.linspace(-2, 2, 500)
    points = mesh(side, side)
    x, y = np.meshgrid(side, side)
    found = {
        type(f).__name__: ratio(lambda f=f: f(points), lambda bare=bare: bare(x, y))
        for f, bare in PLANE.items()
    }
    slowest = max(found, key=lambda name: found[name])
    shown = {f"{name} on a mesh / bare NumPy": found[name] for name in ("Bowl", "Rosenbrock")}
    return shown | {f"{slowest}, the slowest of {len(found)}": found[slowest]}


def minimize_rosenbrock() -> dict[str, float]:
    f, start = Rosenbrock(), np.array([-1.2, 1.0])

    def value(point):
        x, y = point
        return (1 - x) ** 2 + 100 * (y - x**2) ** 2

    def gradient(point):
        x, y = point
        return np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])

    def loop():
        x, points, values = start, [start], [value(start)]
        for _ in range(1000):
            x = x - 1e-3 * gradient(x)
            points.append(x)
            values.append(value(x))
        return np.array(points), np.array(values)

    ours = ratio(lambda: minimize(f, GradientDescent(1e-3), start, steps=1000), loop)
    return {"minimize Rosenbrock / by hand": ours}


def main() -> None:
    ratios = functions_on_a_mesh() | minimize_rosenbrock()
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")
    for name, value in ratios.items():
        print(f"{name:40}{value:5.2f}")


if __name__ == "__main__":
    main()
