"""Three functions of machine learning, written such that nothing over- or underflows on the way."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["logsumexp", "sigmoid", "softmax"]


def sigmoid(x: Any) -> Any:
    r"""Return the logistic function of each entry, :math:`\sigma(x) = 1 / (1 + e^{-x})`.

    Only the exponential of :math:`-|x|` is taken, so that none overflows.

    Parameters
    ----------
    x : array_like, Dual or Node
        Any shape.

    Returns
    -------
    ndarray, Dual or Node
        The values, in the shape of x.

    Examples
    --------
    >>> print(sigmoid(np.array([-1000.0, 0.0, 1000.0])))
    [0.  0.5 1. ]
    """
    right = np.greater_equal(x, 0.0)
    e = np.exp(np.where(right, np.negative(x), x))
    return np.where(right, 1.0, e) / (1 + e)


def logsumexp(x: Any, axis: int = -1, keepdims: bool = False) -> Any:
    r"""Return the logarithm of the sum of exponentials, :math:`\log\sum_i e^{x_i}`.

    The largest entry is taken out first, so that no exponential overflows; the gradient is the
    softmax.

    Parameters
    ----------
    x : array_like, Dual or Node
        Any shape with at least one axis.
    axis : int
        The axis that i runs along.
    keepdims : bool
        Whether to keep that axis, with length 1.

    Returns
    -------
    ndarray, Dual or Node
        The values, without the axis or with length 1 there.

    Examples
    --------
    >>> print(f"{logsumexp(np.array([1000.0, 1000.0])):.4f}")
    1000.6931
    """
    top = np.max(x, axis=axis, keepdims=True)
    total = top + np.log(np.sum(np.exp(np.subtract(x, top)), axis=axis, keepdims=True))
    return total if keepdims else np.squeeze(total, axis=axis)


def softmax(x: Any, axis: int = -1) -> Any:
    r"""Return the softmax, :math:`e^{x_i} / \sum_j e^{x_j}`.

    Parameters
    ----------
    x : array_like, Dual or Node
        Any shape with at least one axis.
    axis : int
        The axis that i and j run along.

    Returns
    -------
    ndarray, Dual or Node
        The shares, in the shape of x; they are positive and add up to 1 along the axis.

    Examples
    --------
    >>> print(softmax(np.array([1000.0, 1000.0, 0.0])))
    [0.5 0.5 0. ]
    """
    e = np.exp(np.subtract(x, np.max(x, axis=axis, keepdims=True)))
    return e / np.sum(e, axis=axis, keepdims=True)
