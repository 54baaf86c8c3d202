"""A Python that has imported what cells import, and forks a kernel at each request.

It is run as a script (``python forkserver.py MODULE...``) and imports nothing of this package,
so that a kernel holds no more than one that was started in the ordinary way. It reads requests from
its standard input, one JSON object a line, and answers on its standard output::

    {"id": 1, "argv": ["-f", "kernel.json"], "cwd": "docs", "env": {...}, "log": "kernel.log"}

    {"id": 1, "pid": 4711}
    {"pid": 4711, "status": 0}

When its input ends, because the build has ended or was killed, it ends the kernels, too.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import sys
from typing import Any

NEEDED = (
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.pylabtools",
    "tornado.platform.asyncio",
    "traitlets.config.argcomplete_config",
)
"""What every kernel imports as it starts."""


class Server:
    """Forks kernels and tells of their ends."""

    def __init__(self) -> None:
        self.requests = os.dup(0)
        self.answers = os.dup(1)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1):  # what an import prints is no answer
            os.dup2(nothing, stream)
        self.woken, self.waker = os.pipe()
        for end in (self.woken, self.waker):
            os.set_blocking(end, False)
        self.kernels: set[int] = set()

    def serve(self) -> None:
        """Answer requests until there are no more."""
        signal.set_wakeup_fd(self.waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the build's to answer
        pending = b""
        while True:
            ready, _, _ = select.select([self.requests, self.woken], [], [])
            if self.woken in ready:
                os.read(self.woken, 4096)
                self.reap()
            if self.requests in ready:
                received = os.read(self.requests, 65536)
                if not received:
                    break
                *lines, pending = (pending + received).split(b"\n")
                for line in lines:
                    self.launch(json.loads(line))
        for kernel in self.kernels:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(kernel, signal.SIGKILL)

    def launch(self, request: dict[str, Any]) -> None:
        """Fork a kernel."""
        pid = os.fork()
        if pid == 0:
            self.become_kernel(request)
        with contextlib.suppress(OSError):  # so does the child; whoever is first
            os.setpgid(pid, pid)
        self.kernels.add(pid)
        self.answer(id=request["id"], pid=pid)

    def reap(self) -> None:
        """Tell of every kernel that has ended."""
        while self.kernels:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            self.kernels.discard(pid)
            self.answer(pid=pid, status=os.waitstatus_to_exitcode(status))

    def answer(self, **values: int) -> None:
        """Write one line."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self.answers, json.dumps(values).encode() + b"\n")

    def become_kernel(self, request: dict[str, Any]) -> None:
        """Turn this process into a kernel; does not return."""
        code = 1
        try:
            os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            for stream in (1, 2):
                os.dup2(log, stream)
            for number in (self.requests, self.answers, self.woken, self.waker, log):
                os.close(number)
            os.chdir(request["cwd"])
            os.environ.clear()
            os.environ.update(request["env"], JPY_PARENT_PID=str(os.getppid()))
            if "numpy.random" in sys.modules:  # kernels do not share their random numbers
                sys.modules["numpy.random"].seed()
            sys.argv = ["ipykernel_launcher.py", *request["argv"]]
            from ipykernel.kernelapp import IPKernelApp

            IPKernelApp.launch_instance(request["argv"])
            code = 0
        except SystemExit as exit_:
            code = exit_.code if isinstance(exit_.code, int) else 1
        finally:
            with contextlib.suppress(Exception):
                atexit._run_exitfuncs()  # what the cells have registered
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)


def warm(modules: list[str]) -> None:
    """Import what is there of the modules; one that fails is left to the cells, to fail there."""
    for module in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(module)
    gc.collect()
    gc.freeze()  # these objects stay shared between the kernels


if __name__ == "__main__":
    sys.path.pop(0)  # the folder of this file
    server = Server()
    warm([*NEEDED, *sys.argv[1:]])
    server.serve()
