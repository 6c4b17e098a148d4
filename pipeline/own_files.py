"""The files of a folder that is an artifact: a list in it tells them from those that others put there."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.source import name_problem

LIST = ".dossier-files"
# Of the list, which may be anybody's, no more is read.
LONGEST_LIST = 8_000_000
# Files and folders of others that a folder may have.
MOST_OTHERS = 50_000


def with_list(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a folder with the list of their names."""
    return {**files, LIST: "".join(f"{name}\n" for name in sorted(files)).encode()}


def own_files(folder: Path) -> tuple[str, ...] | None:
    """Return the names of the files that were written into a folder, the list's too; None without a list."""
    try:
        handle = os.open(folder / LIST, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            lines = file.read(LONGEST_LIST).decode().splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return (*(name for name in lines if name_problem(name) is None), LIST)


def is_behind_link(folder: Path, name: str) -> bool:
    """Return whether a folder on the way to a file is a link."""
    return any((folder / parent).is_symlink() for parent in PurePosixPath(name).parents[:-1])


def carry_over(old: Path, new: Path) -> None:
    """Put the files of others in an old folder into the new one, which has its own files already.

    No link is followed, and none is carried over. Raises DossierError if a name is taken, so that nothing
    is lost; without a list, a file of the name of a new one is an older edition of it. Raises OSError.
    """
    listed_names = own_files(old)
    own_names = frozenset(listed_names or ())
    own_folders = {str(parent) for name in own_names for parent in PurePosixPath(name).parents}
    for number, entry in enumerate(_entries(old)):
        if number >= MOST_OTHERS + len(own_names):
            hint = "take them elsewhere, or build with another --out"
            message = f"the folder has more than {MOST_OTHERS} files that were not built"
            raise DossierError([error("output-unwritable", message, Place(str(old)), hint)])
        name = str(PurePosixPath(entry.relative_to(old)))
        mode = entry.lstat().st_mode
        target = new / name
        if name in own_names or (stat.S_ISREG(mode) and listed_names is None and target.is_file()):
            continue
        if stat.S_ISDIR(mode) and (name in own_folders or target.is_dir()):
            continue
        if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
            continue
        _keep(entry, target, is_folder=stat.S_ISDIR(mode))


def _entries(folder: Path) -> Iterator[Path]:
    """Yield the files and folders in a folder, each folder before what is in it."""
    for each in sorted(folder.iterdir()):
        yield each
        if each.is_dir() and not each.is_symlink():
            yield from _entries(each)


def _keep(old: Path, new: Path, *, is_folder: bool) -> None:
    if os.path.lexists(new) or (new.parent.exists() and not new.parent.is_dir()):
        hint = "move it elsewhere, or give the heading of that page another id"
        message = "a file that was not built stands where a new one belongs"
        raise DossierError([error("output-unwritable", message, Place(str(old)), hint)])
    new.parent.mkdir(parents=True, exist_ok=True)
    if is_folder:
        new.mkdir()
        return
    with suppress(OSError):
        # A second name costs nothing, and the first is away soon; not every file system has them.
        os.link(old, new, follow_symlinks=False)
        return
    shutil.copy2(old, new, follow_symlinks=False)
