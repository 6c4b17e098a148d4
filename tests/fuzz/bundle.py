"""A bundle: the files of one input, as one string of bytes that a fuzzer keeps and a person can read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

TARGETS = ("article", "import", "extract")
_HEAD = re.compile(rb"@@ (\d{1,7}) ([^\n]{1,200})\n")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is tried: which part of the pipeline, on which files."""

    target: str
    files: Mapping[str, bytes]

    def encode(self) -> bytes:
        """Return the bundle as bytes."""
        parts = [b"@@ %d %s\n%s\n" % (len(data), name.encode(), data) for name, data in self.files.items()]
        return self.target.encode() + b"\n" + b"".join(parts)


def decode(data: bytes) -> Bundle:
    """Return a bundle from bytes; bytes that are none are the text of an article."""
    head, _, rest = data.partition(b"\n")
    target = head.decode("latin-1")
    if target not in TARGETS:
        return Bundle("article", {"article.md": data})
    files: dict[str, bytes] = {}
    at = 0
    while match := _HEAD.match(rest, at):
        end = match.end() + int(match.group(1))
        files[match.group(2).decode("utf-8", "replace")] = rest[match.end() : end]
        at = end + 1
    return Bundle(target, files)
