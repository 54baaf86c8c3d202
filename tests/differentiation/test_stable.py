"""Sigmoid, log-sum-exp and softmax: against SciPy, and for derivatives of every kind."""

from __future__ import annotations

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from scipy import special

from gradbook.differentiation import (
    hvp,
    jvp,
    logsumexp,
    reverse_gradient,
    sigmoid,
    softmax,
)

X = np.array([[-800.0, -30.0, -1.0, 0.0], [0.5, 3.0, 40.0, 1000.0]])


def test_values_agree_with_scipy():
    np.testing.assert_allclose(sigmoid(X), special.expit(X), rtol=1e-13)
    for axis in (0, 1, -1):
        np.testing.assert_allclose(softmax(X, axis), special.softmax(X, axis), rtol=1e-13)
        for keepdims in (False, True):
            np.testing.assert_allclose(
                logsumexp(X, axis, keepdims), special.logsumexp(X, axis=axis, keepdims=keepdims)
            )


def test_lists_serve_as_arrays():
    assert logsumexp([0.0, 0.0]) == pytest.approx(np.log(2))
    np.testing.assert_array_equal(softmax([0, 0]), [0.5, 0.5])
    assert sigmoid(0) == 0.5


def test_slopes_are_right_at_every_size():
    s = special.expit(X)
    np.testing.assert_allclose(
        reverse_gradient(lambda x: np.sum(sigmoid(x)))(X), s * special.expit(-X), rtol=1e-13
    )
    np.testing.assert_allclose(
        reverse_gradient(lambda x: np.sum(logsumexp(x)))(X), special.softmax(X, -1), atol=1e-15
    )


def test_forward_reverse_and_both_agree():
    x, v = np.array([0.3, -1.2, 0.3]), np.array([1.0, 2.0, -1.0])
    p = special.softmax(x)
    H = np.diag(p) - np.outer(p, p)
    np.testing.assert_allclose(jvp(logsumexp, x, v)[1], p @ v, rtol=1e-14)
    np.testing.assert_allclose(hvp(logsumexp, x, v), H @ v, atol=1e-15)
    np.testing.assert_allclose(jvp(softmax, x, v)[1], H @ v, atol=1e-15)
    theirs = autograd.grad(lambda x: anp.sum(anp.exp(x) / anp.sum(anp.exp(x)) * v))(x)
    np.testing.assert_allclose(reverse_gradient(lambda x: softmax(x) @ v)(x), theirs, atol=1e-15)
