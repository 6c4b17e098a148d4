"""The project that a command runs in: a folder whose articles are in `source/`."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline import disk

SOURCE = "source"
BUILD = "build"
_ARTICLE = "article.md"


def folder() -> Path | None:
    """Return the folder of the project, as it is named from here; None if there is none.

    That is the working folder if it has a `source/`. A folder above it must have an article in it, or be the
    one whose `source/` the working folder is in: other programs have folders of that name too.
    """
    here = disk.here()
    for above in (here, *here.parents):
        source = above / SOURCE
        if disk.is_folder(source) and (above == here or here.is_relative_to(source) or _has_articles(source)):
            return Path(os.path.relpath(above, here))
    return None


def source() -> Path:
    """Return the folder with the articles of the project; `source` if there is no project."""
    return (folder() or Path()) / SOURCE


def build() -> Path:
    """Return the folder for artifacts where none is named."""
    return (folder() or Path()) / BUILD


def _has_articles(source: Path) -> bool:
    try:
        return any(disk.is_file(source / name / _ARTICLE) for name in disk.names(source))
    except OSError:
        return False
