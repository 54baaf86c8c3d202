"""From the errors of a run to its rate: two models, an interval, and the right to say neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray
from gradbook.functions.validation import as_floats, whole

__all__ = ["RateFit", "fit_rate"]

BLOCKS = 8
STUDENT = 2.365
"""The 97.5 % point of Student's distribution with ``BLOCKS - 1`` degrees of freedom."""
LEAST = 4 * BLOCKS
DECISIVE = 2.0
STRAIGHT = 0.25

Kind = Literal["linear", "sublinear", "neither"]


@dataclass(frozen=True)
class RateFit:
    r"""Both models of the tail of a run, and which of them fits.

    The intervals are what remains when an eighth of the tail at a time is left out (95 %, by the
    block jackknife). They say how much the slope wiggles within this run, not how far the run is
    from its asymptote.

    Parameters
    ----------
    kind : str
        ``"linear"`` if :math:`e_k \approx c \rho^k` fits, ``"sublinear"`` if
        :math:`e_k \approx c k^{-p}` does, ``"neither"`` if none is straight or none is clearly
        better.
    factor : float
        The :math:`\rho` of the first model.
    factor_interval : tuple of float
        Its interval.
    exponent : float
        The p of the second model.
    exponent_interval : tuple of float
        Its interval.
    misfit_linear : float
        Root mean square distance of :math:`\log e_k` to the first model.
    misfit_sublinear : float
        The same for the second model.
    """

    kind: Kind
    factor: float
    factor_interval: tuple[float, float]
    exponent: float
    exponent_interval: tuple[float, float]
    misfit_linear: float
    misfit_sublinear: float


def fit_rate(errors: ArrayLike, start: int | None = None) -> RateFit:
    r"""Fit a geometric and a power law to the tail of a run and choose between them.

    On the tail, :math:`\log e_k` is fitted by :math:`a + k \log \rho` and by
    :math:`a - p \log k`. The model with the smaller misfit is chosen if the other one's is at least
    twice as large and if its own slope changes by at most a quarter along the tail; otherwise
    neither is.

    Parameters
    ----------
    errors : array_like, shape (K + 1,)
        The error :math:`e_k > 0` after k steps, the start first; for values, subtract the minimum.
        Where it has reached the size of rounding, cut the run off.
    start : int, optional
        Where the tail begins, at least 1; the middle of the run by default.

    Returns
    -------
    RateFit
        The chosen model and the parameters of both.

    Raises
    ------
    ValueError
        If the tail has fewer than 32 errors or holds one that is not positive and finite.

    Examples
    --------
    >>> fit = fit_rate(0.9 ** np.arange(101))
    >>> fit.kind, round(fit.factor, 3)
    ('linear', 0.9)
    >>> fit = fit_rate(1 / np.arange(1, 102))
    >>> fit.kind, round(fit.exponent, 2)
    ('sublinear', 0.99)
    """
    errors = as_floats("errors", errors)
    if errors.ndim != 1:
        raise ValueError(f"errors must be one row of numbers, got the shape {errors.shape}")
    start = max(1, len(errors) // 2) if start is None else whole("start", start, least=1)
    k, tail = np.arange(len(errors))[start:], errors[start:]
    if len(tail) < LEAST:
        raise ValueError(f"the tail must have at least {LEAST} errors, got {len(tail)}")
    if not (np.isfinite(tail).all() and (tail > 0).all()):
        bad = k[~(np.isfinite(tail) & (tail > 0))][0]
        raise ValueError(f"errors must be positive and finite, got {errors[bad]} after {bad} steps")
    log_k, logs = np.log(k), np.log(tail)
    slope, half, misfit_linear, bend_linear = _line(k.astype(float), logs)
    power, power_half, misfit_sublinear, bend_sublinear = _line(log_k, logs)
    kind: Kind = "neither"
    if misfit_sublinear >= DECISIVE * misfit_linear and abs(bend_linear) <= STRAIGHT:
        kind = "linear"
    elif misfit_linear >= DECISIVE * misfit_sublinear and abs(bend_sublinear) <= STRAIGHT:
        kind = "sublinear"
    return RateFit(
        kind=kind,
        factor=float(np.exp(slope)),
        factor_interval=(float(np.exp(slope - half)), float(np.exp(slope + half))),
        exponent=-power,
        exponent_interval=(-power - power_half, -power + power_half),
        misfit_linear=misfit_linear,
        misfit_sublinear=misfit_sublinear,
    )


def _line(x: FloatArray, y: FloatArray) -> tuple[float, float, float, float]:
    """Return slope, half of its interval, misfit and relative bend of the line through (x, y)."""
    slope = _slope(x, y)
    blocks = np.array_split(np.arange(len(x)), BLOCKS)
    without = np.array([_slope(np.delete(x, block), np.delete(y, block)) for block in blocks])
    error = np.sqrt((BLOCKS - 1) * np.mean((without - without.mean()) ** 2))
    residual = y - y.mean() - slope * (x - x.mean())
    half = len(x) // 2
    ends = _slope(x[:half], y[:half]), _slope(x[half:], y[half:])
    bend = (ends[1] - ends[0]) / slope if slope else np.inf
    return slope, float(STUDENT * error), float(np.sqrt(np.mean(residual**2))), float(bend)


def _slope(x: FloatArray, y: FloatArray) -> float:
    """Return the slope of the least-squares line."""
    centred = x - x.mean()
    return float(centred @ y / (centred @ centred))
