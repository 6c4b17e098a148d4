"""Opening a file to import: hostile input refused with one clear diagnostic."""

from __future__ import annotations

from pathlib import Path

from pipeline.importers import archive, reading_cost
from pipeline.importers.importer import ForeignFile
from pipeline.load import text as texts
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.source import SourceText

MAX_BYTES = 50_000_000
_ZIP = b"PK\x03\x04"


def archive_bytes(file: ForeignFile) -> bytes:
    """Return the bytes of a packed document; DossierError if they are not of its form."""
    data = texts.read_bytes(file.path, file.reach, MAX_BYTES)
    if not data.startswith(_ZIP):
        raise _unreadable(file.path, f"this is not a {file.form} file")
    try:
        return archive.repack(data)
    except archive.ArchiveError as failure:
        raise _unreadable(file.path, f"this {file.form} file cannot be unpacked: {failure}") from None


def plain_text(file: ForeignFile) -> SourceText:
    """Return a text file that is plain UTF-8 and not nested too deep."""
    source, faults = texts.read_text(file.path, file.reach)
    if faults:
        first = faults[0]
        more = f", and {len(faults) - 1} more characters like it" if len(faults) > 1 else ""
        raise DossierError(
            [error("import-unreadable", first.message + more, first.place, "save it as plain UTF-8 text")]
        )
    if not source.text.strip():
        raise _unreadable(file.path, "the file is empty")
    if problem := reading_cost.check_brackets(source, file.form) or reading_cost.check_cost(
        source, file.form
    ):
        raise DossierError([problem])
    return source


def _unreadable(path: Path, message: str) -> DossierError:
    hint = "save it anew with the program that it comes from"
    return DossierError([error("import-unreadable", message, Place(texts.display_path(path)), hint)])
