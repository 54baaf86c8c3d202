"""Gradient descent with a fixed step size."""

from __future__ import annotations

from dataclasses import dataclass

from gradbook.functions.protocol import FloatArray, HasGradient
from gradbook.functions.validation import gradient_at, positive

__all__ = ["GradientDescent"]


@dataclass(frozen=True)
class GradientDescent:
    r"""Gradient descent: :math:`x_{k+1} = x_k - \alpha \nabla f(x_k)`.

    A step costs one gradient and no value of f.

    Parameters
    ----------
    step_size : float
        The step size :math:`\alpha`, greater than 0.

    Raises
    ------
    ValueError
        If `step_size` is not a finite number greater than 0.

    References
    ----------
    A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées",
    Comptes rendus de l'Académie des sciences 25, 1847, pages 536 to 538.

    Examples
    --------
    >>> import numpy as np
    >>> from gradbook.functions import Bowl
    >>> GradientDescent(step_size=0.1).step(Bowl(), np.array([1.0, 2.0]), None)
    (array([0.8, 1.6]), None)
    """

    step_size: float

    def __post_init__(self) -> None:
        """Check the step size."""
        positive("step_size", self.step_size)

    def init(self, x: FloatArray) -> None:
        """Return None: nothing is remembered between steps."""

    def step(self, f: HasGradient, x: FloatArray, state: None) -> tuple[FloatArray, None]:
        """Return the next iterate; `f` is any object with a method ``gradient``."""
        return x - self.step_size * gradient_at(f, x), None
