"""The catalogues beside all releases, made of the record that each release keeps of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline import write
from pipeline.model.release import Publication
from pipeline.release import feed, publication
from pipeline.release.published import releases

TITLE = "Releases"


def feeds(out: Path, base: str) -> Mapping[str, bytes]:
    """Return the catalogues of the releases in a folder, by the names of their files; none without one."""
    publications = list(_publications(out))
    if not publications:
        return {}
    catalogue = feed.Catalogue(TITLE, _publisher(publications), base)
    return {
        feed.ATOM_FILE: feed.atom(catalogue, publications).encode(),
        feed.JSON_FILE: feed.opds(catalogue, publications).encode(),
    }


def _publications(out: Path) -> Iterator[Publication]:
    """Yield what the releases in a folder say of themselves, as far as it can be read."""
    for folder, manifest in releases(out):
        own = publication.read(write.read(folder / publication.FILE) or b"")
        # A record that names another folder would lead readers elsewhere.
        if own is not None and (own.slug, own.version, own.folder) == (
            manifest.article.slug,
            manifest.version,
            folder.name,
        ):
            yield own


def _publisher(publications: list[Publication]) -> str:
    names = {each.publisher for each in publications}
    return names.pop() if len(names) == 1 else ""
