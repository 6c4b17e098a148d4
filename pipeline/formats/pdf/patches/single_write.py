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
_data_by_stream: ContextVar[dict[int, bytes] | None] = ContextVar("data_by_stream", default=None)


def compress_once(write: Function) -> Function:
    """Return a function that writes a PDF, and keeps the bytes of its streams meanwhile."""

    def write_once(pdf: Any, *arguments: Any, **options: Any) -> None:
        token = _data_by_stream.set({})
        try:
            write(pdf, *arguments, **options)
        finally:
            _data_by_stream.reset(token)

    return write_once


def reuse_data(data: Function) -> Function:
    """Return a function that returns the bytes of a stream, made once while a PDF is written."""

    def stream_data(stream: Any) -> bytes:
        data_by_stream = _data_by_stream.get()
        if data_by_stream is None:
            return bytes(data(stream))
        key = id(stream)
        if key not in data_by_stream:
            data_by_stream[key] = data(stream)
        return data_by_stream[key]

    return stream_data


PATCH = Patch("single-write", NO_ISSUE_YET, ((WRITE, compress_once), (STREAM, reuse_data)))
