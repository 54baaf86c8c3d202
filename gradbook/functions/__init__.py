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

from typing import TYPE_CHECKING

from gradbook.lazy import importer

if TYPE_CHECKING:
    from gradbook.functions.bowl import Bowl as Bowl
    from gradbook.functions.counterexamples import (
        DiscontinuousAtOrigin as DiscontinuousAtOrigin,
        MixedPartialsDifferAtOrigin as MixedPartialsDifferAtOrigin,
        NotDifferentiableAtOrigin as NotDifferentiableAtOrigin,
    )
    from gradbook.functions.himmelblau import Himmelblau as Himmelblau
    from gradbook.functions.huber import Huber as Huber
    from gradbook.functions.landscapes import (
        Factorization as Factorization,
        LonelyMinimum as LonelyMinimum,
        MonkeySaddle as MonkeySaddle,
        Peano as Peano,
    )
    from gradbook.functions.log_sum_exp import LogSumExp as LogSumExp
    from gradbook.functions.logistic_loss import LogisticLoss as LogisticLoss
    from gradbook.functions.protocol import Function as Function
    from gradbook.functions.quadratic import Quadratic as Quadratic
    from gradbook.functions.rosenbrock import Rosenbrock as Rosenbrock
    from gradbook.functions.saddle import Saddle as Saddle
    from gradbook.functions.wavy_parabola import WavyParabola as WavyParabola

HOMES = {
    "Bowl": "bowl",
    "DiscontinuousAtOrigin": "counterexamples",
    "Factorization": "landscapes",
    "Function": "protocol",
    "Himmelblau": "himmelblau",
    "Huber": "huber",
    "LogSumExp": "log_sum_exp",
    "LogisticLoss": "logistic_loss",
    "LonelyMinimum": "landscapes",
    "MixedPartialsDifferAtOrigin": "counterexamples",
    "MonkeySaddle": "landscapes",
    "NotDifferentiableAtOrigin": "counterexamples",
    "Peano": "landscapes",
    "Quadratic": "quadratic",
    "Rosenbrock": "rosenbrock",
    "Saddle": "saddle",
    "WavyParabola": "wavy_parabola",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)
