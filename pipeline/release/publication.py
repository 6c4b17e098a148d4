"""A release as catalogues list it: drawn from the release, kept beside its files, read back for a feed."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from pipeline.model.release import Publication, Release

FILE = "publication.json"
_ADAPTER = TypeAdapter(Publication)


def publication(release: Release, folder: str) -> Publication:
    """Return the publication of a release whose files are in a folder below that of the catalogue."""
    front = release.front
    return Publication(
        slug=release.slug,
        version=release.version,
        date=release.date,
        folder=folder,
        title=front.title,
        lang=str(front.lang),
        files=tuple(each for each in release.files if each.role in ("edition", "cover")),
        subtitle=front.subtitle or "",
        authors=tuple(dict.fromkeys(author.name for author in front.authors)),
        summary=release.summary,
        publisher=release.publisher,
        rights=front.rights or "",
        keywords=tuple(dict.fromkeys(front.keywords)),
        identifier=front.address or front.id or "",
        accessibility=release.accessibility,
    )


def record(publication: Publication) -> str:
    """Return a publication as JSON, to be kept beside its files."""
    return _ADAPTER.dump_json(publication, indent=2).decode() + "\n"


def read(data: bytes) -> Publication | None:
    """Return the publication of a record, or None if it is none."""
    try:
        return _ADAPTER.validate_json(data)
    except ValidationError:
        return None
