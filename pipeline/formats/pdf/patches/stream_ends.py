"""The line end after a stream is not taken for a part of its content.

Compressed content may end with a carriage return; with the line feed that pydyf 0.13 puts after it, that is
one line end to a reader, and the content is a byte shorter than its Length (ISO 19005-3, 6.1.7.1; as in
qpdf/qpdf#133).
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

STREAM = Target("pydyf", "Stream.data", "(self)")
END = b"\nendstream"


def set_apart(data: Function) -> Function:
    """Return a function that returns the data of a stream with a line end distinct from its content."""

    def stream_data(stream: Any) -> bytes:
        stream_bytes: bytes = data(stream)
        content = stream_bytes.removesuffix(END)
        return content + b"\r" + END if content != stream_bytes and content.endswith(b"\r") else stream_bytes

    return stream_data


PATCH = Patch("stream-ends", NO_ISSUE_YET, ((STREAM, set_apart),))
