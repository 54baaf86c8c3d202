"""A PNG with a palette, in other colours."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["recoloured"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def recoloured(png: bytes, colour: Callable[[str], str]) -> bytes | None:
    """Exchange the palette of a PNG.

    Parameters
    ----------
    png
        The file.
    colour
        From a colour ``#rrggbb`` to another.

    Returns
    -------
    bytes or None
        The file in other colours; None if it has no palette.
    """
    chunks = list(_chunks(png))
    if not any(name == b"PLTE" for name, _ in chunks):
        return None
    changed = ((n, _exchange(c, colour) if n == b"PLTE" else c) for n, c in chunks)
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in changed)


def _exchange(palette: bytes, colour: Callable[[str], str]) -> bytes:
    entries = (palette[n : n + 3].hex() for n in range(0, len(palette), 3))
    return b"".join(bytes.fromhex(colour(f"#{entry}")[1:]) for entry in entries)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(SIGNATURE)
    while position < len(png):
        length, name = struct.unpack_from(">I4s", png, position)
        yield name, png[position + 8 : position + 8 + length]
        position += 12 + length


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
