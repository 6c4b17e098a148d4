"""Messages between machines: a JSON value with files, each once and named by its digest.

No message is unpickled: what comes from another machine is text and bytes, and is looked at before use.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_LENGTH = struct.Struct("!Q")


@dataclass(frozen=True, slots=True)
class Message:
    """A JSON value, and files by their digests."""

    value: Any
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def digest(data: bytes) -> str:
    """Return the digest by which a file is named."""
    return hashlib.sha256(data).hexdigest()


def by_digest(files: Iterable[bytes]) -> dict[str, bytes]:
    """Return files by their digests."""
    return {digest(data): data for data in files}


def pack(message: Message) -> bytes:
    """Return a message as bytes."""
    sizes = [[name, len(data)] for name, data in message.files.items()]
    head = json.dumps([message.value, sizes]).encode()
    return b"".join([_LENGTH.pack(len(head)), head, *message.files.values()])


def unpack(data: bytes) -> Message:
    """Return a message from its bytes; ValueError if they are none, or a file is not that of its digest."""
    try:
        [length] = _LENGTH.unpack_from(data)
        start = _LENGTH.size + length
        value, sizes = json.loads(data[_LENGTH.size : start])
        files: dict[str, bytes] = {}
        for name, size in sizes:
            files[name] = data[start : start + size]
            if type(size) is not int or size < 0 or digest(files[name]) != name:
                raise ValueError("a file is not that of its digest")
            start += size
    except (struct.error, TypeError, RecursionError) as failure:
        raise ValueError(f"no message: {failure}") from failure
    if start != len(data):
        raise ValueError("no message: it has another length")
    return Message(value, files)
