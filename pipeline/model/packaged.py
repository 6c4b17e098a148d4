"""Files that come with packages, as word lists, typefaces and citation styles; none is an article's."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from pipeline.model.look import FontFile


def text(file: Path | Traversable) -> str:
    """Return the text of a file of a package."""
    return file.read_text("utf-8")


def data(file: Path | Traversable | FontFile) -> bytes:
    """Return the bytes of a file of a package, or of a font file that a house brought with it."""
    return file.read_bytes()


def is_folder(folder: Path) -> bool:
    """Return whether a package has a folder."""
    return folder.is_dir()


def stems(folder: Path | Traversable, ending: str) -> tuple[str, ...]:
    """Return the names without ending of the files with an ending in a folder of a package, sorted.

    Names from an article are looked up here: joined to the folder, they could lead out of it.
    """
    names = (each.name for each in folder.iterdir())
    return tuple(sorted(name.removesuffix(ending) for name in names if name.endswith(ending)))
