"""Each stream of a PDF is compressed once.

pydyf 0.13 compresses it twice: for the file, and again for the checksum in the file's identifier.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target
from pipeline.formats.pdf.patches.stream_ends import STREAM

WRITE = Target("pydyf", "PDF.write", "(self, output, version=b'1.7', identifier=False, compress=False)")
# The bytes of streams by their identity, while a PDF is written: until then a stream may still change.
_bytes_by_stream: ContextVar[dict[int, bytes] | None] = ContextVar("bytes_by_stream", default=None)


def keep_bytes(write: Function) -> Function:
    """Return a function that writes a PDF, whose streams keep their bytes meanwhile."""

    def write_once(pdf: Any, *arguments: Any, **options: Any) -> None:
        token = _bytes_by_stream.set({})
        try:
            write(pdf, *arguments, **options)
        finally:
            _bytes_by_stream.reset(token)

    return write_once


def use_bytes(data: Function) -> Function:
    """Return a function that returns the bytes of a stream, those that it has kept if there are any."""

    def stream_data(stream: Any) -> bytes:
        kept_bytes = _bytes_by_stream.get()
        if kept_bytes is None:
            return bytes(data(stream))
        key = id(stream)
        if key not in kept_bytes:
            kept_bytes[key] = data(stream)
        return kept_bytes[key]

    return stream_data


PATCH = Patch("single-write", NO_ISSUE_YET, ((WRITE, keep_bytes), (STREAM, use_bytes)))
