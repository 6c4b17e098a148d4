"""Bibliographies: the files that an article names, in any form, as references with their places."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pipeline.load import addresses, bibliography_forms, title_markup
from pipeline.load import text as texts
from pipeline.load.csl_entry import normalized
from pipeline.load.named_file import BIBLIOGRAPHY, Located, Refused, find
from pipeline.load.reach import Reach
from pipeline.model import characters, depth
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning
from pipeline.model.references import Reference
from pipeline.model.source import SourceFile, SourceText

MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Read:
    """The references of an article, the files they were read from, and what is wrong."""

    references: tuple[Reference, ...]
    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def read(
    names: Sequence[str],
    reach: Reach,
    place: Place,
    inline: Sequence[tuple[Mapping[str, Any], Place]] = (),
) -> Read:
    """Read the bibliography files an article names, in order; `place` is where it names them.

    `inline` are entries that stand in its front matter, which go before those of files.
    """
    files: list[SourceFile] = []
    entries = [dict(entry) for entry, _ in inline]
    own, told = _listed(entries, {_key(dict(entry)): [at] for entry, at in inline}, place.file)
    references = {each.id: each for each in own}
    for name in dict.fromkeys(names):
        found = find(name, reach, BIBLIOGRAPHY)
        if not isinstance(found, Located):
            told.append(_unread(name, found, reach, place))
            continue
        if found.difference:
            told.append(Diagnostic("file-name", Severity.NOTE, found.difference, place))
        try:
            source, faults = texts.read_foreign_text(found.path, reach)
            told += faults
            listed, more = _references(source, found.name)
        except DossierError as failure:
            told += failure.diagnostics
            continue
        files.append(SourceFile(found.name, "references", source.data))
        told += more
        for reference in listed:
            first = references.setdefault(reference.id, reference)
            if first is not reference:
                told.append(_repeated(first, reference))
    return Read(tuple(references.values()), tuple(files), tuple(told))


def _unread(name: str, refused: Refused | None, reach: Reach, place: Place) -> Diagnostic:
    """Return why a file is not read."""
    if refused is not None:
        return error(refused.code, refused.message, place, refused.hint)
    others = sorted(each.name for each in reach.own.iterdir() if bibliography_forms.is_one(each.name))
    close = difflib.get_close_matches(name, others, n=1, cutoff=0.3)
    hint = f"did you mean `{close[0]}`?" if close else "check the name, or leave out `bibliography`"
    return error("bibliography-missing", f"there is no bibliography file {name}", place, hint)


def _references(source: SourceText, name: str) -> tuple[list[Reference], list[Diagnostic]]:
    """Return the references of a file, and what is wrong with its entries."""
    read = bibliography_forms.read(source, PurePosixPath(name).suffix)
    references, told = _listed(read.entries, read.places, source.file)
    return references, [*read.diagnostics, *told]


def _listed(
    entries: Sequence[Any], named: Mapping[str, Sequence[Place]], file: str
) -> tuple[list[Reference], list[Diagnostic]]:
    references: list[Reference] = []
    told: list[Diagnostic] = []
    # A key that stands again has a place of its own each time.
    places = {key: iter(found) for key, found in named.items()}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            what, hint = f"entry {number} is not an object", 'write it as {"id": …, "type": …}'
            told.append(error("reference-invalid", what, Place(file), hint))
            continue
        key = _key(entry)
        place = next(places.get(key, iter(())), Place(file))
        if not key:
            what, hint = f"reference {number} has no `id`", "give it one, to cite it by"
            told.append(error("reference-invalid", what, place, hint))
            continue
        if depth.deeper(entry, MAX_DEPTH):
            what = f"reference {key} is nested more than {MAX_DEPTH} levels deep"
            told.append(
                error("reference-invalid", what, place, "a field is a text, a date or a list of names")
            )
            continue
        fields = addresses.settled(title_markup.in_csl(normalized({**entry, "id": key})))
        clean, dropped = characters.fit_value(fields, "")
        dropped = (*characters.unfit(str(entry["id"])), *dropped)
        if dropped:
            names = ", ".join(map(characters.name, dict.fromkeys(dropped)))
            what = f"reference {key} has characters that cannot be seen: {names}"
            told.append(warning("bibliography-character", what, place, "they are left out; delete them"))
        references.append(Reference(key, clean, place))
        told += (_unsafe(key, each.problem, place) for each in addresses.refused(clean))
    return references, told


def _key(entry: dict[str, Any]) -> str:
    key = entry.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int):
        return ""
    return characters.fit(str(key), "").strip()


def _unsafe(key: str, problem: str, place: Place) -> Diagnostic:
    """Return the finding on an address that is printed, not linked."""
    hint = "give the http(s) address; its words stand without a link"
    return error("link-unsafe", f"reference {key}: {problem}", place, hint)


def _repeated(first: Reference, second: Reference) -> Diagnostic:
    line = (
        f", in line {first.place.line}" if first.place.file == second.place.file and first.place.line else ""
    )
    cure = "delete one of the two" if first.fields == second.fields else "give one of them another key"
    what = f"two references have the key `{second.id}`"
    return error("reference-repeated", what, second.place, f"the first is taken{line}; {cure}")
