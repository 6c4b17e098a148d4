"""The parts of the reading editions: which blocks, which data, which lines of the colophon."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.editions import prose
from pipeline.model import nodes as n
from pipeline.model.dates import PartialDate, When
from pipeline.model.facts import Count, CountValue, Ledger, Source
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceText
from pipeline.model.stages import Datum, Document, Drawing, Span
from pipeline.model.walk import text_of, walk
from tests.slides.builders import div, para, row, table

EDITIONS: tuple[str, ...] = ("briefing", "ebook", "deck", "summary")
BARS = Drawing(
    id="fig-aid", kind="bars", title="Aid", unit="dollars",
    data=(Datum("Grain", "1990", When(PartialDate(1990)), Decimal(5), "5", "aid"),), spans=(),
    begin=None, end=None, step=False, lang="en", alt="Aid.", head=("Category", "Value"),
)  # fmt: skip


def document(*blocks: n.Block, front: FrontMatter | None = None, facts: tuple[Count, ...] = ()) -> Document:
    return Document(
        slug="sample", source=SourceText("article.md", ""), front=front or FrontMatter(title="T"),
        blocks=blocks, bibliography=(), drawings={"fig-aid": BARS}, media={}, ledger=Ledger(facts=facts),
        references=(),
    )  # fmt: skip


def pairs(**values: str) -> n.Attr:
    """Return attributes of keys; `but` stands for `except`."""
    return n.Attr("", (), tuple((key.replace("but", "except"), value) for key, value in values.items()))


@pytest.mark.parametrize(
    ("attr", "editions"),
    [
        (pairs(), EDITIONS),
        (pairs(only="deck"), ("deck",)),
        (pairs(only="briefing ebook"), ("briefing", "ebook")),
        (pairs(only=""), ()),
        (pairs(only="book"), ()),
        (pairs(but="deck"), ("briefing", "ebook", "summary")),
        (pairs(but="deck summary"), ("briefing", "ebook")),
        (pairs(but=""), EDITIONS),
        (pairs(only="deck ebook", but="ebook"), ("deck",)),
    ],
)
def test_an_element_belongs_to_the_editions_that_it_names(attr: n.Attr, editions: tuple[str, ...]) -> None:
    assert tuple(each for each in EDITIONS if prose.shows(attr, each)) == editions
    block, inline = n.Div(attr, (para("x"),)), n.Para((n.Span(attr, words("x")),))
    for each in EDITIONS:
        text = "x" if each in editions else ""
        assert text_of(prose.select_blocks((block,), each)) == text
        assert text_of(prose.select_blocks((inline,), each)) == text


def words(text: str) -> n.Inlines:
    return prose.words(text)


def blocks_with(attr: n.Attr) -> list[n.Block]:
    """Return a block of each kind that has attributes."""
    plain = table([row("a", "b")])
    return [
        n.Div(attr, (para("x"),)),
        n.Header(1, attr, words("x")),
        n.Figure(attr, n.Caption(None, ()), (para("x"),)),
        replace(plain, attr=attr),
        n.CodeBlock(attr, "x"),
    ]


@pytest.mark.parametrize("kind", range(5))
def test_every_kind_of_block_may_belong_to_some_editions(kind: int) -> None:
    attr = n.Attr("a", ("b",), (("only", "ebook"), ("key", "c"), ("except", "deck")))
    whole, bare = (blocks_with(each)[kind] for each in (attr, n.Attr("a", ("b",), (("key", "c"),))))
    assert prose.select_blocks((whole,), "ebook") == (bare,)
    assert prose.select_blocks((div("outer", whole),), "ebook") == (div("outer", bare),)
    assert prose.select_blocks((whole,), "briefing") == ()
    assert prose.select_blocks((div("outer", whole, para("y")),), "deck") == (div("outer", para("y")),)


def test_what_only_says_where_it_belongs_leaves_its_content() -> None:
    inner = n.Span(n.Attr("", (), (("except", "deck"),)), words("in"))
    text = n.Para((n.Span(pairs(only="ebook"), (n.Str("x"), inner)), n.Str("y")))
    box = n.Div(pairs(only="ebook"), (text, n.Div(pairs(but="deck"), (para("z"),))))
    assert prose.select_blocks((box,), "ebook") == (n.Para((n.Str("x"), *words("in"), n.Str("y"))), para("z"))
    figure = n.Figure(pairs(only="ebook"), n.Caption(None, ()), (text,))
    (result,) = prose.select_blocks((figure,), "ebook")
    assert isinstance(result, n.Figure)
    assert result.attr == n.Attr()
    assert text_of(result.blocks) == "xiny"


@pytest.mark.parametrize("name", ["notes", "slide"])
def test_notes_and_slides_are_for_the_deck_alone(name: str) -> None:
    blocks = (div(name, para("x")), div("outer", div(name, para("y")), para("z")))
    assert prose.select_blocks(blocks, "deck", leave_out=frozenset()) == blocks
    for edition in ("briefing", "ebook", "summary"):
        assert prose.select_blocks(blocks, edition) == (div("outer", para("z")),)


def test_the_table_of_offices_has_a_caption_and_key_points_a_label_wherever_they_stand() -> None:
    plain = table([row("a", "b")])
    offices = replace(plain, attr=n.Attr("", ("officials",)))
    own = replace(offices, caption=n.Caption(None, (n.Plain(words("Own")),)))
    blocks = (div("outer", offices, own, plain, div("key-points", para("x"))), para("y"))
    outer, last = prose.body(document(*blocks), "briefing")
    assert isinstance(outer, n.Div)
    *tables, key_points = outer.blocks
    assert [text_of(each.caption.blocks) for each in tables if isinstance(each, n.Table)] == [
        "Posts and holders", "Own", ""
    ]  # fmt: skip
    assert text_of((key_points,)).split("\n") == ["In brief", "x"]
    assert last == para("y")


def figure(name: str = "fig-aid", label: bool = True) -> n.Figure:
    mark = n.Span(n.Attr("", ("label",) if label else ("other",)), words("Figure 3"))
    image = n.Image(n.Attr(), (), f"figure:{name}")
    return n.Figure(n.Attr(name), n.Caption(None, (n.Plain((mark,)),)), (div("box", n.Para((image,))),))


@pytest.mark.parametrize(("label", "name"), [(True, "Figure 3"), (False, "Figure")])
def test_the_data_of_a_figure_have_its_label_its_title_and_its_unit(label: bool, name: str) -> None:
    heading, box = prose.figure_data(document(), (para("x"), figure(label=label), figure("fig-lost")))
    assert isinstance(heading, n.Header)
    assert (heading.level, heading.attr) == (1, n.Attr("figure-data", ("unnumbered", "back")))
    assert isinstance(box, n.Div)
    (data,) = box.blocks
    assert isinstance(data, n.Table)
    assert data.attr == n.Attr("data-fig-aid", ("figure-data",))
    assert text_of(data.caption.blocks) == f"{name}. Aid (dollars)"
    (link,) = (node for node in walk(data.caption.blocks) if isinstance(node, n.Link))
    assert link.url == "#fig-aid"
    assert [text_of(cell.blocks) for cell in data.head.rows[0].cells] == ["Category", "Value"]
    assert [text_of(cell.blocks) for line in data.bodies[0].rows for cell in line.cells] == ["Grain", "5"]
    assert prose.figure_data(document(), (figure("fig-lost"), para("x"))) == ()


@pytest.mark.parametrize("kind", ["timeline", "bars", "line", "slope", "share"])
@pytest.mark.parametrize("head", [("A", "B"), ("A", "B", "C")])
def test_numbers_stand_to_the_right_in_a_column_for_each_head(kind: str, head: tuple[str, ...]) -> None:
    drawing = replace(BARS, kind=kind, head=head, unit="")  # type: ignore[arg-type]  # one of the kinds
    whole = replace(document(), drawings={"fig-aid": drawing})
    _, box = prose.figure_data(whole, (figure(),))
    (data,) = (node for node in walk((box,)) if isinstance(node, n.Table))
    last = "AlignDefault" if kind == "timeline" else "AlignRight"
    assert [each.alignment for each in data.columns] == ["AlignDefault"] * (len(head) - 1) + [last]
    assert text_of(data.caption.blocks) == "Figure 3. Aid"


@pytest.mark.parametrize(
    ("kind", "head", "cells"),
    [
        ("timeline", ("Date", "Event"), ("1990", "Grain")),
        ("line", ("Year", "Value"), ("1990", "5")),
        ("line", ("Year", "Series", "Value"), ("1990", "first", "5")),
        ("bars", ("Category", "Value"), ("Grain", "5")),
        ("slope", ("Category", "Series", "Value"), ("Grain", "first", "5")),
        ("share", ("Part", "Value"), ("Grain", "5")),
    ],
)
def test_a_point_has_its_place_its_series_and_its_number(
    kind: str, head: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    datum = Datum("Grain", "first", When(PartialDate(1990)), Decimal(5), "5", "aid")
    drawing = replace(BARS, kind=kind, head=head, data=(datum,))  # type: ignore[arg-type]  # one of the kinds
    assert list(prose.data_rows(drawing)) == [cells]


@pytest.mark.parametrize(("kind", "texts"), [("timeline", ["Grain", "Rice"]), ("bars", ["5", "6"])])
def test_every_point_has_a_row_and_so_has_every_state_behind_them(kind: str, texts: list[str]) -> None:
    data = tuple(
        Datum(name, "", When(PartialDate(1990)), Decimal(text), text, "aid")
        for name, text in (("Grain", "5"), ("Rice", "6"))
    )
    spans = (Span("king", PartialDate(1990), None, False),)
    drawing = replace(BARS, kind=kind, data=data, spans=spans)  # type: ignore[arg-type]  # one of the kinds
    assert [cells[-1] for cells in prose.data_rows(drawing)] == [*texts, "king"]


def test_a_point_without_a_place_is_called_by_its_series() -> None:
    datum = Datum("", "first", None, Decimal(5), "5", "aid")
    assert list(prose.data_rows(replace(BARS, data=(datum,)))) == [("first", "5")]
    assert list(prose.data_rows(replace(BARS, kind="line", data=(datum,)))) == [("first", "5")]
    timeline = replace(BARS, kind="timeline", data=(datum,))
    assert list(prose.data_rows(timeline)) == [("", "")]


def test_a_state_has_its_beginning_and_its_end() -> None:
    spans = (
        Span("king", PartialDate(1990), PartialDate(1994, 5), False),
        Span("queen", PartialDate(1995), None, True),
    )
    drawing = replace(BARS, kind="timeline", data=(), spans=spans)
    assert list(prose.data_rows(drawing)) == [("1990–May 1994", "king"), ("1995–to date", "queen")]


def count_of(name: str, sources: int) -> Count:
    return Count(
        id=name, subject="S", kind="count", value=CountValue(amount=Decimal(1), unit="things"),
        sources=(Source(ref="a"),) * sources,
    )  # fmt: skip


FACTS = (count_of("aid", 2), count_of("b", 0), count_of("c", 1), count_of("d", 1))


def fact(name: str) -> n.Span:
    return n.Span(n.Attr("", ("fact",), (("fact", name),)), words("1"))


def test_facts_are_those_of_the_text_and_of_its_figures_in_the_order_of_the_ledger() -> None:
    whole = document(facts=FACTS)
    text = n.Para((fact("c"), n.Emph((fact("b"),)), n.Span(n.Attr(), ())))
    assert [each.id for each in prose.bound_facts(whole, (text,))] == ["b", "c"]
    assert [each.id for each in prose.bound_facts(whole, (text, figure()))] == ["aid", "b", "c"]
    assert prose.bound_facts(whole, (figure("fig-lost"),)) == ()
    assert prose.coverage(FACTS, "en").startswith("4 facts stated here are bound to the ledger; 3 of them")


def lines_of(front: FrontMatter, *blocks: n.Block) -> dict[str, str]:
    """Return the lines of the colophon by their names."""
    heading, box = prose.colophon(document(front=front, facts=FACTS), blocks)
    assert isinstance(heading, n.Header)
    assert (heading.level, heading.attr.id) == (1, "colophon")
    assert isinstance(box, n.Div)
    (block,) = box.blocks
    assert isinstance(block, n.DefinitionList)
    return {text_of(name): text_of(definition[0]) for name, definition in block.items}


def test_the_colophon_has_a_line_for_each_thing_that_is_known() -> None:
    bare = lines_of(FrontMatter(title="T"))
    assert list(bare) == ["How this was made"]
    front = FrontMatter(
        title="T", id="S-1", date=PartialDate(2026, 1, 2), as_of=PartialDate(2026), rights="CC BY"
    )
    whole = lines_of(front, n.Para((fact("b"), fact("c"))))
    assert list(whole) == ["Document", "As of", "Published", "Facts", "How this was made", "Rights"]
    assert (whole["Document"], whole["As of"], whole["Published"]) == ("S-1", "2026", "2 January 2026")
    assert whole["Facts"].startswith("2 facts")
    assert whole["How this was made"] != bare["How this was made"]


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("", ()),
        ("a", (n.Str("a"),)),
        ("a b", (n.Str("a"), n.Space(), n.Str("b"))),
        (" a", (n.Space(), n.Str("a"))),
        ("a  b", (n.Str("a"), n.Space(), n.Space(), n.Str("b"))),
        ("a\u00a0b", (n.Str("a\u00a0b"),)),
    ],
)
def test_a_text_is_its_words_and_the_blanks_between_them(text: str, inlines: n.Inlines) -> None:
    assert prose.words(text) == inlines
