"""The web pages of whole articles state what their documents state: facts, sources, notes, data, words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.editions import prose
from pipeline.editions.web import web
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk
from pipeline.resolve.typography import typeset_text
from pipeline.wording.dates import date_text
from pipeline.wording.facts import fact_text
from tests.articles import ARTICLES, artifact, document
from tests.formats.web_page import element, linked_data, read, words

_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufe0e]")


@cache
def page_at(path: Path) -> Any:
    return read(path.read_bytes())


def page(folder: Path, article: str) -> Any:
    return page_at(artifact(folder, article, "article.html"))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", _INVISIBLE.sub("", text)).casefold()


@pytest.mark.parametrize("article", ARTICLES)
def test_every_fact_is_marked_where_it_is_stated_and_leads_to_its_entry_and_back(
    build_folder: Path, article: str
) -> None:
    root, own = page(build_folder, article), document(article)
    text = prose.body(own, "web")
    spans = [
        (str(node.attr.get("fact")), text_of(node.inlines))
        for node in walk(text)
        if isinstance(node, n.Span) and "fact" in node.attr.classes
    ]
    marks = [
        (str(each.get("data-fact")), each) for each in root.xpath("//*[contains(@class, 'fact')][@data-fact]")
    ]
    texts = {(name, squeeze(words(each))) for name, each in marks}
    assert {(name, squeeze(result)) for name, result in spans} <= texts
    for name, mark in marks:
        entry = element(root, f"fact-{name}")
        if mark.tag == "a":
            assert mark.get("href") == f"#fact-{name}"
        if mark.get("id"):
            assert f"#{mark.get('id')}" in entry.xpath(".//*[@class='returns']//a/@href")


@pytest.mark.parametrize("article", ARTICLES)
def test_every_entry_has_value_status_date_and_sources(build_folder: Path, article: str) -> None:
    root, own = page(build_folder, article), document(article)
    lang = own.front.lang
    facts = prose.bound_facts(own, prose.body(own, "web"))
    assert [each.get("id") for each in root.xpath("//*[contains(@class, 'fact-entry')]")] == [
        f"fact-{each.id}" for each in facts
    ]
    for fact in facts:
        entry = element(root, f"fact-{fact.id}")
        text = squeeze(words(entry))
        dates = [date_text(fact.as_of, lang)] if fact.as_of else []
        for part in (fact.subject, fact_text(fact, lang), *dates):
            assert squeeze(typeset_text(part, lang)) in text, fact.id
        links = entry.xpath(".//*[@class='fact-sources']//a/@href")
        assert len(links) == len(fact.sources)
        listed_ids = {each.attr.id for each in own.bibliography}
        for link, source in zip(links, fact.sources, strict=True):
            # A source that no sentence cites is no entry of the list: the fact leads to the work itself.
            is_listed = f"ref-{source.ref}" in listed_ids
            assert link == f"#ref-{source.ref}" if is_listed else link.startswith("https://")


@pytest.mark.parametrize("article", ARTICLES)
def test_every_citation_leads_to_its_source_and_the_source_back(build_folder: Path, article: str) -> None:
    root = page(build_folder, article)
    links = root.xpath("//*[starts-with(@id, 'cited-')]")
    assert links
    for link in links:
        entry = element(root, link.get("href")[1:])
        assert f"#{link.get('id')}" in entry.xpath(".//*[@class='returns']//a/@href")
    back = root.xpath("//*[@class='returns']//a[starts-with(@href, '#cited-')]")
    assert len(back) == len(links)
    assert all(each.get("aria-label") for each in back)


@pytest.mark.parametrize("article", ARTICLES)
def test_every_note_is_there_and_returns(build_folder: Path, article: str) -> None:
    root = page(build_folder, article)
    blocks = web(document(article)).blocks
    notes = [text_of(each.blocks) for each in walk(blocks) if isinstance(each, n.Note)]
    footnotes = root.xpath("//*[@role='doc-footnote']")
    assert len(footnotes) == len(notes)
    for number, text in enumerate(notes, 1):
        assert squeeze(text) in squeeze(words(element(root, f"note-{number}")))
        assert element(root, f"noteref-{number}").get("href") == f"#note-{number}"


@pytest.mark.parametrize("article", ARTICLES[:3])
def test_every_figure_is_drawn_and_has_its_data(build_folder: Path, article: str) -> None:
    root, own = page(build_folder, article), document(article)
    assert own.drawings
    for name, drawing in own.drawings.items():
        figure = element(root, name)
        assert len(figure.xpath(".//svg")) == 2
        assert {each.get("aria-label") for each in figure.xpath(".//*[@role='img']")} == {drawing.alt}
        rows = [[squeeze(words(cell)) for cell in row] for row in figure.xpath(".//details//tbody/tr")]
        assert rows == [[squeeze(cell) for cell in row] for row in prose.data_rows(drawing)]


@pytest.mark.parametrize("article", ARTICLES)
def test_every_word_of_the_edition_is_on_the_page_in_its_order(build_folder: Path, article: str) -> None:
    root = page(build_folder, article)
    text = squeeze(words(root.find(".//body")))
    texts = [
        text_of(each.inlines)
        for each in walk(web(document(article)).blocks)
        if isinstance(each, n.Para | n.Plain | n.Header)
        and not any(
            isinstance(inner, n.Math | n.Note | n.Image | n.Quoted | n.LineBreak)
            for inner in walk(each.inlines)
        )
        and squeeze(text_of(each.inlines)) not in text
    ]
    assert texts == []


@pytest.mark.parametrize("article", ARTICLES)
def test_its_data_for_programs_are_those_of_the_document(build_folder: Path, article: str) -> None:
    nodes, own = linked_data(page(build_folder, article)), document(article)
    assert nodes["Article"]["headline"] == own.front.title
    assert [each["name"] for each in nodes["Article"]["author"]] == [each.name for each in own.front.authors]
    facts = prose.bound_facts(own, prose.body(own, "web"))
    keys = {each.attr.id.removeprefix("ref-") for each in own.bibliography}
    keys |= {source.ref for fact in facts for source in fact.sources}
    works = {each["@id"].partition("#ref-")[2] for each in nodes["Article"]["citation"]}
    assert works <= keys
    assert {source.ref for fact in facts for source in fact.sources} <= works
    values = nodes.get("Dataset", {}).get("variableMeasured", [])
    assert [each["propertyID"] for each in values] == [fact.id for fact in facts]
    assert bool(facts) == ("Dataset" in nodes)
