"""The forms of bibliographies, by the ending of the file's name or else by how its text begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from pipeline import pandoc
from pipeline.load import bibtex_entries, csl_files, nbib
from pipeline.load.entries import Entries, key_places
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceText

Reader = Callable[[SourceText], Entries]
_RIS_ID = re.compile(r"^ID  - *(\S.*?)\s*$", re.MULTILINE)
# RIS has dates as `2002/05/06/`, of which pandoc reads a year that stands alone.
_RIS_DATE = re.compile(r"^((?:PY|Y1)  - *\d{4})/[\d/]*", re.MULTILINE)
_WHERE = re.compile(r"line (\d+), column (\d+)")


def _foreign(source: SourceText, form: str) -> Entries:
    """Read a form of bibliography by pandoc."""
    keys = ((match[1], match.start(1), len(match[1])) for match in _RIS_ID.finditer(source.text))
    text = _RIS_DATE.sub(r"\1", source.text) if form == "ris" else source.text
    return Entries(tuple(pandoc.bibliography(text.encode(), form)), key_places(source, keys))


_BIBLATEX: Reader = partial(bibtex_entries.read, form="biblatex")
_ENDNOTE: Reader = partial(_foreign, form="endnotexml")
_RIS: Reader = partial(_foreign, form="ris")
_READERS: Mapping[str, Reader] = {
    ".bib": _BIBLATEX,
    ".bibtex": partial(bibtex_entries.read, form="bibtex"),
    ".json": csl_files.read_json,
    ".yaml": csl_files.read_yaml,
    ".yml": csl_files.read_yaml,
    ".ris": _RIS,
    ".nbib": nbib.read,
    ".xml": _ENDNOTE,
}
_BEGINNINGS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"\s*[\[{]"), csl_files.read_json),
    (re.compile(r"\s*TY {1,2}- "), _RIS),
    (re.compile(r"\s*PMID- "), nbib.read),
    (re.compile(r"\s*<(?:\?xml|xml|records)\b"), _ENDNOTE),
    (re.compile(r"(?:[^@]{0,2000}?)@[A-Za-z]+\s*[{(]"), _BIBLATEX),
    (re.compile(r"\s*(?:---\s+)?(?:references:|- )"), csl_files.read_yaml),
)


def read(source: SourceText, ending: str) -> Entries:
    """Return the entries of a file as CSL JSON; DossierError if nothing of it can be read."""
    by_text = next((reader for begin, reader in _BEGINNINGS if begin.match(source.text)), None)
    reader = _READERS.get(ending.lower(), by_text)
    if reader is None:
        what = "unknown format of bibliography"
        hint = f"name a file that ends with {', '.join(_READERS)}"
        raise DossierError([error("bibliography-invalid", what, Place(source.file), hint)])
    try:
        return reader(source)
    except DossierError as failure:
        first = failure.diagnostics[0]
        if first.place.file != "pandoc":
            raise
        raise DossierError([_syntax_error(first.message, source)]) from failure


def _syntax_error(message: str, source: SourceText) -> Diagnostic:
    where = _WHERE.search(message)
    place = Place(source.file, int(where[1]), int(where[2])) if where else Place(source.file)
    reason = " ".join(message.partition("):")[2].split()) or message
    return error("bibliography-invalid", f"the bibliography cannot be read: {reason}", place)


def is_one(name: str) -> bool:
    """Return whether a file name ends as a bibliography; `.json`, `.yaml` and `.xml` may be anything."""
    return name.lower().endswith((".bib", ".bibtex", ".ris", ".nbib"))
