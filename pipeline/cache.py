"""A cache of bytes, keyed by their inputs; entries are verified when they are read.

It can be deleted, damaged or made read-only at any time: the results stay the same, only slower. An entry
that does not match its key, because it is damaged or foreign, is moved into the folder `quarantine`. A file's
time of modification is that of its last use; `trim` removes the oldest first.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path

# Packages that decide bytes; their versions are part of every key.
TOOLS = (
    "pypandoc_binary",
    "weasyprint",
    "pydyf",
    "fonttools",
    "ebooklib",
    "python-pptx",
    "xlsxwriter",
    "uharfbuzz",
    "pillow",
    "lxml",
    "pypdfium2",
    "resvg-py",
    "ziamath",
    "khmercut",
    "fontpkg-source-serif-4",
    "fontpkg-inter",
    "fontpkg-source-code-pro",
    "fontpkg-noto-sans-khmer",
    "fontpkg-amiri",
    "fontpkg-frank-ruhl-libre",
)
# The size of the cache after a build, at most: some thirty articles with all their formats.
LIMIT = 500_000_000
PARTS, QUARANTINE = "parts", "quarantine"
_SUM = hashlib.sha256().digest_size
_KEY = re.compile(r"[0-9a-f]{64}")
_GROUP = re.compile(rf"[0-9a-f]{{2}}|{QUARANTINE}")


class Cache:
    """Bytes by key in a folder; without a folder nothing is stored."""

    def __init__(self, folder: Path | None) -> None:
        """Use a folder, which is created when the first entry is written."""
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the bytes of a key, or None if there are none or they are damaged."""
        if self.folder is None:
            return None
        path = self.folder / key[:2] / key
        try:
            data = path.read_bytes()
        except OSError:
            return None
        digest, content = data[:_SUM], data[_SUM:]
        if _checksum(key, content) == digest:
            with suppress(OSError):
                os.utime(path)
            return content
        self.reject(key)
        return None

    def reject(self, key: str) -> None:
        """Move an entry that does not match its key into quarantine."""
        if self.folder is not None:
            with suppress(OSError):
                (self.folder / QUARANTINE).mkdir(exist_ok=True, mode=0o700)
                os.replace(self.folder / key[:2] / key, self.folder / QUARANTINE / key)

    def put(self, key: str, content: bytes) -> None:
        """Store bytes under a key; if the folder cannot be written, store nothing."""
        if self.folder is None:
            return
        target = self.folder / key[:2] / key
        temporary = None
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            parts = self.folder / PARTS
            parts.mkdir(exist_ok=True, mode=0o700)
            _sweep(parts)
            handle, temporary = tempfile.mkstemp(dir=parts)
            with os.fdopen(handle, "wb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(_checksum(key, content) + content)
                file.flush()
                os.replace(temporary, target)
        except OSError:
            if temporary:
                with suppress(OSError):
                    os.unlink(temporary)

    def part(self, kind: str, parts: Iterable[bytes | str], make: Callable[[], bytes]) -> bytes:
        """Return the bytes that `make` makes of these parts alone; `kind` names what they are."""
        return make() if self.folder is None else self.get_or_make(key(kind, parts), make)

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the bytes of a key; compute and store them if the cache has none."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a cache: its size in bytes and when it was last used, in nanoseconds since 1970."""

    path: Path
    size: int
    time: int


def entries(folder: Path) -> Iterator[Entry]:
    """Yield the entries of a cache and those in quarantine; skip files that no cache writes."""
    try:
        groups = [each for each in folder.iterdir() if _GROUP.fullmatch(each.name) and not each.is_symlink()]
    except OSError:
        return
    for group in groups:
        with suppress(OSError):
            for path in group.iterdir():
                if _KEY.fullmatch(path.name):
                    with suppress(OSError):  # another run may have removed it
                        status = path.lstat()
                        yield Entry(path, status.st_size, status.st_mtime_ns)


def trim(folder: Path | None, limit: int = LIMIT) -> int:
    """Remove the least recently used entries until the rest has at most `limit` bytes.

    Return the number of bytes removed. An entry that cannot be removed stays, and costs only its space.
    """
    if folder is None:
        return 0
    oldest_first = sorted(entries(folder), key=lambda each: (each.time, each.path))
    size = sum(each.size for each in oldest_first)
    gain = 0
    for each in oldest_first:
        if size - gain <= limit:
            break
        with suppress(OSError):
            each.path.unlink()
            gain += each.size
    return gain


def _checksum(key: str, content: bytes) -> bytes:
    """Return the checksum of an entry, which binds the content to the key."""
    return hashlib.sha256(key.encode() + b"\0" + content).digest()


def _sweep(parts: Path) -> None:
    """Remove temporary files of killed writers; live writers hold a lock."""
    for part in parts.iterdir():
        with suppress(OSError), part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()


def key(kind: str, parts: Iterable[bytes | str]) -> str:
    """Return the key of a result of these inputs, with the current tools and code."""
    digest = hashlib.sha256(f"{kind}\0{tools()}\0{code()}".encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@once
def tools() -> str:
    """Return the versions of the packages that decide bytes."""
    # Nothing else of what is there before a build needs this large module.
    from importlib import metadata

    versions = []
    for name in TOOLS:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            versions.append(f"{name} -")
    return "\n".join(versions)


@once
def code() -> str:
    """Return a digest of the pipeline's own files, its data and style sheets."""
    from pipeline.theme import styles_dir

    digest = hashlib.sha256()
    package = Path(__file__).parent
    files = {*package.rglob("*"), *styles_dir().rglob("*")}
    for file in sorted(path for path in files if path.suffix != ".pyc" and path.is_file()):
        data = file.read_bytes()
        digest.update(f"{file.name} {len(data)}\0".encode() + data)
    return digest.hexdigest()


def user_folder() -> Path | None:
    """Return the user's cache folder for Dossier, or None without HOME (XDG Base Directory)."""
    for name, below in (("XDG_CACHE_HOME", ""), ("HOME", ".cache")):
        if Path(base := os.environ.get(name, "")).is_absolute():  # the specification ignores relative paths
            return Path(base, below, "dossier")
    return None
