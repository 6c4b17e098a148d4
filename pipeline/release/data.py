"""The facts and the references of a release as data, and the description of these files."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from pipeline.model.dates import When
from pipeline.model.facts import (
    Amount,
    Claim,
    Count,
    Date,
    Event,
    Fact,
    Money,
    OfficeHolder,
    Percent,
    Source,
    when_of,
)
from pipeline.model.figures import unit_of
from pipeline.model.front_matter import Author
from pipeline.model.release import Release
from pipeline.model.tags import Tag
from pipeline.release import licences
from pipeline.release.json_text import text, without_blanks
from pipeline.wording.facts import fact_text

FACTS_JSON, FACTS_CSV, REFERENCES = "facts.json", "facts.csv", "references.json"
CSL_TYPE = "application/vnd.citationstyles.csl+json"
# The columns of facts.csv: name, type of Table Schema, description.
COLUMNS = (
    ("id", "string", "Name of the fact in the article's ledger."),
    ("kind", "string", "What the fact is: it decides which of the columns have a value."),
    ("subject", "string", "What the fact is about."),
    ("words", "string", "The value in words, as the article shows it."),
    ("amount", "number", "The number; empty for a range."),
    ("min", "number", "The lower end of a range."),
    ("max", "number", "The upper end of a range."),
    ("unit", "string", "Currency with its prices, what is counted, or per cent."),
    ("of", "string", "What a percentage is a share of."),
    ("approximate", "boolean", "Whether the source itself says that the number is about right."),
    ("date", "string", "When it was, as precise as it is known (ISO 8601-2): `2026`, `2026-11`, `2024/..`."),
    ("first_day", "date", "The first day that the date can mean."),
    ("last_day", "date", "The last day that the date can mean; empty if it goes on."),
    ("place", "string", "Where it happened."),
    ("holder", "string", "Who holds the office; empty where the post is vacant."),
    ("as_of", "string", "The last date at which the fact is known to hold."),
    ("status", "string", "How sure it is: what one source reports, or sources dispute, is marked."),
    ("contradicts", "string", "The fact that its sources contradict with this one."),
    ("sources", "string", "Entries of references.json by their ids, with the places in them; `; ` between."),
)  # fmt: skip
_ENUMS = {
    "kind": ["money", "percent", "count", "date", "event", "office-holder", "claim"],
    "status": ["confirmed", "reported", "disputed", "proposed"],
}
_TEXTS = frozenset(name for name, kind, _ in COLUMNS if kind == "string")
# With these, full width or not, a text begins that a spreadsheet takes for a formula.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_GUARD = "'"


def facts_json(release: Release) -> str:
    """Return the facts with their values, units, dates, sources and words; numbers are exact, as strings."""
    front = release.front
    return text(
        {
            "article": release.slug,
            "title": front.title,
            "version": release.version,
            "date": f"{release.date:%Y-%m-%d}",
            "lang": str(front.lang),
            "facts": [_fact(each, _lang(release)) for each in release.facts],
        }
    )


def _lang(release: Release) -> Tag:
    """Return the language with the words that the author gives."""
    return Tag(str(release.front.lang), release.front.terms)


def _fact(fact: Fact, lang: str) -> Mapping[str, Any]:
    # Notes are for editors.
    fields = fact.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"note"})
    return fields | without_blanks({"unit": unit_of(fact), "words": fact_text(fact, lang)})


def facts_csv(release: Release) -> str:
    """Return the facts as a table, one a row, as RFC 4180 has it.

    A text that a spreadsheet would take for a formula has an apostrophe before it; numbers are as they are.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([name for name, _, _ in COLUMNS])
    for fact in release.facts:
        fields = _row(fact, _lang(release))
        writer.writerow([_cell(name, fields.get(name, "")) for name, _, _ in COLUMNS])
    return stream.getvalue()


def _cell(name: str, value: str) -> str:
    words = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    return _GUARD + words if name in _TEXTS and _FORMULA.match(words) else words


def _row(fact: Fact, lang: str) -> dict[str, str]:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "subject": fact.subject,
        "words": fact_text(fact, lang),
        "unit": unit_of(fact) or "",
        "as_of": str(fact.as_of or ""),
        "status": fact.status,
        "contradicts": fact.contradicts or "",
        "sources": "; ".join(map(_source, fact.sources)),
        **_days(when_of(fact)),
        **_own(fact),
    }


def _source(source: Source) -> str:
    return f"{source.ref} {source.locator}" if source.locator else source.ref


def _days(when: When | None) -> dict[str, str]:
    if when is None:
        return {}
    last = when.last
    return {
        "date": str(when),
        "first_day": when.first.isoformat(),
        "last_day": last.isoformat() if last else "",
    }


def _own(fact: Fact) -> dict[str, str]:
    """Return what only facts of a kind have."""
    match fact:
        case Money() | Count():
            return _number(fact)
        case Percent(value=value):
            return {**_number(fact), "of": value.of}
        case Event(value=value):
            return {"place": value.place or ""}
        case OfficeHolder(value=value):
            return {"holder": value.holder or ""}
        case Date() | Claim():
            return {}
        case _:
            assert_never(fact)


def _number(fact: Amount) -> dict[str, str]:
    value = fact.value
    about = {"approximate": "true" if value.approximate else "false"}
    if value.amount is not None:
        return {"amount": f"{value.amount:f}", **about}
    low, high = value.ends
    return {"min": f"{low:f}", "max": f"{high:f}", **about}


def references_json(release: Release) -> str:
    """Return the references as CSL JSON."""
    return text([{**each.fields, "id": each.id} for each in release.references])


def package(release: Release) -> str:
    """Return the description of the data as a Data Package: what each file and each column is."""
    front = release.front
    identifier = licences.spdx(front.rights)
    licence = {"name": identifier, "path": licences.address(identifier), "title": front.rights}
    return text(
        without_blanks(
            {
                "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
                "name": f"{release.slug}-data",
                "title": front.title,
                "description": release.summary or front.subtitle,
                "version": release.version,
                "created": f"{release.date:%Y-%m-%dT%H:%M:%SZ}",
                "homepage": front.address,
                "keywords": list(dict.fromkeys(front.keywords)),
                "contributors": [_contributor(each, release) for each in front.authors],
                "licenses": [licence] if identifier else None,
                "resources": [*_resources(release)],
            }
        )
    )


def _contributor(author: Author, release: Release) -> Mapping[str, Any]:
    places = release.front.model_copy(update={"authors": (author,)}).institutions()
    return without_blanks(
        {
            "title": author.name,
            "path": f"https://orcid.org/{author.orcid}" if author.orcid else None,
            "organization": "; ".join(places),
            "roles": ["author"],
        }
    )


def _resources(release: Release) -> Iterator[Mapping[str, Any]]:
    schema = {
        "fields": [_field(*column) for column in COLUMNS],
        "primaryKey": ["id"],
        "missingValues": [""],
    }
    table = facts_csv(release)
    yield {
        **_resource("facts", FACTS_CSV, "csv", "text/csv", table),
        "type": "table",
        "description": "The facts that the article states, one a row. A text that a spreadsheet would take "
        "for a formula has an apostrophe before it here; facts.json has all texts as they are.",
        "dialect": {
            "header": True,
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "schema": schema,
    }
    yield {
        **_resource("facts-json", FACTS_JSON, "json", "application/json", facts_json(release)),
        "description": "The same facts with all that the ledger says of them; numbers are exact, as strings.",
    }
    yield {
        **_resource("references", REFERENCES, "json", CSL_TYPE, references_json(release)),
        "description": "The works that the article cites, in CSL JSON.",
    }


def _resource(name: str, path: str, form: str, media_type: str, words: str) -> dict[str, Any]:
    data = words.encode()
    return {
        "name": name,
        "path": path,
        "format": form,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }


def _field(name: str, kind: str, description: str) -> Mapping[str, Any]:
    constraints: dict[str, Any] = {"required": True, "unique": True} if name == "id" else {}
    if name in _ENUMS:
        constraints = {"required": True, "enum": _ENUMS[name]}
    return without_blanks(
        {"name": name, "type": kind, "description": description, "constraints": constraints}
    )
