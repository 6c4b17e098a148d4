"""Links that lead nowhere in an edition become their words; all others stay."""

from __future__ import annotations

from pipeline.editions.dangling import without_dangling
from pipeline.model import nodes as n


def link(url: str) -> n.Link:
    return n.Link(n.Attr(), (n.Str("there"),), url)


def paragraph(*inlines: n.Inline) -> n.Para:
    return n.Para(inlines)


HEADING = n.Header(1, n.Attr("überblick"), (n.Str("Overview"),))


def test_a_link_to_nothing_is_its_words() -> None:
    blocks = (HEADING, paragraph(link("#nowhere")), paragraph(n.Note((paragraph(link("#ref-nobody")),))))
    words = paragraph(n.Str("there"))
    assert without_dangling(blocks) == (HEADING, words, paragraph(n.Note((words,))))


def test_links_to_what_is_there_and_to_the_web_stay() -> None:
    cell = n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain((n.Span(n.Attr("in-a-cell"), ()),)),))
    body = n.TableBody(n.Attr(), 0, (), (n.Row(n.Attr(), (cell,)),))
    end = n.TableEnd(n.Attr(), ())
    table = n.Table(
        n.Attr("tbl-x"), n.Caption(None, ()), (n.ColSpec("AlignDefault", None),), end, (body,), end
    )
    urls = ("#überblick", "#%C3%BCberblick", "#tbl-x", "#in-a-cell", "https://example.org/#nowhere")
    blocks: n.Blocks = (HEADING, table, *(paragraph(link(url)) for url in urls))
    assert without_dangling(blocks) == blocks
