"""An importer: a form of files, and the function that converts one to an article. `table.py` lists them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.importers.imported_article import ImportedArticle
from pipeline.load.reach import Reach


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file to import: its path and form, the language if it states none, and the reach of its names.

    Without a reach, the file may be anywhere; its pictures must be beside or below it.
    """

    path: Path
    form: str
    lang: str
    reach: Reach | None = None

    @property
    def title(self) -> str:
        """The file's name as a title."""
        words = re.sub(r"[-_]+", " ", self.path.stem).strip() or "Untitled"
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Importer:
    """The name of a form for `--from`, the endings of its files' names, and the function that reads one.

    `reader` raises DossierError for a file without content. If several forms have the same ending, `is_alike`
    recognizes a file of the form by its bytes; the last of these forms needs none.
    """

    form: str
    endings: tuple[str, ...]
    reader: Callable[[ForeignFile], ImportedArticle]
    is_alike: Callable[[bytes], bool] | None = None
