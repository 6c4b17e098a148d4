"""The only module that imports pdfium, and that only when it is needed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any

# The library may be called from one thread at a time.
LOCK = Lock()
# Strings of at most this many bytes are read with one call.
_USUAL = 1_024
# No string that is read back is longer.
_LONGEST = 1 << 22


@cache
def load() -> Any:
    """Return the module of pdfium's documents."""
    import pypdfium2

    return pypdfium2


@cache
def raw() -> Any:
    """Return the module of pdfium's own functions."""
    from pypdfium2 import raw

    return raw


@cache
def address_function(name: str, *kinds: Any) -> Callable[..., int | None]:
    """Return one of pdfium's functions that returns the address of an object and not the object."""
    function = ctypes.cast(getattr(raw(), name), ctypes.c_void_p).value
    prototype: Any = ctypes.CFUNCTYPE(ctypes.c_void_p, *kinds)
    answer: Callable[..., int | None] = prototype(function)
    return answer


class Strings:
    """Reads strings that a function writes into a buffer and whose length it returns."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(_USUAL)

    def bytes_of(self, function: Callable[..., int], *arguments: Any, kind: Any = None) -> bytes:
        """Return what a function writes; its last two parameters are a buffer and its size."""
        buffer: Any = self._buffer
        length = function(*arguments, _as(buffer, kind), _USUAL)
        if not 0 <= length <= _LONGEST:
            return b""
        if length > _USUAL:
            buffer = ctypes.create_string_buffer(length)
            function(*arguments, _as(buffer, kind), length)
        return ctypes.string_at(buffer, length)

    def wide(self, function: Callable[..., int], *arguments: Any, kind: Any = None) -> str:
        """Return a string of 16-bit letters that ends in a zero."""
        data = self.bytes_of(function, *arguments, kind=kind)
        return data.decode("utf-16-le", "replace").rstrip("\0") if len(data) > 2 else ""

    def narrow(self, function: Callable[..., int], *arguments: Any, kind: Any = None) -> str:
        """Return a string of bytes that ends in a zero."""
        return self.bytes_of(function, *arguments, kind=kind).decode("utf-8", "replace").rstrip("\0")


def _as(buffer: Any, kind: Any) -> Any:
    return buffer if kind is None else ctypes.cast(buffer, kind)
