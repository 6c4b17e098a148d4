"""CITATION.cff: valid, with the article as what is to be cited."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from pipeline.model.front_matter import Author
from pipeline.model.release import Release
from pipeline.release.citation_file import citation, doi
from pipeline.release.persons import creators
from tests.release.samples import EMPTY, HOSTILE, RELEASE, hostile
from tests.release.validation import problems

SCHEMA = "citation-file-1.2.0.schema.json"


def read(release: Release) -> Any:
    return yaml.safe_load(citation(release))


def with_front(**fields: Any) -> Release:
    return replace(RELEASE, front=RELEASE.front.model_copy(update=fields))


@pytest.mark.parametrize("release", [RELEASE, EMPTY, *map(hostile, HOSTILE)], ids=lambda each: each.slug)
def test_valid(release: Release) -> None:
    value = read(release)
    assert problems(value, SCHEMA) == []
    assert value["title"] == value["preferred-citation"]["title"] == release.front.title


def test_the_schema_refuses() -> None:
    value = read(RELEASE)
    value["type"] = "report"
    del value["authors"]
    assert len(problems(value, SCHEMA)) == 2


def test_the_article_is_what_is_cited() -> None:
    value = read(RELEASE)
    assert value["type"] == "dataset"
    report = value["preferred-citation"]
    assert report["type"] == "report"
    assert report["authors"] == [
        {
            "family-names": "Byron",
            "given-names": "Ada",
            "affiliation": "Analytical Society",
            "orcid": "https://orcid.org/0000-0002-1825-0097",
        },
        {"name": "Dossier desk"},
    ]
    assert (report["version"], report["date-released"]) == ("1.2.0", "2026-11-23")
    assert (report["year"], report["month"], report["number"]) == (2026, 11, "KH-US-2026-11")
    assert report["collection-title"] == "Country briefing"
    assert report["institution"] == {"name": "Example House"}
    assert value["license"] == report["license"] == "CC-BY-4.0"


def test_versions_and_numbers_stay_texts() -> None:
    value = read(replace(with_front(id="1e3"), version="1.10"))
    assert (value["version"], value["preferred-citation"]["number"]) == ("1.10", "1e3")


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("10.1234/abc.5", "10.1234/abc.5"),
        ("https://doi.org/10.1234/abc.5", "10.1234/abc.5"),
        ("10.1234/a<b>", ""),
        ("KH-1", ""),
    ],
)
def test_a_doi_is_one_only_if_the_format_takes_it(name: str, result: str) -> None:
    release = with_front(id=name, url=None)
    assert doi(release.front) == result
    assert problems(read(release), SCHEMA) == []
    assert read(release).get("doi", "") == result
    assert read(release)["preferred-citation"].get("number", "") == ("" if result else name)


@pytest.mark.parametrize(
    ("author", "family", "given_names"),
    [
        (Author(name="Ada Byron", affiliation="Society"), "Byron", "Ada"),
        (Author(name="Maria van der Berg", affiliation="Society"), "van der Berg", "Maria"),
        (Author(name="Ludwig van Beethoven", orcid="0000-0002-1825-0097"), "van Beethoven", "Ludwig"),
        (Author(name="Plato", orcid="0000-0002-1825-0097"), "Plato", ""),
        (Author(name="World Bank"), "", ""),
        (Author(name="the research desk of an institute", affiliation="Society"), "", ""),
    ],
)
def test_persons_and_bodies(author: Author, family: str, given_names: str) -> None:
    (creator,) = creators(RELEASE.front.model_copy(update={"authors": (author,)}))
    assert (creator.family, creator.given_names) == (family, given_names)


def test_without_authors_the_publisher_is_named() -> None:
    assert read(with_front(authors=()))["authors"] == [{"name": "Example House"}]
    assert read(EMPTY)["authors"] == [{"name": "Anonymous"}]


def test_no_value_refers_to_another() -> None:
    assert "&id" not in citation(RELEASE)
    assert "*id" not in citation(RELEASE)
