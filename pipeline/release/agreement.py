"""The agreement of the documents of a release: they speak of one article, version, set of files and facts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.build_report import MANIFEST
from pipeline.model.diagnostics import Diagnostic, error
from pipeline.model.inventory import Inventory
from pipeline.release import publication
from pipeline.release.audit import Folder
from pipeline.release.published import FACTS, REFERENCES, UNREADABLE, read_facts, read_references

TABLE = "facts.csv"
# Without these there is no release.
REQUIREMENTS = (
    FACTS,
    TABLE,
    REFERENCES,
    "provenance.json",
    "sbom.json",
    "datapackage.json",
    "proof.json",
    "statements.json",
    "CHANGES.md",
)
_CFF_VERSION = re.compile(r"^version: *[\"']?([^\"'\n]+)[\"']? *$", re.MULTILINE)
_HINT = "fetch the release anew; if it is so where it is published, tell its publisher"


class Contradiction(ValueError):
    """A document that says something else than the manifest, or cannot be read: the words say what."""


def contradictions(folder: Folder) -> Iterator[Diagnostic]:
    """Yield the documents that say something else than the manifest, or than each other."""
    manifest = folder.manifest
    if manifest is None:
        return
    for name in REQUIREMENTS:
        if name not in folder.digests and not any(each.name == name for each in manifest.files):
            yield error("release-contradictory", f"the release has no `{name}`", folder.place(name), _HINT)
    if not any(each.role == "edition" for each in manifest.files):
        yield error("release-contradictory", "the manifest names no edition", folder.place(MANIFEST), _HINT)
    for name, examine in _DOCUMENTS.items():
        data = folder.data(name)
        if data is None:
            continue
        try:
            examine(data, manifest, folder)
        except UNREADABLE as failure:
            is_own = isinstance(failure, Contradiction)
            reason = (
                str(failure) if is_own else f"it is not in the form of such a file ({type(failure).__name__})"
            )
            yield error("release-contradictory", f"`{name}`: {reason}", folder.place(name), _HINT)


def _same(what: str, own: object, manifest_value: object) -> None:
    if own != manifest_value:
        text = str(own)[:80]
        raise Contradiction(f"its {what} is `{text}`, and the manifest's is `{manifest_value}`")


def _facts(data: bytes, manifest: Inventory, folder: Folder) -> None:
    value = json.loads(data)
    facts = read_facts(value)
    _same("version", facts.version, manifest.version)
    _same("article", value["article"], manifest.article.slug)
    _same("title", facts.title, manifest.article.title)
    known_ids = {each.id for each in facts.facts}
    if len(known_ids) < len(facts.facts):
        raise Contradiction("two facts have one id")
    references = read_references(json.loads(folder.data(REFERENCES) or b"[]"))
    for fact in facts.facts:
        for source in fact.sources:
            if source.ref not in references:
                raise Contradiction(f"the source `{source.ref}` of `{fact.id}` is not in {REFERENCES}")


def _table(data: bytes, manifest: Inventory, folder: Folder) -> None:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    items = json.loads(folder.data(FACTS) or b"{}").get("facts", [])
    if [each["id"] for each in rows] != [each["id"] for each in items]:
        raise Contradiction(f"its facts are not those of {FACTS}")
    for row, item in zip(rows, items, strict=True):
        words = item["words"]
        # Before what a spreadsheet takes for a formula there is an apostrophe.
        if row["words"] not in (words, f"'{words}"):
            raise Contradiction(f"`{row['id'][:80]}` is “{row['words'][:80]}”, and “{words[:80]}” in {FACTS}")


def _provenance(data: bytes, manifest: Inventory, folder: Folder) -> None:
    value = json.loads(data)
    parameters = value["predicate"]["buildDefinition"]["externalParameters"]
    _same("article", parameters["article"], manifest.article.slug)
    _same("version", parameters["version"], manifest.version)
    digests = {each.name: each.sha256 for each in manifest.files}
    subjects = {each["name"]: each["digest"]["sha256"] for each in value["subject"]}
    for name, digest in subjects.items():
        _same(f"digest of `{name[:80]}`", digest, digests.get(name))
    for each in manifest.files:
        if each.role == "edition" and each.name not in subjects:
            raise Contradiction(f"`{each.name}` is none of its subjects")


def _package(data: bytes, manifest: Inventory, folder: Folder) -> None:
    value = json.loads(data)
    _same("version", value["version"], manifest.version)
    digests = {each.name: f"sha256:{each.sha256}" for each in manifest.files}
    for each in value["resources"]:
        _same(f"hash of `{each['path'][:80]}`", each["hash"], digests.get(each["path"]))


def _bill(data: bytes, manifest: Inventory, folder: Folder) -> None:
    component = json.loads(data)["metadata"]["component"]
    _same("article", component["name"], manifest.article.slug)
    _same("version", component["version"], manifest.version)
    digests = {each.name: each.sha256 for each in manifest.files}
    for each in component.get("components", ()):
        _same(f"hash of `{each['name'][:80]}`", each["hashes"][0]["content"], digests.get(each["name"]))


def _citation(data: bytes, manifest: Inventory, folder: Folder) -> None:
    match = _CFF_VERSION.search(data.decode("utf-8"))
    _same("version", match[1].strip() if match else None, manifest.version)


def _deposit(data: bytes, manifest: Inventory, folder: Folder) -> None:
    value = json.loads(data)
    _same("version", value["version"], manifest.version)


def _page(data: bytes, manifest: Inventory, folder: Folder) -> None:
    words = data.decode("utf-8")
    for each in manifest.files:
        if each.role == "edition" and (each.name not in words or each.sha256 not in words):
            raise Contradiction(f"it lacks `{each.name}` or its SHA-256")


def _publication(data: bytes, manifest: Inventory, folder: Folder) -> None:
    own = publication.read(data)
    if own is None:
        raise Contradiction("it is no record of a publication")
    _same("article", own.slug, manifest.article.slug)
    _same("version", own.version, manifest.version)
    _same("folder", own.folder, f"{manifest.article.slug}-{manifest.version}")
    digests = {each.name: each.sha256 for each in manifest.files}
    for each in own.files:
        _same(f"digest of `{each.name[:80]}`", each.sha256, digests.get(each.name))


def _notes(data: bytes, manifest: Inventory, folder: Folder) -> None:
    first = data.decode("utf-8").partition("\n")[0]
    if not first.replace("\\", "").endswith(f"version {manifest.version}"):
        raise Contradiction(f"its heading does not end with the version {manifest.version}")


_DOCUMENTS: Mapping[str, Callable[[bytes, Inventory, Folder], Any]] = {
    FACTS: _facts,
    TABLE: _table,
    "provenance.json": _provenance,
    "datapackage.json": _package,
    "sbom.json": _bill,
    "CITATION.cff": _citation,
    ".zenodo.json": _deposit,
    "datacite.json": _deposit,
    "index.html": _page,
    "CHANGES.md": _notes,
    publication.FILE: _publication,
}
