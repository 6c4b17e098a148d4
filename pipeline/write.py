"""Writing of files so that a path has the old complete file or the new one, never anything else."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline import own_files
from pipeline.load.reach import is_by_link
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.source import name_problem
from pipeline.syscalls import exchange

PREFIX, SUFFIX = ".dossier-", ".part"


@contextmanager
def folder(path: Path, wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Make a folder and lock it; remove files that a killed build left in it.

    If another build has locked it, call `wait` once, and wait. Raises DossierError.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDONLY)
    except OSError as failure:
        raise _write_error(path, failure) from failure
    try:
        _lock(handle, wait)
        for stray in path.glob(f"{PREFIX}*{SUFFIX}"):
            with suppress(OSError):
                _remove(stray)
        yield
    finally:
        os.close(handle)


def has_strays(folder: Path) -> bool:
    """Return whether a killed build left files in a folder."""
    return any(folder.glob(f"{PREFIX}*{SUFFIX}"))


def digest(path: Path) -> str:
    """Return the digest of an artifact, or nothing if there is none at its path: a link to it is none."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return ""
    if stat.S_ISDIR(os.fstat(handle).st_mode):
        os.close(handle)
        return _digest_of_folder(path)
    with os.fdopen(handle, "rb") as file:
        try:
            return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def read(path: Path) -> bytes | None:
    """Return the bytes of an artifact, or None if there is no file at its path: a link to it is none."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            return file.read()
    except OSError:
        return None


def _digest_of_folder(path: Path) -> str:
    """Return the digest of the names and the contents of the files that were written into a folder."""
    names = own_files.own_files(path)
    if names is None:
        return ""
    result = hashlib.sha256()
    for name in names:
        value = "" if own_files.is_behind_link(path, name) else digest(path / name)
        result.update(f"{name}\0{value}\n".encode())
    return result.hexdigest()


@contextmanager
def reserve(path: Path) -> Iterator[None]:
    """Make a folder that another process fills, and remove it again if it is still empty.

    Raises DossierError, also for a link in its path, which may have come with the article.
    """
    if is_by_link(path):
        hint = "take the link away, or name another folder with --out"
        message = "the folder for the artifacts is a link, or lies behind one"
        raise DossierError([error("path-unsafe", message, Place(str(path)), hint)])
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise _write_error(path, failure) from failure
    try:
        yield
    finally:
        with suppress(OSError):
            path.rmdir()


def _lock(handle: int, wait: Callable[[], None]) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        wait()
        fcntl.flock(handle, fcntl.LOCK_EX)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a temporary file and rename it to `path`. Raise DossierError and keep the old file on failure."""
    try:
        _write(path, data, 0o666 & ~_mask())
    except OSError as failure:
        raise _write_error(path, failure) from failure


def rewrite(path: Path, data: bytes) -> None:
    """Replace a file of the author atomically; keep its permissions, and follow a symbolic link."""
    target = path.resolve()
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_mask()
        _write(target, data, mode)
    except OSError as failure:
        raise _write_error(path, failure) from failure


def remove(path: Path) -> None:
    """Remove a file of the author's that a program made, if it is there. Raise DossierError on failure."""
    try:
        path.unlink(missing_ok=True)
    except OSError as failure:
        raise _write_error(path, failure) from failure


def _write(path: Path, data: bytes, mode: int) -> None:
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=PREFIX, suffix=SUFFIX)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(temporary, path)
        temporary = None
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def _mask() -> int:
    """Return the permissions that the umask withholds from new files, which mkstemp and mkdtemp ignore."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def refuse_full(path: Path) -> None:
    """Raise DossierError if a folder to fill is not empty."""
    if path.is_dir() and os.listdir(path):
        hint = "choose another folder, or take what is in it away"
        raise DossierError([error("folder-not-empty", "the folder holds something", Place(str(path)), hint)])


def new_folder(path: Path, files: Mapping[str, bytes], dot_files: Collection[str] = ()) -> None:
    """Fill a new or empty folder with files: with all of them, or with none if that fails.

    Names are relative, with slashes; only `dot_files` begin with a dot. They are written elsewhere, then
    renamed to their place.
    """
    refuse_full(path)
    for name in files:
        if name not in dot_files and (problem := name_problem(name)):
            message = f"`{name[:80]}` is not written: {problem}"
            raise DossierError([error("path-unsafe", message, Place(str(path)), "name the file anew")])
    temporary_folder: Path | None = None
    moved_paths: list[Path] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        there = path.is_dir()
        temporary_folder = Path(
            tempfile.mkdtemp(dir=path if there else path.parent, prefix=PREFIX, suffix=SUFFIX)
        )
        temporary_folder.chmod(0o777 & ~_mask())
        for name, data in files.items():
            (temporary_folder / name).parent.mkdir(parents=True, exist_ok=True)
            _write(temporary_folder / name, data, 0o666 & ~_mask())
        if not there:
            os.rename(temporary_folder, path)
        for entry in sorted(temporary_folder.iterdir()) if there else ():
            os.rename(entry, path / entry.name)
            moved_paths.append(path / entry.name)
        moved_paths.clear()
    except OSError as failure:
        raise _write_error(path, failure) from failure
    finally:
        for path_to_remove in moved_paths if temporary_folder is None else (*moved_paths, temporary_folder):
            shutil.rmtree(path_to_remove) if path_to_remove.is_dir() else path_to_remove.unlink(
                missing_ok=True
            )


def replace_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder with these files in the place of the one at a path, if there is one.

    The new one is written beside it, and the two change places at once. What others put into the old one
    stays. Raise DossierError on failure.
    """
    temporary_folder: Path | None = None
    try:
        temporary_folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=PREFIX, suffix=SUFFIX))
        temporary_folder.chmod(0o777 & ~_mask())
        for name, data in own_files.with_list(files).items():
            (temporary_folder / name).parent.mkdir(parents=True, exist_ok=True)
            _write(temporary_folder / name, data, 0o666 & ~_mask())
        if path.is_dir() and not path.is_symlink():
            own_files.carry_over(path, temporary_folder)
        if os.path.lexists(path):
            _exchange(temporary_folder, path)
        else:
            os.rename(temporary_folder, path)
    except OSError as failure:
        raise _write_error(path, failure) from failure
    finally:
        if temporary_folder is not None and os.path.lexists(temporary_folder):
            with suppress(OSError):
                _remove(temporary_folder)


def _exchange(one: Path, other: Path) -> None:
    try:
        exchange(one, other)
    except OSError:
        # Not every file system can; `other` is away for a moment then.
        third = one.with_name(f"{one.stem}-old{one.suffix}")
        os.rename(other, third)
        os.rename(one, other)
        os.rename(third, one)


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def add_files(folder: Path, files: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Write files into a folder, and return the names of those written and of those that were there.

    Names are relative, with slashes. What is there stays as it is, if only a link that leads nowhere.
    """
    new_names: list[str] = []
    old_names: list[str] = []
    for name, data in files.items():
        path = folder / name
        if os.path.lexists(path):
            old_names.append(name)
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            raise _write_error(path.parent, failure) from failure
        write_atomically(path, data)
        new_names.append(name)
    return new_names, old_names


def _write_error(path: Path, failure: OSError) -> DossierError:
    reason = (failure.strerror or str(failure)).lower()
    return DossierError(
        [error("output-unwritable", f"the file cannot be written: {reason}", Place(str(path)),
               "free space, mend the permissions, or choose another folder")]
    )  # fmt: skip
