"""The e-book's edition: what it shows and in which order."""

from __future__ import annotations

from pipeline.editions.briefing import briefing
from pipeline.editions.ebook import ebook
from pipeline.model import nodes as n
from pipeline.model.walk import walk
from tests.articles import document

SAMPLE = "tests/sample"


def sections(blocks: n.Blocks) -> list[str]:
    return [block.attr.id for block in blocks if isinstance(block, n.Header) and block.level == 1]


def test_data_and_sources_stand_behind_the_text() -> None:
    assert sections(ebook(document(SAMPLE)).blocks)[-3:] == ["figure-data", "sources", "colophon"]


def test_it_says_what_the_briefing_says() -> None:
    def facts(blocks: n.Blocks) -> list[str | None]:
        spans = (node for node in walk(blocks) if isinstance(node, n.Span))
        return [span.attr.get("fact") for span in spans if "fact" in span.attr.classes]

    book, brief = ebook(document(SAMPLE)), briefing(document(SAMPLE))
    assert (book.name, book.front, book.drawings) == ("ebook", brief.front, brief.drawings)
    assert facts(book.blocks) == facts(brief.blocks)
    assert sorted(sections(book.blocks)) == sorted(sections(brief.blocks))


def test_nothing_of_the_deck_is_in_it() -> None:
    classes = {
        name
        for node in walk(ebook(document(SAMPLE)).blocks)
        if isinstance(node, n.Div)
        for name in node.attr.classes
    }
    assert not classes & {"notes", "slide"}
