"""The keys of the front matter, from its model."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.schemas import schema_text
from tests.handbook.reference.chapter import Chapter
from tests.handbook.reference.records import Schema, key_table, objects

_INTRODUCTION = """
`article.md` begins with these keys, in YAML between two lines `---`. Only `title` is required.
An example is in [The front matter](../front-matter.md); `dossier schema front-matter` prints the JSON Schema.
"""


def chapter() -> Chapter:
    """Return the chapter on front matter."""
    schema = json.loads(schema_text("front-matter"))
    tables = _tables("", schema, schema["$defs"])
    return Chapter(
        "front-matter-keys",
        "Keys of the front matter",
        (_INTRODUCTION.strip(), key_table(schema, schema["$defs"]), *tables),
    )


def _tables(above: str, schema: Schema, definitions: dict[str, Schema]) -> Iterator[str]:
    for key, target, is_list in objects(schema, definitions):
        path = f"{above}{key}"
        yield f"## `{path}` {{#key-{path.replace('.', '-')}}}"
        yield ("Each of the list has these keys. " if is_list else "") + str(target["description"])
        yield key_table(target, definitions)
        yield from _tables(f"{path}.", target, definitions)
