"""Each planted breach of the house notation is named with its line; sound pages are left alone."""

from __future__ import annotations

import pytest

SOUND = r"""
---
chapter: 9
part: III
---

# A chapter

Let $f$ be convex, and write $L$ for the Lipschitz constant of the gradient.
Take $L=4$ and $\mu=1$, so $\kappa=L/\mu$.
Let $\alpha<2/L$ be the step size, elsewhere called the learning rate.
The gradient is $2A^{\mathsf T}(Ax-b)$, and `x^T` is code, `\|x\|` too.

$$
\lVert x_k-x^\star\rVert\le\rho^k\log\varepsilon
$$

```{math}
:label: phi

x\in\mathbb R^n,\quad L=\lambda_{\max}(A^{\mathsf T}A),\quad i\neq j
```

```{code-cell} ipython3
---
mystnb:
  figure:
    caption: |
      **Figure 1.** Here $x^\star$.
---
beta, eta = r"$\eta$", "$x^T$"
```

> $T$ is an operator, $\mathbf 1$ the vector of ones.
"""[1:]

FAULTS = {
    "transpose": ("^{\\mathsf T}(Ax", "^T(Ax", "The gr", r"'^{\mathsf T}'"),
    "top": ("^{\\mathsf T}(Ax", "^{\\top}(Ax", "The gr", r"'^{\mathsf T}'"),
    "bars": ("\\lVert x_k-x^\\star\\rVert", "\\|x_k-x^\\star\\|", "\\|", r"'\lVert … \rVert'"),
    "star": ("Here $x^\\star$", "Here $x^*$", "      **Fig", r"'^\star'"),
    "ast": ("Here $x^\\star$", "Here $x^{\\ast}$", "      **Fig", r"'^\star'"),
    "epsilon": ("\\varepsilon", "\\epsilon", "\\lVert", r"write '\varepsilon'"),
    "phi": ("\\rho", "\\phi", "\\lVert", r"write '\varphi'"),
    "leq": ("\\le\\rho", "\\leq\\rho", "\\lVert", r"write '\le'"),
    "geq": ("\\le\\rho", "\\geq\\rho", "\\lVert", r"write '\ge'"),
    "ne": ("\\neq", "\\ne", "x\\in", r"write '\neq'"),
    "braces": ("\\mathbb R^n", "\\mathbb{R}^n", "x\\in", r"write '\mathbb R'"),
    "bold": ("\\mathbf 1", "\\mathbf x", "> $T$", "not bold"),
    "vec": ("$T$ is", "$\\vec x$ is", "> $\\vec", "not bold"),
    "arrow": ("\\rho^k", "\\rho\\rightarrow k", "\\lVert", r"write '\to'"),
    "order": ("\\rho^k", "\\mathcal O(k)", "\\lVert", "'O(…)'"),
    "ln": ("\\log", "\\ln", "\\lVert", r"write '\log'"),
    "argmin": ("\\rho^k", "\\arg\\min f", "\\lVert", r"'\operatorname{argmin}'"),
    "roman": ("\\rho^k", "\\mathrm{tr}A", "\\lVert", r"'\operatorname{…}'"),
    "colon": ("\\kappa=L", "\\kappa:=L", "Take", "write '='"),
    "eta": ("\\alpha<2/L", "\\eta<2/L", "Let $\\eta", r"write '\alpha' for a step size"),
    "learning rate": ("the step size, elsewhere", "what is", "Let $\\alpha", "write 'step size'"),
    "a loss L": ("Let $f$ be", "Let the loss $L$ be", "Let the", "'L' is the smoothness constant"),
    "a set G": ("$T$ is an operator", "The set $G$ is open", "> The", "'G' is the Lipschitz"),
    "let M": ("$T$ is an", "let $M$ be an", "> let", "'M' is the Lipschitz constant of the H"),
    "a matrix R": ("\\rho^k", " R\\in\\mathbb R^{n\\times n}", "\\lVert", "'R' is the distance"),
    "a transposed G": ("$T$ is", "$G^{\\mathsf T}$ is", "> $G", "'G' is the Lipschitz constant"),
    "a product M": ("$T$ is an", "Put $M=A^{\\mathsf T}A$, an", "> Put", "'M' is the Lipschitz"),
    "an angle": (
        "$T$ is an operator",
        "The angle $\\alpha$",
        "> The",
        r"'\alpha' is the step size",
    ),
    "a weight": ("$T$ is an operator", "The weight $\\beta$", "> The", r"'\beta' is the momentum"),
    "let mu": ("Let $f$ be convex", "Let $\\mu$ be a mean", "Let $\\mu", r"'\mu' is the constant"),
    "let kappa": ("Let $f$ be", "Let $\\kappa$ be", "Let $\\kappa", r"'\kappa' is the condition"),
}
"""What is sound, what it is replaced by, how the line begins that is to blame, and the advice."""


def test_a_sound_chapter_passes(check_notation):
    assert check_notation("sound.md", SOUND) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_breach_is_named_with_its_line_and_nothing_else(fault, check_notation):
    sound, broken, begins, advice = FAULTS[fault]
    assert SOUND.count(sound) == 1
    text = SOUND.replace(sound, broken)
    line = next(n for n, row in enumerate(text.split("\n"), 1) if row.startswith(begins))
    (said,) = check_notation("broken.md", text)
    assert said.startswith(f"broken.md:{line}: ")
    assert advice in said


def test_stochastic_chapters_have_a_learning_rate(check_notation):
    text = SOUND.replace("part: III", "part: IV").replace("the step size, elsewhere", "what is")
    assert check_notation("sgd.md", text.replace("\\alpha<2/L", "\\eta<2/L")) == []


NOTATION = r"""
# Notation

| symbol | in code | meaning |
|---|---|---|
| $x\in\mathbb R^n$ | `x` | a point |
| $\lVert x\rVert_1,\ \lVert x\rVert_\infty$ | | norms |
| $\kappa=L/\mu$ | | the condition number |
"""


@pytest.mark.parametrize(
    ("chapter", "said"),
    [
        ("$x$, $\\lVert u\\rVert_1$, $\\lVert\\cdot\\rVert_\\infty$ and $\\kappa$.", []),
        (
            "$x$, $\\lVert u\\rVert_1$ and $\\kappa$.",
            [r"n.md:7: no chapter uses '\lVert x\rVert_\infty'"],
        ),
        (
            "$x$, `$\\kappa$`, $\\lVert u\\rVert_1,\\lVert u\\rVert_\\infty$.",
            [r"n.md:8: no chapter uses '\kappa'"],
        ),
    ],
)
def test_a_symbol_that_no_chapter_uses_is_named(chapter, said, unused_rows):
    found = unused_rows("n.md", NOTATION, ["# A\n\n$y$\n", f"# B\n\n{chapter}\n"])
    assert [sentence.split(";")[0] for sentence in found] == said
