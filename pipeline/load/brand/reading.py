"""The file `_brand.yml` as a record, with a place for every value and a finding for each that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from pipeline.load import records, yaml_text
from pipeline.load.brand.forms import lengthen
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand
from pipeline.model.diagnostics import Diagnostic, Place, Severity, warning
from pipeline.model.source import SourceText

BRAND_UNUSED = "brand-unused"
_NAMES = records.Names("brand-unknown", "brand-invalid", Severity.WARNING)
_ADAPTER: TypeAdapter[Brand] = TypeAdapter(Brand)
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class ParsedBrand:
    """A brand, the places of its values by path, and the findings; an invalid value is left out."""

    brand: Brand
    places: Mapping[Path, Place]
    diagnostics: tuple[Diagnostic, ...]


def parse(source: SourceText) -> ParsedBrand:
    """Read the text of a `_brand.yml`."""
    content = yaml_text.parse(source, aliases=True)
    diagnostics = list(content.diagnostics)
    if not isinstance(content.value, dict):
        if content.value is not None:
            message = "the brand is not a group of keys"
            hint = "begin it with `color:`, `logo:` or `typography:`"
            diagnostics.append(warning("brand-invalid", message, Place(source.file, 1, 1), hint))
        return ParsedBrand(Brand(), {}, tuple(diagnostics))
    value: Any = lengthen(content.value)
    for _ in range(_ATTEMPTS):
        outcome = records.make(_ADAPTER, value, (), content.places, source.file, _NAMES)
        diagnostics += outcome.diagnostics
        if outcome.record is not None:
            findings = [_as_note(each, content.places) for each in dict.fromkeys(diagnostics)]
            return ParsedBrand(outcome.record, content.places, tuple(findings))
        value = records.without(value, *outcome.invalid) if all(outcome.invalid or ((),)) else {}
    return ParsedBrand(Brand(), content.places, tuple(dict.fromkeys(diagnostics)))


def _as_note(diagnostic: Diagnostic, places: Mapping[Path, Place]) -> Diagnostic:
    """Return the finding on an unknown key as a note if brand.yml itself has the key since."""
    if diagnostic.code != _NAMES.unknown_key:
        return diagnostic
    path = next(
        (path for path, place in places.items() if path[-1:] == ("#key",) and place == diagnostic.place), ()
    )
    if path and path[-2] in _keys_of_library(path[:-2]):
        message = f"`{path[-2]}` is a key of brand.yml that Dossier does not use"
        return Diagnostic(BRAND_UNUSED, Severity.NOTE, message, diagnostic.place)
    return diagnostic


def _keys_of_library(path: Path) -> frozenset[str]:
    """Return the keys that the library of brand.yml knows below a path."""
    # It takes a quarter of a second to import, which only a key that is not known is worth.
    from brand_yml import Brand as Model

    schema = Model.model_json_schema(by_alias=True)
    nodes: list[Any] = [schema]
    for part in path:
        nodes = [inner for node in nodes for inner in _inner(node, part, schema)]
    return frozenset(
        key for node in nodes for each in _options(node, schema) for key in each.get("properties", {})
    )


def _inner(node: Any, part: str | int, schema: Any) -> Iterator[Any]:
    for each in _options(node, schema):
        if isinstance(part, int):
            yield from [each["items"]] if "items" in each else []
        elif part in each.get("properties", {}):
            yield each["properties"][part]
        elif isinstance(each.get("additionalProperties"), dict):
            yield each["additionalProperties"]


def _options(node: Any, schema: Any) -> Iterator[Any]:
    if "$ref" in node:
        yield from _options(schema["$defs"][node["$ref"].rpartition("/")[2]], schema)
        return
    yield node
    for each in (*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())):
        yield from _options(each, schema)
