"""How wrong a difference quotient can be: a bound in the step, and the step that makes it least."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradbook.functions.protocol import FloatArray
from gradbook.functions.validation import as_floats, positive, whole

__all__ = ["ErrorBound"]


@dataclass(frozen=True)
class ErrorBound:
    r"""A bound on the error of a difference quotient with step h.

    .. math:: E(h) = C h^q + \frac{R}{h^p}

    The first term is truncation: even exact values have a quotient that is not the derivative. It
    shrinks with h. The second one is the noise of the values, divided by a power of h: it grows.

    The four constructors `forward`, `central`, `richardson` and `second` know C, q, R and p. They
    take two numbers: a bound on the absolute error of each value of f, the `noise`, and a bound on
    the size of a `derivative` of f near x, the one that the formula leaves out. If f is computed
    with a relative error of at most :math:`\varepsilon/2`, the noise is :math:`|f| \varepsilon/2`.

    Parameters
    ----------
    truncation : float
        C, greater than 0.
    order : int
        q, at least 1.
    rounding : float
        R, greater than 0.
    power : int
        p, at least 1.

    Raises
    ------
    ValueError
        If a number is not as described; when called, if a step is not greater than 0.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed., Springer, 2006, section 8.1,
    doi:10.1007/978-0-387-40065-5.

    Examples
    --------
    >>> bound = ErrorBound.forward(noise=1e-6, derivative=1.0)
    >>> print(f"{bound.best_step:.0e}, {bound.least:.0e}, {bound(0.1):.4f}")
    2e-03, 2e-03, 0.0500
    """

    truncation: float
    order: int
    rounding: float
    power: int = 1

    def __post_init__(self) -> None:
        """Check the four numbers."""
        positive("truncation", self.truncation)
        positive("rounding", self.rounding)
        whole("order", self.order, 1)
        whole("power", self.power, 1)

    @classmethod
    def forward(cls, noise: float, derivative: float) -> ErrorBound:
        """Return the bound for `forward_difference`; the derivative is the second."""
        noise, derivative = _checked(noise, derivative)
        return cls(derivative / 2, 1, 2 * noise)

    @classmethod
    def central(cls, noise: float, derivative: float) -> ErrorBound:
        """Return the bound for `central_difference`; the derivative is the third."""
        noise, derivative = _checked(noise, derivative)
        return cls(derivative / 6, 2, noise)

    @classmethod
    def richardson(cls, noise: float, derivative: float) -> ErrorBound:
        """Return the bound for `richardson_difference`; the derivative is the fifth."""
        noise, derivative = _checked(noise, derivative)
        return cls(derivative / 480, 4, 3 * noise)

    @classmethod
    def second(cls, noise: float, derivative: float) -> ErrorBound:
        """Return the bound for `second_difference`; the derivative is the fourth."""
        noise, derivative = _checked(noise, derivative)
        return cls(derivative / 12, 2, 4 * noise, 2)

    def __call__(self, step: ArrayLike) -> float | FloatArray:
        """Return the bound at each step, a number or an array in the shape of `step`."""
        h = as_floats("step", step)
        if not (h > 0).all():
            raise ValueError(f"step must be greater than 0, got {step!r}")
        bound: FloatArray = self.truncation * h**self.order + self.rounding / h**self.power
        return bound if h.ndim else float(bound)

    @property
    def best_step(self) -> float:
        """The step at which the bound is least, where its derivative in h is zero."""
        ratio = self.power * self.rounding / (self.order * self.truncation)
        return float(ratio ** (1 / (self.order + self.power)))

    @property
    def least(self) -> float:
        """The bound at the best step."""
        return float(self(np.float64(self.best_step)))


def _checked(noise: float, derivative: float) -> tuple[float, float]:
    return positive("noise", noise), positive("derivative", derivative)
