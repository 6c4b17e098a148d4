"""The page of a release: a valid page for people, data for programs, nothing that runs or is fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline import languages
from pipeline.model.release import ProofLine, Release
from pipeline.release.landing import page
from pipeline.release.words import is_english, size, word
from pipeline.verify import verify
from pipeline.verify.axe import AXE
from pipeline.verify.html import HTML
from pipeline.verify.verdict import Tools
from tests.release.samples import EMPTY, FILES, HOSTILE, RELEASE, hostile, sha

ALL = [RELEASE, EMPTY, *map(hostile, HOSTILE)]


def tree(release: Release) -> html.HtmlElement:
    return html.document_fromstring(page(release).encode(), html.HTMLParser(encoding="utf-8"))


def data(release: Release) -> Any:
    (script,) = tree(release).xpath("//script")
    return json.loads(script.text)


def texts(release: Release, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in tree(release).xpath(path)]


def in_language(lang: str, **fields: Any) -> Release:
    return replace(RELEASE, front=RELEASE.front.model_copy(update={"lang": lang, **fields}))


@pytest.mark.parametrize("release", ALL, ids=lambda each: each.slug)
def test_valid(tmp_path: Path, release: Release) -> None:
    path = tmp_path / "index.html"
    path.write_text(page(release), "utf-8")
    [outcome] = verify([path], Tools(), [HTML])
    assert outcome.verdict.findings == ()
    assert outcome.verdict.version


@pytest.mark.slow
@pytest.mark.parametrize(
    "release", [RELEASE, EMPTY, hostile(HOSTILE[5]), hostile(HOSTILE[-2])], ids=lambda each: each.slug
)
def test_accessible(tmp_path: Path, release: Release) -> None:
    path = tmp_path / "index.html"
    path.write_text(page(release), "utf-8")
    [outcome] = verify([path], Tools(), [AXE])
    if outcome.verdict.reason:
        pytest.skip(f"{outcome.verdict.reason}: make validators")
    assert outcome.verdict.findings == ()


@pytest.mark.parametrize("release", ALL, ids=lambda each: each.slug)
def test_nothing_runs_and_nothing_is_fetched(release: Release) -> None:
    root = tree(release)
    assert [each.get("type") for each in root.xpath("//script")] == ["application/ld+json"]
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []
    assert root.xpath("//@src | //link[@rel='stylesheet'] | //iframe | //object | //b") == []
    # Words stay words.
    assert set(root.xpath("//body//*/@href")) <= {
        "#files", *(each.name for each in release.files), release.front.address,
    }  # fmt: skip


def test_the_policy_names_the_styles() -> None:
    root = tree(RELEASE)
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for each in root.xpath("//style"):
        digest = base64.b64encode(hashlib.sha256(each.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")


def test_the_files_with_sizes_and_checksums() -> None:
    rows = texts(RELEASE, "//section[@id='files' or @id='data']//tbody/tr/*")
    table = [tuple(rows[index : index + 4]) for index in range(0, len(rows), 4)]
    assert table[:2] == [
        ("sample-1.2.0-briefing.pdf", "PDF", "1.2 MB", sha("a")),
        ("sample-1.2.0-ebook.epub", "EPUB", "346 kB", sha("b")),
    ]
    assert [row[3] for row in table] == [each.sha256 for each in FILES]
    assert tree(RELEASE).xpath("//section[@id='files']//a/@href") == [each.name for each in FILES[:4]]


def test_names_of_files_are_encoded() -> None:
    file = replace(FILES[0], name='a "b"#c?d.pdf')
    assert tree(replace(RELEASE, files=(file,))).xpath("//section[@id='files']//a/@href") == [
        "a%20%22b%22%23c%3Fd.pdf"
    ]


def test_what_was_compared() -> None:
    lines = (*RELEASE.proof, ProofLine("deck.pptx", 1, 2, 3, 4, 5, 6, 7_890, 12))
    release = replace(RELEASE, proof=lines)
    heads = texts(release, "//section[@id='proof']//thead//th")
    rows = texts(release, "//section[@id='proof']//tbody/tr[3]/*")
    assert dict(zip(heads, rows, strict=True)) == {
        "File": "deck.pptx", "Facts": "1", "Citations": "2", "Notes": "3", "Figures": "4", "Tables": "5",
        "Cells": "6", "Characters": "7,890", "Differences": "12",
    }  # fmt: skip
    assert texts(release, "//*[@class='difference']") == ["12"]
    assert texts(RELEASE, "//*[@class='difference']") == []


def test_changes_since_the_last_release() -> None:
    assert texts(RELEASE, "//section[@id='changes']/h2") == ["Changes since version 1.1.0"]
    assert texts(RELEASE, "//section[@id='changes']//li") == [RELEASE.changes[0].text]
    same = replace(RELEASE, changes=())
    assert texts(same, "//section[@id='changes']/p") == ["No fact changed."]
    assert texts(replace(RELEASE, previous=""), "//section[@id='changes']") == []


def test_how_to_verify_and_to_cite() -> None:
    assert texts(RELEASE, "//section[@id='verify']//code") == [
        "sha256sum -c SHA256SUMS", "dossier release verify .",
    ]  # fmt: skip
    assert texts(RELEASE, "//p[@class='cite']") == [
        "Ada Byron, Dossier desk (2026). A sample: what it shows. And what it leaves open. Version 1.2.0. "
        "Example House. KH-US-2026-11. https://example.org/sample"
    ]
    assert texts(EMPTY, "//p[@class='cite']") == ["(1980). Nothing. Version 0.1."]


def test_data_for_programs() -> None:
    value = data(RELEASE)
    assert (value["@type"], value["version"], value["inLanguage"]) == ("Report", "1.2.0", "en")
    assert value["url"] == "https://example.org/releases/sample-1.2.0/"
    assert value["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Country briefing"}
    assert value["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert value["author"][0]["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert value["encoding"][0] == {
        "@type": "MediaObject",
        "name": "sample-1.2.0-briefing.pdf",
        "contentUrl": "https://example.org/releases/sample-1.2.0/sample-1.2.0-briefing.pdf",
        "encodingFormat": "application/pdf",
        "contentSize": "1234567 B",
        "sha256": sha("a"),
    }
    assert [each["name"] for each in value["hasPart"]["distribution"]] == [
        "facts.json", "facts.csv", "references.json",
    ]  # fmt: skip
    assert value["accessibilityFeature"] == ["tableOfContents", "alternativeText"]
    assert value["accessModeSufficient"] == [{"@type": "ItemList", "itemListElement": ["textual"]}]
    assert value["accessibilitySummary"] == "The text has headings."


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_they_are(words: str) -> None:
    release = hostile(words)
    plain = re.compile(r"[^\w]+")
    assert plain.sub(" ", texts(release, "//h1")[0]).strip() == plain.sub(" ", release.front.title).strip()
    assert plain.sub(" ", data(release)["name"]) == plain.sub(" ", release.front.title)


def test_without_a_base_all_addresses_are_relative() -> None:
    release = replace(RELEASE, base="")
    value = data(release)
    assert value["encoding"][0]["contentUrl"] == "sample-1.2.0-briefing.pdf"
    assert "url" not in value
    assert tree(release).xpath("//link[@rel='canonical']") == []
    assert tree(RELEASE).xpath("//link[@rel='canonical']/@href") == [
        "https://example.org/releases/sample-1.2.0/"
    ]


@pytest.mark.parametrize("lang", languages.tags("page"))
def test_the_page_is_in_the_language_of_the_article(lang: str) -> None:
    assert not is_english(lang)
    release = in_language(lang)
    assert texts(release, "//section[@id='cite']/h2") == [word(lang, "cite")]
    assert tree(release).xpath("//main//*[@lang]") == []
    assert len({word(each, "verify") for each in languages.tags("page")}) == len(languages.tags("page"))


def test_english_sentences_in_another_language_are_marked() -> None:
    release = in_language("ar")
    root = tree(release)
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    elements = root.xpath("//main//*[@lang='en' and @dir='ltr']")
    assert [each.tag for each in elements] == ["h2"] * 4 + ["p"] + ["h2"] + ["p"] * 2 + ["h2"]
    assert root.xpath("//h1/@dir") == ["auto"]


def test_words_of_a_region_go_first() -> None:
    assert word("pt-PT", "file") == "Ficheiro"
    assert word("pt", "file") == "Arquivo"
    assert word("pt-PT", "cite") == "Como citar"


@pytest.mark.parametrize(
    ("count", "lang", "words"),
    [
        (1_234_567, "en", "1.2 MB"),
        (1_234_567, "de", "1,2 MB"),
        (345_678, "en", "346 kB"),
        (345_678, "fr", "346 ko"),
        (12, "en", "1 kB"),
        (0, "en", "1 kB"),
        (12, "ar", "1 كيلوبايت"),
        (2_000_000_000, "en", "2,000 MB"),
    ],
)
def test_sizes(count: int, lang: str, words: str) -> None:
    assert " ".join(size(count, lang).split()) == words


def test_the_same_release_has_the_same_page() -> None:
    assert page(RELEASE) == page(replace(RELEASE))
