"""Differences of PDFs: walked from the trailer, so that another numbering does not hide what differs."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from pipeline.differences.difference import (
    MOST,
    Difference,
    FileDifferences,
    first_unlike,
    of_values,
)

# What follows from the content of a stream, and what follows from the objects in the trailer.
_OF_PACKING = {"/Length", "/Filter", "/DecodeParms"}
_OF_TABLE = {*_OF_PACKING, "/Type", "/Size", "/Index", "/W", "/Prev", "/XRefStm"}


def pdf_differences(one: bytes, other: bytes, file_differences: FileDifferences) -> tuple[Difference, ...]:
    """Return the objects in which two PDFs differ: number, path of keys, offset in a stream.

    Nothing is returned where one of them cannot be read.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(one)) as old, pikepdf.open(io.BytesIO(other)) as new:
            walk = _Walk(file_differences)
            return tuple(islice(walk.differences(old.trailer, new.trailer), MOST))
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two values at one path, and the name of the object that they are in."""

    path: str
    owner: str
    one: Any
    other: Any

    @property
    def part(self) -> str:
        """The path in the object, in words."""
        return f"{self.owner}, {self.path}" if self.path else self.owner


class _Walk:
    """A walk through two PDFs side by side, each pair of objects once, those near the trailer first."""

    def __init__(self, file_differences: FileDifferences) -> None:
        self.file_differences = file_differences
        self.known_pairs: set[tuple[object, object]] = set()
        self.numbering: Difference | None = None
        self.queue: deque[_Pair] = deque()

    def differences(self, old: Any, new: Any) -> Iterator[Difference]:
        """Yield what differs below two trailers; the numbering of objects only if nothing else does."""
        is_same = True
        self.queue.append(_Pair("", "trailer", old, new))
        while self.queue:
            pair = self.queue.popleft()
            if _is_indirect(pair.one):
                pair = replace(pair, owner=f"object {pair.one.objgen[0]}")
            if self._is_known(pair):
                continue
            for difference in self._of_pair(pair):
                is_same = False
                yield difference
        if is_same and self.numbering:
            yield self.numbering

    def _is_known(self, pair: _Pair) -> bool:
        if not (_is_indirect(pair.one) and _is_indirect(pair.other)):
            return False
        numbers = pair.one.objgen, pair.other.objgen
        if numbers in self.known_pairs:
            return True
        self.known_pairs.add(numbers)
        if numbers[0] != numbers[1] and self.numbering is None:
            texts = (f"object {each[0]}" for each in numbers)
            self.numbering = Difference(f"numbers of objects, from {pair.path or 'the trailer'}", *texts)
        return False

    def _of_pair(self, pair: _Pair) -> Iterator[Difference]:
        import pikepdf

        one, other = pair.one, pair.other
        if _kind(one) != _kind(other):
            yield Difference(pair.part, _kind(one), _kind(other))
        elif isinstance(one, pikepdf.Array):
            if len(one) != len(other):
                yield Difference(pair.part, f"{len(one)} entries", f"{len(other)} entries")
            for place in range(min(len(one), len(other))):
                self._wait(pair, f"[{place}]", one[place], other[place])
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            if isinstance(one, pikepdf.Stream):
                yield from self._of_streams(pair)
            yield from self._of_keys(pair)
        elif one != other:
            yield of_values(pair.part, _text(one), _text(other))

    def _of_keys(self, pair: _Pair) -> Iterator[Difference]:
        import pikepdf

        one, other = pair.one, pair.other
        ignored_keys = _OF_PACKING if isinstance(one, pikepdf.Stream) else set()
        for key in sorted({*one.keys(), *other.keys()} - (ignored_keys if pair.path else _OF_TABLE)):
            if key in one and key in other:
                self._wait(pair, key, one.get(key), other.get(key))
            else:
                texts = ("is there" if key in each else "is not there" for each in (one, other))
                yield Difference(f"{pair.part}, key {key}", *texts)

    def _wait(self, pair: _Pair, step: str, one: Any, other: Any) -> None:
        self.queue.append(_Pair(pair.path + step, pair.owner, one, other))

    def _of_streams(self, pair: _Pair) -> Iterator[Difference]:
        import pikepdf

        raw_data = bytes(pair.one.get_raw_stream_buffer()), bytes(pair.other.get_raw_stream_buffer())
        if raw_data[0] == raw_data[1]:
            return
        try:
            data = bytes(pair.one.get_stream_buffer()), bytes(pair.other.get_stream_buffer())
        except pikepdf.PdfError:
            data = raw_data
        if data[0] == data[1]:
            sizes = (f"{len(each):,} bytes" for each in raw_data)
            yield Difference(f"{pair.part}, stream packed in another way", *sizes)
            return
        name = f"{pair.part}, stream from offset {first_unlike(*data):,}"
        yield from (each.inside(name) for each in self.file_differences("", *data))


def _is_indirect(value: Any) -> bool:
    return bool(getattr(value, "is_indirect", False))


def _kind(value: Any) -> str:
    import pikepdf

    if isinstance(value, pikepdf.Object):
        return f"a {value._type_name}"
    return f"a {type(value).__name__}"


def _text(value: Any) -> str:
    import pikepdf

    if isinstance(value, pikepdf.String):
        text = str(value)
        return text if text.isprintable() else bytes(value).hex()
    return str(value)
