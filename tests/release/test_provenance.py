"""The provenance of a release: a statement of in-toto that is valid, whole, and the same each time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.model.release import Release
from pipeline.release import provenance
from tests.release.samples import EMPTY, FILES, HOSTILE, RELEASE, hostile, sha
from tests.release.validation import problems

SCHEMA = "provenance-1.schema.json"


def read(release: Release, **options: Any) -> Any:
    return json.loads(provenance.statement(release, **options))


@pytest.mark.parametrize("release", [RELEASE, EMPTY, *map(hostile, HOSTILE)], ids=lambda each: each.slug)
def test_valid(release: Release) -> None:
    assert problems(read(release), SCHEMA) == []


def test_the_schema_refuses() -> None:
    value = read(RELEASE)
    del value["subject"][0]["digest"]
    value["predicate"]["runDetails"]["builder"].pop("id")
    assert {each.partition(":")[0] for each in problems(value, SCHEMA)} >= {
        "$.subject[0]", "$.predicate.runDetails.builder",
    }  # fmt: skip


def test_subjects_are_the_files() -> None:
    subjects = {each["name"]: each["digest"]["sha256"] for each in read(RELEASE)["subject"]}
    assert subjects == {each.name: each.sha256 for each in FILES}


def test_dependencies_have_digests() -> None:
    definition = read(RELEASE)["predicate"]["buildDefinition"]
    digests = {each["name"]: each.get("digest") for each in definition["resolvedDependencies"]}
    assert digests == {
        "source": {"gitCommit": RELEASE.commit},
        "source/sample/article.md": {"sha256": sha("7")},
        "source/sample/facts.yaml": {"sha256": sha("8")},
        "dossier": None,
        "pandoc": {"sha256": sha("4")},
        "Inter: Inter.ttf": {"sha256": sha("5")},
        "weasyprint": {"dirHash": sha("6")},
    }
    assert definition["externalParameters"] == {
        "article": "sample", "version": "1.2.0", "editions": ["briefing", "deck", "ebook", "web"],
    }  # fmt: skip


def test_times_only_with_a_clock() -> None:
    assert "metadata" not in read(RELEASE)["predicate"]["runDetails"]
    run = read(RELEASE, clock=datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC))["predicate"]["runDetails"]
    assert run["metadata"] == {"startedOn": "2026-05-06T07:08:09Z", "finishedOn": "2026-05-06T07:08:09Z"}


def test_a_workflow_names_itself() -> None:
    run = read(RELEASE, builder="https://example.org/workflow@v1")["predicate"]["runDetails"]
    assert run["builder"]["id"] == "https://example.org/workflow@v1"


def test_the_order_of_files_does_not_matter() -> None:
    other = replace(RELEASE, files=RELEASE.files[::-1], inputs=RELEASE.inputs[::-1])
    assert provenance.statement(RELEASE) == provenance.statement(other)
