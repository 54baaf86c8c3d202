"""Running the cells of one page in a kernel of its own."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import output_from_msg

from gradbook.sphinxext.execution.warm import ForkServer, WarmProvisioner, can_fork

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from nbformat import NotebookNode

__all__ = ["Failure", "Run", "run"]

LIMIT = 10_000_000
"""Bytes that one cell may put out; a page of that size serves nobody."""

PATIENCE = 2.0
"""Seconds that a kernel has to end by itself, so that what cells have registered for it is done."""
ASK = {"said": "__import__('sys').modules['gradbook_recorder'].report()"}


@dataclass(frozen=True)
class Failure:
    """Why a page did not run to its end."""

    cell: int
    kind: str
    """``raised``, ``timeout``, ``output``, ``died``, or ``start`` if there was no kernel."""
    seconds: float = 0.0
    """For a timeout, the time that was allowed."""
    report: str = ""
    """What the system said, if there was no kernel."""


@dataclass
class Run:
    """What became of the cells of a page; the outputs are in the notebook itself."""

    seconds: float = 0.0
    """Seconds that the page took, without those in which others had the processor."""
    cells: dict[int, float] = field(default_factory=dict)
    """Seconds that each cell took, by its index in the notebook."""
    modules: list[Path] = field(default_factory=list)
    """Files of the modules that the kernel had loaded at the end."""
    read: list[Path] = field(default_factory=list)
    """Files that it had opened to read, and not to write."""
    waited: float = 0.0
    """Seconds in which it could have run and others had the processor."""
    complete: bool = False
    """Whether the kernel could say what it had loaded and read."""
    failure: Failure | None = None


class Client(NotebookClient):
    """nbclient, with a limit to what a cell may put out."""

    size = 0
    interruption: asyncio.Future[None] | None = None
    too_much: int | None = None
    """Index of the cell that put out more than that."""

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take in one message of the kernel, unless the cell has said too much already."""
        content = msg["content"]
        if msg["msg_type"] == "status":
            self.size = 0
        elif msg["msg_type"] in {"stream", "display_data", "execute_result", "update_display_data"}:
            self.size += len(content.get("text", "")) or sum(
                len(value) for value in content["data"].values() if isinstance(value, str)
            )
            if self.size > LIMIT:
                if self.too_much is None:
                    self.too_much = cell_index
                    self.interruption = asyncio.ensure_future(interrupt(self))
                return None
        return super().process_message(msg, cell, cell_index)


async def run(
    notebook: NotebookNode,
    kernel: str,
    folder: Path | None,
    server: Callable[[], ForkServer],
    *,
    timeout: int | None,
    allow_errors: bool,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Run:
    """Execute a notebook in place.

    Parameters
    ----------
    notebook
        The notebook; its code cells get their outputs.
    kernel
        Name of the kernel.
    folder
        Where the cells run; None for a temporary folder.
    server
        Gives the server that forks warm kernels; called only where forking is possible.
    timeout
        Seconds that a cell may take; None for no limit.
    allow_errors
        Whether to go on after a cell that raises.
    environment
        Variables in addition to those of this process.

    Returns
    -------
    Run
        Times, what was loaded and read, and the failure if there was one.

    Raises
    ------
    jupyter_client.kernelspec.NoSuchKernel
        If there is no kernel of that name.
    """
    outcome = Run()
    begun: dict[int, float] = {}

    async def on_execute(*, cell_index: int, **_: Any) -> None:
        begun[cell_index] = time.perf_counter()

    async def on_executed(*, cell_index: int, **_: Any) -> None:
        outcome.cells[cell_index] = time.perf_counter() - begun[cell_index]

    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="gradbook-") as scratch:
        options = {"cwd": str(folder or scratch), "env": {**os.environ, **environment}}
        async with started(kernel, Path(scratch), options, server, outcome) as manager:
            client = Client(
                notebook,
                km=manager,
                timeout=timeout,
                allow_errors=allow_errors,
                on_cell_execute=on_execute,
                on_cell_executed=on_executed,
            )
            try:
                await client.async_execute()
                if client.too_much is not None:
                    outcome.failure = Failure(client.too_much, "output")
                await learn(client, outcome)
            except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
                index = max(begun, default=0)
                outcome.cells[index] = time.perf_counter() - begun.get(index, start)
                outcome.failure = await explain(error, client, index, timeout)
            finally:
                await asyncio.sleep(0.01)  # what was cancelled ends before its channels do
                if client.kc is not None:
                    client.kc.stop_channels()
    outcome.seconds = max(time.perf_counter() - start - outcome.waited, 0.0)
    return outcome


@asynccontextmanager
async def started(
    kernel: str,
    scratch: Path,
    options: dict[str, Any],
    server: Callable[[], ForkServer],
    outcome: Run,
) -> AsyncIterator[AsyncKernelManager]:
    """Start a kernel; when the cells are done let it end, when they are not, end it."""
    manager = AsyncKernelManager(
        kernel_name=kernel, connection_file=str(scratch / "kernel.json"), transport="ipc"
    )
    specification = manager.kernel_spec
    assert specification is not None
    if can_fork(specification):
        provisioner = WarmProvisioner(kernel_id="", kernel_spec=specification, parent=manager)
        provisioner.server = server()
        options = await provisioner.pre_launch(**options)
        await provisioner.launch_kernel(options.pop("cmd"), **options)
        manager.provisioner = provisioner
    else:
        manager.transport = "tcp"
        await manager.start_kernel(**options)
    try:
        yield manager
        if outcome.failure is None and manager.provisioner:
            await manager.request_shutdown()
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await manager.provisioner.wait()
    finally:
        await manager.shutdown_kernel(now=True)


async def interrupt(client: Client) -> None:
    """Interrupt the cell that runs."""
    assert client.km is not None
    await ensure_async(client.km.interrupt_kernel())


async def learn(client: Client, outcome: Run) -> None:
    """Ask the kernel what it has loaded and read, and how long others kept it waiting."""
    assert client.kc is not None
    asked = client.kc.execute("", silent=True, store_history=False, user_expressions=ASK)
    reply = await client.async_wait_for_reply(asked)
    said = (reply or {}).get("content", {}).get("user_expressions", {}).get("said", {})
    if said.get("status") == "ok":
        known = json.loads(ast.literal_eval(said["data"]["text/plain"]))
        outcome.modules = [Path(file) for file in known["modules"]]
        outcome.read = [Path(file) for file in known["read"]]
        outcome.waited = float(known["waited"])
        outcome.complete = True


async def explain(error: Exception, client: Client, index: int, timeout: int | None) -> Failure:
    """Say why the cells did not run to the end."""
    if client.too_much is not None:
        return Failure(client.too_much, "output")
    if isinstance(error, CellTimeoutError):
        await stop(client, index)
        return Failure(index, "timeout", timeout or 0.0)
    if isinstance(error, CellExecutionError):
        return Failure(index, "raised")
    return Failure(index, "died")


async def stop(client: Client, index: int) -> None:
    """Interrupt a cell, and keep the traceback that shows where it was."""
    assert client.kc is not None
    await interrupt(client)
    outputs = client.nb.cells[index].outputs
    for _ in range(30):
        with suppress(Empty):
            message = await client.kc.iopub_channel.get_msg(timeout=0.1)
            if message["msg_type"] == "error":
                outputs.append(output_from_msg(message))  # type: ignore[no-untyped-call]
        if any(output.output_type == "error" for output in outputs):
            return
