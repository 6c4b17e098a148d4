"""The summary's edition: what it takes of the article, and what it leaves to the briefing."""

from __future__ import annotations

from dataclasses import replace

from pipeline.editions.summary import summary
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk
from tests.articles import document

ARTICLE = "cambodia-us-relations"


def divs_of_class(blocks: n.Blocks, name: str) -> list[n.Div]:
    return [node for node in walk(blocks) if isinstance(node, n.Div) and name in node.attr.classes]


def words_of(block: n.Block) -> str:
    return text_of((block,)).replace("\u00a0", " ")


def test_it_has_the_standfirst_the_key_figures_the_points_and_the_figures() -> None:
    whole, short = document(ARTICLE).blocks, summary(document(ARTICLE)).blocks
    for name in ("standfirst", "key-figure", "key-points"):
        texts = [words_of(each) for each in divs_of_class(whole, name)]
        assert texts
        assert [words_of(each) for each in divs_of_class(short, name)] == texts
    figures = [node.attr.id for node in walk(whole) if isinstance(node, n.Figure)]
    assert [node.attr.id for node in walk(short) if isinstance(node, n.Figure)] == figures


def test_each_list_of_points_stands_with_the_heading_of_its_section() -> None:
    sections = divs_of_class(summary(document(ARTICLE)).blocks, "summary-section")
    headings = [each.blocks[0] for each in sections]
    assert all(isinstance(heading, n.Header) for heading in headings)
    assert text_of(tuple(headings[:1])) == "Aid, rupture and war"


def test_nothing_else_of_the_text_is_in_it() -> None:
    blocks = summary(document(ARTICLE)).blocks
    assert not any(isinstance(node, n.Table | n.Note) for node in walk(blocks))
    assert "Prince Norodom Sihanouk gave this aid up" not in text_of(blocks)


def test_no_link_leads_to_what_is_not_there() -> None:
    blocks = summary(document(ARTICLE)).blocks
    ids = {f"#{node.attr.id}" for node in walk(blocks) if isinstance(node, n.Header | n.Figure | n.Div)}
    inner = [node.url for node in walk(blocks) if isinstance(node, n.Link) and node.url.startswith("#")]
    assert [url for url in inner if url not in ids] == []


def test_it_names_the_briefing_that_it_sums_up() -> None:
    edition = summary(document(ARTICLE))
    assert "KH-US-2026-11" in text_of(edition.blocks[-1:])
    assert edition.front.kicker == "Country briefing\u2002·\u2002Summary"
    nameless = replace(
        document(ARTICLE), front=document(ARTICLE).front.model_copy(update={"id": None, "kicker": None})
    )
    assert "None" not in text_of(summary(nameless).blocks)
    assert summary(nameless).front.kicker == "Summary"


def test_an_article_with_nothing_to_sum_up_gives_no_blocks() -> None:
    bare = replace(document(ARTICLE), blocks=(n.Para((n.Str("Text."),)),))
    assert summary(bare).blocks == ()


def test_a_heading_stands_over_the_first_of_its_lists_only() -> None:
    def points(word: str) -> n.Div:
        return n.Div(n.Attr("", ("key-points",)), (n.BulletList(((n.Plain((n.Str(word),)),),)),))

    def heading(level: int, word: str) -> n.Header:
        return n.Header(level, n.Attr(word), (n.Str(word),))

    blocks = (points("a"), heading(1, "one"), points("b"), points("c"), heading(2, "low"), points("d"),
              heading(1, "two"), heading(1, "three"), points("e"))  # fmt: skip
    whole = replace(document("tests/sample"), blocks=blocks)
    sections = divs_of_class(summary(whole).blocks, "summary-section")
    assert [words_of(each).split() for each in sections] == [
        ["a"],
        ["one", "b"],
        ["c"],
        ["d"],
        ["three", "e"],
    ]
