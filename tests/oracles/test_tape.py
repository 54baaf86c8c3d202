"""The tape against JAX on an operation zoo: chapter 8, E8.1."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from gradbook.differentiation import hvp, reverse_gradient

W = np.random.default_rng(1).normal(size=(4, 3))

ZOO: dict[str, Callable[[ModuleType, Any], Any]] = {
    "arithmetic": lambda np, x: np.sum(2 * x - x / (3 + x * x) + (-x) ** 3 - 1 / (2 + x**2)),
    "powers": lambda np, x: np.sum((1.5 + np.sin(x)) ** x + np.sqrt(1 + x * x) + np.square(x)),
    "elementary": lambda np, x: np.sum(
        np.exp(x) + np.expm1(x) + np.log(3 + x) + np.log1p(x * x) + np.arctan(x)
    ),
    "trigonometric": lambda np, x: np.sum(np.sin(x) * np.cos(x) + np.tan(x / 3) + np.tanh(x)),
    "broadcasting": lambda np, x: np.sum((x[:3, None] * x + x[:4]) ** 2 / (1 + x[0] ** 2)),
    "indexing": lambda np, x: x[0] * x[-1] + np.sum(x[::2] ** 3) + np.sum(x[np.array([1, 1])] ** 2),
    "matmul": lambda np, x: np.sum(np.tanh(W @ x[:3]) * x) + x @ (W @ W.T) @ x,
    "matrices": lambda np, x: np.sum((x.reshape(2, 2) @ x.reshape(2, 2).T) @ W[:2, :2]),
    "batches": lambda np, x: np.sum(np.sin(x.reshape(2, 1, 2) @ np.ones((2, 2, 3)))),
    "reductions": lambda np, x: np.sum(np.mean(x[:, None] * x, axis=0) * np.max(x) * np.min(x * x)),
    "shapes": lambda np, x: np.sum(
        np.concatenate([np.stack([x, x * x], axis=1), np.ones((4, 1))], axis=1) ** 2
    ),
    "choices": lambda np, x: np.sum(np.where(x > 0, x * x, np.maximum(x, -1) + np.abs(x))),
    "log-sum-exp": lambda np, x: np.max(x) + np.log(np.sum(np.exp(x - np.max(x)))),
}


@pytest.mark.parametrize("name", ZOO)
def test_gradient_and_hessian_product_agree_with_jax(name):
    jax = pytest.importorskip("jax", reason="JAX is installed by `nox -s oracles` only")
    jax.config.update("jax_enable_x64", True)
    f, x, v = ZOO[name], np.array([0.3, -1.2, 0.8, 2.1]), np.array([1.0, -0.5, 2.0, 0.3])
    theirs = jax.grad(lambda x: f(jax.numpy, x))
    gradient, product = theirs(x), jax.jvp(theirs, (x,), (v,))[1]
    ours = reverse_gradient(lambda x: f(np, x))(x)
    np.testing.assert_allclose(ours, gradient, rtol=1e-12, atol=1e-12)
    products = hvp(lambda x: f(np, x), x, v)
    np.testing.assert_allclose(products, product, rtol=1e-12, atol=1e-12)
