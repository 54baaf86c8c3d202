"""What the workflow linters cannot know: that the jobs fit together, and the one issue of links."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def load(name: str) -> dict[Any, Any]:
    workflow: dict[Any, Any] = yaml.safe_load(
        (ROOT / ".github/workflows" / name).read_text(encoding="utf-8")
    )
    return workflow


def commands(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
class TestEveryWorkflow:
    def test_actions_are_pinned_and_their_versions_named(self, path: Path) -> None:
        used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
        pinned = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
        assert used
        assert [use for use in used if not pinned.fullmatch(use)] == []

    def test_one_action_has_one_pin_in_all_workflows(self, path: Path) -> None:
        everywhere = "\n".join(workflow.read_text(encoding="utf-8") for workflow in WORKFLOWS)
        for action, pin in re.findall(r"uses: ([\w/-]+)@(.*)", path.read_text(encoding="utf-8")):
            assert set(re.findall(rf"uses: {action}@(.*)", everywhere)) == {pin}

    def test_rights_are_given_to_jobs_alone(self, path: Path) -> None:
        assert load(path.name)["permissions"] == {}
        writers = {
            (name, right)
            for name, job in load(path.name)["jobs"].items()
            for right, level in job.get("permissions", {}).items()
            if level != "read"
        }
        allowed = {
            "ci.yml": {("deploy", "pages"), ("deploy", "id-token")},
            "links.yml": {("issue", "issues")},
        }
        assert writers == allowed.get(path.name, set())

    def test_it_can_be_started_by_hand(self, path: Path) -> None:
        assert "workflow_dispatch" in load(path.name)[True]  # YAML reads the key `on` as true


class TestContinuousIntegration:
    jobs = load("ci.yml")["jobs"]

    def test_every_supported_python_is_tested_on_three_systems(self) -> None:
        classifiers = "\n".join(PYPROJECT["project"]["classifiers"])
        supported = re.findall(r"Python :: (3\.\d+)$", classifiers, re.MULTILINE)
        matrix = self.jobs["tests"]["strategy"]["matrix"]
        assert matrix["python"] == supported
        assert [system.split("-")[0] for system in matrix["os"]] == ["ubuntu", "macos", "windows"]

    def test_the_required_status_waits_for_every_job_but_the_deployment(self) -> None:
        assert set(self.jobs["check"]["needs"]) == set(self.jobs) - {"check", "deploy"}
        assert self.jobs["deploy"]["needs"] == "check"

    @pytest.mark.parametrize(
        ("results", "passes"),
        [
            ("success success", True),
            ("success failure", False),
            ("failure success", False),
            ("skipped success", False),
            ("cancelled success", False),
        ],
    )
    @pytest.mark.skipif(sys.platform == "win32", reason="runs on ubuntu-latest only")
    def test_the_required_status_passes_if_all_jobs_did(self, results: str, passes: bool) -> None:
        script = commands(self.jobs["check"])
        run = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            env=os.environ | {"RESULTS": results},
            check=False,
            capture_output=True,
        )
        assert (run.returncode == 0) is passes

    def test_the_deployment_publishes_what_the_browser_tests_saw(self) -> None:
        uses = {
            name: [step["uses"].split("@")[0] for step in job["steps"] if "uses" in step]
            for name, job in self.jobs.items()
        }
        upload = "actions/upload-pages-artifact"
        assert [name for name in uses if upload in uses[name]] == ["docs"]
        assert self.jobs["browser"]["needs"] == "docs"
        fetched = [
            step["with"]["name"]
            for step in self.jobs["browser"]["steps"]
            if "name" in step.get("with", {})
        ]
        assert fetched == ["github-pages"]  # what actions/deploy-pages takes, too
        assert uses["deploy"] == ["actions/deploy-pages"]

    def test_it_runs_the_sessions_of_the_local_run_in_their_order(self) -> None:
        def sessions(text: str) -> list[str]:
            return re.findall(r"nox -s ([a-z-]+(?: -- offline)?)", text)

        local = (ROOT / ".ci/run").read_text(encoding="utf-8")
        everywhere = "\n".join(commands(job) for job in self.jobs.values())
        assert sessions(everywhere) == sessions(local)


GH = """
import json, os, sys
from pathlib import Path

arguments = sys.argv[1:]
with Path("calls.jsonl").open("a") as calls:
    calls.write(json.dumps(arguments) + "\\n")
if arguments[:2] == ["issue", "list"]:
    print(os.environ["KNOWN"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="runs on ubuntu-latest only")
class TestTheIssueOfBrokenLinks:
    broken = "foundations/rates.md:12: [broken] https://example.org/gone: 404 Client Error\n"

    def run(self, folder: Path, result: str, report: str, known: str) -> list[str]:
        """Run the script with a stand-in for `gh`; return the changes it makes."""
        program = folder / "bin" / "gh"
        program.parent.mkdir()
        program.write_text(f"#!{sys.executable}\n{GH}", encoding="utf-8")
        program.chmod(0o755)
        (folder / "output.txt").write_text(report, encoding="utf-8")
        surroundings = {
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "RESULT": result,
            "RUN": "https://example.org/run/7",
            "KNOWN": known,
        }
        subprocess.run(
            ["bash", "-eo", "pipefail", "-c", commands(load("links.yml")["jobs"]["issue"])],
            cwd=folder,
            env=os.environ | surroundings,
            check=True,
            capture_output=True,
        )
        calls = [json.loads(line) for line in (folder / "calls.jsonl").read_text().splitlines()]
        return [
            " ".join(call[1:3]) if call[1] != "create" else "create"
            for call in calls
            if call[:2] not in (["label", "create"], ["issue", "list"])
        ]

    def test_the_first_break_opens_it(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, "failure", self.broken, known="") == ["create"]
        body = (tmp_path / "body.md").read_text(encoding="utf-8")
        assert f"```text\n{self.broken}```\n" in body
        assert "https://example.org/run/7" in body

    def test_a_later_break_updates_it(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, "failure", self.broken, known="3 OPEN") == ["edit 3"]

    def test_a_new_break_reopens_it(self, tmp_path: Path) -> None:
        changes = self.run(tmp_path, "failure", self.broken, known="3 CLOSED")
        assert changes == ["edit 3", "reopen 3"]

    def test_it_is_closed_when_every_link_works(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, "success", "", known="3 OPEN") == ["close 3"]

    @pytest.mark.parametrize("known", ["", "3 CLOSED"])
    def test_nothing_happens_while_every_link_works(self, tmp_path: Path, known: str) -> None:
        assert self.run(tmp_path, "success", "", known=known) == []

    def test_a_failure_without_a_broken_link_leaves_it_alone(self, tmp_path: Path) -> None:
        assert self.run(tmp_path, "failure", "", known="3 OPEN") == []


class TestTheRunnerOfActionlint:
    fault = """\
name: Planted
on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-latest
    needs: nobody
    steps:
      - run: echo ${{ github.event.issue.title }}
"""

    def run(self, folder: Path) -> subprocess.CompletedProcess[str]:
        command = ["node", str(ROOT / "conf/actionlint.mjs"), str(folder)]
        return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")

    def test_it_names_file_line_and_column_of_a_fault(self, tmp_path: Path) -> None:
        (tmp_path / "planted.yml").write_text(self.fault, encoding="utf-8")
        run = self.run(tmp_path)
        assert run.returncode == 1
        needs, injection = run.stdout.splitlines()
        assert needs.startswith(f"{tmp_path / 'planted.yml'}:5:3: ")
        assert "nobody" in needs
        assert injection.startswith(f"{tmp_path / 'planted.yml'}:9:23: ")

    def test_it_refuses_a_folder_with_nothing_to_lint(self, tmp_path: Path) -> None:
        run = self.run(tmp_path)
        assert run.returncode == 2
        assert f"no workflow in {tmp_path}" in run.stderr

    def test_it_finds_nothing_in_ours(self) -> None:
        run = self.run(ROOT / ".github/workflows")
        assert (run.returncode, run.stdout) == (0, "")
