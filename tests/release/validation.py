"""Validation of a release's files by the schemas beside the tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import FormatChecker
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

FOLDER = Path(__file__).parent / "schemas"


def problems(value: Any, name: str) -> list[str]:
    """Return what a value has against a schema of the folder, with the place in it."""
    schema = _read(name)
    validator = validator_for(schema)(schema, registry=_registry(), format_checker=FormatChecker())
    return [f"{each.json_path}: {each.message[:300]}" for each in validator.iter_errors(value)]


@cache
def _read(name: str) -> Any:
    # Names of groups, in the spelling of Python.
    return json.loads((FOLDER / name).read_text("utf-8").replace("(?<", "(?P<").replace("(?P<!", "(?<!"))


@cache
def _registry() -> Registry[Any]:
    """Return the schemas by their addresses; nothing is fetched."""
    names = [path.relative_to(FOLDER).as_posix() for path in sorted(FOLDER.rglob("*.json"))]
    schemas = [(_read(name).get("$id"), _read(name)) for name in names]
    # The schema of links names one of OPDS, of which nothing is asked here.
    schemas.append(("https://drafts.opds.io/schema/properties.schema.json", {}))
    return Registry().with_resources(
        (address, Resource.from_contents(schema, default_specification=DRAFT7))
        for address, schema in schemas
        if address
    )
