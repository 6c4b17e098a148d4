"""BibTeX read by pandoc; entries that it cannot read are left out and reported."""

from __future__ import annotations

import re
from typing import Any

from pipeline import pandoc
from pipeline.load.bibtex import Entry, scan
from pipeline.load.bibtex_text import Edit, apply_edits, find_edits, outside, without_field
from pipeline.load.entries import Entries, key_places
from pipeline.load.inheritance import MOST, InheritanceFault, faults
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceText

# Each costs a run of pandoc.
MOST_REFUSED = 20
_WHERE = re.compile(r"\(line (\d+), column (\d+)\):\s*(.*?)(?:\n|\Z)", re.DOTALL)


def read(source: SourceText, form: str) -> Entries:
    """Read BibTeX (`form` is pandoc's name for it); DossierError if nothing of it can be read."""
    text = source.text
    all_entries = scan(text)
    endless = faults(text, all_entries)
    edits = [*find_edits(text, all_entries), *(without_field(text, fault.field) for fault in endless)]
    diagnostics = [_endless(source, fault) for fault in endless]
    try:
        entries = pandoc.bibliography(apply_edits(text, edits).encode(), form)
    except DossierError as failure:
        if not _WHERE.search(failure.diagnostics[0].message):
            raise
        entries, entry_errors = _readable(source, all_entries, edits, form)
        diagnostics += entry_errors
    keys = (
        (each.key, each.key_start, len(each.key)) for each in all_entries if each.is_work and not each.fault
    )
    # An entry that pandoc passes over without a word, as of xdata, is not known to be broken.
    places = {each.place for each in diagnostics}
    broken_keys = {e.key for e in all_entries if e.key and source.place(e.key_start, len(e.key)) in places}
    broken_keys -= {str(each["id"]) for each in entries}
    return Entries(tuple(entries), key_places(source, keys), tuple(diagnostics), frozenset(broken_keys))


def _readable(
    source: SourceText, all_entries: tuple[Entry, ...], edits: list[Edit], form: str
) -> tuple[list[Any], list[Diagnostic]]:
    """Return the CSL entries that pandoc reads without the faulty ones, and a diagnostic for each fault."""
    text = source.text
    readable = [entry for entry in all_entries if not entry.fault and entry.kind != "comment"]
    diagnostics = [_entry_error(source, entry, *entry.fault) for entry in all_entries if entry.fault]
    for _ in range(MOST_REFUSED + 1):
        clean = apply_edits(text, [*outside(text, readable), *edits])
        try:
            return pandoc.bibliography(clean.encode(), form), diagnostics
        except DossierError as failure:
            where = _WHERE.search(failure.diagnostics[0].message)
            if where is None:
                raise
            offset = source.offset(Place(source.file, int(where[1]), int(where[2])))
            # If an entry is not closed, pandoc stops after it.
            before = [entry for entry in readable if entry.start < offset] or readable[:1]
            if not before:
                raise
            diagnostics.append(_entry_error(source, before[-1], offset, where[3]))
            readable.remove(before[-1])
    hint = "no entry of it is used; mend the entries above first"
    what = f"more than {MOST_REFUSED} entries cannot be read"
    return [], [*diagnostics, error("bibliography-invalid", what, Place(source.file), hint)]


def _entry_error(source: SourceText, entry: Entry, offset: int, reason: str) -> Diagnostic:
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


def _endless(source: SourceText, fault: InheritanceFault) -> Diagnostic:
    place = source.place(fault.field.start, len(fault.field.name))
    if not fault.circle:
        what = f"the entry `{fault.key}` takes over from more than {MOST} others"
        return error("reference-circular", what, place, f"`{fault.field.name}` is not followed there")
    circle = " → ".join(f"`{key}`" for key in (*fault.circle, fault.circle[0]))
    return error(
        "reference-circular",
        f"entries take over from one another in a circle: {circle}",
        place,
        f"`{fault.field.name}` of `{fault.key}` is not followed",
    )
