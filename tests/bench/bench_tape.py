"""Time a reverse-mode gradient against autograd's and against its own function.

The function is the loss of a network of 784, 128 and 10 units on a batch of 256. The three run
alternately in one process with one BLAS thread, and the fastest of many runs counts. Memory that is
freed stays with the process, where the C library can be told so: whether it is given back after
each run and fetched again is chance, and would double some of the times.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"), "1")

import autograd
import autograd.numpy as anp
import numpy as np

from gradbook.differentiation import value_and_gradient

REPORT = Path(__file__).parents[2] / "build" / "bench_tape.json"
ROUNDS = 100

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(256, 784)), np.eye(10)[RNG.integers(0, 10, 256)]
PARAMETERS = [
    RNG.normal(size=(784, 128)) / 28,
    np.zeros(128),
    RNG.normal(size=(128, 10)) / 11,
    np.zeros(10),
]


def loss(np: ModuleType, parameters: list[Any]) -> Any:
    W1, b1, W2, b2 = parameters
    logits = np.tanh(X @ W1 + b1) @ W2 + b2
    top = np.max(logits, axis=1, keepdims=True)
    lse = top[:, 0] + np.log(np.sum(np.exp(logits - top), axis=1))
    return np.mean(lse - np.sum(logits * Y, axis=1))


def keep_freed_memory() -> None:
    """Tell glibc to return no memory to the system, and to ask for none apart from its heap."""
    trim_threshold, mmap_threshold, most = -1, -3, 2**25
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(trim_threshold, 2**30)
        libc.mallopt(mmap_threshold, most)


def main() -> None:
    keep_freed_memory()
    runs = {
        "tape": value_and_gradient(lambda parameters: loss(np, parameters)),
        "autograd": autograd.value_and_grad(lambda parameters: loss(anp, parameters)),
        "value": lambda parameters: loss(np, parameters),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = perf_counter()
            run(PARAMETERS)
            times[name].append(perf_counter() - start)
    fastest = {name: min(seconds) for name, seconds in times.items()}
    ratios = {
        "gradient of a network / autograd": round(fastest["tape"] / fastest["autograd"], 2),
        "gradient of a network / its value": round(fastest["tape"] / fastest["value"], 2),
    }
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")
    for name, value in ratios.items():
        print(f"{name:36}{value:5.2f}")


if __name__ == "__main__":
    main()
