"""The shared libraries that lay out text: Pango and what it brings, as this process has them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.setup import native

# By the beginnings of their files, with their licences.
LICENCES = {
    "libpango": "LGPL-2.0-or-later",
    "libharfbuzz": "MIT-Modern-Variant",
    "libfontconfig": "HPND-sell-variant",
    "libfreetype": "FTL OR GPL-2.0-or-later",
    "libfribidi": "LGPL-2.1-or-later",
    "libgio": "LGPL-2.1-or-later",
    "libglib": "LGPL-2.1-or-later",
    "libgobject": "LGPL-2.1-or-later",
    "libgraphite2": "LGPL-2.1-or-later OR MPL-1.1 OR GPL-2.0-or-later",
    "libthai": "LGPL-2.1-or-later",
    "libdatrie": "LGPL-2.1-or-later",
}
_PACKAGES = frozenset(["site-packages", "dist-packages"])
_FILE = re.compile(r"(lib[\w+-]+?(?:-\d+(?:\.\d+)*)?)\.so(?:\.([\d.]+))?")


@dataclass(frozen=True, slots=True)
class SharedLibrary:
    """A library: its name, its own version or that of its interface, its licence, and its file's digest."""

    name: str
    version: str
    licence: str
    sha256: str


def shared_libraries() -> tuple[SharedLibrary, ...]:
    """Return the libraries by name; only those that are loaded by name where the system lists no files."""
    versions = {
        name.partition(".so")[0]: version for name in native.LIBRARIES if (version := native.version(name))
    }
    result = {name: SharedLibrary(name, version, _licence(name), "") for name, version in versions.items()}
    for path in _files():
        match = _FILE.fullmatch(path.name)
        # What a Python package has of its own is part of it, and there only where that was imported.
        if match and _licence(match[1]) and not _PACKAGES.intersection(path.parts):
            name = match[1]
            own_version = versions.get(name) or match[2] or ""
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            result[name] = SharedLibrary(name, own_version, _licence(name), digest)
    return tuple(each for _, each in sorted(result.items()))


def _files() -> tuple[Path, ...]:
    """Return the files of this process's libraries, as Linux lists them."""
    maps = Path("/proc/self/maps")
    lines = maps.read_text("utf-8", "replace").splitlines() if maps.exists() else []
    paths = {line.split(maxsplit=5)[5] for line in lines if line.count("/") > 1 and ".so" in line}
    return tuple(path for each in sorted(paths) if (path := Path(each)).is_file())


def _licence(name: str) -> str:
    return next((licence for start, licence in LICENCES.items() if name.startswith(start)), "")
