"""The files of a release, from its material: editions under published names, data, records, sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pipeline import inventory
from pipeline.build_report import MANIFEST
from pipeline.cache import tools
from pipeline.model.inventory import ArticleEntry, FileEntry, InputEntry, Inventory, Role, Subject
from pipeline.model.release import Input, Release, ReleasedFile
from pipeline.release import (
    changes,
    citation_file,
    data,
    deposit,
    landing,
    provenance,
    publication,
    sbom,
    sums,
)
from pipeline.release.material import Material, published_name
from pipeline.release.proof import FILE as PROOF
from pipeline.release.proof import STATEMENTS
from pipeline.release.published import OldData, read_references
from pipeline.release.repository import Repository
from pipeline.release.version import Version, folder_name

CHANGES = "CHANGES.md"
_ZIP = "application/zip"
_MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "md": "text/markdown",
    "html": "text/html",
    "cff": "application/yaml",
}
# What is written of a release, by names of files: data for programs, and what describes the release.
DATA: Mapping[str, Callable[[Release], str]] = {
    data.FACTS_JSON: data.facts_json,
    data.FACTS_CSV: data.facts_csv,
    data.REFERENCES: data.references_json,
}
RECORDS: Mapping[str, Callable[[Release], str]] = {
    "provenance.json": provenance.statement,
    "sbom.json": sbom.bill,
    "datapackage.json": data.package,
    "CITATION.cff": citation_file.citation,
    ".zenodo.json": deposit.zenodo,
    "datacite.json": deposit.datacite,
}


@dataclass(frozen=True, slots=True)
class Assembly:
    """A release before it is written: its folder's name, its value, and its files by name."""

    name: str
    release: Release
    files: Mapping[str, bytes]


def assemble(
    material: Material,
    version: Version,
    old: OldData | None,
    repository: Repository | None,
    base: str = "",
) -> Assembly:
    """Return a release with all its files."""
    release, files, editions = _begin(material, version, repository, base)
    new = OldData(
        version.text,
        release.front.title,
        release.front.lang,
        release.facts,
        read_references([{**each.fields, "id": each.id} for each in release.references]),
    )
    release = replace(release, changes=changes.changes(old, new), previous=old.version if old else "")
    day = f"{release.date:%Y-%m-%d}"
    notes = changes.markdown(release.front.title, version.text, day, release.changes, release.previous)
    files[CHANGES] = notes.encode()
    files[PROOF], files[STATEMENTS] = material.proof.encode(), material.statements.encode()
    files[publication.FILE] = publication.record(
        publication.publication(release, folder_name(material.slug, version))
    ).encode()
    for name, write in (*DATA.items(), *RECORDS.items()):
        files[name] = write(release).encode()
    all_files = (
        *release.files,
        *(_released_file(name, files[name]) for name in sorted(files.keys() - editions.keys())),
    )
    files[landing.FILE] = landing.page(replace(release, files=all_files), material.look).encode()
    files[MANIFEST] = inventory.text(_manifest(material, release, files, editions)).encode()
    files[sums.FILE] = sums.text({name: sums.digest(each) for name, each in files.items()}).encode()
    return Assembly(folder_name(material.slug, version), release, files)


def _begin(
    material: Material, version: Version, repository: Repository | None, base: str
) -> tuple[Release, dict[str, bytes], dict[str, FileEntry]]:
    """Return a release of editions alone, their bytes, and what the manifest says of them."""
    files: dict[str, bytes] = {}
    entries: dict[str, FileEntry] = {}
    for each in material.artifacts:
        artifact = each.artifact
        output_format = inventory.format_of(artifact.name)
        name = published_name(material.slug, version, artifact)
        files[name] = artifact.data
        entries[name] = FileEntry(
            name=name,
            edition=output_format.edition,
            format=output_format.name,
            media_type=_ZIP if artifact.is_folder else inventory.MEDIA_TYPES[output_format.name],
            size=len(artifact.data),
            sha256=sums.digest(artifact.data),
            extent=artifact.extent,
            extent_unit=artifact.extent_unit,
        )
    release = Release(
        material.slug,
        version.text,
        datetime.strptime(material.date, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        material.front_matter(),
        tuple(
            ReleasedFile(each.name, each.role, each.media_type, each.size, each.sha256, each.edition or "")
            for each in entries.values()
        ),
        material.published_facts(),
        material.published_references(),
        tuple(_inputs(material, repository)),
        material.components,
        commit=repository.commit if repository else "",
        base=base,
        summary=material.summary,
        accessibility=material.accessibility,
        proof=material.proof_lines,
    )
    return release, files, entries


def _inputs(material: Material, repository: Repository | None) -> list[Input]:
    names = {
        repository.name_of(path) if repository else name: digest for name, path, digest in material.inputs
    }
    return [Input(name, names[name]) for name in sorted(names)]


def _released_file(name: str, content: bytes) -> ReleasedFile:
    return ReleasedFile(name, _role(name), _media_type(name), len(content), sums.digest(content))


def _role(name: str) -> Role:
    return "data" if name in DATA else "record"


def _media_type(name: str) -> str:
    return _MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def _manifest(
    material: Material, release: Release, files: Mapping[str, bytes], editions: Mapping[str, FileEntry]
) -> Inventory:
    """Return the manifest of the files that are there so far."""
    used_tools = inventory.tools(tools())
    inputs = tuple(InputEntry(name=each.name, sha256=each.sha256) for each in release.inputs)
    article = ArticleEntry.of(material.slug, release.front)
    state = inventory.state_of(Subject(article, material.date), inputs, used_tools)
    others = [
        FileEntry(
            name=name,
            role=_role(name),
            media_type=_media_type(name),
            size=len(files[name]),
            sha256=sums.digest(files[name]),
        )
        for name in sorted(files.keys() - editions.keys())
    ]
    return Inventory(
        article=article,
        version=release.version,
        date=material.date,
        state=state,
        files=(*(each.model_copy(update={"state": state}) for each in editions.values()), *others),
        inputs=inputs,
        tools=used_tools,
        commit=release.commit or None,
        previous=release.previous or None,
    )
