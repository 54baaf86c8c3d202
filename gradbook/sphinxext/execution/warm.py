"""Kernels that start warm: forked from a Python that has imported what cells import."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jupyter_client.connect import KernelConnectionInfo
    from jupyter_client.kernelspec import KernelSpec

__all__ = ["ForkServer", "WarmProvisioner", "can_fork"]

SCRIPT = Path(__file__).with_name("forkserver.py")
SURROUNDINGS = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # what a kernel would choose
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # its debugger is not used
}


def can_fork(kernel: KernelSpec) -> bool:
    """Tell whether forking gives the same kernel as starting one.

    It has to be IPython's in the Python of this build, on a system where a process that has loaded
    the numerical libraries can be forked: on macOS their frameworks forbid it, Windows cannot.
    """
    command = kernel.argv
    same = command[0] in {"python", "python3", sys.executable} and not kernel.env
    return sys.platform == "linux" and same and "ipykernel_launcher" in command


class Forked:
    """A forked kernel, with the methods of `subprocess.Popen` that its provisioner calls."""

    stdin = stdout = stderr = None

    def __init__(self) -> None:
        self.pid = 0
        self.returncode: int | None = None
        self.started = threading.Event()
        self.ended = threading.Event()

    def poll(self) -> int | None:
        """Return the exit status, or None while the kernel runs."""
        return self.returncode

    def wait(self) -> int | None:
        """Wait for the end."""
        self.ended.wait()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and what it has started."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    terminate = kill


class ForkServer:
    """The client's side of `forkserver.py`, which starts at once and ends with this process.

    Parameters
    ----------
    modules
        What the kernels have imported when they start.
    log
        File for what the server and a kernel's own process write to their standard streams.
    """

    def __init__(self, modules: Sequence[str], log: Path) -> None:
        self.log = log
        self.owner = os.getpid()
        with log.open("ab") as stream:
            self.process = subprocess.Popen(
                [sys.executable, str(SCRIPT), *modules],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stream,
                env={**os.environ, **SURROUNDINGS},
            )
        self.lock = threading.Lock()
        self.numbers = itertools.count()
        self.waiting: dict[int, Forked] = {}
        self.running: dict[int, Forked] = {}
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        atexit.register(self.close)

    def fork(self, argv: Sequence[str], cwd: str, env: dict[str, str]) -> Forked:
        """Fork a kernel.

        Parameters
        ----------
        argv
            Arguments of the kernel.
        cwd
            Folder in which it runs.
        env
            Its environment.

        Raises
        ------
        OSError
            If the server has ended.
        """
        kernel = Forked()
        request = {"argv": argv, "cwd": cwd, "env": env, "log": str(self.log)}
        assert self.process.stdin is not None
        with self.lock:
            number = next(self.numbers)
            self.waiting[number] = kernel
            line = json.dumps({"id": number, **request}) + "\n"
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(line.encode())
                self.process.stdin.flush()
        while not kernel.started.wait(1) and self.process.poll() is None:
            continue
        if not kernel.pid:
            raise OSError(f"the server of kernels has ended; see {self.log}")
        return kernel

    def close(self) -> None:
        """End the server and its kernels; a forked copy of this process must not."""
        atexit.unregister(self.close)
        if os.getpid() != self.owner:
            return
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait()
        self.listener.join()
        self.process.stdout.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said: dict[str, Any] = json.loads(line)
            pid = said["pid"]
            if "id" in said:
                kernel = self.running[pid] = self.waiting.pop(said["id"])
                kernel.pid = pid
                kernel.started.set()
            elif pid in self.running:
                self._end(self.running.pop(pid), said["status"])
        for kernel in [*self.waiting.values(), *self.running.values()]:
            self._end(kernel, -1)

    @staticmethod
    def _end(kernel: Forked, status: int) -> None:
        kernel.returncode = status
        kernel.ended.set()
        kernel.started.set()


class WarmProvisioner(LocalProvisioner):
    """Launches a kernel by forking instead of by starting a process."""

    server: ForkServer

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, without the tenth of a second that is usual."""
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        self.process = None
        return 0

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch a kernel; of the command, the arguments after its module are kept."""
        env: dict[str, str] = kwargs.get("env") or dict(os.environ)
        argv = cmd[cmd.index("ipykernel_launcher") + 1 :]
        forked = self.server.fork(argv, str(kwargs.get("cwd") or Path.cwd()), env)
        self.process = cast("subprocess.Popen[bytes]", forked)
        self.pid = self.pgid = forked.pid
        self.cwd = kwargs.get("cwd")
        return self.connection_info
