"""Cells run in the same surroundings whoever builds, and quietly."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def built(copy_book, build):
    """Build for a person with settings of their own, on a machine that never drew a figure."""
    book = copy_book("execution-surroundings")
    home = book.parent / "home"
    startup = home / ".ipython/profile_default/startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("STARTED = True")
    (home / ".config/matplotlib").mkdir(parents=True)
    (home / ".config/matplotlib/matplotlibrc").write_text("lines.linewidth: 17")
    own = {"HOME": str(home), "MPLBACKEND": "Agg", "PYTHONHASHSEED": "7"}
    process = build(book, "-W", "-q", XDG_CACHE_HOME=str(home), **own)
    return book, process


@pytest.mark.parametrize(
    "line",
    [
        "fonts were listed: True",
        "matplotlib_inline",
        "line width: 1.5",
        "hash seed: 0",
        "threads: 1",
        "start-up file was run: False",
    ],
)
def test_a_cell_sees(line, built):
    book, _ = built
    assert line in (book / "_build/html/index.html").read_text("utf-8")


def test_figures_are_drawn(built):
    book, _ = built
    assert list((book / "_build/html/_images").glob("*.svg"))


def test_nothing_is_said(built):
    book, process = built
    assert (process.returncode, process.stderr) == (0, "")
    assert "font cache" not in (book / "_build/html/index.html").read_text("utf-8")


def test_what_a_kernel_says_as_it_ends_is_kept_and_not_shown(copy_book, build):
    book = copy_book("execution-surroundings")
    (book / "index.md").write_text(
        "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n\n# Noise\n\n"
        "```{code-cell} python\nimport atexit, os, sys\n"
        "atexit.register(os.write, 2, b'last words')\n"
        "print('to the page', file=sys.stderr)\n```\n"
    )
    process = build(book, "-W", "-q")
    assert (process.returncode, process.stderr) == (0, "")
    assert "to the page" in (book / "_build/html/index.html").read_text("utf-8")
    (log,) = book.rglob("kernel.log")
    assert "last words" in log.read_text("utf-8")


def test_without_myst_nb_the_part_does_nothing(tmp_path, build):
    (tmp_path / "index.rst").write_text("Title\n=====\n")
    process = build(tmp_path, "-C", "-W", "-D", "extensions=gradbook.sphinxext.execution")
    assert (process.returncode, process.stderr) == (0, "")
    assert not (tmp_path / "_build/cells").exists()


def test_what_a_build_writes_is_not_read_as_pages(copy_book, build):
    book = copy_book("execution-surroundings")
    for _ in range(2):
        process = build(book, "-E", "-W", "-q", out="_build")
        assert (process.returncode, process.stderr) == (0, "")
    assert list(book.glob("cells/outputs/*.cells")), "the cache lies among the sources"
