"""Records from YAML values: what a model rejects becomes diagnostics with a place in the file."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.load.record_words import words
from pipeline.load.yaml_text import Path
from pipeline.model.diagnostics import Diagnostic, Place, Severity

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Names:
    """The codes under which the faults of a file are reported."""

    unknown_key: str
    invalid: str
    unknown_severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Record]):
    """A record, or None if the value is invalid, and diagnostics; `invalid` are the paths to leave out."""

    record: Record | None
    diagnostics: tuple[Diagnostic, ...]
    invalid: tuple[Path, ...] = ()


def make(
    adapter: TypeAdapter[Record],
    value: Any,
    base: Path,
    places: Mapping[Path, Place],
    file: str,
    names: Names,
) -> Outcome[Record]:
    """Make a record of a YAML value.

    `base` is the value's path in its file. A key without a value is absent, as in YAML. A key that no model
    knows is reported and left out, so that the rest is still read; an unreadable value invalidates the whole
    record.
    """
    diagnostics: list[Diagnostic] = []
    value = _without_empty_keys(value)
    for _ in range(1 + _keys_in(value)):
        try:
            return Outcome(adapter.validate_python(value), tuple(diagnostics))
        except ValidationError as failure:
            faults = failure.errors(include_url=False)
        extra = [fault for fault in faults if fault["type"] == "extra_forbidden"]
        diagnostics += [_unknown_key(fault, adapter, value, base, places, file, names) for fault in extra]
        if not extra or len(extra) < len(faults):
            rest = [fault for fault in faults if fault["type"] != "extra_forbidden"]
            diagnostics += [_invalid(fault, value, base, places, file, names) for fault in rest]
            return Outcome(None, tuple(diagnostics), tuple(_path_to_drop(fault, value) for fault in rest))
        value = without(value, *(_real_path(fault["loc"], value) for fault in extra))
    return Outcome(None, tuple(diagnostics))


def _without_empty_keys(value: Any) -> Any:
    """Return a value without the keys that have none."""
    if isinstance(value, Mapping):
        return {key: _without_empty_keys(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_empty_keys(item) for item in value]
    return value


def _keys_in(value: Any) -> int:
    if isinstance(value, Mapping):
        return len(value) + sum(_keys_in(item) for item in value.values())
    if isinstance(value, list):
        return sum(_keys_in(item) for item in value)
    return 0


def _real_path(loc: Sequence[str | int], value: Any) -> Path:
    """Return the part of pydantic's location that names keys of the value: it also names union members."""
    path: list[str | int] = []
    for position, part in enumerate(loc):
        if isinstance(value, Mapping) and isinstance(part, str):
            if part in value:
                path.append(part)
                value = value[part]
            elif position == len(loc) - 1:
                path.append(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            path.append(part)
            value = value[part]
    return tuple(path)


def without(value: Any, *paths: Path) -> Any:
    """Return a value without the parts at some paths."""
    below: dict[str | int, list[Path]] = {}
    for path in paths:
        if path:
            below.setdefault(path[0], []).append(path[1:])
    if not below or not isinstance(value, Mapping | list):
        return value
    parts = value.items() if isinstance(value, Mapping) else enumerate(value)
    result = {key: without(part, *below.get(key, ())) for key, part in parts if () not in below.get(key, ())}
    return result if isinstance(value, Mapping) else list(result.values())


def _place(path: Path, places: Mapping[Path, Place], file: str) -> Place:
    for end in range(len(path), -1, -1):
        if path[:end] in places:
            return places[path[:end]]
    return Place(file)


def _unknown_key(
    fault: Any,
    adapter: TypeAdapter[Any],
    value: Any,
    base: Path,
    places: Mapping[Path, Place],
    file: str,
    names: Names,
) -> Diagnostic:
    path = _real_path(fault["loc"], value)
    key = str(path[-1])
    keys = _names_at(adapter, tuple(0 if isinstance(part, int) else part for part in fault["loc"][:-1]))
    close = difflib.get_close_matches(key, keys, n=1, cutoff=0.6)
    hint = f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(keys)}"
    place = _place((*base, *path, "#key"), places, file)
    return Diagnostic(names.unknown_key, names.unknown_severity, f"unknown key `{key}`", place, hint)


@lru_cache(maxsize=1024)
def _names_at(adapter: TypeAdapter[Any], loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that the model at a location knows, from its JSON Schema."""
    schema = _schema(adapter)
    definitions = schema.get("$defs", {})
    nodes = [schema]
    for part in loc:
        nodes = [deeper for node in nodes for deeper in _deeper(node, part, definitions)]
    alternatives = (each for node in nodes for each in _with_references(node, definitions))
    return tuple(sorted({name for each in alternatives for name in each.get("properties", {})}))


@cache
def _schema(adapter: TypeAdapter[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a model, cached: building it takes longer than reading a file."""
    return adapter.json_schema(by_alias=True)


def _with_references(node: Any, definitions: Any) -> list[Any]:
    if "$ref" in node:
        return _with_references(definitions[node["$ref"].rpartition("/")[2]], definitions)
    options = [*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())]
    return [node, *(each for option in options for each in _with_references(option, definitions))]


def _deeper(node: Any, part: str | int, definitions: Any) -> list[Any]:
    result = []
    for each in _with_references(node, definitions):
        if isinstance(part, int):
            result += [each["items"]] if isinstance(each.get("items"), dict) else []
        elif part in each.get("properties", {}):
            result.append(each["properties"][part])
        elif each.get("properties", {}).get("kind", {}).get("const") == part:
            result.append(each)
    return result


def _invalid(
    fault: Any, value: Any, base: Path, places: Mapping[Path, Place], file: str, names: Names
) -> Diagnostic:
    path = _real_path(fault["loc"], value)
    kind = fault["type"]
    key = str(fault["loc"][-1] if kind == "missing" and fault["loc"] else (path or ("value",))[-1])
    if isinstance(path[-1] if path else "", int) and kind != "missing":
        # An item of a list has the name of the list in messages.
        key = next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
    if kind == "union_tag_invalid":
        path = (*path, "kind")
    if kind == "missing":
        path = path[:-1]
    if not path and kind != "missing":
        key = next((str(part) for part in reversed(base) if isinstance(part, str)), "")
    message, hint = words(kind, key, fault)
    return Diagnostic(names.invalid, Severity.ERROR, message, _place((*base, *path), places, file), hint)


def _path_to_drop(fault: Any, value: Any) -> Path:
    """Return the path to remove so that a fault is gone."""
    path = _real_path(fault["loc"], value)
    return path[:-1] if fault["type"] == "missing" and path and path[-1] == fault["loc"][-1] else path
