"""Points and text on slides: what is shown, how high it is, and how it is parted where it has no room."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.slides import Kind
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.paragraphs import Bullet, Number, Paragraph, label_of
from pipeline.slides.points import (
    lead_style,
    lead_width,
    leading_list,
    level_indent,
    lines_on,
    paragraph_height,
    points_height,
    size_of,
    text_box,
    text_height,
    visible_paragraphs,
)
from pipeline.slides.rooms import parts_that_fit
from tests.canvas import CANVAS
from tests.slides.builders import div, one_sentence, para, text_of_lines

BODY, STYLE = CANVAS.body, measure.TEXT
LEAST = measure.points("gap-least")


def plain(text: str) -> n.Plain:
    return n.Plain(words(text))


def bullets(*texts: str) -> n.BulletList:
    return n.BulletList(tuple((plain(text),) for text in texts))


def numbers(start: int, *texts: str) -> n.OrderedList:
    return n.OrderedList(start, "Decimal", "Period", tuple((plain(text),) for text in texts))


def definitions(*terms: str) -> n.DefinitionList:
    return n.DefinitionList(tuple((words(term), ((plain("Words."),),)) for term in terms))


def test_a_leading_list_has_its_leads_beside_its_points() -> None:
    block = leading_list([("1990", words("One.")), ("", words("Two."))])
    assert block.attr.classes == ("leading",)
    assert visible_paragraphs((block,)) == (
        Paragraph(words("One."), lead=words("1990")),
        Paragraph(words("Two."), lead=(n.Str(""),)),
    )
    assert text_of((block,)).split() == ["1990", "One.", "Two."]


def test_lines_are_those_of_all_boxes() -> None:
    content = (div("hero", para("12"), div("inner", para("of all"))), para("A source"))
    assert lines_on(content) == (words("12"), words("of all"), words("A source"))


def test_a_paragraph_without_words_and_without_a_marker_is_not_visible() -> None:
    blocks = (n.Para(()), n.BulletList(((n.Plain(()),), ())), para("Words."))
    assert visible_paragraphs(blocks) == (
        Paragraph((), 0, Bullet()),
        Paragraph((), 0, Bullet()),
        Paragraph(words("Words.")),
    )


@pytest.mark.parametrize("marker", [Bullet(), Number(3, "Decimal", "Period")])
def test_an_item_without_words_has_a_line_for_its_marker(marker: Bullet | Number) -> None:
    assert paragraph_height(Paragraph((), 0, marker), measure.TEXT, 500) == measure.TEXT.line
    two_lines = Paragraph((n.Str("a"), n.LineBreak(), n.Str("b")), 0, marker)
    assert paragraph_height(two_lines, measure.TEXT, 500) == 2 * measure.TEXT.line


def test_verbatim_lines_are_as_high_as_their_letters_ask() -> None:
    room = 20.5 * STYLE.points * measure.CODE * measure.SLACK
    lines = ["x" * 20, "x" * 21, "", "x" * 41]
    text = n.Code(n.Attr(), "\n".join(lines))
    height = paragraph_height(Paragraph((text,), verbatim=True), STYLE, room)
    assert height == (1 + 2 + 1 + 3) * STYLE.line
    deep = Paragraph((n.Code(n.Attr(), "x" * 19),), level=1, verbatim=True)
    assert paragraph_height(deep, STYLE, room + STYLE.points) == STYLE.line
    assert paragraph_height(deep, STYLE, room - STYLE.points) == 2 * STYLE.line


def test_what_is_deeper_than_the_slide_is_wide_has_a_height() -> None:
    for verbatim in (True, False):
        paragraph = Paragraph(words("ab"), level=99, verbatim=verbatim)
        assert 2 * STYLE.line <= paragraph_height(paragraph, STYLE, 100) < 1000 * STYLE.line


def test_levels_stand_in_by_the_size_of_type_and_by_no_more_than_four_times_it() -> None:
    assert level_indent((), STYLE) == STYLE.points
    short, long = (Number(value, "Decimal", "Period") for value in (1, 10_000))
    for number in (short, long):
        needs = measure.width(label_of(number), STYLE) + 0.4 * STYLE.points
        indent = level_indent((Paragraph((), marker=number),), STYLE)
        assert indent == max(STYLE.points, min(needs, 4 * STYLE.points))
    both = (Paragraph((), marker=long), Paragraph((), marker=short))
    assert level_indent(both, STYLE) == level_indent(both[:1], STYLE) > STYLE.points


@pytest.mark.parametrize("leads", [True, False])
def test_points_are_large_as_long_as_they_have_room(leads: bool) -> None:
    sizes = []
    for count in range(1, 20):
        block: n.Block = bullets(*["A line."] * count)
        if leads:
            block = leading_list([("1990", words("A line of a good many words " * 2))] * count)
        lead = measure.LEAD if leads else measure.LARGE
        height = points_height(visible_paragraphs((block,)), measure.LARGE, BODY.width, lead)
        large = height + LEAST * (count - 1)
        sizes.append(size_of((block,), CANVAS))
        room = text_box("points", CANVAS, has_leads=leads).height
        assert (sizes[-1] == "large") == (large <= room)
    assert set(sizes) == {"", "large"}


@pytest.mark.parametrize(("count", "gaps"), [(0, 0), (1, 0), (2, 1), (5, 4)])
def test_text_is_as_high_as_its_paragraphs_and_the_least_gaps_between_them(count: int, gaps: int) -> None:
    paragraphs = [Paragraph(words("A line."))] * count
    assert text_height(paragraphs, STYLE, 400) == count * STYLE.line + gaps * LEAST


def keep(blocks: n.Blocks) -> n.Blocks:
    return blocks


def most(height: float) -> int:
    """Return how many paragraphs of a height a slide holds, with the least gap between them."""
    return int((BODY.height + LEAST) // (height + LEAST))


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_paragraphs_fill_a_slide_and_go_on_on_the_next(lines: int) -> None:
    text = text_of_lines(lines, STYLE, BODY.width)
    count = most(lines * STYLE.line)
    for total in (1, count, count + 1, 2 * count, 2 * count + 1):
        blocks = tuple(para(text) for _ in range(total))
        parts = parts_that_fit(blocks, keep, one_sentence, CANVAS)
        assert tuple(block for part in parts for block in part) == blocks
        assert [len(part) for part in parts[:-1]] == [count] * ((total - 1) // count)
        for part in parts:
            assert text_height(visible_paragraphs(part), STYLE, BODY.width) <= BODY.height


def test_a_block_higher_than_a_slide_has_one_of_its_own() -> None:
    high = para(text_of_lines(12, STYLE, BODY.width))  # in smaller type it has room
    assert parts_that_fit((high,), keep, one_sentence, CANVAS) == ((high,),)
    assert parts_that_fit((para("a"), high, para("b")), keep, one_sentence, CANVAS) == (
        (para("a"),),
        (high,),
        (para("b"),),
    )
    assert parts_that_fit((), keep, one_sentence, CANVAS) == ((),)


def test_what_a_slide_shows_of_blocks_is_what_is_measured() -> None:
    long = para(text_of_lines(9, STYLE, BODY.width))
    parts = parts_that_fit(
        (long, long, long), lambda blocks: (para("short"),) * len(blocks), one_sentence, CANVAS
    )
    assert parts == ((long, long, long),)


@pytest.mark.parametrize("kind", [bullets, definitions, lambda *texts: numbers(3, *texts)])
def test_lists_are_parted_between_their_items_and_whole_where_they_have_room(
    kind: Callable[..., n.Block],
) -> None:
    whole = kind("One", "Two", "Three")
    assert parts_that_fit((whole,), keep, one_sentence, CANVAS) == ((whole,),)
    parts = parts_that_fit((kind(*[f"Item {number}" for number in range(40)]),), keep, one_sentence, CANVAS)
    assert len(parts) > 1
    assert all(len(part) == 1 for part in parts)
    rest: n.Blocks = tuple(block for part in parts for block in part)
    texts = re.findall(r"\d+", " ".join(text_of((block,)) for block in rest))
    assert texts == [str(number) for number in range(40)]


def test_a_numbered_list_goes_on_with_its_numbers_on_the_next_slide() -> None:
    parts = parts_that_fit((numbers(3, *["Item"] * 40),), keep, one_sentence, CANVAS)
    value = 3
    for part in parts:
        (block,) = part
        assert isinstance(block, n.OrderedList)
        assert (block.start, block.style, block.delim) == (value, "Decimal", "Period")
        value += len(block.items)
    assert value == 43


def test_lists_beside_each_other_are_one_only_where_the_second_goes_on() -> None:
    parts = parts_that_fit((numbers(1, "a", "b"), numbers(3, "c")), keep, one_sentence, CANVAS)
    assert parts == ((numbers(1, "a", "b", "c"),),)
    for others in ((numbers(1, "a", "b"), numbers(2, "c")), (numbers(1, "a"), bullets("b"))):
        assert parts_that_fit(others, keep, one_sentence, CANVAS) == (others,)
    beside = (bullets("a"), definitions("b"), para("c"), n.HorizontalRule(), bullets("d"))
    assert parts_that_fit(beside, keep, one_sentence, CANVAS) == (beside,)


def test_a_list_behind_other_blocks_is_whole() -> None:
    blocks = (para("a"), bullets("b", "c", "d"), para("e"), numbers(1, "f", "g"))
    assert parts_that_fit(blocks, keep, one_sentence, CANVAS) == (blocks,)


def test_a_list_that_goes_on_keeps_its_place_in_the_source() -> None:
    for block in (
        n.BulletList(((plain("a"),), (plain("b"),)), at=7),
        n.DefinitionList(((words("a"), ()), (words("b"), ())), at=7),
        n.OrderedList(1, "Decimal", "Period", ((plain("a"),), (plain("b"),)), at=7),
    ):
        ((result,),) = parts_that_fit((block,), keep, one_sentence, CANVAS)
        assert result == block
        assert result.at == 7


@pytest.mark.parametrize(("kind", "style"), [("colophon", measure.LABEL), ("points", measure.LEAD)])
def test_leads_are_labels_on_the_last_slide(kind: Kind, style: measure.Style) -> None:
    assert lead_style(kind, "") == style
    block = leading_list([("1990", words("One.")), ("2,000 dollars", words("Two."))])
    widest = measure.width("2,000 dollars", style)
    assert lead_width((block,), style) == widest + measure.points("gap")
    assert lead_width((para("No lead."),), style) == 0


def test_leads_are_large_where_no_style_is_named() -> None:
    block = leading_list([("1990", words("One."))])
    assert lead_width((block,)) == lead_width((block,), measure.LEAD)


@pytest.mark.parametrize("kind", ["points", "text", "colophon"])
@pytest.mark.parametrize("has_leads", [True, False])
def test_text_stands_under_a_space_that_leads_double(kind: Kind, has_leads: bool) -> None:
    box = text_box(kind, CANVAS, has_leads=has_leads)
    space = 0 if kind == "colophon" else LEAST * (2 if has_leads else 1)
    assert (box.x, box.y, box.width) == (BODY.x, BODY.y + space, BODY.width)
    assert box.y + box.height == pytest.approx(BODY.y + BODY.height)
