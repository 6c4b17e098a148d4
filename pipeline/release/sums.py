"""SHA256SUMS, as `sha256sum -c` reads it: a digest, two blanks and a name a line, sorted by name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

FILE = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\x7f\\]+)")


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def text(digests: Mapping[str, str]) -> str:
    """Return the lines of files with these digests; the file of sums is none of them."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests) if name != FILE)


def read(data: bytes) -> Mapping[str, str]:
    """Return the digests by name; ValueError, with the line, for what `text` does not write."""
    words = data.decode("utf-8")
    result: dict[str, str] = {}
    for number, line in enumerate(words.split("\n")[:-1], 1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in result:
            raise ValueError(f"line {number} is not `DIGEST  NAME` of one more file")
        result[match[2]] = match[1]
    if text(result) != words:
        raise ValueError("its lines are not in the order of their names, or the last has no end")
    return result
