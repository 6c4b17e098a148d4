"""The web page as an edition: facts that lead to their entries and back, data below figures, sources."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipeline.editions.fact_links import link_facts
from pipeline.editions.fact_list import fact_list
from pipeline.editions.place_links import CitationPlace
from pipeline.editions.web import web
from pipeline.model import nodes as n
from pipeline.model.dates import PartialDate
from pipeline.model.facts import Ledger
from pipeline.model.stages import Document, Edition
from pipeline.model.walk import ids, map_tree, text_of, walk
from tests.articles import document

ARTICLES = ("cambodia-us-relations", "si-2019", "tests/sample")


@cache
def edition(article: str) -> Edition:
    return web(document(article))


def fact(name: str, *inlines: n.Inline) -> n.Span:
    return n.Span(n.Attr("", ("fact",), (("fact", name),)), inlines or (n.Str("$7"),))


def inlines_of(*inlines: n.Inline) -> n.Inlines:
    blocks, _ = link_facts((n.Para(inlines),), frozenset({"a", "b", "a-2"}))
    (paragraph,) = blocks
    assert isinstance(paragraph, n.Para)
    return paragraph.inlines


def entry(ledger: str, *, status: str = "confirmed") -> str:
    facts = Ledger.model_validate_json(ledger).facts
    links = {"key": (n.Link(n.Attr(), (n.Str("Key"), n.Space(), n.Str("1867")), "#ref-key"),)}
    changed_facts = (facts[0].model_copy(update={"status": status}), *facts[1:])
    return text_of(fact_list(changed_facts, {"a": (CitationPlace("at-a", "Prices"),)}, links, "en"))


MONEY = """{"facts": [{"id": "a", "subject": "Price of it", "kind": "money", "as-of": "2024-05-01",
 "value": {"amount": 7200000, "currency": "USD", "basis": "nominal", "date": "1867"},
 "sources": [{"ref": "key", "locator": "p. 3"}]}]}"""


def test_the_words_of_a_fact_lead_to_its_entry() -> None:
    (link,) = inlines_of(fact("a"))
    assert isinstance(link, n.Link)
    assert (link.url, link.attr) == ("#fact-a", n.Attr("at-a", ("fact",), (("fact", "a"),)))
    assert text_of((link,)) == "$7"


def test_every_place_of_a_fact_has_an_id_of_its_own() -> None:
    inlines = inlines_of(fact("a"), fact("a"), fact("a-2"), fact("a"), fact("b"))
    assert list(ids(inlines)) == ["at-a", "at-a-2", "at-a-2-2", "at-a-3", "at-b"]


def test_the_places_know_their_sections() -> None:
    head = n.Header(1, n.Attr("sec"), (n.Str("Prices"),))
    note = n.Note((n.Para((fact("a"),)),))
    _, places = link_facts((n.Para((fact("a"),)), head, n.Para((note,))), frozenset({"a"}))
    assert places == {"a": (CitationPlace("at-a", ""), CitationPlace("at-a-2", "Prices"))}


def test_a_link_contains_no_link() -> None:
    source = n.Link(n.Attr(), (n.Str("Key"),), "#ref-key")
    cite = n.Cite((n.Citation("key"),), (n.Str("("), source, n.Str(")")))
    (span,) = inlines_of(fact("a", n.Str("$7"), n.Space(), cite))
    assert isinstance(span, n.Span)
    assert (span.attr.get("fact"), span.attr.id) == ("a", "at-a")
    words, rest = span.inlines[0], span.inlines[1:]
    assert isinstance(words, n.Link)
    assert text_of((words,)) == "$7"
    assert rest == (cite,)
    for inner in walk((words,)):
        assert inner is words or not isinstance(inner, n.Link)
    # Within a link, and of nothing but a note, a fact is words alone.
    (outer,) = inlines_of(n.Link(n.Attr(), (fact("a"),), "https://example.org"))
    assert [type(each) for each in walk((outer,))] == [n.Link, n.Span, n.Str]
    (bare,) = inlines_of(fact("a", n.Note((n.Para((n.Str("x"),)),))))
    assert not [each for each in walk((bare,)) if isinstance(each, n.Link)]


def test_a_fact_within_a_fact_keeps_its_own_link() -> None:
    (outer,) = inlines_of(fact("a", fact("b"), n.Space(), n.Str("more")))
    names = [each.attr.get("fact") for each in walk((outer,)) if isinstance(each, n.Link)]
    assert names == ["b", "a"]


def test_what_is_no_fact_of_the_edition_stays() -> None:
    assert inlines_of(fact("other")) == (fact("other"),)


def test_an_entry_says_subject_value_time_status_date_and_sources() -> None:
    text = " ".join(entry(MONEY).split())
    for words in (
        "Price of it",
        "$7.2 million (1867)",
        "confirmed, as of 1 May 2024",
        "Source: Key 1867, p. 3",
    ):
        assert words in text
    assert "disputed" in entry(MONEY, status="disputed")
    assert "No source is named" in entry(MONEY.replace('{"ref": "key", "locator": "p. 3"}', ""))
    assert "other?" in entry(MONEY.replace('"key"', '"other"'))


def test_a_date_is_not_said_twice() -> None:
    event = '{"facts": [{"id": "a", "subject": "It", "kind": "event", "value": {"date": "1867-03-30"}}]}'
    assert entry(event).count("1867") == 1


def test_an_entry_leads_to_the_fact_that_contradicts_it() -> None:
    other = MONEY.replace('{"facts": [', "").removesuffix("]}").replace('"id": "a"', '"id": "b"')
    first = MONEY.replace('"id": "a",', '"id": "a", "contradicts": "b",')
    facts = Ledger.model_validate_json(first.removesuffix("]}") + "," + other + "]}").facts
    blocks = fact_list(facts, {}, {}, "en")
    links = [each.url for each in walk(blocks) if isinstance(each, n.Link)]
    assert links == ["#fact-b"]


def test_no_facts_no_list() -> None:
    assert fact_list((), {}, {}, "en") == ()


@pytest.mark.parametrize("article", ARTICLES)
def test_every_link_has_a_target_and_every_id_is_one(article: str) -> None:
    blocks = edition(article).blocks
    names = list(ids(blocks))
    assert len(names) == len(set(names))
    links = [each.url[1:] for each in walk(blocks) if isinstance(each, n.Link) and each.url.startswith("#")]
    assert set(links) <= set(names)
    assert len([each for each in links if each.startswith("fact-")]) >= len(edition(article).facts)


@pytest.mark.parametrize("article", ARTICLES)
def test_the_list_has_the_facts_that_the_page_states_and_no_other(article: str) -> None:
    result = edition(article)
    entries = [name for name in ids(result.blocks) if name.startswith("fact-")]
    assert entries == [f"fact-{each.id}" for each in result.facts]
    assert {each.id for each in result.facts} <= {each.id for each in document(article).ledger.facts}
    links = {each.attr.get("fact") for each in walk(result.blocks) if isinstance(each, n.Link)}
    assert links - {None} == {each.id for each in result.facts}


def test_the_sources_of_facts_are_listed_though_no_sentence_cites_them() -> None:
    own = document("tests/sample")
    cites = [each for each in walk(own.blocks) if isinstance(each, n.Cite)]
    assert cites
    text = without_cites(own)
    result = web(text)
    entries = {name.removeprefix("ref-") for name in ids(result.blocks) if name.startswith("ref-")}
    assert entries == {source.ref for each in result.facts for source in each.sources}
    assert {each.id for each in result.references} == entries


def without_cites(own: Document) -> Document:
    def drop(node: n.Inline) -> n.Inlines:
        return () if isinstance(node, n.Cite) else (node,)

    return replace(own, blocks=map_tree(own.blocks, inline=drop))


def test_the_data_of_a_figure_stand_in_it_and_lead_to_their_facts() -> None:
    result = edition("cambodia-us-relations")
    drawn_figures = [
        each
        for each in walk(result.blocks)
        if isinstance(each, n.Figure) and f"data-{each.attr.id}" in ids(each.blocks)
    ]
    assert len(drawn_figures) == len(result.drawings) == 3
    for figure in drawn_figures:
        data = [datum for datum in result.drawings[figure.attr.id].data if datum.fact]
        names = [each.attr.get("fact") for each in walk(figure.blocks) if isinstance(each, n.Link)]
        assert [name for name in names if name] == [datum.fact for datum in data]
        links = [
            text_of(each.inlines)
            for each in walk(figure.blocks)
            if isinstance(each, n.Link) and each.attr.get("fact")
        ]
        assert all(words for words in links)


def test_an_id_of_the_author_gives_way_to_those_of_the_page() -> None:
    own = document("tests/sample")
    name = own.ledger.facts[0].id
    taken_ids = (
        "article",
        "ledger",
        "notes",
        "note-1",
        f"fact-{name}",
        f"at-{name}",
        f"at-{name}-2",
        "popup",
    )
    heads = tuple(n.Header(2, n.Attr(each), (n.Str("x"),)) for each in (*taken_ids, "note-on", "fact-other"))
    link = n.Para((n.Link(n.Attr(), (n.Str("y"),), "#ledger"),))
    result = web(replace(own, blocks=(*own.blocks, *heads, link)))
    headings = [
        each.attr.id
        for each in walk(result.blocks)
        if isinstance(each, n.Header) and text_of(each.inlines) == "x"
    ]
    assert headings == [*(f"text-{each}" for each in taken_ids), "note-on", "fact-other"]
    (leading,) = [
        each for each in walk(result.blocks) if isinstance(each, n.Link) and text_of(each.inlines) == "y"
    ]
    assert leading.url == "#text-ledger"


def test_parts_for_the_page_alone_and_for_others() -> None:
    own = document("tests/sample")
    pairs = [n.Attr("", (), (("only", "web"),)), n.Attr("", (), (("except", "web"),))]
    divs = tuple(n.Div(attr, (n.Para((n.Str(f"w{number}"),)),)) for number, attr in enumerate(pairs))
    text = text_of(web(replace(own, blocks=(*own.blocks, *divs))).blocks)
    assert "w0" in text
    assert "w1" not in text


def test_as_of_is_said_where_the_ledger_has_it() -> None:
    own = document("tests/sample")
    first, *rest = own.ledger.facts
    fact_with_date = first.model_copy(update={"as_of": PartialDate(2031, 5, 6)})
    text = text_of(web(replace(own, ledger=Ledger(facts=(fact_with_date, *rest)))).blocks)
    assert "as of 6 May 2031" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_source_of_a_fact_that_nothing_cites_is_named_in_full() -> None:
    own = document("tests/sample")
    first = own.ledger.facts[0]
    fact_with_source = first.model_copy(update={"sources": first.sources[:1]})
    key = first.sources[0].ref
    entries = tuple(each for each in own.bibliography if each.attr.id != f"ref-{key}")
    fields = {"title": "A title", "DOI": "10.1000/x", "issued": {"date-parts": [[1867]]}}
    for changes, address in (
        ({}, "https://doi.org/10.1000/x"),
        ({"DOI": None, "URL": "https://example.org/a b"}, "https://example.org/a%20b"),
        ({"DOI": None, "URL": "javascript:alert(1)"}, ""),
    ):
        references = tuple(
            replace(each, fields=fields | changes) if each.id == key else each for each in own.references
        )
        ledger = Ledger(facts=(fact_with_source,))
        result = web(replace(without_cites(own), bibliography=entries, references=references, ledger=ledger))
        divs = [each for each in walk(result.blocks) if isinstance(each, n.Div)]
        (line,) = [each for each in divs if "fact-sources" in each.attr.classes]
        assert "A title" in text_of(line.blocks)
        urls = [each.url for each in walk(line.blocks) if isinstance(each, n.Link)]
        assert urls == ([address] if address else [])
        assert key in {each.id for each in result.references}


def test_a_link_to_what_the_page_does_not_show_is_words() -> None:
    own = document("tests/sample")
    hidden_div = n.Div(n.Attr("elsewhere", (), (("except", "web"),)), (n.Para((n.Str("x"),)),))
    link = n.Para((n.Link(n.Attr(), (n.Str("there"),), "#elsewhere"),))
    blocks = web(replace(own, blocks=(*own.blocks, hidden_div, link))).blocks
    assert "there" in text_of(blocks)
    assert "#elsewhere" not in {each.url for each in walk(blocks) if isinstance(each, n.Link)}
