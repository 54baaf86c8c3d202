"""The house documents say what is so, and the wheel carries what it needs."""

from __future__ import annotations

import ast
import doctest
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION = PYPROJECT["project"]["version"]
README_COMMANDS = [
    "python3 -m pip install nox && python3 -m nox -s docs-live",
    "python3 -m pip install nox && python3 -m nox -s tests",
]
REPOSITORY = "https://github.com/gradbook/gradbook"
SITE = "https://gradbook.github.io/gradbook/"
PAPERS = [
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "*.cff", ".ci/run", ".pre-commit-config.yaml", ".github/**/*.*")
    for path in ROOT.glob(pattern)
] + [path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/contributing/*.md")]


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def code_blocks(path: str, language: str) -> list[str]:
    """Contents of the fenced blocks of one language."""
    fence = re.compile(rf"^```{language}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
    return fence.findall(read(path))


def nox_sessions() -> set[str]:
    """Names of the sessions, read off the noxfile without running it."""
    names = set()
    for node in ast.parse(read("noxfile.py")).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            if ast.unparse(call) == "nox.session":
                given = getattr(decorator, "keywords", [])
                named = [ast.literal_eval(k.value) for k in given if k.arg == "name"]
                names.add(named[0] if named else node.name)
    return names


class TestDocuments:
    def test_readme_gives_its_two_commands_word_for_word(self) -> None:
        commands = [line for line in code_blocks("README.md", "console") if "nox" in line]
        assert [command.strip() for command in commands] == README_COMMANDS

    @pytest.mark.parametrize("path", [".ci/run", ".github/workflows/ci.yml"])
    def test_continuous_integration_runs_readmes_test_command(self, path: str) -> None:
        assert README_COMMANDS[1] in read(path)

    @pytest.mark.parametrize("command", README_COMMANDS)
    def test_contributing_gives_readmes_commands(self, command: str) -> None:
        assert command in read("CONTRIBUTING.md")

    @pytest.mark.parametrize("path", PAPERS)
    def test_every_session_that_is_named_exists(self, path: str) -> None:
        named = set(re.findall(r"nox -s ([a-z][a-z-]*[a-z])", read(path)))
        assert named <= nox_sessions()

    def test_contributing_lists_every_session(self) -> None:
        rows = re.findall(r"^\| `nox -s ([a-z-]+)", read("CONTRIBUTING.md"), re.MULTILINE)
        assert set(rows) == nox_sessions()

    def test_readmes_python_session_is_what_python_answers(self) -> None:
        (session,) = code_blocks("README.md", "pycon")
        test = doctest.DocTestParser().get_doctest(session, {}, "README", "README.md", 0)
        assert test.examples
        assert doctest.DocTestRunner(verbose=False).run(test).failed == 0

    @pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md"])
    def test_the_oldest_python_is_named(self, path: str) -> None:
        oldest = PYPROJECT["project"]["requires-python"].removeprefix(">=")
        assert f"Python {oldest} or newer" in read(path)

    def test_readme_says_where_to_read_the_book(self) -> None:
        assert f"<{SITE}>" in read("README.md")

    @pytest.mark.parametrize("path", PAPERS)
    def test_addresses_on_github_are_the_projects(self, path: str) -> None:
        found = re.findall(
            r"https://github\.com/[\w.-]+/[\w.-]+|https://[\w-]+\.github\.io/[\w-]*/?", read(path)
        )
        assert set(found) <= {REPOSITORY, SITE}

    def test_citation_is_of_this_version(self) -> None:
        citation = yaml.safe_load(read("CITATION.cff"))
        book = citation["preferred-citation"]
        assert citation["version"] == book["version"] == VERSION
        assert citation["repository-code"] == book["repository-code"] == REPOSITORY
        assert citation["url"] == book["url"] == SITE
        assert {citation["license"], book["license"]} == {"BSD-3-Clause", "CC-BY-4.0"}
        names = [author["name"] for author in PYPROJECT["project"]["authors"]]
        assert [author["name"] for author in citation["authors"]] == names

    def test_changelog_tells_of_this_version(self) -> None:
        headings = re.findall(r"^## (.*)$", read("CHANGELOG.md"), re.MULTILINE)
        assert headings[0] == "[Unreleased]"
        unreleased = read("CHANGELOG.md").split("\n## ")[1]
        released = any(heading.startswith(f"[{VERSION}]") for heading in headings)
        assert released or f"version {VERSION}" in unreleased

    def test_licences_are_whole(self) -> None:
        code, text = read("LICENSE"), read("docs/LICENSE")
        assert code.startswith("BSD 3-Clause License\n\nCopyright (c) 2026, The gradbook authors\n")
        assert [f"{n}." in code for n in (1, 2, 3)] == [True] * 3
        sections = re.findall(r"^Section ([1-8]) -- ", text, re.MULTILINE)
        assert sections == list("12345678")
        assert text.startswith("Attribution 4.0 International\n")
        assert text.endswith("Creative Commons may be contacted at creativecommons.org.\n")

    def test_pre_commit_uses_the_locked_versions(self) -> None:
        locked = set(read("conf/constraints.txt").split())
        hooks = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"][0]["hooks"]
        pins = [pin for hook in hooks for pin in hook["additional_dependencies"]]
        assert pins
        assert set(pins) <= locked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A folder into which pip has installed the wheel."""
    folder = wheel.parent / "site"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-index"]
    command = [*pip, "--no-deps", "--target", str(folder), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


RUN = """
import runpy, sys
from pathlib import Path

checkout, installed, *arguments = sys.argv[1:]
sys.path[:] = [installed, *(p for p in sys.path if Path(p).resolve() != Path(checkout))]
import gradbook
assert Path(gradbook.__file__).is_relative_to(installed), gradbook.__file__
sys.argv = arguments
runpy.run_module(arguments[0], run_name="__main__")
"""


def run_installed(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a module with the installed package, the checkout being off the path."""
    command = [sys.executable, "-c", RUN, str(ROOT), str(installed), *arguments]
    environment = os.environ | {"PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=cwd, env=environment, check=False, capture_output=True, encoding="utf-8"
    )


class TestWheel:
    def test_it_carries_every_file_of_the_package_and_no_other(self, wheel: Path) -> None:
        package = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / "gradbook").rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        with zipfile.ZipFile(wheel) as archive:
            names = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert names == package
        assert {Path(name).suffix for name in names} >= {".py", ".js", ".css", ".typed"}

    def test_its_metadata_names_version_and_licences(self, wheel: Path) -> None:
        info = f"gradbook-{VERSION}.dist-info"
        with zipfile.ZipFile(wheel) as archive:
            metadata = message_from_bytes(archive.read(f"{info}/METADATA"))
            licences = [
                archive.read(f"{info}/licenses/{path}").decode()
                for path in ("LICENSE", "docs/LICENSE")
            ]
        assert metadata["Version"] == VERSION
        assert metadata["License-Expression"] == PYPROJECT["project"]["license"]
        assert licences == [read("LICENSE"), read("docs/LICENSE")]

    @pytest.mark.parametrize("parser", ["myst_nb", "myst_parser"])
    def test_readmes_quiz_works_in_somebody_elses_book(
        self, installed: Path, tmp_path: Path, parser: str
    ) -> None:
        (configuration,) = code_blocks("README.md", "python")
        (page,) = code_blocks("README.md", "markdown")
        assert '"myst_nb"' in configuration
        (tmp_path / "conf.py").write_text(
            'project = "Another book"\n' + configuration.replace("myst_nb", parser),
            encoding="utf-8",
        )
        (tmp_path / "index.md").write_text(
            "# Another book\n\n```{toctree}\npage\n```\n\n```{quiz-answers}\n```\n",
            encoding="utf-8",
        )
        (tmp_path / "page.md").write_text(f"# A page\n\n{page}", encoding="utf-8")

        strictly = ["-b", "html", "-n", "-W", "--keep-going"]
        build = run_installed(installed, "sphinx", *strictly, ".", "out", cwd=tmp_path)

        assert build.returncode == 0, build.stderr
        html = (tmp_path / "out/page.html").read_text(encoding="utf-8")
        (form,) = re.findall(r'<form[^>]* id="quiz-descent-direction".*?</form>', html, re.DOTALL)
        assert form.count('type="radio"') == 3
        assert 'class="quiz-key"' in form
        assert 'href="index.html#answer-descent-direction"' in form
        published = {path.name for path in (tmp_path / "out/_static/gradbook").rglob("*.*")}
        assert published >= {"store.js", "quiz.js", "quiz.css"}

    def test_the_numerics_work_without_sphinx_or_matplotlib(
        self, installed: Path, tmp_path: Path
    ) -> None:
        (session,) = code_blocks("README.md", "pycon")
        (tmp_path / "session.py").write_text(
            doctest.script_from_examples(session)
            + "import sys, gradbook.differentiation, gradbook.optimizers\n"
            + 'found = {"sphinx", "docutils", "matplotlib"} & set(sys.modules)\n'
            + "assert not found, found\n",
            encoding="utf-8",
        )
        run = run_installed(installed, "session", cwd=tmp_path)
        assert run.returncode == 0, run.stderr
        assert run.stdout == doctest.DocTestParser().get_examples(session)[-1].want
