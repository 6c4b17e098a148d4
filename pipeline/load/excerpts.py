"""The texts of the files that findings name, for the lines that are shown with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError
from pipeline.model.source import SourceText

# Files that are imported are larger than texts of articles.
MAX_SHOWN = 50_000_000


def excerpts(diagnostics: Iterable[Diagnostic], reaches: Sequence[Reach | None]) -> Mapping[str, SourceText]:
    """Return the text files that findings name, by the name used, if one of the reaches contains them."""
    result: dict[str, SourceText] = {}
    for name in dict.fromkeys(each.place.file for each in diagnostics if each.place.line):
        for reach in reaches:
            with suppress(DossierError, UnicodeDecodeError):
                text = texts.read_bytes(Path(name), reach, MAX_SHOWN).decode("utf-8-sig")
                result[name] = SourceText(name, text.replace("\r\n", "\n").replace("\r", "\n"))
                break
    return result
