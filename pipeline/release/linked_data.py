"""What the page of a release tells programs, as schema.org in JSON-LD: the report, its files, its data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from pipeline.formats.web.linked_data import embeddable, person
from pipeline.model.release import Release, ReleasedFile
from pipeline.release import licences
from pipeline.release.json_text import without_blanks

# What an e-book says of its accessibility as lists; the summary is one text.
_LISTS = ("accessMode", "accessibilityFeature", "accessibilityHazard")


def linked_data(release: Release) -> str:
    """Return the data as JSON that an HTML element can contain."""
    return embeddable(report(release))


def address(release: Release, name: str = "") -> str:
    """Return the address of a file of the release, or of its folder; relative without a base."""
    folder = (
        f"{release.base.rstrip('/')}/{quote(f'{release.slug}-{release.version}')}/" if release.base else ""
    )
    return f"{folder}{quote(name)}"


def report(release: Release) -> Mapping[str, Any]:
    """Return the release as a report."""
    front = release.front
    licence = licences.address(licences.spdx(front.rights))
    fields = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": address(release) or None,
        "url": address(release) or None,
        "name": front.title,
        "headline": front.title,
        "alternativeHeadline": front.subtitle,
        "abstract": release.summary,
        "inLanguage": str(front.lang),
        "version": release.version,
        "datePublished": f"{release.date:%Y-%m-%d}",
        "identifier": front.id,
        "reportNumber": front.id,
        "sameAs": front.address,
        "author": [person(each, front) for each in front.authors],
        "publisher": {"@type": "Organization", "name": release.publisher} if release.publisher else None,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": front.kicker} if front.kicker else None,
        "keywords": list(dict.fromkeys(front.keywords)),
        "license": licence,
        "copyrightNotice": front.rights,
        "isAccessibleForFree": True,
        "encoding": [_media(each, release, "MediaObject") for each in _of_role(release, "edition")],
        "hasPart": _data(release),
        **_accessibility(release),
    }
    return without_blanks(fields)


def _of_role(release: Release, role: str) -> Iterator[ReleasedFile]:
    return (each for each in release.files if each.role == role)


def _media(file: ReleasedFile, release: Release, kind: str) -> Mapping[str, Any]:
    return {
        "@type": kind,
        "name": file.name,
        "contentUrl": address(release, file.name),
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def _data(release: Release) -> Mapping[str, Any] | None:
    files = [_media(each, release, "DataDownload") for each in _of_role(release, "data")]
    if not files:
        return None
    front = release.front
    return without_blanks(
        {
            "@type": "Dataset",
            "name": front.title,
            "description": release.summary or front.subtitle or front.title,
            "version": release.version,
            "license": licences.address(licences.spdx(front.rights)),
            "creator": [person(each, front) for each in front.authors],
            "distribution": files,
        }
    )


def _accessibility(release: Release) -> Mapping[str, Any]:
    result: dict[str, Any] = {}
    for name, value in release.accessibility:
        if name in _LISTS:
            result.setdefault(name, []).append(value)
        elif name == "accessModeSufficient":
            modes = {"@type": "ItemList", "itemListElement": value.split(",")}
            result.setdefault(name, []).append(modes)
        elif name == "accessibilitySummary":
            result[name] = value
    return result
