"""Metadata for archives: what Zenodo and DataCite ask for, in their forms."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from babel.core import get_global

from pipeline.model.release import Release
from pipeline.release import deposit
from tests.release.samples import EMPTY, HOSTILE, RELEASE, hostile
from tests.release.validation import problems

ALL = [RELEASE, EMPTY, *map(hostile, HOSTILE)]


def zenodo(release: Release) -> Any:
    return json.loads(deposit.zenodo(release))


def datacite(release: Release) -> Any:
    return json.loads(deposit.datacite(release))


@pytest.mark.parametrize("release", ALL, ids=lambda each: each.slug)
def test_valid(release: Release) -> None:
    assert problems(zenodo(release), "zenodo.schema.json") == []
    assert problems(datacite(release), "datacite-4.5.schema.json") == []


def test_the_schemas_refuse() -> None:
    value = zenodo(RELEASE)
    value["license"] = "CC BY 4.0"
    value["language"] = "en"
    del value["creators"]
    assert len(problems(value, "zenodo.schema.json")) == 3
    value = datacite(RELEASE)
    value["types"]["resourceTypeGeneral"] = "Article"
    value["publicationYear"] = 2026
    assert problems(value, "datacite-4.5.schema.json")


def test_a_deposit() -> None:
    value = zenodo(RELEASE)
    assert (value["upload_type"], value["publication_type"]) == ("publication", "report")
    assert value["creators"] == [
        {"name": "Byron, Ada", "affiliation": "Analytical Society", "orcid": "0000-0002-1825-0097"},
        {"name": "Dossier desk"},
    ]
    assert (value["license"], value["language"], value["version"]) == ("cc-by-4.0", "eng", "1.2.0")
    assert value["description"].startswith("<p>Aid, tariffs &amp; ties: what is known.</p>")
    assert {"identifier": "10.1000/notes", "relation": "cites"} in value["related_identifiers"]


def test_rights_that_are_no_licence_are_told() -> None:
    front = RELEASE.front.model_copy(update={"rights": "All rights reserved"})
    value = zenodo(replace(RELEASE, front=front))
    assert (value["license"], value["notes"]) == ("notspecified", "All rights reserved")


def test_a_record_of_a_doi() -> None:
    front = RELEASE.front.model_copy(update={"id": "10.1234/sample", "url": None})
    value = datacite(replace(RELEASE, front=front))
    assert value["doi"] == "10.1234/sample"
    assert "alternateIdentifiers" not in value
    assert value["creators"][0]["familyName"] == "Byron"
    assert value["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert value["publicationYear"] == "2026"
    assert value["formats"][0] == "application/pdf"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "eng"), ("de-CH", "deu"), ("fr", "fra"), ("nl", "nld"), ("zh-Hant", "zho"), ("ar", "ara"),
        ("km", "khm"), ("ru", "rus"), ("pt-PT", "por"), ("es", "spa"), ("it", "ita"), ("he", "heb"),
        ("fa", "fas"), ("ro", "ron"), ("ms", "msa"), ("haw", "haw"), ("xx", ""),
    ],
)  # fmt: skip
def test_languages(tag: str, code: str) -> None:
    assert deposit.language(tag) == code


def test_a_language_has_one_code() -> None:
    ambiguous = {
        name
        for name in set(get_global("language_aliases").values())
        if len(name) == 2 and len([*deposit.codes(name)]) > 1
    }
    assert ambiguous == set()
