"""Lookup of WeasyPrint's native libraries without the programs that Python starts for it."""

from __future__ import annotations

import ctypes.util
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# The loader's names of the libraries that WeasyPrint looks for by other names first. Each of those names
# costs a run of ldconfig, gcc and ld; without, the import takes half the time.
SONAMES = {
    "gobject": "libgobject-2.0.so.0",
    "pango": "libpango-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "harfbuzz-vector": "libharfbuzz-vector.so.0",
    "fontconfig": "libfontconfig.so.1",
    "pangoft2": "libpangoft2-1.0.so.0",
}
OPTIONAL = frozenset({"harfbuzz-vector"})
_AFFIXES = re.compile(r"^lib|(?:[-.](?:\d+|so|dylib|dll))+$")


@contextmanager
def quick_lookup() -> Iterator[None]:
    """Answer `find_library` from a table of the loader's names for the duration of the block."""
    original = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _finder(original)  # type: ignore[assignment]  # the same but for its name
    try:
        yield
    finally:
        ctypes.util.find_library = original


def _finder(original: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Return a `find_library` for Pango's libraries that calls the original one for any other."""

    def find(name: str) -> str | None:
        library = _AFFIXES.sub("", name)
        soname = SONAMES.get(library)
        if soname is not None:
            try:
                ctypes.CDLL(soname)
                return soname
            except OSError:
                if library in OPTIONAL:
                    return None
        return original(name)

    return find
