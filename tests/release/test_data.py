"""Facts and references as data: whole, valid, harmless in a spreadsheet, and described as they are."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipeline.model.diagnostics import Place
from pipeline.model.facts import Claim, ClaimValue
from pipeline.model.references import Reference
from pipeline.model.release import Release
from pipeline.release import data
from tests.release.samples import EMPTY, FACTS, HOSTILE, RELEASE, hostile
from tests.release.validation import problems

ALL = [RELEASE, EMPTY, *map(hostile, HOSTILE)]


def rows(release: Release) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.facts_csv(release), newline=""), strict=True))


def package(release: Release) -> Any:
    return json.loads(data.package(release))


@pytest.mark.parametrize("release", ALL, ids=lambda each: each.slug)
def test_the_package_is_valid(release: Release) -> None:
    value = package(release)
    assert problems(value, "frictionless-datapackage-2.0.schema.json") == []
    assert problems(value["resources"][0]["schema"], "frictionless-tableschema-2.0.schema.json") == []


@pytest.mark.parametrize("release", ALL, ids=lambda each: each.slug)
def test_the_package_describes_the_files(release: Release) -> None:
    texts = {
        data.FACTS_CSV: data.facts_csv(release),
        data.FACTS_JSON: data.facts_json(release),
        data.REFERENCES: data.references_json(release),
    }
    resources = {each["path"]: each for each in package(release)["resources"]}
    assert resources.keys() == texts.keys()
    for path, text in texts.items():
        assert resources[path]["bytes"] == len(text.encode())
        assert resources[path]["hash"] == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_the_schema_refuses() -> None:
    value = package(RELEASE)
    value["resources"][0]["schema"]["fields"][0]["type"] = "text"
    value["licenses"][0] = {"title": "x"}
    assert problems(value, "frictionless-datapackage-2.0.schema.json")
    value = package(RELEASE)["resources"][0]["schema"]
    value["fields"] = {}
    assert problems(value, "frictionless-tableschema-2.0.schema.json")


@pytest.mark.parametrize("release", ALL, ids=lambda each: each.slug)
def test_cells_have_the_types_of_their_columns(release: Release) -> None:
    fields = package(release)["resources"][0]["schema"]["fields"]
    table = rows(release)
    assert len(table) == len(release.facts)
    for row in table:
        assert list(row) == [each["name"] for each in fields]
        for each in fields:
            value = row[each["name"]]
            if not value:
                assert not each.get("constraints", {}).get("required")
                continue
            assert value in each.get("constraints", {}).get("enum", [value])
            match each["type"]:
                case "number":
                    assert Decimal(value).is_finite()
                case "boolean":
                    assert value in ("true", "false")
                case "date":
                    assert len(value) == 10
                case kind:
                    assert kind == "string"


def test_values_of_each_kind() -> None:
    table = {row["id"]: {key: value for key, value in row.items() if value} for row in rows(RELEASE)}
    assert table["aid-total"] == {
        "id": "aid-total", "kind": "money", "subject": "Aid in all", "words": "about $409.6 million",
        "amount": "409600000", "unit": "USD", "approximate": "true", "date": "1955/1963",
        "first_day": "1955-01-01", "last_day": "1963-12-31", "as_of": "2026-11", "status": "confirmed",
        "sources": "state-1997 p. 3",
    }  # fmt: skip
    assert (table["tariff"]["min"], table["tariff"]["max"]) == ("19", "36.5")
    assert table["tariff"]["of"] == "the customs value"
    assert table["visit"]["place"] == "Phnom Penh"
    assert table["envoy"]["holder"] == "Ada Byron"
    assert "last_day" not in table["envoy"]
    assert table["ties"]["words"] == "Ties were restored."


@pytest.mark.parametrize("words", HOSTILE)
def test_texts_survive(words: str) -> None:
    (row,) = rows(hostile(words))
    subject = hostile(words).facts[0].subject
    assert row["subject"].removeprefix("'") == subject
    (fact,) = json.loads(data.facts_json(hostile(words)))["facts"]
    assert (fact["subject"], fact["words"]) == (subject, hostile(words).facts[0].value.text)  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", "\u00a0=1", "\tx", " =1"])
def test_no_cell_is_a_formula(words: str) -> None:
    fact = Claim.model_construct(
        id="claim", kind="claim", subject=words, value=ClaimValue.model_construct(text=words), as_of=None,
        status="confirmed", contradicts=None, sources=(),
    )  # fmt: skip
    (row,) = rows(replace(RELEASE, facts=(fact,)))
    assert row["subject"] == row["words"] == f"'{words}"
    assert row["id"] == "claim"


def test_a_negative_number_is_one() -> None:
    (fact, *_) = FACTS
    negative = fact.model_copy(update={"value": fact.value.model_copy(update={"amount": Decimal("-5")})})
    (row,) = rows(replace(RELEASE, facts=(negative,)))
    assert row["amount"] == "-5"


def test_lines_end_as_the_standard_has_it() -> None:
    text = data.facts_csv(RELEASE)
    assert text.count("\r\n") == len(FACTS) + 1
    assert text.replace("\r\n", "").count("\n") == 0


def test_notes_of_editors_stay_within() -> None:
    fact = FACTS[0].model_copy(update={"note": "SECRET"})
    assert "SECRET" not in data.facts_json(replace(RELEASE, facts=(fact,)))
    assert "SECRET" not in data.facts_csv(replace(RELEASE, facts=(fact,)))


def test_words_are_those_that_the_author_gives() -> None:
    front = RELEASE.front.model_copy(update={"terms": {"vacant": "nobody yet"}})
    envoy = next(fact for fact in FACTS if fact.id == "envoy")
    vacant = envoy.model_copy(update={"value": envoy.value.model_copy(update={"holder": None})})
    release = replace(RELEASE, front=front, facts=(vacant,))
    assert rows(release)[0]["words"] == "nobody yet"
    assert json.loads(data.facts_json(release))["facts"][0]["words"] == "nobody yet"


def test_references_are_csl() -> None:
    value = json.loads(data.references_json(RELEASE))
    assert problems(value, "csl-data-1.0.schema.json") == []
    assert value[0]["id"] == "state-1997"
    value[0]["issued"] = "1997"
    assert problems(value, "csl-data-1.0.schema.json")


def test_references_are_json_whatever_they_have() -> None:
    fields = {
        "id": "x",
        "title": "half \ud800 a pair",
        "volume": float("inf"),
        "custom": {"a": [float("nan")]},
    }
    text = data.references_json(replace(RELEASE, references=(Reference("x", fields, Place("x")),)))
    (value,) = json.loads(text.encode(), parse_constant=pytest.fail)
    assert value["title"] == "half \ud800 a pair"
    assert (value["volume"], value["custom"]) == (None, {"a": [None]})


def test_the_licence_is_named_only_if_it_is_known() -> None:
    assert package(RELEASE)["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "Text licensed under CC BY 4.0",
        }
    ]
    other = replace(RELEASE, front=RELEASE.front.model_copy(update={"rights": "All rights reserved"}))
    assert "licenses" not in package(other)
