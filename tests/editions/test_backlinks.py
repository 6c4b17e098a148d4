"""The way back from sources to their citations."""

from __future__ import annotations

import pytest

from pipeline.editions import prose
from pipeline.editions.backlinks import (
    ARROW,
    append_links,
    to_sections,
    with_backlinks,
    with_legend,
)
from pipeline.editions.place_links import CitationPlace
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk


def cite(*keys: str) -> n.Cite:
    links = tuple(n.Link(n.Attr(), (n.Str(key),), f"#ref-{key}") for key in keys)
    return n.Cite(tuple(n.Citation(key) for key in keys), links)


def entry(key: str) -> n.Div:
    return n.Div(n.Attr(f"ref-{key}", ("csl-entry",)), (n.Para((n.Str(key),)),))


SOURCES: n.Blocks = (
    prose.back_heading("sources", "Sources"),
    n.Div(n.Attr("refs", ("references",)), (entry("a"), entry("b"), entry("c"))),
)
TEXT: n.Blocks = (
    n.Para((cite("a", "b"),)),
    n.Para((n.Note((n.Para((cite("a"),)),)), n.Link(n.Attr(), (n.Str("x"),), "#sec"))),
)


def links(blocks: n.Blocks) -> list[n.Link]:
    return [node for node in walk(blocks) if isinstance(node, n.Link)]


def test_every_link_to_a_source_gets_an_id_of_its_own() -> None:
    text, _ = with_backlinks(TEXT, SOURCES, "en")
    assert [(link.attr.id, link.url) for link in links(text)] == [
        ("cited-1", "#ref-a"), ("cited-2", "#ref-b"), ("cited-3", "#ref-a"), ("", "#sec"),
    ]  # fmt: skip


def test_every_entry_leads_back_to_all_that_cite_it() -> None:
    _, sources = with_backlinks(TEXT, SOURCES, "en")
    _, entry_list = sources
    assert isinstance(entry_list, n.Div)
    assert [[link.url for link in links((each,))] for each in entry_list.blocks] == [
        ["#cited-1", "#cited-3"], ["#cited-2"], [],
    ]  # fmt: skip
    assert text_of((entry_list.blocks[0],)) == "a\u00a01, 2"
    assert {link.title for link in links(sources)} == {"Cited on page {page}"}


def test_what_the_numbers_are_is_said_below_the_heading() -> None:
    _, sources = with_backlinks(TEXT, SOURCES, "fr")
    heading, legend, *_ = with_legend(sources, "fr")
    assert heading == SOURCES[0]
    assert "pages" in text_of((legend,))
    assert with_legend(SOURCES, "fr") == SOURCES


def test_without_citations_nothing_changes() -> None:
    plain: n.Blocks = (n.Para((n.Str("a"),)),)
    assert with_backlinks(plain, (), "en") == (plain, ())


def test_words_behind_an_image_and_a_label_have_no_place_of_their_own() -> None:
    image = n.Image(n.Attr(), (cite("a"),), "a.png")
    suffix = (n.Link(n.Attr(), (n.Str("see"),), "#ref-b"),)
    label = n.Cite((n.Citation("b", suffix=suffix),), suffix)
    text, sources = with_backlinks((n.Para((image, label)),), SOURCES, "en")
    assert [link.attr.id for link in links(text)] == ["", "", "cited-1"]
    assert [link.url for link in links(sources)] == ["#cited-1"]


def test_an_id_that_the_text_has_is_not_given_again() -> None:
    own = n.Para((n.Span(n.Attr("cited-1"), (n.Str("x"),)), n.Span(n.Attr("cited-3"), ())))
    text, sources = with_backlinks((own, *TEXT), SOURCES, "en")
    assert [link.attr.id for link in links(text)] == ["cited-2", "cited-4", "cited-5", ""]
    assert [link.url for link in links(sources)] == ["#cited-2", "#cited-5", "#cited-4"]


def test_who_listens_hears_the_section_that_cites() -> None:
    head = n.Header(2, n.Attr("m"), (n.Str("Methods"),))
    text: n.Blocks = (*TEXT[:1], head, n.Para((cite("a"),)))
    _, sources = with_backlinks(text, SOURCES, "en", links=to_sections)
    aria_label = [(text_of(link.inlines), link.attr.get("aria-label")) for link in links(sources)]
    assert aria_label == [
        ("1", "1. Back to the text"), ("2", "2. Cited in “Methods”"), (ARROW, "Back to the text"),
    ]  # fmt: skip
    assert {link.attr.get("role") for link in links(sources)} == {"doc-backlink"}


def test_a_long_heading_is_heard_as_far_as_it_is_of_use() -> None:
    head = n.Header(1, n.Attr("m"), (n.Str("A" + " long" * 40),))
    _, sources = with_backlinks((head, n.Para((cite("c"),))), SOURCES, "en", links=to_sections)
    (link,) = links(sources)
    aria_label = link.attr.get("aria-label") or ""
    assert aria_label.startswith("Cited in “A long long")
    assert aria_label.endswith("long…”")
    assert len(aria_label) < 75


@pytest.mark.parametrize(("count", "words"), [(1, ARROW), (2, f"{ARROW} 1, 2"), (3, f"{ARROW} 1, 2, 3")])
def test_one_place_is_an_arrow_and_several_are_numbers_behind_it(count: int, words: str) -> None:
    backlinks = to_sections(tuple(CitationPlace(f"cited-{each}", "") for each in range(1, count + 1)), "en")
    assert text_of(backlinks) == words
    targets = [node.url for node in walk(backlinks) if isinstance(node, n.Link)]
    assert targets == [f"#cited-{each}" for each in range(1, count + 1)]


def test_an_entry_that_no_paragraph_ends_stays_as_it_is() -> None:
    odd = n.Div(n.Attr("ref-a", ("csl-entry",)), (n.Para((n.Str("x"),)), n.HorizontalRule()))
    assert append_links(odd, (n.Str("1"),)) == odd
