"""The list of components: valid by CycloneDX 1.6, numbered by what it lists."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from pipeline.model.release import Release
from pipeline.release import sbom
from tests.release.samples import EMPTY, HOSTILE, RELEASE, hostile, sha
from tests.release.validation import problems

SCHEMA = "cyclonedx-1.6.schema.json"


def read(release: Release) -> Any:
    return json.loads(sbom.bill(release))


@pytest.mark.parametrize("release", [RELEASE, EMPTY, *map(hostile, HOSTILE)], ids=lambda each: each.slug)
def test_valid(release: Release) -> None:
    assert problems(read(release), SCHEMA) == []


def test_the_schema_refuses() -> None:
    value = read(RELEASE)
    value["components"][0]["type"] = "tool"
    value["components"][1]["hashes"][0]["content"] = "0"
    value["serialNumber"] = "1"
    assert len(problems(value, SCHEMA)) == 3


def test_components_have_licences_and_digests() -> None:
    components = {each["name"]: each for each in read(RELEASE)["components"]}
    assert components["pandoc"]["licenses"] == [{"expression": "GPL-2.0-or-later"}]
    assert components["pandoc"]["hashes"] == [{"alg": "SHA-256", "content": sha("4")}]
    assert components["pandoc"]["purl"] == "pkg:generic/pandoc@3.9"
    assert components["weasyprint"]["licenses"] == [{"license": {"name": "BSD License"}}]
    assert components["weasyprint"]["properties"] == [{"name": "in-toto:dirHash", "value": sha("6")}]


def test_dependencies_name_components() -> None:
    value = read(RELEASE)
    graph = {each["ref"]: each["dependsOn"] for each in value["dependencies"]}
    assert graph["pkg:pypi/dossier-publisher@0.1.0"] == ["pkg:pypi/weasyprint@70.0"]
    assert set(graph["article:sample"]) == {each["bom-ref"] for each in value["components"]}


def test_names_of_two_components_are_two() -> None:
    twice = replace(RELEASE, components=(*RELEASE.components, *RELEASE.components))
    assert problems(read(twice), SCHEMA) == []
    names = [each["bom-ref"] for each in read(twice)["components"]]
    assert len(set(names)) == len(names) == 8


def test_the_serial_number_is_that_of_the_list() -> None:
    assert sbom.serial_number(RELEASE) == sbom.serial_number(replace(RELEASE, summary="other"))
    first, *others = RELEASE.files
    assert sbom.serial_number(RELEASE) == sbom.serial_number(replace(RELEASE, files=(*others, first)))
    other = replace(RELEASE, files=(replace(first, sha256=sha("9")), *others))
    assert sbom.serial_number(RELEASE) != sbom.serial_number(other)
    tool, *tools = RELEASE.components
    newer = replace(RELEASE, components=(replace(tool, version="9"), *tools))
    assert sbom.serial_number(RELEASE) != sbom.serial_number(newer)
