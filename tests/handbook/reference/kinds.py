"""The kinds of facts and of figures with their keys, from their models."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from pipeline.schemas import schema_text
from tests.handbook.reference.chapter import Chapter, code
from tests.handbook.reference.records import Schema, key_table, objects, resolve

_FACTS = """
`facts.yaml` holds one list, `facts`. Every fact has the keys of the first table; what stands below `value`
depends on its kind. `dossier schema facts` prints the JSON Schema. Examples are in
[The ledger](../ledger.md).
"""
_FIGURES = """
A file `figures/NAME.yaml` describes a figure. `dossier schema figure` prints the JSON Schema. Examples are in
[Figures](../figures.md).
"""


def facts_chapter() -> Chapter:
    """Return the chapter on the kinds of facts."""
    schema = json.loads(schema_text("facts"))
    definitions = schema["$defs"]
    facts = _variants(schema["properties"]["facts"]["items"], definitions)
    first = next(iter(facts.values()))
    parts = [
        "## Every fact {#every-fact}",
        key_table(first, definitions, frozenset({"kind", "value"})),
        "### `sources` {#fact-sources}",
        "Each of the list has these keys.",
        key_table(definitions["Source"], definitions),
    ]
    for kind, fact in facts.items():
        value = resolve(fact["properties"]["value"], definitions)
        parts += [f"## `{kind}` {{#kind-{kind}}}", str(fact["description"]), key_table(value, definitions)]
    return Chapter("fact-kinds", "Kinds of facts", (_FACTS.strip(), *parts))


def figures_chapter() -> Chapter:
    """Return the chapter on the kinds of figures."""
    schema = json.loads(schema_text("figure"))
    definitions = schema["$defs"]
    parts = list(_figure_parts(_variants(schema, definitions), definitions))
    return Chapter("figure-kinds", "Kinds of figures", (_FIGURES.strip(), *parts))


def _figure_parts(figures: Mapping[str, Schema], definitions: Mapping[str, Schema]) -> Iterator[str]:
    for kind, figure in figures.items():
        yield f"## `{kind}` {{#figure-{kind}}}"
        yield str(figure["description"])
        yield key_table(figure, definitions, frozenset({"kind"}))
        for key, target, _ in objects(figure, definitions):
            words = str(target["description"])
            yield f"Each of {code(key)}: {words[:1].lower()}{words[1:]}"
            yield key_table(target, definitions)


def _variants(schema: Schema, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the variants of a union by their kind, in the order of the models."""
    mapping = schema["discriminator"]["mapping"]
    names = [each["$ref"].rpartition("/")[2] for each in schema["oneOf"]]
    kinds = {target.rpartition("/")[2]: kind for kind, target in mapping.items()}
    return {kinds[name]: definitions[name] for name in names}
