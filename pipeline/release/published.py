"""What an earlier release published, read back from its files or from the revision of its tag."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline import inventory, write
from pipeline.build_report import MANIFEST
from pipeline.facts.revisions import revision
from pipeline.load.text import display_path
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.facts import Fact
from pipeline.model.inventory import Inventory
from pipeline.release.repository import Repository
from pipeline.release.version import Version, latest_before, parse, tag_version

FACTS, REFERENCES = "facts.json", "references.json"
# What reading of a file by others raises that has another form.
UNREADABLE = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error,
)  # fmt: skip
# What facts.json adds to a fact of the ledger.
_ADDED_KEYS = ("unit", "words")
_LARGEST = 100_000_000
_ADAPTER: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...])


@dataclass(frozen=True, slots=True)
class OldData:
    """What a release published: version, title, language and facts; its references where they are known."""

    version: str
    title: str
    lang: str
    facts: tuple[Fact, ...]
    references: Mapping[str, Mapping[str, Any]] | None = None


def releases(out: Path) -> Iterator[tuple[Path, Inventory]]:
    """Yield the releases in a folder with their manifests, by name; what is no release is left out."""
    try:
        names = sorted(os.listdir(out))
    except OSError:
        return
    for name in names:
        folder = out / name
        if name.startswith(".") or folder.is_symlink() or not folder.is_dir():
            continue
        manifest = inventory.read(write.read(folder / MANIFEST))
        if (
            manifest is not None
            and manifest.version
            and name == f"{manifest.article.slug}-{manifest.version}"
        ):
            yield folder, manifest


def previous(
    out: Path, slug: str, version: Version, article: Path, repository: Repository | None
) -> OldData | None:
    """Return what the release before a version published: from its folder, else from its tag; None for none.

    The higher of both counts: a folder of an older release says nothing of a later tag.
    """
    folders = {
        own: folder
        for folder, manifest in releases(out)
        if manifest.article.slug == slug and (own := parse(manifest.version or "")) is not None
    }
    tags = {own: tag for tag in (repository.commits if repository else ()) if (own := tag_version(tag, slug))}
    last = latest_before(version, [*tags, *folders])
    if last is None:
        return None
    same = next((each for each in folders if each.rank == last.rank), None)
    if same is not None:
        return read(folders[same])
    try:
        old = revision(tags[last], article.parent, article.name)
    except DossierError:
        # The article was not there yet, or its ledger was none: nothing was stated that changed.
        return None
    if not old.ledger.facts:
        return None
    return OldData(last.text, "", old.lang, old.ledger.facts)


def read(folder: Path) -> OldData:
    """Return what a release published. Raises DossierError for one that is damaged."""
    try:
        facts = _json(folder / FACTS)
        references = _json(folder / REFERENCES)
        return read_facts(facts, read_references(references))
    except UNREADABLE as failure:
        reason = str(failure).partition("\n")[0]
        place = Place(display_path(folder / FACTS))
        hint = "fetch that release anew, or take it out of the folder; `dossier release verify` tells more"
        message = f"the release before this one cannot be read: {reason}"
        raise DossierError([error("release-damaged", message, place, hint)]) from failure


def _json(path: Path) -> Any:
    data = write.read(path)
    if data is None or len(data) > _LARGEST:
        raise ValueError(f"{path.name} is no file of a usual size")
    return json.loads(data)


def read_facts(value: Any, references: Mapping[str, Mapping[str, Any]] | None = None) -> OldData:
    """Return what a file of facts holds; ValueError if it is none."""
    if not isinstance(value, dict):
        raise ValueError("facts.json is no object")
    items, words = value.get("facts"), [value.get(name, "") for name in ("version", "title", "lang")]
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        raise ValueError("its `facts` are no list of objects")
    if not all(isinstance(each, str) for each in words):
        raise ValueError("its `version`, `title` or `lang` is no text")
    facts = [{key: part for key, part in each.items() if key not in _ADDED_KEYS} for each in items]
    version, title, lang = words
    return OldData(version, title, lang, _ADAPTER.validate_python(facts), references)


def read_references(value: Any) -> Mapping[str, Mapping[str, Any]]:
    """Return references by their ids; ValueError if the value is no list of CSL JSON."""
    if not isinstance(value, list) or not all(
        isinstance(each, dict) and isinstance(each.get("id"), str) for each in value
    ):
        raise ValueError("it is no list of references with ids")
    return {each["id"]: each for each in value}
