"""Gradient descent with the step sizes of Barzilai and Borwein."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gradbook.functions.protocol import FloatArray, Function
from gradbook.functions.validation import gradient_at, positive

__all__ = ["BarzilaiBorwein"]


class Previous(NamedTuple):
    """The iterate before this one, and its gradient."""

    x: FloatArray
    gradient: FloatArray


@dataclass(frozen=True)
class BarzilaiBorwein:
    r"""Gradient descent whose step size is read off the last step.

    With the step :math:`s = x_k - x_{k-1}` and the change of the gradient
    :math:`y = \nabla f(x_k) - \nabla f(x_{k-1})` the step size is

    .. math::
        \alpha_k = \frac{s^\top s}{s^\top y} \text{ (variant 1)} \qquad\text{or}\qquad
        \alpha_k = \frac{s^\top y}{y^\top y} \text{ (variant 2)} .

    f may rise from step to step. On strictly convex quadratics the iterates converge; on other
    functions they need not, because there is no safeguard. A step costs one gradient and no value.

    Parameters
    ----------
    first : float
        The step size of the first step, and wherever :math:`s^\top y \le 0`, so that f does not
        bend upwards along the last step and the formulas make no sense.
    variant : int
        1 for the long step, 2 for the short one.

    Raises
    ------
    ValueError
        If `first` is not a finite number greater than 0, or `variant` neither 1 nor 2.

    References
    ----------
    J. Barzilai and J. M. Borwein, "Two-point step size gradient methods", IMA Journal of Numerical
    Analysis 8(1), 1988, doi:10.1093/imanum/8.1.141.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import minimize
    >>> print(minimize(Bowl(), BarzilaiBorwein(first=0.25), [4, 8], steps=2).points)
    [[4. 8.]
     [2. 4.]
     [0. 0.]]
    """

    first: float
    variant: int = 1

    def __post_init__(self) -> None:
        """Check the parameters."""
        positive("first", self.first)
        if self.variant not in (1, 2):
            raise ValueError(f"variant must be 1 or 2, got {self.variant!r}")

    def init(self, x: FloatArray) -> Previous | None:
        """Return None: before the first step there is no last one."""
        return None

    def step(
        self, f: Function, x: FloatArray, state: Previous | None
    ) -> tuple[FloatArray, Previous | None]:
        """Return the next iterate, and `x` with its gradient."""
        g = gradient_at(f, x)
        step_size = (
            self.first if state is None else self._step_size(x - state.x, g - state.gradient)
        )
        return x - step_size * g, Previous(x, g)

    def _step_size(self, s: FloatArray, y: FloatArray) -> float:
        """Return the step size for a last step s that changed the gradient by y."""
        if not s @ y > 0:
            return self.first
        return float((s @ s) / (s @ y) if self.variant == 1 else (s @ y) / (y @ y))
