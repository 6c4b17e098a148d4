"""A function that returns bytes from a cache, or makes and keeps them; for rooms that know no cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence

# The kind of the bytes, all that decides them, and what makes them of that alone.
ByteCache = Callable[[str, Sequence[str | bytes], Callable[[], bytes]], bytes]


def without_cache(kind: str, parts: Sequence[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Compute the bytes without a cache."""
    return make()
