"""The standard streams: always open, able to write every character, their failures as messages."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TextIO

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


def prepare() -> None:
    """Open the streams that are closed, so that no file takes their place; make all characters writable."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number, which is this one.
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or io.StringIO()
    sys.stdout = sys.stdout or _writer(1)
    sys.stderr = sys.stderr or _writer(2)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.encoding.lower() != "utf-8" or stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def _writer(number: int) -> TextIO:
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "w", closefd=False)), "utf-8")


def failure(error: OSError) -> str | None:
    """Return the reason why a stream cannot be written, or None if the failure is not of a stream."""
    if error.errno not in _FULL or error.filename is not None:
        return None
    return f"the output cannot be written: {(error.strerror or '').lower()}"


def silence() -> None:
    """Discard all further standard output, also what Python writes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
