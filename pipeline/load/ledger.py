"""The ledger: `facts.yaml` as typed facts; an unreadable fact is reported and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline import disk
from pipeline.checks.suggestion import suggestion
from pipeline.load import records, yaml_text
from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.facts import Fact, Ledger
from pipeline.model.source import SourceText

FILE = "facts.yaml"
MAX_ENTRIES = 2_000
_ID = re.compile(r"^\s*-?\s*id:\s*[\"']?([\w-]+)", re.MULTILINE)
_ADAPTER: TypeAdapter[Fact] = TypeAdapter(Fact)
_KEY_HINT = "the ledger's key is `facts`"
_NAMES = records.Names("ledger-unknown", "ledger-invalid")


@dataclass(frozen=True, slots=True)
class ParsedLedger:
    """The facts of a ledger, the ids of unreadable ones, the places of values, and the diagnostics.

    Places count the readable facts only: `("facts", 3, "value")` is the value of the fourth fact in `ledger`.
    `data` are the bytes of the file, None if it was not read.
    """

    ledger: Ledger
    broken_ids: frozenset[str]
    places: Mapping[yaml_text.Path, Place]
    diagnostics: tuple[Diagnostic, ...]
    data: bytes | None = None

    @property
    def is_unaccepted(self) -> bool:
        """Whether nobody has accepted any of its facts: such a ledger binds no author yet."""
        facts = self.ledger.facts
        return bool(facts) and not self.broken_ids and all(fact.status == "proposed" for fact in facts)


def path(root: Path) -> Path:
    """Return the path of an article's ledger, which may not exist; its name may have capitals."""
    exact = root / FILE
    if disk.exists(exact):
        return exact
    with suppress(OSError):
        # Other systems ignore case in names: no ledger must be lost because of capitals.
        twins = disk.names_like(root, (FILE,))
        return root / twins[0] if twins else exact
    return exact


def read(root: Path, reach: Reach) -> ParsedLedger:
    """Read an article's ledger; an article without one has an empty ledger.

    An unreadable ledger is still a ledger: the strict checks stay on.
    """
    place = path(root)
    if not disk.exists(place):
        return ParsedLedger(Ledger(), frozenset(), {}, ())
    try:
        source, problems = texts.read_text(place, reach)
    except DossierError as failure:
        return ParsedLedger(Ledger(), frozenset(), {}, failure.diagnostics)
    return parse(source, problems)


def parse(source: SourceText, problems: tuple[Diagnostic, ...] = ()) -> ParsedLedger:
    """Parse the text of a ledger; `problems` are the diagnostics from reading the file."""
    content = yaml_text.parse(source)
    lost_ids: set[str] = set()
    if any(each.code == "yaml-invalid" for each in content.diagnostics) and content.value is None:
        content, lost_ids = _entries(source, content)
    diagnostics = [*problems, *content.diagnostics, *_structure_errors(content, source)]
    content = _under_facts(content)
    items = content.value.get("facts") if isinstance(content.value, dict) else None
    facts: list[Fact] = []
    broken_ids = lost_ids if isinstance(items, list) else lost_ids | _all_ids(content.value, source)
    indexes: list[int] = []
    for index, item in enumerate(items if isinstance(items, list) else ()):
        outcome = records.make(_ADAPTER, item, ("facts", index), content.places, source.file, _NAMES)
        is_proposed = isinstance(item, dict) and item.get("status") == "proposed"
        diagnostics += [replace(each, is_proposed=is_proposed) for each in outcome.diagnostics]
        if outcome.record is not None:
            facts.append(outcome.record)
            indexes.append(index)
        elif isinstance(item, dict) and isinstance(item.get("id"), str):
            broken_ids.add(item["id"])
    places = _renumber(content.places, indexes)
    return ParsedLedger(
        Ledger(facts=tuple(facts)), frozenset(broken_ids), places, tuple(diagnostics), source.data
    )


def _entries(source: SourceText, whole: yaml_text.ParsedYaml) -> tuple[yaml_text.ParsedYaml, set[str]]:
    """Read the entries of a broken ledger one by one; return them, and the ids of unreadable ones.

    So one mistake does not become a further one at each binding in the prose.
    """
    values: list[Any] = []
    places: dict[yaml_text.Path, Place] = {}
    lost_ids: set[str] = set()
    for text in islice(yaml_text.items(source, "facts"), MAX_ENTRIES):
        content = yaml_text.parse(text)
        entries = content.value.get("facts") if isinstance(content.value, dict) else None
        if content.diagnostics or not isinstance(entries, list):
            lost_ids.update(match.group(1) for match in _ID.finditer(text.text))
            continue
        for index, entry in enumerate(entries):
            places_here = {("facts", len(values), *path[2:]): place for path, place in content.places.items()
                     if path[:2] == ("facts", index)}  # fmt: skip
            places.update(places_here)
            values.append(entry)
    value = {"facts": values} if values else None
    return yaml_text.ParsedYaml(value, places, whole.diagnostics), lost_ids


def _under_facts(content: yaml_text.ParsedYaml) -> yaml_text.ParsedYaml:
    """Return a ledger with its list of facts under `facts`, if it stands under another key or none.

    That is told once; were the facts not read, each place that names one would be a finding too.
    """
    match content.value:
        case {"facts": _}:
            return content
        case dict():
            keys = [key for key, value in content.value.items() if _are_facts(value)]
            if len(keys) != 1:
                return content
            start: yaml_text.Path = (keys[0],)
            items = content.value[keys[0]]
        case list() if _are_facts(content.value):
            start, items = (), content.value
        case _:
            return content
    depth = len(start)
    places = {
        ("facts", *path[depth:]): place for path, place in content.places.items() if path[:depth] == start
    }
    return yaml_text.ParsedYaml({"facts": items}, places, content.diagnostics)


def _are_facts(value: object) -> bool:
    """Return whether a value is a list of what have ids."""
    return isinstance(value, list) and any(isinstance(each, dict) and "id" in each for each in value)


def _all_ids(value: object, source: SourceText) -> set[str]:
    """Return what may be an id in a ledger that is no list under its key: one finding tells that."""
    keys = {str(key) for key in _keys(value)}
    return keys | {match.group(1) for match in islice(_ID.finditer(source.text), MAX_ENTRIES)}


def _keys(value: object) -> Iterator[object]:
    """Yield the keys of a mapping, and of the mappings in it: an id may be the key of its fact."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from inner if isinstance(inner, dict) else ()


def _structure_errors(content: yaml_text.ParsedYaml, source: SourceText) -> list[Diagnostic]:
    if content.value is None:
        return []
    hint = "begin the file with `facts:` and each fact with `- id:`"
    if not isinstance(content.value, dict):
        return [
            error("ledger-invalid", "the ledger is not a list under `facts:`", Place(source.file, 1, 1), hint)
        ]
    diagnostics = [
        error(
            "ledger-unknown",
            f"unknown key `{key}`",
            content.places[(key, "#key")],
            suggestion(str(key), [] if "facts" in content.value else ["facts"], otherwise=_KEY_HINT),
        )
        for key in content.value
        if key != "facts"
    ]
    if not isinstance(content.value.get("facts") or [], list):
        diagnostics.append(
            error("ledger-invalid", "`facts` must be a list", content.places[("facts",)], hint)
        )
    return diagnostics


def _renumber(places: Mapping[yaml_text.Path, Place], indexes: list[int]) -> dict[yaml_text.Path, Place]:
    """Return places renumbered for the readable facts; `indexes` are their old indexes."""
    numbers = {old: new for new, old in enumerate(indexes)}
    result: dict[yaml_text.Path, Place] = {}
    for path, place in places.items():
        if len(path) < 2 or path[1] == "#key":
            result[path] = place
        elif isinstance(path[1], int) and path[1] in numbers:
            result[("facts", numbers[path[1]], *path[2:])] = place
    return result
