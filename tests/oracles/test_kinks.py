"""`docs/foundations/kinks.json` says what three libraries answer at a kink; measure it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

RECORDED = json.loads(
    (Path(__file__).parents[2] / "docs/foundations/kinks.json").read_text(encoding="utf-8")
)


def assert_recorded(library: str, measured: dict[str, float]) -> None:
    recorded = {name: float(v) for name, v in RECORDED[library].items() if name != "version"}
    assert measured.keys() == recorded.keys()
    for name, value in measured.items():
        np.testing.assert_equal(value, recorded[name], err_msg=f"{library}: {name}")


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_autograd() -> None:
    import autograd.numpy as anp
    from autograd import grad

    assert_recorded(
        "autograd",
        {
            "abs": float(grad(anp.abs)(0.0)),
            "maximum": float(grad(lambda x: anp.maximum(x, 0.0))(0.0)),
            "norm": float(grad(anp.linalg.norm)(np.zeros(3))[0]),
        },
    )


def test_jax() -> None:
    jax = pytest.importorskip("jax", reason="JAX is installed by `nox -s oracles` only")
    jnp = jax.numpy
    assert_recorded(
        "jax",
        {
            "abs": float(jax.grad(jnp.abs)(0.0)),
            "maximum": float(jax.grad(lambda x: jnp.maximum(x, 0.0))(0.0)),
            "relu": float(jax.grad(jax.nn.relu)(0.0)),
            "norm": float(jax.grad(jnp.linalg.norm)(jnp.zeros(3))[0]),
        },
    )


def test_pytorch() -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is installed by `nox -s oracles` only")

    def gradient(function: Callable[[Any], Any], *at: float) -> float:
        x = torch.tensor(at, requires_grad=True)
        function(x).sum().backward()
        return float(x.grad[0])

    assert_recorded(
        "torch",
        {
            "abs": gradient(torch.abs, 0.0),
            "maximum": gradient(lambda x: torch.maximum(x, torch.zeros(1)), 0.0),
            "relu": gradient(torch.relu, 0.0),
            "norm": gradient(torch.linalg.norm, 0.0, 0.0, 0.0),
        },
    )
