"""Preparation of a process before WeasyPrint is imported: the Pango libraries and a font configuration.

Set-up may have unpacked the libraries privately; they are then loaded by path, so that no environment
variable is needed. The font configuration is always the environment's own: no font or rendering
option of the machine gets into a PDF.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

# Library name, as the loader knows it, and the Debian package of it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
MACOS = os.uname().sysname == "Darwin"
HOMEBREW = ("/opt/homebrew/lib", "/usr/local/lib")


def folder() -> Path:
    """Return the folder of this environment with set-up's own files."""
    return Path(sys.prefix) / "dossier"


@cache
def prepare() -> None:
    """Make libraries and font configuration known to this process.

    Call it before WeasyPrint is imported; it is cheap and does its work once.
    `os.putenv` and not `os.environ`: the C library of this process sees the variable, the programs that it
    starts with a copy of `os.environ` (an office suite, a browser) keep the machine's own fonts.
    """
    fonts = folder() / "fonts.conf"
    if fonts.is_file():
        os.putenv("FONTCONFIG_FILE", str(fonts))
    if MACOS:
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", ":".join((*HOMEBREW, "/usr/lib")))
    for path in private_libraries(folder()):
        load(path)


def private_libraries(home: Path) -> tuple[str, ...]:
    """Return the privately unpacked libraries in an order in which they can be loaded."""
    order = home / "libraries"
    if not order.is_file():
        return ()
    return tuple(str(home / line) for line in order.read_text("utf-8").splitlines())


def load(library: str) -> Any:
    """Load a library by path or name; OSError if it cannot be.

    Its symbols are not global: Pillow has a FreeType and a HarfBuzz of its own that must not use them.
    """
    import ctypes

    return ctypes.CDLL(library)


def version(name: str) -> str:
    """Return the version of a Pango library, or nothing if it cannot be loaded."""
    import ctypes

    prepare()
    try:
        function = load(locate(name))["hb_version_string" if "harfbuzz" in name else "pango_version_string"]
    except (OSError, AttributeError):
        return ""
    function.restype = ctypes.c_char_p
    return str(function().decode("ascii"))


def missing_libraries() -> tuple[str, ...]:
    """Return the Pango libraries that the loader does not find."""
    return tuple(name for name in LIBRARIES if not _loadable(name))


def locate(name: str) -> str:
    """Return the name of a Pango library for the loader; on macOS its path."""
    if not MACOS:
        return name
    leaf = name.removesuffix(".so.0") + ".0.dylib"
    paths = (Path(place) / leaf for place in HOMEBREW)
    return next((str(path) for path in paths if path.exists()), leaf)


def _loadable(name: str) -> bool:
    try:
        load(locate(name))
    except OSError:
        return False
    return True
