"""A stage as pandoc's JSON, with the front matter as metadata."""

from __future__ import annotations

import json
from typing import Any

from pipeline.build import resolve_article
from pipeline.checking import check_article
from pipeline.editions import EDITIONS
from pipeline.load.article import Location
from pipeline.model import codec
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError, Severity
from pipeline.model.front_matter import FrontMatter


def dump_text(location: Location, stage: str, edition: str) -> str:
    """Return a stage of an article as JSON text; DossierError if the stage cannot be reached."""
    return json.dumps(_stage(location, stage, edition), ensure_ascii=False)


def _stage(location: Location, stage: str, edition: str) -> Any:
    if stage == "manuscript":
        checks = check_article(location)
        manuscript = checks.manuscript
        if not manuscript.blocks and any(each.severity is Severity.ERROR for each in checks.diagnostics):
            raise DossierError(checks.diagnostics)
        return _json(manuscript.front, manuscript.blocks)
    document = resolve_article(location).document
    if stage == "document":
        references = n.Div(n.Attr("refs", ("references",)), document.bibliography)
        return _json(document.front, (*document.blocks, *((references,) if document.bibliography else ())))
    edition_content = EDITIONS[edition].edit(document)
    return _json(edition_content.front, edition_content.blocks)


def _json(front: FrontMatter, blocks: n.Blocks) -> Any:
    meta = n.MetaMap(tuple((name, _meta(value)) for name, value in _values(front).items()))
    return codec.write(n.Pandoc(meta, blocks))


def _values(front: FrontMatter) -> dict[str, Any]:
    return front.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True, mode="json")


def _meta(value: Any) -> n.MetaValue:
    match value:
        case dict():
            return n.MetaMap(tuple((str(name), _meta(item)) for name, item in value.items()))
        case list() | tuple():
            return n.MetaList(tuple(_meta(item) for item in value))
        case bool():
            return value
        case _:
            return str(value)
