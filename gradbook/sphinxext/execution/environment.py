"""The surroundings of a cell: the same on every machine, and quiet."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from importlib import metadata, util
from pathlib import Path

__all__ = ["RECIPE", "SETTINGS", "surround", "warm_fonts"]

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
import sys
import types

os.dup2(os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
for name, path in {extensions!r}.items():
    with open(path, encoding="utf-8") as file:
        sys.modules[name] = types.ModuleType(name)
        exec(compile(file.read(), path, "exec"), sys.modules[name].__dict__)
with open({recorder!r}) as file:
    exec(compile(file.read(), file.name, "exec"), {{"__name__": "gradbook_recorder"}})
c = get_config()
c.IPKernelApp.log_level = "CRITICAL"
c.HistoryManager.enabled = False
c.InlineBackend.figure_formats = set()
c.InteractiveShellApp.extensions = {names!r}
"""

HERE = Path(__file__).parent
DRAWS = {"gradbook_figures": HERE / "figures" / "kernel.py"}
REFUSES = {"gradbook_network": HERE / "network.py"}
"""Files that kernels load by their paths, as extensions of IPython."""

OUTPUTS = [*sorted(HERE.glob("figures/*.py")), HERE / "network.py"]
RECIPE = hashlib.sha256(b"".join(file.read_bytes() for file in OUTPUTS)).hexdigest()[:16]
"""Changes with the code that makes outputs of what cells do: kept ones must not outlive it."""


def surround(folder: Path, *, network: bool = False) -> None:
    """Set the environment of this process, and so of the kernels it starts.

    IPython and Matplotlib get a configuration folder of their own, so that a start-up file or a
    `matplotlibrc` of the person who builds does not reach the page. `MPLBACKEND` is unset; the
    kernel then chooses its inline backend.

    Parameters
    ----------
    folder
        Where the two configuration folders lie; made if needed.
    network
        Whether cells may connect to other machines.
    """
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    extensions = DRAWS if network else DRAWS | REFUSES
    configuration = KERNEL_CONFIGURATION.format(
        log=str(folder / "kernel.log"),
        recorder=str(HERE / "recorder.py"),
        extensions={name: str(path) for name, path in extensions.items()},
        names=list(extensions),
    )
    file = profile / "ipython_kernel_config.py"
    if not file.exists() or file.read_text("utf-8") != configuration:  # or a watcher would build
        file.write_text(configuration, "utf-8")
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
    if not any(path.glob("fontlist-*.json")):
        for listed in _known_fonts():
            shutil.copy(listed, path)
    return path


def _known_fonts() -> list[Path]:
    """Find the list of fonts that Matplotlib made for the person who builds; it takes seconds."""
    if os.environ.get("MPLCONFIGDIR"):
        home = Path(os.environ["MPLCONFIGDIR"])
    elif sys.platform == "linux":
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    else:
        home = Path.home() / ".matplotlib"
    return list(home.glob("fontlist-*.json"))
