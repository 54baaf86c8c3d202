"""Time a build of chapters that were never built, with their cells; see build/bench.json.

Plain MyST-NB executes every page anew (`force`), ours has an empty cache. Both build the same
chapters, one after the other, in one run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from chapters import generate

REPORT = Path(__file__).parents[2] / "build" / "bench.json"
COUNT = 35


def build(folder: Path, count: int, **settings: object) -> float:
    """Return the seconds that a first build takes."""
    book = generate(folder, count, **settings)
    command = [sys.executable, "-m", "sphinx", "-q", str(book), str(book / "build/html")]
    start = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def cold(folder: Path, count: int) -> float:
    """Return how many times as long as plain MyST-NB a first build takes."""
    build(folder / "warm-up", 1, extensions=["myst_nb"], nb_execution_mode="force")
    plain = build(folder / "plain", count, extensions=["myst_nb"], nb_execution_mode="force")
    ours = build(
        folder / "ours",
        count,
        extensions=["myst_nb", "gradbook.sphinxext.execution"],
        nb_execution_mode="cache",
        gradbook_local_packages=["gradbook"],
    )
    print(f"{count} chapters: MyST-NB {plain:.1f} s, ours {ours:.1f} s")
    return round(ours / plain, 3)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as name:
        figures = {
            f"first build, {count} chapters / MyST-NB in force mode": cold(Path(name), count)
        }
    known = json.loads(REPORT.read_text("utf-8")) if REPORT.exists() else {}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps({**known, **figures}, indent=2) + "\n", encoding="utf-8")
    for label, figure in figures.items():
        print(f"{label:64}{figure:6.2f}")


if __name__ == "__main__":
    main()
