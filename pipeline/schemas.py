"""The JSON Schemas of the YAML files, generated from the models; `source/schema/` has them for editors."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from pipeline.model.facts import Ledger
from pipeline.model.figures import FigureSpec
from pipeline.model.front_matter import FrontMatter

MODELS: dict[str, tuple[str, TypeAdapter[Any]]] = {
    "front-matter": ("The front matter of an article", TypeAdapter(FrontMatter)),
    "facts": ("The ledger of an article: facts.yaml", TypeAdapter(Ledger)),
    "figure": ("A figure described as data: figures/<id>.yaml", TypeAdapter(FigureSpec)),
}


def schema_text(name: str) -> str:
    """Return a schema as JSON text; KeyError for a name that is not in MODELS."""
    title, adapter = MODELS[name]
    body = adapter.json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(head | {key: value for key, value in body.items() if key != "title"}, indent=2) + "\n"
