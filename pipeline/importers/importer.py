"""An importer: a form of files, and the function that makes an article of one. The table is in `table.py`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.importers.imported_article import ImportedArticle
from pipeline.load.reach import Reach


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file to import: its path and form, the language where it states none, and what may be read.

    Without a reach, the file may lie anywhere; its pictures lie beside or below it.
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

    `reader` raises DossierError if there is nothing to make an article of. `is_alike` tells a file of the
    form by its bytes where several have its ending; the last of these needs none.
    """

    form: str
    endings: tuple[str, ...]
    reader: Callable[[ForeignFile], ImportedArticle]
    is_alike: Callable[[bytes], bool] | None = None
