"""Differences of files without a form of their own: the line of a text, else the offset of a byte."""

from __future__ import annotations

from pipeline.differences.difference import Difference, first_unlike, of_values

_AROUND = 8


def text_differences(one: bytes, other: bytes) -> tuple[Difference, ...]:
    """Return the first line and column in which two texts differ; nothing where one of them is no text."""
    try:
        texts = one.decode("utf-8"), other.decode("utf-8")
    except UnicodeDecodeError:
        return ()
    if "\0" in texts[0] or "\0" in texts[1]:
        return ()
    offset = first_unlike(*texts)
    line, start = texts[0].count("\n", 0, offset) + 1, texts[0].rfind("\n", 0, offset) + 1
    lines = (text[start:].partition("\n")[0] for text in texts)
    return (of_values(f"line {line}, column {offset - start + 1}", *lines),)


def byte_differences(one: bytes, other: bytes) -> tuple[Difference, ...]:
    """Return the first byte in which two files differ, and their lengths if those do."""
    if one == other:
        return ()
    offset = first_unlike(one, other)
    pieces = (data[offset : offset + _AROUND].hex(" ") or "the end" for data in (one, other))
    sizes = f" of {len(one):,}" if len(one) == len(other) else f" of {len(one):,} and {len(other):,}"
    return (Difference(f"byte {offset:,}{sizes}", *pieces),)
