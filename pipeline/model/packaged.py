"""Files that the packages bring, as word lists, typefaces and citation styles: none is an article's."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path


def text(file: Path | Traversable) -> str:
    """Return the text of a file of a package."""
    return file.read_text("utf-8")


def data(file: Path | Traversable) -> bytes:
    """Return the bytes of a file of a package."""
    return file.read_bytes()


def stems(folder: Path | Traversable, ending: str) -> tuple[str, ...]:
    """Return the names of the files in a folder of a package that have an ending, without it, sorted.

    What an article names is looked up here: joined to the folder, it could lead out of it.
    """
    names = (each.name for each in folder.iterdir())
    return tuple(sorted(name.removesuffix(ending) for name in names if name.endswith(ending)))
