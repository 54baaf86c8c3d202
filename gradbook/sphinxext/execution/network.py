"""In the kernel: no network, so that a page does not depend on the day and place of its build.

The kernel loads this file by its path, as an extension of IPython; nothing of `gradbook` is
imported. The loopback interface stays open. What a cell starts as another process is not seen.
"""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Any

__all__ = ["load_ipython_extension"]

TO_ADDRESS = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
TO_NAME = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0}
WHERE = TO_ADDRESS | TO_NAME
"""Events that lead away from this machine; which argument says where to."""


def load_ipython_extension(shell: Any) -> None:
    """Refuse connections from now on."""
    sys.addaudithook(refuse)


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise if `event` leads away from this machine.

    Raises
    ------
    PermissionError
        Names the host, and the setting that allows it.
    """
    if event not in WHERE:
        return
    host = arguments[WHERE[event]]
    if event in TO_ADDRESS:
        host = host[0] if isinstance(host, tuple) else None  # a path is a file of this machine
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if not _is_here(name):
        raise PermissionError(
            f"a cell asked for {name}, and cells have no network: keep the data beside the page, "
            "or set gradbook_cells_network = True"
        )


def _is_here(host: str | None) -> bool:
    """Say whether a host is this one; a name would have to be looked up."""
    if not host or host == "localhost":
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
