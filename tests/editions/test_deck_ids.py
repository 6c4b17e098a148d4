"""Anchors of an article with the ids that a deck gives by itself: each is given once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from pipeline.build import resolve_article
from pipeline.editions.briefing import briefing
from pipeline.editions.deck import deck
from pipeline.editions.deck_targets import is_own_id
from pipeline.editions.ebook import ebook
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model.stages import Document
from pipeline.model.walk import ids
from tests.articles import document as article
from tests.formats.deck_setting import SETTING

TEXT = """---
title: T
deck: {{appendix: ["#{name}", Last]}}
---

Words before the sections [@a].

::: at-a-glance
12
:   a number
:::

# One

See [the place](#{name}) of it [@a]. More words stand here.

::: {{.slide .open-questions message="Is it open?"}}
A question.
:::

{place}

# Last

Words at the end.
"""
PLACES = {
    "heading": "# Target {{#{name}}}\n\nWords on it.",
    "words": "# Other\n\nThe [target]{{#{name}}} is in these words.",
}
OWN = ("cover", "at-a-glance", "before-sections", "sources", "appendix", "open-questions", "colophon",
       "slide-one-1", "sources-2", "ref-a")  # fmt: skip


def document(folder: Path, name: str, kind: str) -> Document:
    (folder / "references.bib").write_text("@book{a, author={A B}, title={W}, year={2000}}", "utf-8")
    text = TEXT.format(name=name, place=PLACES[kind].format(name=name))
    (folder / "paper.md").write_text(text, "utf-8")
    return resolve_article(locate(str(folder / "paper.md"), folder)).document


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("name", OWN)
def test_a_link_leads_to_the_anchor_of_the_text_not_to_a_slide_of_the_deck(
    name: str, kind: str, tmp_path: Path
) -> None:
    page = html.fromstring(HTML.render(deck(document(tmp_path, name, kind)), SETTING).data)
    counts: Counter[str] = Counter(page.xpath("//@id"))
    assert [each for each, count in counts.items() if count > 1] == []
    addresses = {each.get("href", "") for each in page.iter("a") if each.text_content() == "the place"}
    [address] = addresses
    [target] = page.xpath(f"//*[@id='{address[1:]}']")
    assert "target" in target.text_content().lower()


def test_a_link_to_the_sources_leads_to_them_where_the_text_has_no_such_anchor(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text("---\ntitle: T\n---\n\n# One\n\nSee [them](#sources).\n", "utf-8")
    content = resolve_article(locate(str(tmp_path / "paper.md"), tmp_path)).document
    assert "#text-sources" not in repr(deck(content).blocks)


def test_a_section_is_put_into_the_appendix_by_an_id_that_the_deck_has_too(tmp_path: Path) -> None:
    content = deck(document(tmp_path, "colophon", "heading"))
    names = [slide.id for slide in content.slides]
    assert names.index("text-colophon") > names.index("appendix")
    assert not content.diagnostics


@pytest.mark.parametrize("name", ["ref-a", "sources", "refs", "colophon"])
def test_an_anchor_with_an_id_of_the_parts_behind_the_text_is_given_once(name: str, tmp_path: Path) -> None:
    content = document(tmp_path, name, "words")
    for edition in (briefing(content), ebook(content)):
        counts = Counter(ids(edition.blocks))
        assert (counts[name], counts[f"text-{name}"]) == (1, 1)
        assert f"#text-{name}" in repr(edition.blocks)


@pytest.mark.parametrize("target", ["tests/sample", "tests/torture"])
def test_every_id_that_a_deck_gives_by_itself_is_known_as_one(target: str) -> None:
    content = article(target)
    names = {slide.id for slide in deck(content).slides} - set(ids(content.blocks))
    assert {name for name in names if not is_own_id(name)} == set()


@pytest.mark.parametrize(
    "name", ["cove", "covers", "slides", "source", "sec-sources", "disputed-x", "slide-"]
)
def test_other_ids_stay(name: str) -> None:
    assert is_own_id(name) == (re.fullmatch("slide-", name) is not None)
