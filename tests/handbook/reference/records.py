"""Tables of the keys of YAML files, from the JSON Schemas that `dossier schema` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.handbook.reference.chapter import code, table

Schema = Mapping[str, Any]


def key_table(schema: Schema, definitions: Mapping[str, Schema], skip: frozenset[str] = frozenset()) -> str:
    """Return the table of the keys of an object: each with its form, its default, and what it is."""
    required_keys = schema.get("required", [])
    rows = (
        (
            code(key) + (" (required)" if key in required_keys else ""),
            form(value, definitions),
            _words(key, value, definitions),
        )
        for key, value in schema["properties"].items()
        if key not in skip
    )
    return table(("key", "form", "what it is"), rows, (4, 5, 9))


def objects(schema: Schema, definitions: Mapping[str, Schema]) -> Iterator[tuple[str, Schema, bool]]:
    """Yield the objects among the keys of an object, with their keys, and whether there is a list of them."""
    for key, value in schema["properties"].items():
        options = value.get("items", {})
        items = next((each for each in options.get("anyOf", []) if "$ref" in each), options)
        is_list = "$ref" in items
        target = resolve(items if is_list else value, definitions)
        if "properties" in target:
            yield key, target, is_list


def resolve(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Return what a reference to a definition names; any other schema as it is."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return definitions[name] if name else schema


def form(schema: Schema, definitions: Mapping[str, Schema]) -> str:
    """Return in words what may stand behind a key, and its default."""
    default = schema.get("default")
    kind = _kind(schema, definitions)
    has_default = default not in (None, [], {}) and not isinstance(default, dict)
    return f"{kind}; default {code(_plain(default))}" if has_default else kind


def _kind(schema: Schema, definitions: Mapping[str, Schema]) -> str:
    schema = resolve(schema, definitions)
    if options := [each for each in schema.get("anyOf", []) if each.get("type") != "null"]:
        return " or ".join(dict.fromkeys(_kind(each, definitions) for each in options))
    if "enum" in schema:
        return ", ".join(code(str(each)) for each in schema["enum"])
    if "const" in schema:
        return code(str(schema["const"]))
    match schema.get("type"):
        case "array":
            return f"list of {_kind(schema.get('items', {}), definitions)}"
        case "object":
            return "keys" if "properties" in schema else "keys and values"
        case "boolean":
            return "`true` or `false`"
        case "integer" | "number":
            return _range(schema)
        case _:
            return "text"


def _range(schema: Schema) -> str:
    low = schema.get("minimum")
    if low is None and schema.get("type") == "integer" and "exclusiveMinimum" in schema:
        low = schema["exclusiveMinimum"] + 1
    high = schema.get("maximum")
    return "number" if low is None or high is None else f"number, {low:,} to {high:,}"


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _words(key: str, schema: Schema, definitions: Mapping[str, Schema]) -> str:
    target = resolve(schema.get("items", {}) or schema, definitions)
    words = schema.get("description") or (target.get("description", "") if "properties" in target else "")
    assert words, f"the key `{key}` has no description in its model"
    words = " ".join(words.split()).replace("|", "\\|")
    return words[:1].upper() + words[1:].rstrip(".") + "."
