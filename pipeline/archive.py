"""Zip archives, all written here: time, rights and compression are the same on every machine."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace

Moment = tuple[int, int, int, int, int, int]
# The limits of the zip format.
EARLIEST, LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)


def pack(
    members: Iterable[tuple[str, bytes]], date: Moment = EARLIEST, uncompressed_name: str = "", level: int = 6
) -> bytes:
    """Return an archive of members, in their order and of one date; `uncompressed_name` is stored as it is.

    `level` is zlib's for the others.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in members:
            member = zipfile.ZipInfo(name, min(max(EARLIEST, date), LATEST))
            member.create_system = 3
            member.external_attr = 0o100644 << 16
            member.compress_type = zipfile.ZIP_STORED if name == uncompressed_name else zipfile.ZIP_DEFLATED
            new.writestr(member, data, compresslevel=level)
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the members of an archive that `pack` has made."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return {name: old.read(name) for name in old.namelist()}


def repack(data: bytes, date: datetime, first: str = "", level: int = 6) -> bytes:
    """Return an archive with its members as they are, all of one date; `first` is stored at the beginning.

    With a `first`, the others are in the order of their names.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        names = old.namelist()
        if first:
            names = [first, *sorted(name for name in names if name != first)]
        return pack(((name, old.read(name)) for name in names), date.timetuple()[:6], first, level)


@contextmanager
def without_clock() -> Iterator[None]:
    """Hide the clock from libraries that write archives: a time before 1980 is an error to zipfile."""
    # zipfile asks it only for the date of a member, which `repack` replaces.
    zipfile.time = SimpleNamespace(time=time.time, localtime=lambda *moment: (*EARLIEST, 0, 1, 0))  # type: ignore[attr-defined]
    try:
        yield
    finally:
        zipfile.time = time  # type: ignore[attr-defined]
