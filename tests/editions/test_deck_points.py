"""Points out of prose: which sentences, with which leads, and what of them has room."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.editions.deck_points import (
    LONG_SENTENCE,
    MOST_SENTENCES,
    MOST_WORDS,
    groups,
    is_flat,
    number_of,
    points_of,
    short_points,
    with_leads,
)
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.dates import PartialDate, When
from pipeline.model.facts import Count, CountValue, Event, EventValue, Ledger, Money, MoneyValue
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.paragraphs import paragraphs_of
from tests.canvas import CANVAS
from tests.slides.builders import div, para, row, table, text_of_lines

AID = Money(
    id="aid", subject="Aid", kind="money",
    value=MoneyValue(amount=Decimal(7_200), currency="USD", basis="nominal"),
)  # fmt: skip
COINS = Count(id="coins", subject="Coins", kind="count", value=CountValue(amount=Decimal(40), unit="coins"))
SIGNING = Event(
    id="signing", subject="Signing", kind="event", value=EventValue(date=When(PartialDate(1867, 3, 30)))
)  # fmt: skip
LEDGER = Ledger(facts=(AID, COINS, SIGNING))


def fact(name: str, text: str) -> n.Span:
    return n.Span(n.Attr("", ("fact",), (("fact", name),)), words(text))


def plain(text: str) -> n.Plain:
    return n.Plain(words(text))


def leads(*points: n.Inlines) -> list[str]:
    """Return the leads of points, nothing for points without a column of leads."""
    return [
        text_of(each.lead) for each in paragraphs_of(with_leads(points, LEDGER, "en", CANVAS)) if each.lead
    ]


def test_points_are_items_paragraphs_and_lines() -> None:
    cite = n.Cite((n.Citation("k"),), words("(Lee 1999)"))
    blocks: n.Blocks = (
        n.BulletList(((plain("One."), plain("More.")), (n.Plain((cite,)),))),
        n.OrderedList(1, "Decimal", "Period", ((plain("Two."),),)),
        n.Para((*words("Three"), n.Space(), cite, n.Str("."))),
        div("box", n.BlockQuote((para("Four."),))),
        n.LineBlock((words("Five"), words("Six"))),
        table([row("a", "b")]),
        n.HorizontalRule(),
    )
    texts = [text_of(each) for each in points_of(blocks)]
    assert texts == ["One. More.", "Two.", "Three.", "Four.", "Five", "Six", "a | b"]


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_points_fill_a_slide_and_go_on_on_the_next(lines: int) -> None:
    style, gap, box = measure.TEXT, measure.points("gap-least"), CANVAS.body
    text = text_of_lines(lines, style, box.width - style.points)
    most = int((box.height + gap) // (lines * style.line + gap))
    for total in (1, most, most + 1, 2 * most + 1):
        parts = groups((n.BulletList(tuple((plain(text),) for _ in range(total))),), CANVAS, "en")
        assert [len(part) for part in parts] == [most] * (total // most) + [total % most] * (total % most > 0)
        assert all(part == (plain(text),) * len(part) for part in parts)


def test_a_point_higher_than_a_slide_has_one_of_its_own_and_no_points_one_part() -> None:
    high = text_of_lines(12, measure.TEXT, CANVAS.body.width)
    assert groups((para("a"), para(high), para("b")), CANVAS, "en") == (
        (plain("a"),),
        (plain(high),),
        (plain("b"),),
    )
    assert groups((), CANVAS, "en") == ((),)


def test_citations_take_no_room_from_points() -> None:
    cite = n.Cite((n.Citation("k"),), words(text_of_lines(40, measure.TEXT, 400)))
    point = n.Para((n.Str("a"), n.Space(), cite))
    assert [len(part) for part in groups((point, point), CANVAS, "en")] == [2]


@pytest.mark.parametrize(
    ("block", "flat"),
    [
        (plain("a"), True),
        (para("a"), True),
        (n.BulletList(((plain("a"), para("b")), ())), True),
        (n.BulletList(((plain("a"),), (n.BulletList(((plain("b"),),)),))), False),
        (n.BulletList(((n.CodeBlock(n.Attr(), "x"),), (plain("a"),))), False),
        (n.OrderedList(1, "Decimal", "Period", ((plain("a"),),)), False),
        (div("box", plain("a"), n.BulletList(((plain("b"),),))), True),
        (div("box", plain("a"), n.HorizontalRule()), False),
        (n.BlockQuote((plain("a"),)), False),
        (n.CodeBlock(n.Attr(), "x"), False),
    ],
)
def test_points_and_nothing_else_are_flat(block: n.Block, flat: bool) -> None:
    assert is_flat((block,)) is flat
    assert is_flat((plain("a"), block, plain("b"))) is flat


def test_points_begin_with_their_amount_or_their_year() -> None:
    first = (*words("It cost"), n.Space(), fact("aid", "7,200 dollars"), n.Str("."))
    second = (*words("Signed on"), n.Space(), fact("signing", "30 March 1867"), n.Space(), fact("aid", "x"))
    assert leads(first, second) == ["$7,200", "1867"]
    (block,) = with_leads((first, second), LEDGER, "en", CANVAS)
    assert text_of((block,)).startswith("$7,200")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("in 1000", "1000"), ("in 1999", "1999"), ("in 2000", "2000"), ("in 2099", "2099"),
        ("1867/68", "1867"), ("in 999", ""), ("in 2100", ""), ("in 3000", ""), ("no. 18670", ""),
        ("no. 51867", ""), ("soon", ""), ("1867–1868", "1867"),
    ],
)  # fmt: skip
def test_a_year_has_four_digits_up_to_the_century_that_is(text: str, year: str) -> None:
    point = (fact("signing", text), n.Str("."))
    assert leads(point, point) == [year, year] if year else leads(point, point) == []


@pytest.mark.parametrize(
    "other", [words("No fact."), (fact("signing", "one day"),), (fact("lost", "x"),), (n.Str("1867"),)]
)
def test_points_have_no_leads_where_one_has_none(other: n.Inlines) -> None:
    point = (fact("signing", "1867"),)
    assert leads(point, point) == ["1867", "1867"]
    assert with_leads((point, other), LEDGER, "en", CANVAS) == (
        n.BulletList(((n.Plain(point),), (n.Plain(other),))),
    )
    assert leads(other, point) == []


def test_a_lone_point_has_no_lead() -> None:
    point = (fact("signing", "1867"),)
    assert with_leads((point,), LEDGER, "en", CANVAS) == (n.BulletList(((n.Plain(point),),)),)


@pytest.mark.parametrize("digits", [6, 22])
def test_leads_wider_than_a_third_of_the_slide_are_none(digits: int) -> None:
    long = Count(
        id="long", subject="S", kind="count",
        value=CountValue(amount=Decimal("1" * digits), unit="coins in all the mints"),
    )  # fmt: skip
    point = (fact("long", "many"),)
    blocks = with_leads((point, point), Ledger(facts=(long,)), "en", CANVAS)
    widest = CANVAS.width * 0.3
    for each in paragraphs_of(blocks):
        assert bool(each.lead) == (digits == 6)
        assert measure.width(text_of(each.lead), measure.LEAD) <= widest


def sentence(count: int, name: str = "Word") -> str:
    return " ".join([name] * count) + "."


def selection_of(*texts: str) -> list[str]:
    return [text_of(each) for each in short_points([words(text) for text in texts], "en")]


def test_the_first_sentence_of_each_paragraph_comes_before_any_second() -> None:
    assert selection_of("A one. A two. A three.", "B one. B two.", "C one.") == ["A one.", "B one.", "C one."]
    assert selection_of("A one. A two. A three.", "B one. B two.") == ["A one.", "A two.", "B one."]
    assert selection_of("A one. A two. A three. A four.") == ["A one.", "A two.", "A three."]
    assert MOST_SENTENCES == 3


@pytest.mark.parametrize(("count", "fits"), [(LONG_SENTENCE, True), (LONG_SENTENCE + 1, False)])
def test_a_long_sentence_is_no_point_beside_others(count: int, fits: bool) -> None:
    long = sentence(count)
    assert selection_of(long, "Short one.") == ([long, "Short one."] if fits else ["Short one."])
    assert LONG_SENTENCE == 30


@pytest.mark.parametrize(("count", "fits"), [(20, True), (21, False)])
def test_sentences_have_so_many_words_together(count: int, fits: bool) -> None:
    first, second = sentence(20, "One"), sentence(count, "Two")
    assert selection_of(first, second) == ([first, second] if fits else [first])
    assert selection_of(first, second, "Three is.") == ([first, second] if fits else [first, "Three is."])
    assert MOST_WORDS == 40


def test_the_shortest_sentence_stands_alone_where_all_are_long() -> None:
    assert selection_of(sentence(50, "One"), sentence(45, "Two"), sentence(60, "Three")) == [
        sentence(45, "Two")
    ]
    assert selection_of() == []


def test_citations_are_no_words_of_a_sentence() -> None:
    cite = n.Cite((n.Citation("k"),), words(" ".join(["Lee"] * 40)))
    text = (*words("It is"), n.Space(), cite, n.Str("."))
    assert short_points([text, words(sentence(30))], "en") == (text, words(sentence(30)))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It is.", True), ("Is it?", True), ("It is!", True), ("It is…", True), ("“It is.”", True),
        ("It is.)", True), ("It is. »", True), ("It is", False), ("It is:", False), ("It is,", False),
        ("…", False), ("?!", False), ("7.", True),
    ],
)  # fmt: skip
def test_a_point_is_a_whole_sentence(text: str, whole: bool) -> None:
    assert selection_of(text.replace(" »", "\u202f»")) == ([text.replace(" »", "\u202f»")] if whole else [])


def test_a_formula_in_a_sentence_leaves_it_whole() -> None:
    text = (*words("So"), n.Space(), n.Math("InlineMath", "x"), n.Space(), *words("holds."))
    assert short_points([text], "en") == (text,)
    display = (n.Emph((n.Math("DisplayMath", "x"),)), n.Space(), *words("holds."))
    assert short_points([display], "en") == ()


@pytest.mark.parametrize(
    ("inlines", "number", "rest"),
    [
        ((fact("coins", "40 coins"), n.Space(), *words("were paid.")), "40 coins", "were paid."),
        ((fact("coins", "40"), n.Str(":"), n.Space(), *words("the price")), "40", "the price"),
        ((fact("coins", "40"), n.Str(","), n.Str(";"), n.Space(), *words("so")), "40", "so"),
        ((fact("coins", "40"), n.Str(".")), "40", ""),
        ((fact("coins", "40"), n.Str(":"), n.Emph(words("the price"))), "40", "the price"),
        ((fact("coins", "40"), n.Str(","), n.Str("so")), "40", "so"),
        ((fact("coins", "40"),), "40", ""),
        ((fact("coins", "40"), n.Space(), *words("× 10 kg of coal")), "40 × 10 kg of", "coal"),
        ((fact("coins", "40"), n.Space(), *words("% more")), "40 %", "more"),
        ((fact("coins", "40"), n.Space(), *words("°C")), "40", "°C"),
        ((fact("coins", "40"), n.Space(), *words("± 2 , so")), "40 ± 2", "so"),
        ((fact("coins", "40"), n.Space(), *words("± 2 m")), "40 ± 2 m", ""),
        ((fact("coins", "40"), n.Space(), *words("- (or so)")), "40 - (or so)", ""),
        ((fact("aid", "$7.2 million"), n.Space(), *words("in all.")), "$7.2 million", "in all."),
    ],
)
def test_the_number_of_a_slide_ends_where_its_words_begin(inlines: n.Inlines, number: str, rest: str) -> None:
    for block in (n.Para(inlines), n.Plain(inlines)):
        result = number_of((block,), LEDGER)
        assert result is not None
        assert (text_of(result[0]), text_of(result[1])) == (number, rest)


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (para(""),),
        (para("40 coins"),),
        (n.Para((fact("signing", "1867"), n.Space(), n.Str("on"))),),
        (n.Para((fact("lost", "40"),)),),
        (n.Para((n.Span(n.Attr(), words("40")),)),),
        (n.Para((n.Str("About"), n.Space(), fact("coins", "40"))),),
        (n.Para((fact("coins", "40"),)), para("More.")),
        (n.BlockQuote((n.Para((fact("coins", "40"),)),)),),
    ],
)
def test_a_slide_without_an_amount_at_its_head_has_no_number(blocks: n.Blocks) -> None:
    assert number_of(blocks, LEDGER) is None
