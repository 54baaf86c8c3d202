"""`docs/differentiation/twenty.json` says which derivatives JAX computes; compute them again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

RECORDED = json.loads(
    (Path(__file__).parents[2] / "docs/differentiation/twenty.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", RECORDED["functions"])
def test_jax_in_double_precision(name: str) -> None:
    jax = pytest.importorskip("jax", reason="JAX is installed by `nox -s oracles` only")
    record = RECORDED["functions"][name]
    code = compile(record["code"], name, "eval")
    with jax.enable_x64(True):
        measured = [
            float(jax.jvp(lambda x: eval(code, {"np": jax.numpy, "x": x}), (x,), (1.0,))[1])
            for x in RECORDED["points"]
        ]
    np.testing.assert_array_max_ulp(np.array(measured), np.array(record["jax"]), maxulp=4)
