"""The rate table: what methods guarantee after K steps, and what no method can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from math import sqrt

from gradbook.functions.validation import positive, whole

__all__ = ["Guarantee", "guarantee", "rate_table"]


@dataclass(frozen=True)
class Guarantee:
    r"""One inequality that holds after K steps of a method on every function of a class.

    The texts are Markdown with formulas between dollar signs, `quantity` and `formula` are LaTeX.
    In all of them :math:`R = \lVert x_0 - x^\star \rVert`, :math:`\kappa = L/\mu` and
    :math:`\Delta = f(x_0) - f^\star`, which is called `gap` in code.

    Parameters
    ----------
    name : str
        Name of the row.
    problem : str
        The class of functions.
    method : str
        The method, with its step.
    quantity : str
        What is bounded.
    relation : str
        ``"\\le"`` for a guarantee, ``"\\ge"`` for a lower bound.
    formula : str
        The bound.
    bound : callable
        The bound as a function of K and of the constants it needs, passed by name.
    sources : tuple of str
        Keys of the bibliography.

    Examples
    --------
    >>> row = guarantee("gd-convex")
    >>> row.formula, row.constants, row(100, L=1.0, R=2.0)
    ('\\frac{LR^2}{2K}', ('L', 'R'), 0.02)
    """

    name: str
    problem: str
    method: str
    quantity: str
    relation: str
    formula: str
    bound: Callable[..., float]
    sources: tuple[str, ...]

    @property
    def check(self) -> str:
        """The label of the place in the chapter on rates where a cell checks the row."""
        return f"check-{self.name}"

    @property
    def constants(self) -> tuple[str, ...]:
        """The names of the constants that the bound needs."""
        return tuple(signature(self.bound).parameters)[1:]

    def __call__(self, K: int, **constants: float) -> float:
        """Return the bound after K steps.

        Parameters
        ----------
        K : int
            The number of steps, at least 1.
        **constants : float
            What `constants` lists, each greater than 0 and finite.

        Raises
        ------
        ValueError
            If K is no such number, a constant is missing, unknown or out of range, or mu > L.
        """
        whole("K", K, least=1)
        if set(constants) != set(self.constants):
            given = ", ".join(sorted(constants)) or "none"
            needed = ", ".join(self.constants)
            raise ValueError(f"{self.name} needs the constants {needed}, got {given}")
        for name, value in constants.items():
            positive(name, value)
        if constants.get("mu", 0.0) > constants.get("L", float("inf")):
            L, mu = constants["L"], constants["mu"]
            raise ValueError(f"mu must be at most L, got mu = {mu!r} and L = {L!r}")
        return float(self.bound(K, **constants))


def _contraction(root: float) -> float:
    """Return (root - 1) / (root + 1), the factor for a condition number or its square root."""
    return (root - 1) / (root + 1)


_ROWS = (
    Guarantee(
        name="gd-smooth",
        problem=r"$L$-smooth, bounded below",
        method=r"gradient descent, $\alpha=\frac1L$",
        quantity=r"\min_{k<K}\lVert\nabla f(x_k)\rVert^2",
        relation=r"\le",
        formula=r"\frac{2L\Delta}{K}",
        bound=lambda K, L, gap: 2 * L * gap / K,
        sources=("Nesterov18",),
    ),
    Guarantee(
        name="gd-convex",
        problem=r"convex, $L$-smooth",
        method=r"gradient descent, $\alpha=\frac1L$",
        quantity=r"f(x_K)-f^\star",
        relation=r"\le",
        formula=r"\frac{LR^2}{2K}",
        bound=lambda K, L, R: L * R**2 / (2 * K),
        sources=("Beck17",),
    ),
    Guarantee(
        name="gd-convex-tight",
        problem=r"convex, $L$-smooth",
        method=r"gradient descent, $\alpha=\frac1L$",
        quantity=r"f(x_K)-f^\star",
        relation=r"\le",
        formula=r"\frac{LR^2}{4K+2}",
        bound=lambda K, L, R: L * R**2 / (4 * K + 2),
        sources=("DroriTeboulle14",),
    ),
    Guarantee(
        name="gd-pl",
        problem=r"$L$-smooth, Polyak–Łojasiewicz with $\mu$",
        method=r"gradient descent, $\alpha=\frac1L$",
        quantity=r"f(x_K)-f^\star",
        relation=r"\le",
        formula=r"\Bigl(1-\frac\mu L\Bigr)^K\Delta",
        bound=lambda K, L, mu, gap: (1 - mu / L) ** K * gap,
        sources=("Polyak63", "Karimi16"),
    ),
    Guarantee(
        name="gd-distance",
        problem=r"$\mu$-strongly convex, $L$-smooth",
        method=r"gradient descent, $\alpha=\frac2{L+\mu}$",
        quantity=r"\lVert x_K-x^\star\rVert",
        relation=r"\le",
        formula=r"\Bigl(\frac{\kappa-1}{\kappa+1}\Bigr)^KR",
        bound=lambda K, L, mu, R: _contraction(L / mu) ** K * R,
        sources=("Nesterov18",),
    ),
    Guarantee(
        name="gd-strongly-convex",
        problem=r"$\mu$-strongly convex, $L$-smooth",
        method=r"gradient descent, $\alpha=\frac2{L+\mu}$",
        quantity=r"f(x_K)-f^\star",
        relation=r"\le",
        formula=r"\frac L2\Bigl(\frac{\kappa-1}{\kappa+1}\Bigr)^{2K}R^2",
        bound=lambda K, L, mu, R: L / 2 * _contraction(L / mu) ** (2 * K) * R**2,
        sources=("Nesterov18",),
    ),
    Guarantee(
        name="subgradient",
        problem=r"convex, $G$-Lipschitz",
        method=r"subgradient method, $\alpha=\frac R{G\sqrt K}$",
        quantity=r"\min_{k<K}f(x_k)-f^\star",
        relation=r"\le",
        formula=r"\frac{GR}{\sqrt K}",
        bound=lambda K, G, R: G * R / sqrt(K),
        sources=("Nesterov18",),
    ),
    Guarantee(
        name="nesterov-convex",
        problem=r"convex, $L$-smooth",
        method=r"Nesterov's method, $\alpha=\frac1L$, momentum $\frac{t_k-1}{t_{k+1}}$",
        quantity=r"f(x_K)-f^\star",
        relation=r"\le",
        formula=r"\frac{2LR^2}{(K+1)^2}",
        bound=lambda K, L, R: 2 * L * R**2 / (K + 1) ** 2,
        sources=("Nesterov83", "BeckTeboulle09"),
    ),
    Guarantee(
        name="nesterov-strongly-convex",
        problem=r"$\mu$-strongly convex, $L$-smooth",
        method=(
            r"Nesterov's method, $\alpha=\frac1L$, "
            r"constant momentum $\frac{\sqrt\kappa-1}{\sqrt\kappa+1}$"
        ),
        quantity=r"f(x_K)-f^\star",
        relation=r"\le",
        formula=r"\Bigl(1-\frac1{\sqrt\kappa}\Bigr)^K\Bigl(\Delta+\frac\mu2R^2\Bigr)",
        bound=lambda K, L, mu, R, gap: (1 - sqrt(mu / L)) ** K * (gap + mu / 2 * R**2),
        sources=("Nesterov18", "dAspremont21"),
    ),
    Guarantee(
        name="lower-convex",
        problem=r"some convex, $L$-smooth function of $n\ge2K+1$ variables",
        method="every span method",
        quantity=r"f(x_K)-f^\star",
        relation=r"\ge",
        formula=r"\frac{3LR^2}{32(K+1)^2}",
        bound=lambda K, L, R: 3 * L * R**2 / (32 * (K + 1) ** 2),
        sources=("Nesterov18",),
    ),
    Guarantee(
        name="lower-strongly-convex",
        problem=r"some $\mu$-strongly convex, $L$-smooth function of infinitely many variables",
        method="every span method",
        quantity=r"\lVert x_K-x^\star\rVert",
        relation=r"\ge",
        formula=r"\Bigl(\frac{\sqrt\kappa-1}{\sqrt\kappa+1}\Bigr)^KR",
        bound=lambda K, L, mu, R: _contraction(sqrt(L / mu)) ** K * R,
        sources=("Nesterov18",),
    ),
)


def rate_table() -> tuple[Guarantee, ...]:
    """Return the rows of the rate table: guarantees of methods first, lower bounds last.

    Examples
    --------
    >>> [row.name for row in rate_table()][-2:]
    ['lower-convex', 'lower-strongly-convex']
    """
    return _ROWS


def guarantee(name: str) -> Guarantee:
    """Return the row of the rate table with this name.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> guarantee("nesterov-convex")(9, L=1.0, R=1.0)
    0.02
    """
    for row in _ROWS:
        if row.name == name:
            return row
    names = ", ".join(row.name for row in _ROWS)
    raise ValueError(f"name must be one of {names}, got {name!r}")
