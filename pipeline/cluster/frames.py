"""Frames: pieces of bytes with their length before them, in a stream between two processes."""

from __future__ import annotations

import struct
from typing import Protocol

_LENGTH = struct.Struct("!Q")


class Stream(Protocol):
    """A stream of bytes that waits until all are read or written."""

    def read(self, size: int, /) -> bytes:
        """Read bytes, fewer than asked for only at the end."""

    def write(self, data: bytes, /) -> int:
        """Write bytes."""

    def flush(self) -> None:
        """Send what is written."""


def write(stream: Stream, data: bytes) -> None:
    """Write a frame. Raises OSError if nobody reads."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read(stream: Stream) -> bytes | None:
    """Return the content of the next frame; None at the end of the stream, also within a frame."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    [length] = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None
