"""Nesterov's accelerated gradient method with a constant momentum."""

from __future__ import annotations

from dataclasses import dataclass

from gradbook.functions.protocol import FloatArray, HasGradient
from gradbook.functions.validation import finite, gradient_at, positive

__all__ = ["NesterovStronglyConvex"]


@dataclass(frozen=True)
class NesterovStronglyConvex:
    r"""Nesterov's accelerated gradient method with a constant momentum.

    .. math::
        y_k = x_k + \beta (x_k - x_{k-1}), \qquad x_{k+1} = y_k - \alpha \nabla f(y_k),

    from :math:`x_{-1} = x_0`. A step costs one gradient and no value of f. If f is
    :math:`\mu`-strongly convex and L-smooth, :math:`\kappa = L/\mu`, :math:`\alpha = 1/L` and
    :math:`\beta = (\sqrt\kappa - 1)/(\sqrt\kappa + 1)`, then :math:`f(x_k) - f^\star \le
    (1 - 1/\sqrt\kappa)^k (f(x_0) - f^\star + \tfrac\mu2 \lVert x_0-x^\star\rVert^2)`.

    Parameters
    ----------
    step_size : float
        The step size :math:`\alpha`, greater than 0.
    momentum : float
        The momentum :math:`\beta`, at least 0 and less than 1.

    Raises
    ------
    ValueError
        If `step_size` or `momentum` is out of its range.

    References
    ----------
    Y. Nesterov, "Lectures on Convex Optimization", 2nd edition, Springer, 2018, section 2.2,
    doi:10.1007/978-3-319-91578-4.

    Examples
    --------
    >>> from gradbook.functions import Bowl
    >>> from gradbook.optimizers import minimize
    >>> method = NesterovStronglyConvex(step_size=0.25, momentum=0.5)
    >>> minimize(Bowl(1), method, [8], steps=3).points[:, 0].tolist()
    [8.0, 4.0, 1.0, -0.25]
    """

    step_size: float
    momentum: float

    def __post_init__(self) -> None:
        """Check the hyperparameters."""
        positive("step_size", self.step_size)
        if not 0 <= finite("momentum", self.momentum) < 1:
            raise ValueError(f"momentum must be at least 0 and less than 1, got {self.momentum!r}")

    def init(self, x: FloatArray) -> FloatArray:
        """Return the start: the iterate before the first one is the first one."""
        return x

    def step(
        self, f: HasGradient, x: FloatArray, state: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return the next iterate and `x`, which is the last one then."""
        y = x + self.momentum * (x - state)
        return y - self.step_size * gradient_at(f, y), x
