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
