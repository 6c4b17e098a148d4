"""The catalogue of releases: valid as OPDS 1.2 and 2.0, the newest first, with identifiers that last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from lxml import etree

from pipeline.model.release import Publication, Release
from pipeline.release import feed
from pipeline.release.feed import Catalogue
from pipeline.release.publication import publication, read, record
from tests.release.samples import EMPTY, HOSTILE, RELEASE, hostile
from tests.release.validation import FOLDER, problems

HOUSE = Catalogue("Releases of Example House", "Example House", "https://example.org/releases/")
NAMES = {"atom": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/terms/"}


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(FOLDER / "opds-1.2.rng"))


def faults(text: str) -> list[str]:
    grammar().validate(etree.fromstring(text.encode()))
    return [str(each) for each in grammar().error_log]


def publications(*releases: Release) -> list[Publication]:
    return [publication(each, f"{each.slug}-{each.version}") for each in releases]


def read_atom(items: Sequence[Publication], catalogue: Catalogue = HOUSE) -> etree._Element:
    return etree.fromstring(feed.atom(catalogue, items).encode())


def read_json(items: Sequence[Publication], catalogue: Catalogue = HOUSE) -> Any:
    return json.loads(feed.opds(catalogue, items))


@pytest.mark.parametrize("release", [RELEASE, EMPTY, *map(hostile, HOSTILE)], ids=lambda each: each.slug)
def test_valid(release: Release) -> None:
    catalogue = Catalogue(release.front.title, release.publisher)
    assert faults(feed.atom(catalogue, publications(release, EMPTY))) == []
    assert problems(read_json(publications(release, EMPTY), catalogue), "opds-2.0.schema.json") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>urn:uuid:", "<id>"),
        ("T00:00:00Z</updated>", "</updated>"),
        ('rel="self"', 'rel="via"'),
        ("http://opds-spec.org/acquisition/open-access", "http://opds-spec.org/acquisition/buy"),
        ('type="application/pdf" ', ""),
        ("<name>Ada Byron</name>", ""),
        ("sample-1.2.0-ebook.epub", "sample 1.2.0.epub"),
        ("<dc:language>en</dc:language>", "<language>en</language>"),
    ],
)
def test_the_grammar_refuses(old: str, new: str) -> None:
    text = feed.atom(HOUSE, publications(RELEASE))
    assert old in text
    assert faults(text) == []
    assert faults(text.replace(old, new)) != []


def test_the_schema_refuses() -> None:
    value = read_json(publications(RELEASE))
    value["links"] = value["links"][1:]
    value["publications"][0]["links"] = value["publications"][0]["links"][-1:]
    value["publications"][0]["images"][0]["type"] = "image/svg+xml"
    value["publications"][0]["metadata"]["language"] = "not a language"
    value["publications"][0]["metadata"]["altIdentifier"] = "x"
    places = {each.partition(":")[0] for each in problems(value, "opds-2.0.schema.json")}
    entry = "$.publications[0]"
    assert places >= {
        "$.links", f"{entry}.links", f"{entry}.images", f"{entry}.metadata.language",
        f"{entry}.metadata.altIdentifier",
    }  # fmt: skip


def test_the_newest_is_first() -> None:
    day = datetime(2026, 5, 1, tzinfo=UTC)
    releases = [
        replace(RELEASE, version="1.9", date=day),
        replace(RELEASE, version="1.10", date=day),
        replace(RELEASE, version="1.2", date=day.replace(year=2027)),
        replace(RELEASE, version="2.0", date=day.replace(year=2025)),
    ]
    titles = [f"A sample: what it shows ({each})" for each in ("1.2", "1.10", "1.9", "2.0")]
    assert (
        read_atom(publications(*releases)).xpath("atom:entry/atom:title/text()", namespaces=NAMES) == titles
    )
    value = read_json(publications(*releases))
    assert [each["metadata"]["title"] for each in value["publications"]] == titles
    assert value["metadata"]["modified"] == "2027-05-01T00:00:00Z"


def test_identifiers_are_those_of_the_release_alone() -> None:
    (one,), (other,) = (
        publications(RELEASE),
        publications(replace(RELEASE, summary="other words", publisher="Other")),
    )
    assert feed.identifier(one) == feed.identifier(other)
    later, elsewhere = replace(one, version="1.2.1"), replace(one, slug="sample-2")
    assert len({feed.identifier(each) for each in (one, later, elsewhere)}) == 3
    # Those that readers have already: a change makes every release new to them.
    assert feed.identifier(one) == "urn:uuid:aad01df2-7141-53b6-b60b-388b2dd32c51"
    ids = read_atom([one]).xpath("atom:entry/atom:id/text()", namespaces=NAMES)
    assert ids == [feed.identifier(one)]
    assert read_json([one])["publications"][0]["metadata"]["identifier"] == feed.identifier(one)


def test_links_lead_to_the_files() -> None:
    (entry,) = read_atom(publications(RELEASE)).findall("atom:entry", NAMES)
    links = [dict(each.attrib) for each in entry.findall("atom:link", NAMES)]
    base = "https://example.org/releases/sample-1.2.0/"
    assert links[0] == {"rel": "alternate", "href": f"{base}index.html", "type": "text/html"}
    assert [each["href"] for each in links[1:3]] == [f"{base}sample-1.2.0-cover.png"] * 2
    assert [(each["href"].removeprefix(base), each["type"], each["length"]) for each in links[3:5]] == [
        ("sample-1.2.0-ebook.epub", "application/epub+zip", "345678"),
        ("sample-1.2.0-briefing.pdf", "application/pdf", "1234567"),
    ]
    (value,) = read_json(publications(RELEASE))["publications"]
    assert value["links"][0]["href"] == links[3]["href"]
    assert value["links"][0]["size"] == 345678
    assert value["images"] == [{"href": f"{base}sample-1.2.0-cover.png", "type": "image/png"}]
    assert value["metadata"]["accessibility"]["feature"] == ["tableOfContents", "alternativeText"]


def test_without_a_base_addresses_are_relative() -> None:
    plain = Catalogue("Releases")
    hrefs = read_atom(publications(RELEASE), plain).xpath("//atom:link/@href", namespaces=NAMES)
    assert "sample-1.2.0/sample-1.2.0-ebook.epub" in hrefs
    assert not [each for each in hrefs if each.startswith(("/", "http"))]


def test_names_of_files_are_encoded() -> None:
    file = replace(RELEASE.files[0], name="a b#c?d%e.pdf")
    (value,) = read_json(publications(replace(RELEASE, files=(file,))))["publications"]
    assert value["links"][0]["href"].endswith("/a%20b%23c%3Fd%25e.pdf")


def test_what_nobody_can_get_is_not_listed() -> None:
    data_alone = replace(EMPTY, files=RELEASE.files[-1:])
    assert len(read_json(publications(RELEASE, data_alone))["publications"]) == 1
    with pytest.raises(ValueError, match="nothing is published"):
        feed.atom(HOUSE, publications(data_alone))
    with pytest.raises(ValueError, match="nothing is published"):
        feed.opds(HOUSE, [])


@pytest.mark.parametrize("release", [RELEASE, EMPTY, *map(hostile, HOSTILE)], ids=lambda each: each.slug)
def test_a_record_gives_the_publication_back(release: Release) -> None:
    (value,) = publications(release)
    assert read(record(value).encode()) == value


@pytest.mark.parametrize("data", [b"", b"{}", b"[", b"null", b'{"slug": 1}', b"\xff"])
def test_a_damaged_record_is_none(data: bytes) -> None:
    assert read(data) is None
