"""Differences of zip archives: members, their order, what is noted about each, and what is in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice

from pipeline.differences.difference import MOST, Difference, FileDifferences, of_values

# Of a member; the offsets and sizes follow from the rest.
_NOTES = {
    "date_time": "time",
    "compress_type": "method",
    "external_attr": "rights",
    "create_system": "system",
    "create_version": "version",
    "extract_version": "version to read it",
    "flag_bits": "flags",
    "internal_attr": "internal attributes",
    "extra": "extra field",
    "comment": "comment",
}
# A member larger than this is compared by its packed bytes: a bomb would fill the memory.
_LARGEST = 500_000_000


def archive_differences(
    one: bytes, other: bytes, file_differences: FileDifferences
) -> tuple[Difference, ...]:
    """Return what differs between two archives; nothing where one cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(one)) as old, zipfile.ZipFile(io.BytesIO(other)) as new:
            return tuple(islice(_differences(old, new, file_differences), MOST))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return ()


def _differences(
    old: zipfile.ZipFile, new: zipfile.ZipFile, file_differences: FileDifferences
) -> Iterator[Difference]:
    names = old.namelist(), new.namelist()
    for name in dict.fromkeys((*names[0], *names[1])):
        if name not in names[1]:
            yield Difference(f"member {name}", "is there", "is not there")
        elif name not in names[0]:
            yield Difference(f"member {name}", "is not there", "is there")
    common_names = [[name for name in each if name in other] for each, other in (names, names[::-1])]
    for place, (first, second) in enumerate(zip(*common_names, strict=False), 1):
        if first != second:
            yield Difference(f"order of members, from member {place}", first, second)
            break
    for name in common_names[0]:
        yield from _of_members(old, new, name, file_differences)
    if old.comment != new.comment:
        yield of_values("comment of the archive", old.comment, new.comment)


def _of_members(
    old: zipfile.ZipFile, new: zipfile.ZipFile, name: str, file_differences: FileDifferences
) -> Iterator[Difference]:
    members = old.getinfo(name), new.getinfo(name)
    for attribute, words in _NOTES.items():
        values = [getattr(each, attribute) for each in members]
        if values[0] != values[1]:
            yield of_values(f"member {name}, its {words}", *values)
    if max(each.file_size for each in members) > _LARGEST:
        if members[0].CRC != members[1].CRC:
            yield of_values(f"member {name}, its checksum", *(each.CRC for each in members))
        return
    data = old.read(name), new.read(name)
    if data[0] != data[1]:
        yield from (each.inside(f"member {name}") for each in file_differences(name, *data))
    elif members[0].compress_size != members[1].compress_size:
        sizes = (f"{each.compress_size:,} bytes" for each in members)
        yield Difference(f"member {name}, packed in another way", *sizes)
