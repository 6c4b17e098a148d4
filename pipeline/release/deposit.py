"""Metadata for archives: `.zenodo.json` for a deposit at Zenodo, `datacite.json` to register a DOI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

from babel.core import get_global

from pipeline.load.addresses import encode
from pipeline.model.release import Release
from pipeline.release import licences
from pipeline.release.citation_file import doi
from pipeline.release.json_text import text, without_blanks
from pipeline.release.persons import Creator, creators

ZENODO, DATACITE = ".zenodo.json", "datacite.json"
# Other codes of a language with two letters: those of ISO 639-2 for catalogues of libraries, old ones, and
# those of one language among several that the two letters are for.
_OTHER_CODES = frozenset(
    """
    alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per rum slo tib wel
    mol prp scc scr
    adp als arb ayr azj cls cmn cwd drh ekk esk fat fuc gaz gug ike khk kmr knc kng kpv lvs npi ojg ory
    pbu pes plt quz src swh twi uzn ydd zsm zyb
    """.split()  # noqa: SIM905
)
_ORCID = "https://orcid.org"


def zenodo(release: Release) -> str:
    """Return the metadata of a deposit at Zenodo."""
    front = release.front
    identifier = licences.spdx(front.rights)
    description = "".join(
        f"<p>{escape(words)}</p>" for words in dict.fromkeys((release.summary, front.subtitle)) if words
    )
    return text(
        without_blanks(
            {
                "upload_type": "publication",
                "publication_type": "report",
                "title": front.title,
                "creators": [_zenodo_creator(each) for each in creators(front, release.publisher)],
                "description": description or f"<p>{escape(front.title)}</p>",
                "publication_date": f"{release.date:%Y-%m-%d}",
                "version": release.version,
                "language": language(front.lang),
                "keywords": list(dict.fromkeys(front.keywords)),
                "access_right": "open",
                # Zenodo takes CC BY where nothing is said.
                "license": identifier.lower() if identifier else "notspecified",
                "notes": front.rights if not identifier else None,
                "imprint_publisher": release.publisher,
                "related_identifiers": [*_zenodo_relations(release)],
            }
        )
    )


@cache
def language(tag: str) -> str:
    """Return the code of three letters of a language, the one of ISO 639-3; empty for an unknown one."""
    primary = tag.partition("-")[0].lower()
    if len(primary) == 3:
        return primary
    return next(codes(primary), "")


def codes(primary: str) -> Iterator[str]:
    """Yield the codes of three letters for a code of two: one, or none for an unknown one."""
    for code, name in get_global("language_aliases").items():
        if len(code) == 3 and name == primary and code not in _OTHER_CODES:
            yield code


def _zenodo_creator(creator: Creator) -> Mapping[str, Any]:
    return without_blanks(
        {"name": creator.inverse_name, "affiliation": "; ".join(creator.places), "orcid": creator.orcid}
    )


def _zenodo_relations(release: Release) -> Iterator[Mapping[str, Any]]:
    if release.front.url:
        yield {
            "identifier": encode(release.front.url),
            "relation": "isIdenticalTo",
            "resource_type": "publication-report",
        }
    for each in _cited_dois(release):
        yield {"identifier": each, "relation": "cites"}


def _cited_dois(release: Release) -> list[str]:
    values = (each.fields.get("DOI") for each in release.references)
    return sorted({value for value in values if isinstance(value, str) and value.startswith("10.")})


def datacite(release: Release) -> str:
    """Return the metadata by which a DOI is registered, as JSON of DataCite's schema 4.5."""
    front = release.front
    identifier = licences.spdx(front.rights)
    rights = {
        "rights": front.rights,
        "rightsUri": licences.address(identifier),
        "rightsIdentifier": identifier,
        "rightsIdentifierScheme": "SPDX" if identifier else None,
    }
    titles = [{"title": front.title, "lang": str(front.lang)}]
    if front.subtitle:
        titles.append({"title": front.subtitle, "titleType": "Subtitle", "lang": str(front.lang)})
    return text(
        without_blanks(
            {
                "doi": doi(front),
                "url": encode(front.url) if front.url else None,
                "types": {"resourceType": "Report", "resourceTypeGeneral": "Report"},
                "creators": [_datacite_creator(each) for each in creators(front, release.publisher)],
                "titles": titles,
                # `:unav` is DataCite's word for a value that is not there.
                "publisher": {"name": release.publisher or ":unav"},
                "publicationYear": f"{release.date.year:04}",
                "subjects": [{"subject": each} for each in dict.fromkeys(front.keywords)],
                "dates": [{"date": f"{release.date:%Y-%m-%d}", "dateType": "Issued"}],
                "language": str(front.lang),
                "alternateIdentifiers": _alternates(release),
                "relatedIdentifiers": [
                    {"relatedIdentifier": each, "relatedIdentifierType": "DOI", "relationType": "Cites"}
                    for each in _cited_dois(release)
                ],
                "sizes": [f"{each.size} bytes" for each in _editions(release)],
                "formats": list(dict.fromkeys(each.media_type for each in _editions(release))),
                "version": release.version,
                "rightsList": [without_blanks(rights)] if front.rights else None,
                "descriptions": [{"description": release.summary, "descriptionType": "Abstract"}]
                if release.summary
                else None,
                "schemaVersion": "http://datacite.org/schema/kernel-4",
            }
        )
    )


def _editions(release: Release) -> Iterator[Any]:
    return (each for each in release.files if each.role == "edition")


def _alternates(release: Release) -> list[Mapping[str, str]]:
    name = release.front.id
    if not name or doi(release.front):
        return []
    return [{"alternateIdentifier": name, "alternateIdentifierType": "Document number"}]


def _datacite_creator(creator: Creator) -> Mapping[str, Any]:
    return without_blanks(
        {
            "name": creator.inverse_name,
            "nameType": "Personal" if creator.is_person else None,
            "givenName": creator.given_names,
            "familyName": creator.family,
            "affiliation": [{"name": each} for each in creator.places],
            "nameIdentifiers": [
                {
                    "nameIdentifier": f"{_ORCID}/{creator.orcid}",
                    "nameIdentifierScheme": "ORCID",
                    "schemeUri": _ORCID,
                }
            ]
            if creator.orcid
            else None,
        }
    )
