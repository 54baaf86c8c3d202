"""Kernels are forked warm, and each page has one of its own."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from gradbook.sphinxext.execution.engine import Engine
from gradbook.sphinxext.execution.environment import surround
from gradbook.sphinxext.execution.page import Page
from gradbook.sphinxext.execution.run import run
from gradbook.sphinxext.execution.warm import ForkServer

LEAKS = [
    "import os, random, sys\nimport matplotlib as mpl\nimport numpy as np",
    "print(np.sum is not None and np.sum([1, 2]), mpl.rcParams['lines.linewidth'])\n"
    "print(os.getcwd() == sys.path_at_start if hasattr(sys, 'path_at_start') else 'clean')\n"
    "print('LEAK' in os.environ, 'leaked' in globals(), np.get_printoptions()['precision'])",
    "before = np.random.random()\nnp.random.seed(3)\nprint(np.random.random())",
    "np.sum = lambda x: 'patched'\nmpl.rcParams['lines.linewidth'] = 99\nos.chdir('/')\n"
    "np.set_printoptions(precision=1)\nsys.path_at_start = 'elsewhere'\n"
    "os.environ['LEAK'] = '1'\nleaked = True\nprint(np.sum([1, 2]))",
]
SHOWS = [
    "import warnings\nimport matplotlib.pyplot as plt\nimport numpy as np",
    "print('out'); import sys; print('err', file=sys.stderr); {'a': np.arange(3)}",
    "fig, ax = plt.subplots()\nax.plot(np.linspace(0, 1, 5))\nfig.axes",
    "warnings.warn('said once')",
    "from IPython.display import Markdown, display\ndisplay(Markdown('**x**'))\n!echo shell",
    "1 / 0",
]


def notebook(*cells):
    named = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    made = new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=named)
    made.cells[-1].metadata.tags = ["raises-exception"]
    return made


def outputs(executed):
    kept = []
    for cell in executed.cells:
        for output in cell.outputs:
            output.get("data", {}).pop("application/pdf", None)
            if "text" in output:
                output.text = re.sub(r"ipykernel_\d+", "kernel", output.text)
            kept.append(dict(output))
    return kept


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("surroundings")
    saved = dict(os.environ)
    surround(folder)
    yield folder
    os.environ.clear()
    os.environ.update(saved)


@pytest.fixture(scope="module")
def server(surroundings):
    warm = ForkServer(["numpy", "numpy.random", "matplotlib.pyplot"], surroundings / "kernel.log")
    yield warm
    warm.close()


def execute(made, server, folder):
    done = asyncio.run(run(made, "python3", folder, lambda: server, timeout=60, allow_errors=False))
    assert done.failure is None
    return done


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
class TestForked:
    def test_nothing_leaks_from_one_page_to_the_next(self, server, tmp_path):
        pages = [notebook(*LEAKS) for _ in range(2)]
        for page in pages:
            execute(page, server, tmp_path)
        first, second = map(outputs, pages)
        assert first == second
        assert first[0]["text"] == "3 1.5\nclean\nFalse False 8\n"

    def test_random_numbers_differ_between_kernels(self, server, tmp_path):
        pages = [notebook("import numpy as np\nprint(np.random.random())") for _ in range(2)]
        for page in pages:
            execute(page, server, tmp_path)
        assert outputs(pages[0]) != outputs(pages[1])

    def test_outputs_are_those_of_a_kernel_that_was_started(self, server, tmp_path):
        forked, started = notebook(*SHOWS), notebook(*SHOWS)
        execute(forked, server, tmp_path)
        NotebookClient(started, resources={"metadata": {"path": str(tmp_path)}}).execute()
        for page in (forked, started):
            for cell in page.cells:
                for output in cell.outputs:
                    if "traceback" in output:
                        output.traceback = output.traceback[-1:]
        said = [output.get("text") or sorted(output.get("data", [])) for output in outputs(forked)]
        assert said == [
            output.get("text") or sorted(output.get("data", [])) for output in outputs(started)
        ]
        assert {k: v for k, v in forked.metadata.items() if k != "kernelspec"} == {
            k: v for k, v in started.metadata.items() if k != "kernelspec"
        }

    def test_modules_and_reads_are_recorded(self, server, tmp_path):
        (tmp_path / "beside.py").write_text("")
        (tmp_path / "data.txt").write_text("1")
        page = notebook(
            "import beside\nfrom pathlib import Path\nPath('data.txt').read_text()",
            "Path('own.txt').write_text('x')\nPath('own.txt').read_text()\nopen('data.txt')",
        )
        done = execute(page, server, tmp_path)
        assert done.complete
        assert tmp_path / "beside.py" in done.modules
        read = {file.name for file in done.read if file.parent == tmp_path}
        assert read - {"beside.py"} == {"data.txt"}

    def test_a_server_that_has_died_is_replaced(self, tmp_path, surroundings):
        engine = Engine(tmp_path, surroundings.parent, packages=[], modules=[])
        (tmp_path.parent / "surroundings").mkdir(exist_ok=True)
        before = engine.server()
        before.process.kill()
        before.process.wait()
        with pytest.raises(OSError, match="has ended"):
            before.fork([], str(tmp_path), {})
        after = engine.server()
        assert after is not before
        engine.close()
        assert after.process.returncode == 0


class TestSeveralAtOnce:
    @pytest.fixture
    def engine(self, tmp_path, server, monkeypatch):
        engine = Engine(tmp_path, tmp_path / "cells", packages=[], modules=[], workers=2)
        monkeypatch.setattr(engine, "server", lambda: server)
        return engine

    @staticmethod
    def page(name, *cells):
        return Page(
            name=name,
            text=name,
            notebook=notebook(*cells, "1 / 0"),
            commonmark=False,
            mode="cache",
            kernel="python3",
            folder=Path.cwd(),
            timeout=60,
            allow_errors=False,
            stop=False,
            key=f"key-{name}",
        )

    def test_each_page_gets_its_own_outputs_and_failures(self, engine):
        pages = [self.page(str(n), f"n = {n}", "print(n)") for n in range(4)]
        broken = self.page("broken", "no_such_name")
        events = []
        engine.prepare([*pages, broken], lambda *event: events.append(event[:2]))
        for n, page in enumerate(pages):
            done, outcome = engine.outcome(page)
            assert outcome.failure is None
            assert done.notebook.cells[1].outputs[0].text == f"{n}\n"
        assert engine.outcome(broken)[1].failure.kind == "raised"
        told = [(event, page.name) for event, page in events if event != "time"]
        for name in ("0", "1", "2", "3", "broken"):
            order = [event for event, page in told if page == name]
            assert order == ["queued", "begun", "ended"]

    def test_what_is_kept_is_what_ran(self, engine):
        page = self.page("page", "import sys", "print('a'); print('b', 1, file=sys.stderr)")
        engine.prepare([page], lambda *_: None)
        ran, _ = engine.outcome(page)
        again = self.page("page", "import sys", "print('a'); print('b', 1, file=sys.stderr)")
        recalled = engine.recall(again)
        assert recalled is not None
        assert not recalled.fresh
        assert again.notebook.cells[1].outputs == ran.notebook.cells[1].outputs
        assert again.notebook.metadata.language_info == ran.notebook.metadata.language_info

    def test_a_failure_is_not_kept(self, engine):
        engine.prepare([self.page("broken", "no_such_name")], lambda *_: None)
        assert engine.recall(self.page("broken", "no_such_name")) is None

    def test_a_store_that_cannot_be_written_is_told(self, engine):
        engine.store.folder = Path(os.devnull) / "outputs"
        page = self.page("page", "1")
        engine.prepare([page], lambda *_: None)
        assert isinstance(engine.outcome(page)[1].unsaved, OSError)
