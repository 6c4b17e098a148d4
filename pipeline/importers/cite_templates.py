"""Citation templates of an encyclopedia (`{{cite web|…}}`) as entries of CSL JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.facts.naming import slug, unique
from pipeline.model.dates import PartialDate
from pipeline.wording.reading import read_date

# The CSL type of the work that a template cites.
TYPES: Mapping[str, str] = {
    "web": "webpage", "news": "article-newspaper", "newspaper": "article-newspaper",
    "journal": "article-journal",
    "magazine": "article-magazine", "book": "book", "report": "report", "tech report": "report",
    "techreport": "report", "encyclopedia": "entry-encyclopedia", "encyclopaedia": "entry-encyclopedia",
    "thesis": "thesis", "conference": "paper-conference", "press release": "article", "court": "legal_case",
    "av media": "motion_picture", "episode": "broadcast", "map": "map", "interview": "interview",
    "arxiv": "article", "document": "document", "podcast": "broadcast", "speech": "speech", "tweet": "post",
    "dictionary": "entry-dictionary", "sign": "document", "patent": "patent", "citation": "document",
}  # fmt: skip
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "script-title", "chapter-title"),
    "container-title": (
        "website",
        "work",
        "newspaper",
        "journal",
        "magazine",
        "periodical",
        "encyclopedia",
        "series",
    ),
    "publisher": ("publisher", "agency", "institution", "publication"),
    "publisher-place": ("location", "place", "publication-place"),
    "URL": ("url", "chapter-url"),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "volume": ("volume",),
    "issue": ("issue",),
    "number": ("number", "id"),
    "page": ("pages", "page", "pp", "p"),
    "edition": ("edition",),
    "language": ("language", "lang"),
    "archive_location": ("archive-url", "archiveurl"),
    "note": ("quote",),
}
_DATES: Mapping[str, tuple[str, ...]] = {
    "issued": ("date", "publication-date", "year"),
    "accessed": ("access-date", "accessdate"),
}
_DEFAULTS = {
    "archive-date", "archivedate", "url-status", "urlstatus", "dead-url", "df", "mode", "ref", "via",
    "url-access",
    "name-list-style", "trans-title", "postscript", "display-authors", "author-link", "authorlink",
    "orig-year",
    "access-date", "accessdate", "format", "type", "at", "bibcode", "pmid", "pmc", "jstor", "oclc",
    "s2cid", "hdl",
    "doi-access", "author-mask", "editor-link", "last-author-amp", "quote-page", "no-pp", "minutes", "time",
}  # fmt: skip
_NAME = re.compile(r"(author|last|surname|first|given|editor|editor-last|editor-first|others)-?(\d*)")
_NUMBERED_LINK = re.compile(r"(author|editor)-?link-?\d*|author-?mask-?\d*|author\d+-link")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the bibliography, the page its citation names, and the fields that were not carried."""

    fields: Mapping[str, Any]
    locator: str
    lost_fields: tuple[str, ...]


def is_citation(name: str) -> bool:
    """Return whether a template with this name cites a work."""
    return name == "citation" or name.startswith(("cite ", "cite-")) or name in ("cite", "vcite")


def entry(name: str, arguments: Mapping[str, str], lang: str, used_ids: set[str]) -> Entry:
    """Return the bibliography entry of a citation template; `used_ids` are the ids in use."""
    fields = {key.strip().lower(): value.strip() for key, value in arguments.items() if value.strip()}
    result: dict[str, Any] = {"id": "", "type": TYPES.get(name.removeprefix("cite").strip(" -"), "document")}
    used_names: set[str] = set()
    for target, sources in _FIELDS.items():
        for source in sources:
            if source in fields and target not in result:
                result[target] = fields[source]
                used_names.add(source)
    if result["type"] == "book" and "chapter" in fields:
        result |= {"type": "chapter", "container-title": result.get("title", ""), "title": fields["chapter"]}
        used_names.add("chapter")
    lost_fields: list[str] = []
    for target, sources in _DATES.items():
        for source in sources:
            if source in fields and target not in result:
                used_names.add(source)
                date = _date(fields[source], lang)
                if date is None:
                    lost_fields.append(f"{source}={fields[source]}")
                else:
                    result[target] = {
                        "date-parts": [[part for part in (date.year, date.month, date.day) if part]]
                    }
    for role, people in (("author", _people(fields, "author")), ("editor", _people(fields, "editor"))):
        if people:
            result[role] = people
    locator = ""
    if result["type"] in ("book", "report", "webpage") and "page" in result:
        pages = result.pop("page")
        locator = f"{'pp' if re.search(r'[-–,]', pages) else 'p'}. {pages}"
    if "title" not in result:
        result["title"] = result.get("container-title") or result.get("URL") or "Untitled"
    result["id"] = unique(_key(result), used_ids)
    lost_fields += [
        f"{key}={value[:40]}"
        for key, value in fields.items()
        if key not in used_names | _DEFAULTS
        and key not in {source for sources in (*_FIELDS.values(), *_DATES.values()) for source in sources}
        and not _NAME.fullmatch(key)
        and not _NUMBERED_LINK.fullmatch(key)
    ]
    return Entry(result, locator, tuple(lost_fields))


def _date(text: str, lang: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return read_date(text, lang)


def _people(fields: Mapping[str, str], role: str) -> list[dict[str, str]]:
    """Return the authors or editors in their order."""
    return list(_each_person(fields, role))


def _each_person(fields: Mapping[str, str], role: str) -> Iterator[dict[str, str]]:
    before = "" if role == "author" else "editor-"
    for number in ("", *(str(each) for each in range(1, 30))):
        for separator in ("", "-"):
            if separator and not number:
                continue
            end = separator + number
            family = fields.get(f"{before}last{end}") or (fields.get(f"surname{end}") if not before else None)
            given_name = fields.get(f"{before}first{end}") or (
                fields.get(f"given{end}") if not before else None
            )
            whole = fields.get(f"{role}{end}")
            if family:
                yield {"family": family, **({"given": given_name} if given_name else {})}
            elif whole:
                yield _person(whole)


def _person(name: str) -> dict[str, str]:
    family, comma, given_name = name.partition(",")
    return {"family": family.strip(), "given": given_name.strip()} if comma else {"literal": name}


def _key(entry: Mapping[str, Any]) -> str:
    """Return a readable id: the first author or the paper, and the year."""
    people = entry.get("author") or entry.get("editor") or []
    first = str(people[0].get("family") or people[0].get("literal")) if people else ""
    name = first or str(entry.get("container-title") or entry.get("publisher") or entry["title"])
    year = entry.get("issued", {}).get("date-parts", [[""]])[0][0]
    return slug("-".join(filter(None, (slug(name, 30), str(year)))))
