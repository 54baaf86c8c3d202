"""Functions to minimize, each with its derivatives and with what is known of its minimum.

Points lie on the last axis: ``f(x)`` is a number for one point and an array for a mesh of points.
`mesh` makes a mesh of points of the plane.
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
    from gradbook.functions.chained_rosenbrock import ChainedRosenbrock as ChainedRosenbrock
    from gradbook.functions.classics import (
        Beale as Beale,
        Booth as Booth,
        Matyas as Matyas,
        ThreeHumpCamel as ThreeHumpCamel,
    )
    from gradbook.functions.counterexamples import (
        DiscontinuousAtOrigin as DiscontinuousAtOrigin,
        MixedPartialsDifferAtOrigin as MixedPartialsDifferAtOrigin,
        NotDifferentiableAtOrigin as NotDifferentiableAtOrigin,
    )
    from gradbook.functions.domains import (
        Baydin as Baydin,
        SquireTrapp as SquireTrapp,
    )
    from gradbook.functions.himmelblau import Himmelblau as Himmelblau
    from gradbook.functions.huber import Huber as Huber
    from gradbook.functions.landscapes import (
        Factorization as Factorization,
        LonelyMinimum as LonelyMinimum,
        MonkeySaddle as MonkeySaddle,
        Peano as Peano,
    )
    from gradbook.functions.least_squares import (
        Lasso as Lasso,
        Ridge as Ridge,
    )
    from gradbook.functions.log_sum_exp import LogSumExp as LogSumExp
    from gradbook.functions.logistic_loss import LogisticLoss as LogisticLoss
    from gradbook.functions.matrix_factorization import MatrixFactorization as MatrixFactorization
    from gradbook.functions.max_linear import MaxLinear as MaxLinear
    from gradbook.functions.multimodal import (
        Ackley as Ackley,
        Rastrigin as Rastrigin,
        StyblinskiTang as StyblinskiTang,
    )
    from gradbook.functions.nesterov_tridiagonal import NesterovTridiagonal as NesterovTridiagonal
    from gradbook.functions.one_dimensional import (
        AbsoluteValue as AbsoluteValue,
        Hyperbola as Hyperbola,
        LogCosh as LogCosh,
        PiecewiseQuadratic as PiecewiseQuadratic,
    )
    from gradbook.functions.points import mesh as mesh
    from gradbook.functions.protocol import Function as Function
    from gradbook.functions.quadratic import Quadratic as Quadratic
    from gradbook.functions.rosenbrock import Rosenbrock as Rosenbrock
    from gradbook.functions.saddle import Saddle as Saddle
    from gradbook.functions.three_exponentials import ThreeExponentials as ThreeExponentials
    from gradbook.functions.wavy_parabola import WavyParabola as WavyParabola

HOMES = {
    "AbsoluteValue": "one_dimensional",
    "Ackley": "multimodal",
    "Baydin": "domains",
    "Beale": "classics",
    "Booth": "classics",
    "Bowl": "bowl",
    "ChainedRosenbrock": "chained_rosenbrock",
    "DiscontinuousAtOrigin": "counterexamples",
    "Factorization": "landscapes",
    "Function": "protocol",
    "Himmelblau": "himmelblau",
    "Huber": "huber",
    "Hyperbola": "one_dimensional",
    "Lasso": "least_squares",
    "LogCosh": "one_dimensional",
    "LogSumExp": "log_sum_exp",
    "LogisticLoss": "logistic_loss",
    "LonelyMinimum": "landscapes",
    "MatrixFactorization": "matrix_factorization",
    "Matyas": "classics",
    "MaxLinear": "max_linear",
    "MixedPartialsDifferAtOrigin": "counterexamples",
    "MonkeySaddle": "landscapes",
    "NesterovTridiagonal": "nesterov_tridiagonal",
    "NotDifferentiableAtOrigin": "counterexamples",
    "Peano": "landscapes",
    "PiecewiseQuadratic": "one_dimensional",
    "Quadratic": "quadratic",
    "Rastrigin": "multimodal",
    "Ridge": "least_squares",
    "Rosenbrock": "rosenbrock",
    "Saddle": "saddle",
    "SquireTrapp": "domains",
    "StyblinskiTang": "multimodal",
    "ThreeExponentials": "three_exponentials",
    "ThreeHumpCamel": "classics",
    "WavyParabola": "wavy_parabola",
    "mesh": "points",
}

__all__ = [*HOMES]

__getattr__ = importer(__name__, HOMES)


def __dir__() -> list[str]:
    """Return the public names, so that `dir` and the reference list them."""
    return __all__
