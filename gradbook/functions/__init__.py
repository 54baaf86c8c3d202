"""Functions to minimize, each with its derivatives and with what is known of its minimum.

Points lie on the last axis: ``f(x)`` is a number for one point and an array for a mesh of points.
Every function knows four facts:

``minimizers``
    Points where the minimum is attained, one a row; no row where it is not attained.
    Where there are infinitely many, the docstring says which are listed.
``minimum``
    The value there; ``-inf`` where the function is not bounded below.
``L``
    The Lipschitz constant of the gradient; None where there is none.
``mu``
    The constant of strong convexity; None where the function is not strongly convex.
"""

from __future__ import annotations

from gradbook.functions.bowl import Bowl
from gradbook.functions.counterexamples import DiscontinuousAtOrigin, NotDifferentiableAtOrigin
from gradbook.functions.himmelblau import Himmelblau
from gradbook.functions.protocol import Function
from gradbook.functions.quadratic import Quadratic
from gradbook.functions.rosenbrock import Rosenbrock
from gradbook.functions.saddle import Saddle

__all__ = [
    "Bowl",
    "DiscontinuousAtOrigin",
    "Function",
    "Himmelblau",
    "NotDifferentiableAtOrigin",
    "Quadratic",
    "Rosenbrock",
    "Saddle",
]
