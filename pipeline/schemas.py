"""The JSON Schemas of files, generated from the models: of YAML for editors, of JSON for programs.

`source/schema/` has them.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from pipeline.model.facts import Ledger
from pipeline.model.figures import FigureSpec
from pipeline.model.findings import Findings
from pipeline.model.front_matter import FrontMatter
from pipeline.model.inventory import Inventory

MODELS: dict[str, tuple[str, TypeAdapter[Any]]] = {
    "front-matter": ("The front matter of an article", TypeAdapter(FrontMatter)),
    "facts": ("The ledger of an article: facts.yaml", TypeAdapter(Ledger)),
    "figure": ("A figure described as data: figures/<id>.yaml", TypeAdapter(FigureSpec)),
    "findings": ("Findings, as `--format json` gives them", TypeAdapter(Findings)),
    "manifest": ("What a folder of editions holds: manifest.json", TypeAdapter(Inventory)),
}


def schema_text(name: str) -> str:
    """Return a schema as JSON text; KeyError for a name that is not in MODELS."""
    title, adapter = MODELS[name]
    body = adapter.json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(head | {key: value for key, value in body.items() if key != "title"}, indent=2) + "\n"
