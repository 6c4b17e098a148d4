"""What the briefing and the e-book share."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.editions import prose
from pipeline.editions.briefing import briefing
from pipeline.model import nodes as n
from pipeline.model.dates import PartialDate, When
from pipeline.model.facts import Count, CountValue, Ledger, Source
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceText
from pipeline.model.stages import Datum, Document, Drawing, Span
from pipeline.model.walk import text_of, walk


def para(text: str) -> n.Para:
    return n.Para(prose.words(text))


def div(*blocks: n.Block, classes: tuple[str, ...] = (), **pairs: str) -> n.Div:
    return n.Div(n.Attr("", classes, tuple(pairs.items())), blocks)


def cite(key: str) -> n.Cite:
    return n.Cite((n.Citation(key),), (n.Str(f"({key})"),))


def entry(key: str) -> n.Div:
    return n.Div(n.Attr(f"ref-{key}", ("csl-entry",)), (para(key),))


def count(name: str, *, has_source: bool) -> Count:
    sources = (Source(ref="a"),) if has_source else ()
    value = CountValue(amount=Decimal(1), unit="things")
    return Count(id=name, subject="Things", kind="count", value=value, sources=sources)


TIMELINE = Drawing(
    id="fig-steps", kind="timeline", title="Steps", unit="",
    data=(Datum("Signed", "", When(PartialDate(1867, 3, 30)), None, "", "signed"),),
    spans=(Span("owned", PartialDate(1867), None, False),),
    begin=None, end=None, step=False, lang="en", alt="Steps: signed in 1867.", head=("Date", "Event"),
)  # fmt: skip


def document(*blocks: n.Block, facts: tuple[Count, ...] = ()) -> Document:
    return Document(
        slug="sample", source=SourceText("article.md", ""), front=FrontMatter(title="Sample", id="S-1"),
        blocks=blocks, bibliography=(entry("a"), entry("b")), drawings={"fig-steps": TIMELINE}, media={},
        ledger=Ledger(facts=facts), references=(),
    )  # fmt: skip


def figure() -> n.Figure:
    label = n.Span(n.Attr("", ("label",)), prose.words("Figure 1"))
    caption = n.Caption(None, (n.Plain((label, n.Str("."))),))
    return n.Figure(n.Attr("fig-steps"), caption, (n.Plain((n.Image(n.Attr(), (), "figure:fig-steps"),)),))


def test_body_leaves_out_what_other_editions_have() -> None:
    blocks = prose.body(
        document(
            div(para("deck"), only="deck"),
            div(para("print"), only="briefing ebook"),
            n.Div(n.Attr("", (), (("except", "briefing"),)), (para("screen"),)),
            div(para("spoken"), classes=("notes",)),
            div(para("slide"), classes=("slide",)),
        ),
        "briefing",
    )
    assert blocks == (para("print"),)


def test_body_strips_the_keys_of_spans_and_keeps_their_facts() -> None:
    fact_span = n.Span(n.Attr("", ("fact",), (("fact", "x"), ("except", "deck"))), (n.Str("1"),))
    deck_span = n.Span(n.Attr("", (), (("only", "deck"),)), (n.Str("2"),))
    blocks = prose.body(document(n.Para((fact_span, deck_span))), "ebook")
    assert blocks == (n.Para((n.Span(n.Attr("", ("fact",), (("fact", "x"),)), (n.Str("1"),)),)),)


def test_body_labels_key_points_and_drops_their_message() -> None:
    (points,) = prose.body(document(div(para("point"), classes=("key-points",), message="Said.")), "briefing")
    assert isinstance(points, n.Div)
    assert points.attr == n.Attr("", ("key-points",))
    assert text_of(points.blocks) == "In brief\npoint"


def test_sources_are_those_that_the_edition_cites() -> None:
    blocks = (n.Para((cite("b"),)),)
    heading, entry_list = prose.sources(document(), blocks)
    assert isinstance(heading, n.Header)
    assert heading.attr.id == "sources"
    assert isinstance(entry_list, n.Div)
    assert entry_list.blocks == (entry("b"),)


def test_without_citations_there_are_no_sources() -> None:
    assert prose.sources(document(), (para("none"),)) == ()


def test_figure_data_name_every_drawn_point_and_state() -> None:
    rows = tuple(prose.data_rows(TIMELINE))
    assert rows == (("30 March 1867", "Signed"), ("1867–to date", "owned"))
    heading, tables = prose.figure_data(document(figure()), (figure(),))
    assert isinstance(heading, n.Header)
    (table,) = [node for node in walk((tables,)) if isinstance(node, n.Table)]
    assert table.attr.id == "data-fig-steps"
    assert text_of(table.caption.blocks) == "Figure 1. Steps"


def test_amounts_have_a_column_for_their_series_where_the_head_has_one() -> None:
    point = Datum("Aid", "military", None, Decimal(5), "5", "aid")
    bars = replace(TIMELINE, kind="bars", data=(point,), spans=(), head=("Category", "Series", "Value"))
    assert tuple(prose.data_rows(bars)) == (("Aid", "military", "5"),)
    assert tuple(prose.data_rows(replace(bars, head=("Category", "Value")))) == (("Aid", "5"),)


def test_colophon_counts_the_facts_stated_and_sourced() -> None:
    facts = (count("x", has_source=True), count("y", has_source=False), count("z", has_source=True))
    spans = tuple(n.Span(n.Attr("", ("fact",), (("fact", name),)), (n.Str("1"),)) for name in ("x", "y", "x"))
    blocks = (n.Para(spans),)
    assert [fact.id for fact in prose.bound_facts(document(facts=facts), blocks)] == ["x", "y"]
    _, section = prose.colophon(document(facts=facts), blocks)
    text = text_of((section,))
    assert "2 facts" in text
    assert "1 of them" in text
    assert "S-1" in text


def test_briefing_ends_with_sources_data_and_colophon() -> None:
    edition = briefing(document(n.Para((n.Str("Text"), cite("a"))), figure()))
    headings = [node.attr.id for node in edition.blocks if isinstance(node, n.Header)]
    assert edition.name == "briefing"
    assert headings == ["sources", "figure-data", "colophon"]
