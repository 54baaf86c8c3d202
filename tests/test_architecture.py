"""Who may import whom: the table of the architecture page, enforced.

`violations` reads the syntax trees, so it sees imports inside functions and under TYPE_CHECKING
too. What a part may import is the standard library, itself, and what ALLOWED says.
"""

from __future__ import annotations

import ast
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import gradbook
import gradbook.sphinxext

PACKAGE = Path(gradbook.__file__).parent

MYST = {
    "IPython",
    "ipykernel",
    "jupyter_client",
    "jupyter_core",
    "myst_nb",
    "myst_parser",
    "nbclient",
    "nbformat",
    "yaml",
}  # MyST-NB and what it stands on
SPHINX = {"docutils", "sphinx"} | MYST

ALLOWED = {
    "functions": {"numpy", "gradbook.lazy"},
    "differentiation": {"numpy", "gradbook.lazy", "gradbook.functions"},
    "theory": {"numpy", "gradbook.lazy", "gradbook.functions"},
    "optimizers": {"numpy", "gradbook.lazy", "gradbook.functions", "gradbook.differentiation"},
    "plots": {"numpy", "matplotlib", "gradbook.lazy", "gradbook.functions", "gradbook.optimizers"},
    "sphinxext": SPHINX,
    "sphinxext.icons": SPHINX | {"fontTools"},
    "sphinxext.serve": SPHINX | {"starlette", "uvicorn", "watchfiles"},
}
FORBIDDEN = {"matplotlib.pyplot"}


def violations(package: Path) -> list[str]:
    """Return one sentence for each import in the folder `package` that the table forbids."""
    found = []
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package)
        part = part_of(path.with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            found += [
                f"{package.name}/{path.as_posix()}:{node.lineno}: {reason}"
                for reason in reasons(node, part)
            ]
    return found


def part_of(names: tuple[str, ...]) -> str:
    """Return the part that a module belongs to: ``functions``, ``sphinxext.quiz``, or nothing."""
    names = tuple(name for name in names if name != "__init__")
    return ".".join(names[:2] if names[:1] == ("sphinxext",) else names[:1])


def reasons(node: ast.AST, part: str) -> list[str]:
    """Say what is wrong with the import `node` in a module of `part`."""
    if isinstance(node, ast.Import):
        imported = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        if node.level:
            return ["imports are absolute here, this one is relative"]
        imported = [f"{node.module}.{alias.name}" for alias in node.names]
    else:
        return []
    return [
        f"{part or 'the package itself'} may not import {module}"
        for module in imported
        if not is_allowed(module, part)
    ]


def is_allowed(module: str, part: str) -> bool:
    """Say whether a module of `part` may import `module`."""
    if module == "__future__.annotations":
        return True
    if not part or any(is_within(module, name) for name in FORBIDDEN):
        return False
    if module.partition(".")[0] in sys.stdlib_module_names:
        return True
    itself = set() if part == "sphinxext" else {f"gradbook.{part}"}
    allowed = itself | ALLOWED.get(part, ALLOWED.get(part.partition(".")[0], set()))
    return any(is_within(module, name) for name in allowed)


def is_within(module: str, name: str) -> bool:
    return f"{module}.".startswith(f"{name}.")


def test_the_package_keeps_to_the_table():
    assert violations(PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("__init__.py", "import os", "the package itself may not import os"),
        ("functions/bad.py", "import matplotlib", "functions may not import matplotlib"),
        ("functions/bad.py", "from gradbook import optimizers", "gradbook.optimizers"),
        ("functions/bad.py", "import gradbook.differentiation", "gradbook.differentiation"),
        ("differentiation/bad.py", "def f():\n    import scipy", "bad.py:3: differentiation may"),
        ("optimizers/bad.py", "from gradbook.plots import contours", "gradbook.plots.contours"),
        ("optimizers/bad.py", "import sphinx.util", "optimizers may not import sphinx.util"),
        ("plots/bad.py", "import matplotlib.pyplot as plt", "may not import matplotlib.pyplot"),
        ("plots/bad.py", "from matplotlib import pyplot", "may not import matplotlib.pyplot"),
        ("plots/bad.py", "from matplotlib.pyplot import plot", "matplotlib.pyplot.plot"),
        ("plots/bad.py", "from .plane import contours", "imports are absolute"),
        ("sphinxext/__init__.py", "import gradbook.sphinxext.quiz", "sphinxext may not import"),
        ("sphinxext/quiz/bad.py", "import numpy as np", "sphinxext.quiz may not import numpy"),
        ("sphinxext/quiz/bad.py", "import gradbook.sphinxext.storage", "gradbook.sphinxext.stor"),
        ("sphinxext/quiz/bad.py", "from gradbook import functions", "gradbook.functions"),
        ("sphinxext/quiz/bad.py", "if TYPE_CHECKING:\n    import requests", "import requests"),
        ("new/bad.py", "import numpy", "new may not import numpy"),
    ],
)
def test_a_planted_import_is_caught(tmp_path, file, line, reason):
    planted = tmp_path / "gradbook" / file
    planted.parent.mkdir(parents=True)
    planted.write_text(f"from __future__ import annotations\n{line}\n")
    (sentence,) = violations(tmp_path / "gradbook")
    assert sentence.startswith(f"gradbook/{file}:")
    assert reason in sentence


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("functions/good.py", "import numpy.linalg\nfrom gradbook.functions import Bowl"),
        ("functions/good.py", "from __future__ import annotations\nimport math"),
        ("optimizers/good.py", "from gradbook.functions.protocol import Function"),
        ("plots/good.py", "from matplotlib.axes import Axes"),
        ("sphinxext/quiz/good.py", "from gradbook.sphinxext.quiz.nodes import x\nimport sphinx"),
    ],
)
def test_what_the_table_allows_is_no_violation(tmp_path, file, line):
    planted = tmp_path / "gradbook" / file
    planted.parent.mkdir(parents=True)
    planted.write_text(f"{line}\n")
    assert violations(tmp_path / "gradbook") == []


def loaded(*imported: str) -> set[str]:
    """Return the modules that a fresh Python has loaded after the imports."""
    code = f"import sys, {', '.join(imported)}; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-W", "ignore", "-c", code]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def modules_of(part: str) -> list[str]:
    """Name every module of a part: the part itself loads none of them before it is asked."""
    return [f"gradbook.{part}.{m.name}" for m in pkgutil.iter_modules([str(PACKAGE / part)])]


def test_importing_the_package_loads_nothing_more():
    assert not loaded("gradbook") & {"numpy", "matplotlib", "sphinx", "docutils"}


def test_importing_the_extension_and_its_parts_loads_no_numerics():
    parts = [part.name for part in pkgutil.iter_modules(gradbook.sphinxext.__path__)]
    modules = loaded("gradbook.sphinxext", *(f"gradbook.sphinxext.{part}" for part in parts))
    assert "sphinx" in modules
    assert not modules & {"numpy", "matplotlib"}


@pytest.mark.parametrize("part", ["functions", "differentiation", "theory", "optimizers"])
def test_importing_the_numerics_loads_no_sphinx_and_no_matplotlib(part):
    modules = loaded(*modules_of(part))
    assert "numpy" in modules
    assert not modules & {"sphinx", "docutils", "matplotlib", "myst_nb"}


def test_importing_the_plots_loads_no_pyplot():
    modules = loaded(*modules_of("plots"))
    assert "matplotlib" in modules
    assert "matplotlib.pyplot" not in modules
