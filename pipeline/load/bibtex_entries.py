"""BibTeX read by pandoc, with the entries that it cannot read left out and told."""

from __future__ import annotations

import re
from typing import Any

from pipeline import pandoc
from pipeline.load.bibtex import Entry, scan
from pipeline.load.bibtex_text import Edit, edited, mends, outside, without_field
from pipeline.load.entries import Entries, key_places
from pipeline.load.inheritance import MOST, Cut, cuts
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceText

# Each costs a run of pandoc.
MOST_REFUSED = 20
_WHERE = re.compile(r"\(line (\d+), column (\d+)\):\s*(.*?)(?:\n|\Z)", re.DOTALL)


def read(source: SourceText, form: str) -> Entries:
    """Read BibTeX (`form` is pandoc's name for it); DossierError where nothing of it can be read."""
    text = source.text
    scanned = scan(text)
    endless = cuts(text, scanned)
    edits = [*mends(text, scanned), *(without_field(text, cut.field) for cut in endless)]
    told = [_endless(source, cut) for cut in endless]
    try:
        entries = pandoc.bibliography(edited(text, edits).encode(), form)
    except DossierError as failure:
        if not _WHERE.search(failure.diagnostics[0].message):
            raise
        entries, refused = _readable(source, scanned, edits, form)
        told += refused
    keys = ((each.key, each.key_start, len(each.key)) for each in scanned if each.is_work and not each.fault)
    return Entries(tuple(entries), key_places(source, keys), tuple(told))


def _readable(
    source: SourceText, scanned: tuple[Entry, ...], edits: list[Edit], form: str
) -> tuple[list[Any], list[Diagnostic]]:
    """Return the entries that pandoc reads when those with a fault are taken out, and the faults."""
    text = source.text
    kept = [entry for entry in scanned if not entry.fault and entry.kind != "comment"]
    told = [_refused(source, entry, *entry.fault) for entry in scanned if entry.fault]
    for _ in range(MOST_REFUSED):
        clean = edited(text, [*outside(text, kept), *edits])
        try:
            return pandoc.bibliography(clean.encode(), form), told
        except DossierError as failure:
            where = _WHERE.search(failure.diagnostics[0].message)
            if where is None:
                raise
            offset = source.offset(Place(source.file, int(where[1]), int(where[2])))
            # Pandoc stops behind the entry that it cannot read where that is not closed.
            before = [entry for entry in kept if entry.start < offset] or kept[:1]
            if not before:
                raise
            told.append(_refused(source, before[-1], offset, where[3]))
            kept.remove(before[-1])
    hint = "no entry of it is used; mend the entries above first"
    what = f"more than {MOST_REFUSED} entries cannot be read"
    return [], [*told, error("bibliography-invalid", what, Place(source.file), hint)]


def _refused(source: SourceText, entry: Entry, offset: int, reason: str) -> Diagnostic:
    name = f"the entry `{entry.key}`" if entry.key else f"an entry `@{entry.kind}`"
    place = source.place(entry.key_start, len(entry.key)) if entry.key else source.place(entry.start)
    line = source.place(offset).line
    where = f", in line {line}" if line != place.line else ""
    return error(
        "reference-invalid",
        f"{name} cannot be read{where}: {reason}",
        place,
        "the other entries are used",
    )


def _endless(source: SourceText, cut: Cut) -> Diagnostic:
    place = source.place(cut.field.start, len(cut.field.name))
    if not cut.circle:
        what = f"the entry `{cut.key}` takes over from more than {MOST} others"
        return error("reference-circular", what, place, f"`{cut.field.name}` is not followed there")
    circle = " → ".join(f"`{key}`" for key in (*cut.circle, cut.circle[0]))
    return error(
        "reference-circular",
        f"entries take over from one another in a circle: {circle}",
        place,
        f"`{cut.field.name}` of `{cut.key}` is not followed",
    )
