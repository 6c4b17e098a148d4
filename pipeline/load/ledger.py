"""The ledger: `facts.yaml` as typed facts; a fact that cannot be read is reported, the others are kept."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

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
_NAMES = records.Names("ledger-unknown", "ledger-invalid")


@dataclass(frozen=True, slots=True)
class Read:
    """The facts that could be read, the ids of those that could not, places of values, and what is wrong.

    Places are those of the facts kept: `("facts", 3, "value")` is the value of the ledger's fourth fact.
    `data` are the bytes of the file, None where it was not read.
    """

    ledger: Ledger
    broken: frozenset[str]
    places: Mapping[yaml_text.Path, Place]
    diagnostics: tuple[Diagnostic, ...]
    data: bytes | None = None


def path(root: Path) -> Path:
    """Return the path of an article's ledger, which may not be there; its name may have capitals."""
    exact = root / FILE
    if os.path.lexists(exact):
        return exact
    with suppress(OSError):
        # Elsewhere the system takes them for small letters: nobody shall lose a ledger by them.
        twins = sorted(name for name in os.listdir(root) if name.casefold() == FILE)
        return root / twins[0] if twins else exact
    return exact


def read(root: Path, reach: Reach) -> Read:
    """Read an article's ledger; an article without one has an empty ledger.

    What is there and cannot be read is a ledger still: strict checks do not go with it.
    """
    place = path(root)
    if not os.path.lexists(place):
        return Read(Ledger(), frozenset(), {}, ())
    try:
        source, problems = texts.read_text(place, reach)
    except DossierError as failure:
        return Read(Ledger(), frozenset(), {}, failure.diagnostics)
    return parse(source, problems)


def parse(source: SourceText, problems: tuple[Diagnostic, ...] = ()) -> Read:
    """Read the text of a ledger; `problems` are those found already."""
    parsed = yaml_text.parse(source)
    torn: set[str] = set()
    if any(each.code == "yaml-invalid" for each in parsed.diagnostics) and parsed.value is None:
        parsed, torn = _entries(source, parsed)
    found = [*problems, *parsed.diagnostics, *_misshapen(parsed, source)]
    items = parsed.value.get("facts") if isinstance(parsed.value, dict) else None
    facts: list[Fact] = []
    broken = torn
    kept: list[int] = []
    for index, item in enumerate(items if isinstance(items, list) else ()):
        outcome = records.make(_ADAPTER, item, ("facts", index), parsed.places, source.file, _NAMES)
        found += outcome.diagnostics
        if outcome.record is not None:
            facts.append(outcome.record)
            kept.append(index)
        elif isinstance(item, dict) and isinstance(item.get("id"), str):
            broken.add(item["id"])
    places = _renumbered(parsed.places, kept)
    return Read(Ledger(facts=tuple(facts)), frozenset(broken), places, tuple(found), source.data)


def _entries(source: SourceText, whole: yaml_text.Parsed) -> tuple[yaml_text.Parsed, set[str]]:
    """Read the entries of a broken ledger one by one; return them, and the ids of those that are not YAML.

    So that the one mistake does not make every binding in the prose one more.
    """
    values: list[Any] = []
    places: dict[yaml_text.Path, Place] = {}
    torn: set[str] = set()
    for text in islice(yaml_text.items(source, "facts"), MAX_ENTRIES):
        parsed = yaml_text.parse(text)
        entries = parsed.value.get("facts") if isinstance(parsed.value, dict) else None
        if parsed.diagnostics or not isinstance(entries, list):
            torn.update(match.group(1) for match in _ID.finditer(text.text))
            continue
        for index, entry in enumerate(entries):
            moved = {("facts", len(values), *path[2:]): place for path, place in parsed.places.items()
                     if path[:2] == ("facts", index)}  # fmt: skip
            places.update(moved)
            values.append(entry)
    value = {"facts": values} if values else None
    return yaml_text.Parsed(value, places, whole.diagnostics), torn


def _misshapen(parsed: yaml_text.Parsed, source: SourceText) -> list[Diagnostic]:
    if parsed.value is None:
        return []
    hint = "begin the file with `facts:` and each fact with `- id:`"
    if not isinstance(parsed.value, dict):
        return [
            error("ledger-invalid", "the ledger is not a list under `facts:`", Place(source.file, 1, 1), hint)
        ]
    found = [
        error(
            "ledger-unknown",
            f"unknown key `{key}`",
            parsed.places[(key, "#key")],
            "the ledger's key is `facts`",
        )
        for key in parsed.value
        if key != "facts"
    ]
    if not isinstance(parsed.value.get("facts") or [], list):
        found.append(error("ledger-invalid", "`facts` must be a list", parsed.places[("facts",)], hint))
    return found


def _renumbered(places: Mapping[yaml_text.Path, Place], kept: list[int]) -> dict[yaml_text.Path, Place]:
    """Return places by the number that a fact has among those kept."""
    numbers = {old: new for new, old in enumerate(kept)}
    made: dict[yaml_text.Path, Place] = {}
    for path, place in places.items():
        if len(path) < 2 or path[1] == "#key":
            made[path] = place
        elif isinstance(path[1], int) and path[1] in numbers:
            made[("facts", numbers[path[1]], *path[2:])] = place
    return made
