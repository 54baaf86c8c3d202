"""The surroundings of a cell: the same on every machine, and quiet."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata, util
from pathlib import Path

__all__ = ["SETTINGS", "surround", "warm_fonts"]

SETTINGS = {"PYTHONHASHSEED": "0"}
"""Always so, because outputs depend on it."""

THREADS = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""Defaults: small matrices are faster on one thread, and sums keep their order."""

KERNEL_CONFIGURATION = """\
# Written by the build. A kernel's own notices, and what it says while it ends, are not part of a
# page; they are kept beside this folder. What a cell writes goes to its page all the same.
import os

os.dup2(os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
c = get_config()
c.IPKernelApp.log_level = "CRITICAL"
c.HistoryManager.enabled = False
"""


def surround(folder: Path) -> None:
    """Set the environment of this process, and so of the kernels it starts.

    IPython and Matplotlib get a configuration folder of their own, so that a start-up file or a
    `matplotlibrc` of the person who builds does not reach the page. `MPLBACKEND` is unset; the
    kernel then chooses its inline backend.

    Parameters
    ----------
    folder
        Where the two configuration folders lie; made if needed.
    """
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    configuration = KERNEL_CONFIGURATION.format(log=str(folder / "kernel.log"))
    (profile / "ipython_kernel_config.py").write_text(configuration, encoding="utf-8")
    os.environ.update(
        SETTINGS, IPYTHONDIR=str(folder / "ipython"), MPLCONFIGDIR=str(_matplotlib(folder))
    )
    for name, value in THREADS.items():
        os.environ.setdefault(name, value)
    os.environ.pop("MPLBACKEND", None)


def warm_fonts() -> None:
    """Let Matplotlib list the fonts before the first cell does, and says so on its page."""
    listed = any(Path(os.environ["MPLCONFIGDIR"]).glob("fontlist-*.json"))
    if not listed and util.find_spec("matplotlib"):
        command = [sys.executable, "-c", "import matplotlib.font_manager"]
        subprocess.run(command, check=False, capture_output=True)


def _matplotlib(folder: Path) -> Path:
    """Folder for this version's settings and list of fonts."""
    try:
        version = metadata.version("matplotlib")
    except metadata.PackageNotFoundError:
        version = "absent"
    path = folder / f"matplotlib-{version}"
    path.mkdir(parents=True, exist_ok=True)
    return path
