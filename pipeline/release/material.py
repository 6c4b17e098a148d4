"""The material of a release: the editions in memory, and all that the documents around them tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline import inventory
from pipeline.build import Plan, make, resolve_article
from pipeline.editions import EDITIONS
from pipeline.formats.epub.about import accessibility
from pipeline.load.location import Location
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, Place
from pipeline.model.facts import Fact
from pipeline.model.front_matter import FrontMatter
from pipeline.model.references import Reference
from pipeline.model.release import Component
from pipeline.model.stages import Document
from pipeline.model.walk import text_of
from pipeline.product import MadeArtifact
from pipeline.release.components import components

_FACTS: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...])


@dataclass(frozen=True, slots=True)
class Material:
    """The editions of an article, and what a release tells of it, in values that processes can send.

    `subject` is what the manifest is of. `front`, `facts` and `references` are JSON. `inputs` are the names,
    paths and digests of the files that were read.
    """

    slug: str
    date: str
    front: str = field(repr=False)
    facts: str = field(repr=False)
    references: str = field(repr=False)
    artifacts: tuple[MadeArtifact, ...]
    failed_files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    inputs: tuple[tuple[str, Path, str], ...]
    components: tuple[Component, ...] = field(repr=False)
    summary: str = ""
    accessibility: tuple[tuple[str, str], ...] = ()

    def front_matter(self) -> FrontMatter:
        """Return the front matter."""
        return FrontMatter.model_validate_json(self.front)

    def published_facts(self) -> tuple[Fact, ...]:
        """Return the facts, without the notes for editors."""
        return _FACTS.validate_json(self.facts)

    def published_references(self) -> tuple[Reference, ...]:
        """Return the references."""
        items: list[dict[str, Any]] = json.loads(self.references)
        return tuple(Reference(each["id"], each, Place("references.json")) for each in items)


def gather(location: Location, plan: Plan) -> Material:
    """Make the editions of an article, and gather what a release tells of it. Raises DossierError."""
    product = make(location, plan)
    assert product.subject is not None
    resolution = resolve_article(location)
    document = resolution.document
    facts = tuple(each.model_copy(update={"note": None}) for each in document.ledger.facts)
    ebook = [EDITIONS["ebook"].edit(document)] if _has_ebook(product.artifacts) else []
    return Material(
        product.slug,
        product.subject.date,
        document.front.model_dump_json(by_alias=True),
        _FACTS.dump_json(facts, by_alias=True, exclude_none=True).decode(),
        json.dumps(list(_references(document, facts))),
        product.artifacts,
        product.failed_files,
        product.diagnostics,
        tuple(inventory.input_files(location.root, product.answers)),
        components(document.look, resolution.checks.manuscript.style.encode()),
        " ".join(text_of(_standfirst(document)).split()),
        tuple(accessibility(ebook[0])) if ebook else (),
    )


def _has_ebook(artifacts: tuple[MadeArtifact, ...]) -> bool:
    return any(each.artifact.format == "epub" for each in artifacts)


def _standfirst(document: Document) -> n.Blocks:
    return tuple(
        each for each in document.blocks if isinstance(each, n.Div) and "standfirst" in each.attr.classes
    )


def _references(document: Document, facts: tuple[Fact, ...]) -> Iterator[dict[str, Any]]:
    """Yield the works that the article lists, and those that state its facts."""
    names = {each.attr.id.removeprefix("ref-") for each in document.bibliography}
    names |= {source.ref for fact in facts for source in fact.sources}
    for each in document.references:
        if each.id in names:
            yield {**each.fields, "id": each.id}
