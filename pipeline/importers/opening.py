"""Opening a file to import: its form found out, hostile input refused with one clear diagnostic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.importers import archive, reading_cost
from pipeline.load import choice
from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceText

MAX_BYTES = 50_000_000
# What pandoc reads, by the ending of a file's name; `dump` and `mediawiki` are read here.
FORMS: Mapping[str, str] = {
    ".docx": "docx", ".odt": "odt", ".html": "html", ".htm": "html", ".xhtml": "html", ".tex": "latex",
    ".latex": "latex", ".org": "org", ".rst": "rst", ".epub": "epub", ".fb2": "fb2", ".ipynb": "ipynb",
    ".jats": "jats", ".docbook": "docbook", ".dbk": "docbook", ".opml": "opml", ".rtf": "rtf",
    ".textile": "textile", ".t2t": "t2t", ".typ": "typst", ".dokuwiki": "dokuwiki", ".muse": "muse",
    ".adoc": "asciidoc", ".asciidoc": "asciidoc", ".md": "markdown", ".markdown": "markdown",
    ".wiki": "mediawiki", ".mediawiki": "mediawiki", ".wikitext": "mediawiki", ".mw": "mediawiki",
    ".txt": "dump",
}  # fmt: skip
PACKED_FORMS = ("docx", "odt", "epub")
_SIGNATURES = {"docx": b"PK\x03\x04", "odt": b"PK\x03\x04", "epub": b"PK\x03\x04"}


def form_of(path: Path, reach: Reach | None) -> str:
    """Return the form of a file by the ending of its name, and of a text by what it looks like."""
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise DossierError([_unknown_form(path)])
    if form == "dump" and re.search(r"\{\{|\[\[", texts.read_bytes(path, reach).decode("utf-8", "replace")):
        return "mediawiki"
    return form


def _unknown_form(path: Path) -> Diagnostic:
    """Return the diagnostic for a file whose form is not read, with the way out where there is one."""
    place = Place(texts.display_path(path))
    if kind := choice.kind(path):
        what, hint = kind
        return error("import-form-unknown", f"this is {what}, which is not imported", place, hint)
    hint = f"name the form with --from, or give the file one of the endings {', '.join(sorted(FORMS))}"
    ending = f"`{path.suffix}`" if path.suffix else "no ending"
    return error("import-form-unknown", f"a file with {ending} in its name is not read", place, hint)


def archive_bytes(path: Path, form: str, reach: Reach | None) -> bytes:
    """Return the bytes of a packed document; DossierError if they are none of that form."""
    data = texts.read_bytes(path, reach, MAX_BYTES)
    if not data.startswith(_SIGNATURES[form]):
        raise _unreadable(path, f"this is not a {form} file")
    try:
        return archive.repack(data)
    except archive.ArchiveError as failure:
        raise _unreadable(path, f"this {form} file cannot be unpacked: {failure}") from None


def plain_text(path: Path, reach: Reach | None, form: str) -> SourceText:
    """Return a text file that is plain UTF-8 and not nested without measure."""
    source, faults = texts.read_text(path, reach)
    if faults:
        first = faults[0]
        more = f", and {len(faults) - 1} more characters like it" if len(faults) > 1 else ""
        raise DossierError(
            [error("import-unreadable", first.message + more, first.place, "save it as plain UTF-8 text")]
        )
    if not source.text.strip():
        raise _unreadable(path, "the file is empty")
    if problem := reading_cost.check_brackets(source, form) or reading_cost.check_cost(source, form):
        raise DossierError([problem])
    return source


def _unreadable(path: Path, message: str) -> DossierError:
    hint = "save it anew with the program that it comes from"
    return DossierError([error("import-unreadable", message, Place(texts.display_path(path)), hint)])
