"""Bibliographies: the files that an article names, in any form, as references with their places."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pipeline import disk
from pipeline.load import addresses, bibliography_forms, title_markup
from pipeline.load import text as texts
from pipeline.load.csl_entry import normalize
from pipeline.load.named_file import BIBLIOGRAPHY, LocatedFile, RefusedName, find
from pipeline.load.reach import Reach
from pipeline.model import characters, depth
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning
from pipeline.model.references import Reference
from pipeline.model.source import SourceFile, SourceText

MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The references of an article, their files, and the diagnostics.

    `is_whole` means that each file was found and read: what no reference has is missing in all of them.
    `broken_keys` are those of entries that could not be read.
    """

    references: tuple[Reference, ...]
    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_whole: bool = True
    broken_keys: frozenset[str] = frozenset()


def read(
    names: Sequence[str],
    reach: Reach,
    place: Place,
    inline: Sequence[tuple[Mapping[str, Any], Place]] = (),
) -> Bibliography:
    """Read the bibliography files an article names, in order; `place` is where it names them.

    `inline` are entries in its front matter, which come before those of files.
    """
    files: list[SourceFile] = []
    entries = [dict(entry) for entry, _ in inline]
    own, diagnostics = _parse_entries(entries, {_key(dict(entry)): [at] for entry, at in inline}, place.file)
    references = {each.id: each for each in own}
    is_whole, broken_keys = True, set[str]()
    for name in dict.fromkeys(names):
        file = find(name, reach, BIBLIOGRAPHY)
        if not isinstance(file, LocatedFile):
            diagnostics.append(_file_error(name, file, reach, place))
            is_whole = False
            continue
        if file.difference:
            diagnostics.append(Diagnostic("file-name", Severity.NOTE, file.difference, place))
        try:
            source, faults = texts.read_foreign_text(file.path, reach)
            diagnostics += faults
            file_references, more, keys = _references(source, file.name)
            broken_keys |= keys
        except DossierError as failure:
            diagnostics += failure.diagnostics
            is_whole = False
            continue
        files.append(SourceFile(file.name, "references", source.data))
        diagnostics += more
        is_whole = is_whole and all(each.code != "bibliography-invalid" for each in more)
        for reference in file_references:
            first = references.setdefault(reference.id, reference)
            if first is not reference:
                diagnostics.append(_duplicate_key(first, reference))
    return Bibliography(
        tuple(references.values()), tuple(files), tuple(diagnostics), is_whole, frozenset(broken_keys)
    )


def _file_error(name: str, refusal: RefusedName | None, reach: Reach, place: Place) -> Diagnostic:
    """Return why a file is not read."""
    if refusal is not None:
        return error(refusal.code, refusal.message, place, refusal.hint)
    others = [name for name in disk.names(reach.own) if bibliography_forms.is_one(name)]
    close = difflib.get_close_matches(name, others, n=1, cutoff=0.3)
    hint = f"did you mean `{close[0]}`?" if close else "check the name, or leave out `bibliography`"
    return error("bibliography-missing", f"missing bibliography file {name}", place, hint)


def _references(source: SourceText, name: str) -> tuple[list[Reference], list[Diagnostic], frozenset[str]]:
    """Return the references of a file, the diagnostics of its entries, and the keys of unreadable ones."""
    entries = bibliography_forms.read(source, PurePosixPath(name).suffix)
    references, diagnostics = _parse_entries(entries.entries, entries.places, source.file)
    return references, [*entries.diagnostics, *diagnostics], entries.broken_keys


def _parse_entries(
    entries: Sequence[Any], places_by_key: Mapping[str, Sequence[Place]], file: str
) -> tuple[list[Reference], list[Diagnostic]]:
    references: list[Reference] = []
    diagnostics: list[Diagnostic] = []
    # A repeated key has one place for each time.
    places = {key: iter(places_of_key) for key, places_of_key in places_by_key.items()}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            what, hint = f"entry {number} is not an object", 'write it as {"id": …, "type": …}'
            diagnostics.append(error("reference-invalid", what, Place(file), hint))
            continue
        key = _key(entry)
        place = next(places.get(key, iter(())), Place(file))
        if not key:
            what, hint = f"reference {number} has no `id`", "give it one, to cite it by"
            diagnostics.append(error("reference-invalid", what, place, hint))
            continue
        if depth.deeper(entry, MAX_DEPTH):
            what = f"reference {key} is nested more than {MAX_DEPTH} levels deep"
            diagnostics.append(
                error("reference-invalid", what, place, "a field is a text, a date or a list of names")
            )
            continue
        fields = addresses.normalize(title_markup.in_csl(normalize({**entry, "id": key})))
        clean, bad_characters = characters.fit_value(fields, "")
        bad_characters = (*characters.find_invalid(str(entry["id"])), *bad_characters)
        if bad_characters:
            names = ", ".join(map(characters.name, dict.fromkeys(bad_characters)))
            what = f"reference {key} has characters that cannot be seen: {names}"
            diagnostics.append(
                warning("bibliography-character", what, place, "they are left out; delete them")
            )
        references.append(Reference(key, clean, place))
        diagnostics += (_unsafe(key, each.problem, place) for each in addresses.refused_addresses(clean))
    return references, diagnostics


def _key(entry: dict[str, Any]) -> str:
    key = entry.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int):
        return ""
    return characters.fit(str(key), "").strip()


def _unsafe(key: str, problem: str, place: Place) -> Diagnostic:
    """Return the diagnostic for an address that is printed, not linked."""
    hint = "give the http(s) address; its words stand without a link"
    return error("link-unsafe", f"reference {key}: {problem}", place, hint)


def _duplicate_key(first: Reference, second: Reference) -> Diagnostic:
    line = (
        f", in line {first.place.line}" if first.place.file == second.place.file and first.place.line else ""
    )
    cure = "delete one of the two" if first.fields == second.fields else "give one of them another key"
    what = f"duplicate key `{second.id}`"
    return error("reference-repeated", what, second.place, f"the first is taken{line}; {cure}")
