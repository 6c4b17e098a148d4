"""What backlinks are called and where they stand."""

from __future__ import annotations

import pytest

from pipeline.editions.backlinks import (
    ARROW,
    to_pages,
    to_sections,
    with_backlinks,
    with_legend,
)
from pipeline.editions.deck_backlinks import with_slides
from pipeline.editions.place_links import CitationPlace
from pipeline.editions.prose import back_heading, words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk
from tests.slides.builders import para


def places(*sections: str) -> tuple[CitationPlace, ...]:
    return tuple(CitationPlace(f"cited-{number}", name) for number, name in enumerate(sections, 1))


def links(items: n.Blocks | n.Inlines) -> list[n.Link]:
    return [node for node in walk(items) if isinstance(node, n.Link)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_backlinks_are_numbers_for_pages_in_the_order_of_the_text(count: int) -> None:
    result = to_pages(places(*["A"] * count), "en")
    assert text_of(result) == ", ".join(str(number) for number in range(1, count + 1))
    assert [link.url for link in links(result)] == [f"#cited-{number}" for number in range(1, count + 1)]
    assert {link.attr.classes for link in links(result)} == {("return",)}


def test_backlinks_to_sections_have_accessible_names_that_contain_the_label() -> None:
    (only,) = links(to_sections(places("Hills"), "en"))
    assert (text_of(only.inlines), only.attr.get("aria-label")) == (ARROW, "Cited in “Hills”")
    arrow, *rest = to_sections(places("Hills", ""), "en")
    assert isinstance(arrow, n.Span)
    assert arrow.attr.get("aria-hidden") == "true"
    assert [link.attr.get("aria-label") for link in links(tuple(rest))] == [
        "1. Cited in “Hills”", "2. Back to the text"
    ]  # fmt: skip


@pytest.mark.parametrize("length", [59, 60, 61])
def test_a_section_is_named_with_so_many_letters(length: int) -> None:
    name = "ab " * 19 + "c" * (length - 57)
    (link,) = links(to_sections(places(name), "en"))
    label = link.attr.get("aria-label") or ""
    assert ("…" in label) is (length > 60)


def test_text_without_links_to_sources_is_itself() -> None:
    other = (n.Para((n.Link(n.Attr(), words("x"), "#sec"), n.Link(n.Attr("own"), words("y"), "#ref-a"))),)
    assert with_backlinks(other, (para("s"),), "en") == (other, (para("s"),))


def test_a_legend_stands_below_the_heading_where_there_are_backlinks() -> None:
    heading = back_heading("sources", "Sources")
    link = n.Link(n.Attr("", ("return",)), words("1"), "#cited-1")
    result = with_legend((heading, n.Para((link,)), para("x")), "en")
    assert len(result) == 4
    assert (result[0], result[2:]) == (heading, (n.Para((link,)), para("x")))
    plain = (heading, n.Para((n.Link(n.Attr(), words("1"), "#cited-1"),)))
    assert with_legend(plain, "en") == plain
    assert with_legend((), "en") == ()


def test_an_entry_names_as_many_slides_as_there_are() -> None:
    entry = n.Div(n.Attr("ref-a", ("csl-entry",)), (para("A."),))
    for count in (1, 23, 24, 25, 26):
        slides = tuple((number, f"s{number}") for number in range(1, count + 1))
        text = text_of((with_slides(entry, {"a": slides}, "en"),))
        numbers = [str(number) for number in range(1, min(count, 24) + 1)]
        assert text == "A.\u00a0" + ", ".join(numbers + (["…"] if count > 24 else []))
