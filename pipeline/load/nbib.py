"""PubMed's form (`.nbib`), which pandoc cannot read: records of lines `TAG - value`, as CSL JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.load.entries import Entries, key_places
from pipeline.model.source import SourceText

_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")
_NUMBERED_ID = re.compile(r"(\S+) \[(doi|pii)\]")
_YEAR, _DAY = re.compile(r"\d{1,4}"), re.compile(r"\d{1,2}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEXTS: Mapping[str, str] = {
    "VI": "volume",
    "IP": "issue",
    "PG": "page",
    "TA": "container-title-short",
    "PB": "publisher",
    "PL": "publisher-place",
    "LA": "language",
    "PMID": "PMID",
    "PMC": "PMCID",
}
_Record = dict[str, list[str]]


def read(source: SourceText) -> Entries:
    """Read the records of a text; a record is cited by its number in PubMed."""
    entries: list[dict[str, Any]] = []
    keys: list[tuple[str, int, int]] = []
    for offset, record in _records(source.text):
        entry = _entry(record)
        entries.append(entry)
        keys.append((str(entry.get("id", "")), offset, 0))
    return Entries(tuple(entries), key_places(source, keys))


def _records(text: str) -> Iterator[tuple[int, _Record]]:
    """Yield each record with its offset; lines that begin with blanks continue a value."""
    record: _Record = {}
    start = offset = 0
    tag = ""
    for line in text.split("\n"):
        match = _LINE.match(line)
        if match:
            if match[1] == "PMID" and record:
                yield start, record
                record = {}
            if not record:
                start = offset
            tag = match[1]
            record.setdefault(tag, []).append(match[2].strip())
        elif tag and line.startswith("      "):
            record[tag][-1] += " " + line.strip()
        offset += len(line) + 1
    if record:
        yield start, record


def _entry(record: _Record) -> dict[str, Any]:
    def first(*tags: str) -> str:
        return next((record[tag][0] for tag in tags if tag in record), "")

    numbers = [
        match for tag in ("LID", "AID") for each in record.get(tag, ()) if (match := _NUMBERED_ID.match(each))
    ]
    book = first("BTI")
    fields: dict[str, Any] = {
        "id": first("PMID") or first("DOI"),
        "type": "chapter" if book and "TI" in record else "book" if book else "article-journal",
        "title": first("TI", "BTI").removesuffix("."),
        "container-title": first("JT", "TA") or (book if "TI" in record else ""),
        "author": [_name(each) for each in record.get("FAU", record.get("AU", []))]
        + [{"literal": each} for each in record.get("CN", ())],
        "issued": _date(first("DP")),
        "DOI": next((match[1] for match in numbers if match[2] == "doi"), ""),
        **{name: first(tag) for tag, name in _TEXTS.items()},
    }
    return {name: value for name, value in fields.items() if value}


def _name(text: str) -> dict[str, str]:
    family, comma, given_name = text.partition(", ")
    return {"family": family, "given": given_name} if comma else {"literal": text}


def _date(text: str) -> dict[str, Any] | None:
    """Return a date such as `2020 Jan 5`."""
    year, *rest = text.split() or [""]
    if not _YEAR.fullmatch(year):
        return {"raw": text} if text else None
    parts = [int(year)]
    if rest and rest[0][:3].lower() in _MONTHS:
        parts.append(_MONTHS.index(rest[0][:3].lower()) + 1)
        parts += [int(day) for day in rest[1:2] if _DAY.fullmatch(day)]
    return {"date-parts": [parts]}
