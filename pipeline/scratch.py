"""Temporary folders, one for each run; the next run removes those left by a killed one."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from pipeline import stopping

PREFIX = "dossier-run-"


@contextmanager
def folder() -> Iterator[Path]:
    """Make a temporary folder, locked while it is in use, and remove those without a lock."""
    base = Path(tempfile.gettempdir())
    sweep(base)
    with ExitStack() as stack:
        with stopping.delay_signals():
            path, handle = _lock_new_folder(base)
            stack.callback(os.close, handle)
            stack.callback(shutil.rmtree, path, ignore_errors=True)
        yield path


def clear() -> None:
    """Remove the folders that killed runs left, where a run needs none of its own."""
    sweep(Path(tempfile.gettempdir()))


def sweep(base: Path) -> None:
    """Remove the folders of runs that have ended; ignore those of other users."""
    for path in base.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if path.is_symlink() or path.stat().st_uid != os.getuid():
                continue
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(handle)


def _lock_new_folder(base: Path) -> tuple[Path, int]:
    """Return a new folder, and a handle that locks it as long as this process runs."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
        # Another run may remove it before it is open, and before it is locked.
        try:
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        fcntl.flock(handle, fcntl.LOCK_EX)
        if path.is_dir():
            return path, handle
        os.close(handle)
