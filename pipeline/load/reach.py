"""The folders that files of an article may be in: its own, and the one around it that limits them.

A name that leads out of the article's folder is followed inside the article's git repository, or inside the
folder that `--root` names, and nowhere else; this applies to every name in an article.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline import disk


@dataclass(frozen=True, slots=True)
class Reach:
    """The article's folder, without links in its path, and the folder around it, which may be itself.

    A strict reach is for an untrusted article: only its own folder, and no file in it may have another name
    elsewhere.
    """

    own: Path
    around: Path
    is_strict: bool = False

    @classmethod
    def of(cls, root: Path, limit: Path | None = None, *, strict: bool = False) -> Reach:
        """Return the reach of an article's folder: bounded by `limit` if set, else by its git repository."""
        own = real(root)
        if strict:
            return cls(own, own, is_strict=True)
        if limit is not None:
            return cls(own, real(limit))
        for folder in (own, *own.parents):
            if _is_repository(folder, own):
                return cls(own, folder)
        return cls(own, own)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Both folders, each once."""
        return tuple(dict.fromkeys((self.own, self.around)))

    def holds(self, path: Path) -> bool:
        """Return whether a path is inside the reach; links in it are not followed."""
        return any(path.is_relative_to(folder) for folder in self.folders)

    def leads_to(self, path: Path) -> bool:
        """Return whether a path is one of the folders or an ancestor of one."""
        return any(folder.is_relative_to(path) for folder in self.folders)

    def allows(self, path: Path) -> bool:
        """Return whether the file at a path may be read; the path has no links in it.

        Outside of the article's own folder no hidden file may: programs keep keys and settings in those.
        """
        if path.is_relative_to(self.own):
            return True
        parts = PurePosixPath(os.path.relpath(path, self.own)).parts
        return self.holds(path) and not any(part.startswith(".") and part != ".." for part in parts)


def real(path: Path) -> Path:
    """Return a path with all links resolved; its end need not exist."""
    return disk.real(path)


def is_by_link(path: Path) -> bool:
    """Return whether a path has a link in it, below the working folder or at its end.

    The folders above belong to the machine; files below may come from a contributor.
    """
    full, here = Path(os.path.normpath(disk.here() / path)), Path(os.path.normpath(disk.here()))
    start = here if full.is_relative_to(here) else full.parent
    parts = full.relative_to(start).parts
    return any(disk.is_link(start.joinpath(*parts[: end + 1])) for end in range(len(parts)))


def _is_repository(folder: Path, own: Path) -> bool:
    """Return whether a folder is a git repository that an article can belong to.

    The root of a disk and a home folder cannot be one, nor can a repository of another owner.
    """
    if folder.parent == folder:
        return False
    desk = disk.desk()
    with suppress(OSError, RuntimeError):
        if desk.home and folder == real(Path(desk.home)):
            return False
    try:
        return disk.owner(folder / ".git") in (disk.owner(own), desk.user)
    except OSError:
        return False
