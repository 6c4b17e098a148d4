"""The material of a release: the editions in memory, and all that the documents around them tell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline import inventory
from pipeline.build import Plan, make, resolve_article
from pipeline.editions import EDITIONS
from pipeline.formats.epub.about import accessibility
from pipeline.inspection import inspect
from pipeline.load.location import Location
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, Place
from pipeline.model.facts import Fact
from pipeline.model.front_matter import FrontMatter
from pipeline.model.look import PLAIN, Look
from pipeline.model.references import Reference
from pipeline.model.release import Component, ProofLine
from pipeline.model.stages import Artifact, Document
from pipeline.model.walk import text_of
from pipeline.parity import record
from pipeline.parity.proof import statement_of
from pipeline.product import MadeArtifact
from pipeline.proofs.article import ArticleProof, prove_files
from pipeline.proofs.table import json_text
from pipeline.release.components import components
from pipeline.release.version import Version

_COUNTS = ("facts", "citations", "notes", "figures", "cells", "characters")
_FACTS: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...])


@dataclass(frozen=True, slots=True)
class Material:
    """The editions of an article, and what a release tells of it, in values that processes can send.

    `subject` is what the manifest is of. `front`, `facts` and `references` are JSON. `inputs` are the names,
    paths and digests of the files that were read, `differences` are those of the editions, read back, from
    the article.
    """

    slug: str
    date: str
    front: str = field(repr=False)
    facts: str = field(repr=False)
    references: str = field(repr=False)
    artifacts: tuple[MadeArtifact, ...]
    failed_files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    differences: tuple[Diagnostic, ...]
    inputs: tuple[tuple[str, Path, str], ...]
    components: tuple[Component, ...] = field(repr=False)
    proof: str = field(repr=False)
    proof_lines: tuple[ProofLine, ...]
    statements: str = field(repr=False)
    look: Look = field(default=PLAIN, repr=False)
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


def gather(location: Location, plan: Plan, version: Version) -> Material:
    """Make the editions of an article, and gather what a release tells of it. Raises DossierError."""
    product = make(location, plan)
    assert product.subject is not None
    resolution = resolve_article(location)
    document = resolution.document
    facts = tuple(each.model_copy(update={"note": None}) for each in document.ledger.facts)
    names = {
        each.artifact.name: published_name(product.slug, version, each.artifact) for each in product.artifacts
    }
    data = {each.artifact.name: each.artifact.data for each in product.artifacts}
    formats = [inventory.format_of(name) for name in names]
    proof = prove_files(document, formats, lambda each: data[each.file])
    editions = {each.edition: EDITIONS[each.edition].edit(document) for each in formats}
    statements = {
        names[each.file]: statement_of(each.view(editions[each.edition]), each.file) for each in formats
    }
    ebook = [editions[each.edition] for each in formats if each.name == "epub"]
    return Material(
        product.slug,
        product.subject.date,
        document.front.model_dump_json(by_alias=True),
        _FACTS.dump_json(facts, by_alias=True, exclude_none=True).decode(),
        json.dumps(list(_references(document, facts))),
        product.artifacts,
        product.failed_files,
        product.diagnostics,
        proof.diagnostics,
        tuple(inventory.input_files(location.root, product.answers)),
        components(document.look, resolution.checks.manuscript.style.encode()),
        json_text(_under_published_names(proof, names)),
        tuple(_lines(proof, names, data)),
        record.json_text(statements),
        document.look,
        " ".join(text_of(_standfirst(document)).split()),
        tuple(accessibility(ebook[0])) if ebook else (),
    )


def published_name(slug: str, version: Version, artifact: Artifact) -> str:
    """Return the name of an artifact in a release; a folder is published as an archive."""
    return f"{slug}-{version.text}-{artifact.name}{'.zip' * artifact.is_folder}"


def _under_published_names(proof: ArticleProof, names: Mapping[str, str]) -> ArticleProof:
    return replace(proof, proofs=tuple(replace(each, file=names[each.file]) for each in proof.proofs))


def _lines(proof: ArticleProof, names: Mapping[str, str], data: Mapping[str, bytes]) -> Iterator[ProofLine]:
    """Yield what was compared in each file and is the same there."""
    for each in proof.proofs:
        passages = inspect(each.file, data[each.file]).passages
        yield ProofLine(
            names[each.file],
            **{name: each.counts[name].same for name in _COUNTS},
            tables=len({passage.cell.table for passage in passages if passage.cell}),
            differences=len(each.differences),
        )


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
