"""The documents around a release of an article that nobody wrote for these tests: all are valid."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from pipeline.build import resolve_article
from pipeline.load.article import locate
from pipeline.model.release import Release
from pipeline.release import citation_file, data, deposit, feed, provenance, sbom
from pipeline.release.publication import publication
from tests.release.samples import FILES
from tests.release.validation import problems
from tests.sourcecode import ROOT

pytestmark = pytest.mark.slow


def release_of(name: str) -> Release:
    document = resolve_article(locate(name, ROOT / "source")).document
    return Release(
        slug=document.slug,
        version="1.0.0",
        date=datetime(2026, 11, 30, tzinfo=UTC),
        front=document.front,
        files=FILES,
        facts=document.ledger.facts,
        references=document.references,
    )


def documents(release: Release) -> Mapping[str, Any]:
    return {
        "provenance-1.schema.json": json.loads(provenance.statement(release)),
        "cyclonedx-1.6.schema.json": json.loads(sbom.bill(release)),
        "frictionless-datapackage-2.0.schema.json": json.loads(data.package(release)),
        "csl-data-1.0.schema.json": json.loads(data.references_json(release)),
        "citation-file-1.2.0.schema.json": yaml.safe_load(citation_file.citation(release)),
        "zenodo.schema.json": json.loads(deposit.zenodo(release)),
        "datacite-4.5.schema.json": json.loads(deposit.datacite(release)),
        "opds-2.0.schema.json": json.loads(
            feed.opds(feed.Catalogue("Releases"), [publication(release, "x")])
        ),
    }


@pytest.mark.parametrize("name", ["cambodia-us-relations", "si-2019", "handbook"])
def test_all_documents_are_valid(name: str) -> None:
    release = release_of(name)
    assert {schema: problems(value, schema) for schema, value in documents(release).items()} == {
        schema: [] for schema in documents(release)
    }


def test_the_table_has_every_fact_of_the_ledger() -> None:
    release = release_of("cambodia-us-relations")
    table = csv.DictReader(io.StringIO(data.facts_csv(release), newline=""), strict=True)
    assert [row["id"] for row in table] == [fact.id for fact in release.facts]
    assert len(release.facts) > 100
