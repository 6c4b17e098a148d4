"""Each kind of block as paragraphs, and each number as its label, at the boundaries."""

from __future__ import annotations

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from pipeline.slides.paragraphs import LARGEST, Bullet, Number, Paragraph, label_of, paragraphs_of
from tests.slides.builders import cell, div, para, row, table


def of(*blocks: n.Block) -> list[Paragraph]:
    return list(paragraphs_of(blocks))


def plain(text: str) -> n.Plain:
    return n.Plain(words(text))


def numbers(start: int, *items: n.Blocks) -> n.OrderedList:
    return n.OrderedList(start, "LowerAlpha", "OneParen", items)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (1, "a"),
        (2, "b"),
        (25, "y"),
        (26, "z"),
        (27, "aa"),
        (52, "zz"),
        (53, "aaa"),
        (78, "zzz"),
        (79, "aaaa"),
    ],
)
def test_letters_are_written_again_for_each_round_of_the_alphabet(value: int, label: str) -> None:
    assert label_of(Number(value, "LowerAlpha", "Period")) == f"{label}."
    assert label_of(Number(value, "UpperAlpha", "OneParen")) == f"{label.upper()})"


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (1, "I"), (2, "II"), (3, "III"), (4, "IV"), (5, "V"), (6, "VI"), (8, "VIII"), (9, "IX"), (10, "X"),
        (14, "XIV"), (19, "XIX"), (39, "XXXIX"), (40, "XL"), (41, "XLI"), (49, "XLIX"), (50, "L"),
        (89, "LXXXIX"), (90, "XC"), (99, "XCIX"), (100, "C"), (399, "CCCXCIX"), (400, "CD"), (499, "CDXCIX"),
        (500, "D"), (899, "DCCCXCIX"), (900, "CM"), (999, "CMXCIX"), (1000, "M"), (3999, "MMMCMXCIX"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_roman_letters(value: int, label: str) -> None:
    assert label_of(Number(value, "UpperRoman", "Period")) == f"{label}."
    assert label_of(Number(value, "LowerRoman", "TwoParens")) == f"({label.lower()})"


@pytest.mark.parametrize("style", ["DefaultStyle", "Example", "Decimal"])
@pytest.mark.parametrize(
    ("delim", "label"),
    [("DefaultDelim", "7."), ("Period", "7."), ("OneParen", "7)"), ("TwoParens", "(7)")],
)
def test_a_number_stands_between_its_signs(
    style: n.ListNumberStyle, delim: n.ListNumberDelim, label: str
) -> None:
    assert label_of(Number(7, style, delim)) == label


def test_a_box_of_a_language_says_it_of_each_paragraph() -> None:
    attr = n.Attr("", (), (("lang", "fr"),))
    blocks = of(
        n.Div(attr, (para("Un."), n.Para(()), n.CodeBlock(n.Attr(), "x"))), div("other", para("One."))
    )
    assert blocks == [
        Paragraph((n.Span(attr, words("Un.")),)),
        Paragraph(()),
        Paragraph((n.Span(attr, (n.Code(n.Attr(), "x"),)),), verbatim=True),
        Paragraph(words("One.")),
    ]


def test_a_figure_is_its_content_and_then_its_caption() -> None:
    block = n.Figure(n.Attr("fig-a"), n.Caption(None, (plain("A caption."),)), (para("In its place."),))
    assert of(block) == [Paragraph(words("In its place.")), Paragraph(words("A caption."))]
    assert list(paragraphs_of((block,), 2)) == [
        Paragraph(words("In its place."), 2),
        Paragraph(words("A caption."), 2),
    ]


def test_a_table_is_its_caption_and_a_line_for_each_row() -> None:
    block = n.Table(
        n.Attr(),
        n.Caption(None, (plain("A caption."),)),
        *[getattr(table([row("c", "d"), row(cell(""), "e")], head=(row("a", "b"),)), name)
          for name in ("columns", "head", "bodies", "foot")],
    )  # fmt: skip
    paragraphs = list(paragraphs_of((block,), 1))
    assert [text_of(each.words) for each in paragraphs] == ["A caption.", "a | b", "c | d", "e"]
    assert {each.level for each in paragraphs} == {1}


def test_lines_of_code_and_of_verse_are_one_paragraph() -> None:
    assert of(n.CodeBlock(n.Attr(), "a\n\nb"), n.LineBlock((words("c"), words("d e")))) == [
        Paragraph(
            (
                n.Code(n.Attr(), "a"),
                n.LineBreak(),
                n.Code(n.Attr(), ""),
                n.LineBreak(),
                n.Code(n.Attr(), "b"),
            ),
            verbatim=True,
        ),
        Paragraph((*words("c"), n.LineBreak(), *words("d e"))),
    ]


def test_what_is_not_shown_is_no_paragraph() -> None:
    assert of(n.RawBlock("html", "<hr>"), n.HorizontalRule()) == []


def test_terms_are_bold_and_definitions_one_level_deeper() -> None:
    block = n.DefinitionList(((words("Term"), ((plain("One."), para("More.")), (plain("Two."),))),))
    assert list(paragraphs_of((block,), 1)) == [
        Paragraph((n.Strong(words("Term")),), 1),
        Paragraph(words("One."), 2),
        Paragraph(words("More."), 2),
        Paragraph(words("Two."), 2),
    ]


def test_a_heading_is_bold() -> None:
    assert of(n.Header(2, n.Attr(), words("Heading"))) == [Paragraph((n.Strong(words("Heading")),))]


@pytest.mark.parametrize("value", [1, 2, LARGEST - 1, LARGEST])
def test_a_number_that_a_slide_can_count_stands_before_its_item(value: int) -> None:
    assert of(numbers(value, (plain("One."),))) == [
        Paragraph(words("One."), marker=Number(value, "LowerAlpha", "OneParen"))
    ]


@pytest.mark.parametrize("value", [-3, 0, LARGEST + 1])
def test_another_number_is_a_word_of_its_item(value: int) -> None:
    block = numbers(value, (plain("One."), para("More.")), (n.CodeBlock(n.Attr(), "x"),))
    number = (n.Str(f"{value}."), n.Space())
    first, more, *rest = of(block)
    assert first == Paragraph((*number, *words("One.")))
    assert more == Paragraph(words("More."), inset=True)
    second = value + 1
    if 1 <= second <= LARGEST:
        marker = Number(second, "LowerAlpha", "OneParen")
        assert rest == [Paragraph((n.Code(n.Attr(), "x"),), marker=marker, verbatim=True)]
    else:
        assert rest == [
            Paragraph((n.Str(f"{second}."),)),
            Paragraph((n.Code(n.Attr(), "x"),), verbatim=True, inset=True),
        ]


def test_numbers_go_on_from_item_to_item() -> None:
    markers = [each.marker for each in of(numbers(4, (plain("a"),), (plain("b"),), (plain("c"),)))]
    assert markers == [Number(value, "LowerAlpha", "OneParen") for value in (4, 5, 6)]


def test_an_item_has_its_marker_once_and_what_follows_stands_under_its_words() -> None:
    item = (plain("One."), para("Two."), n.BlockQuote((para("Three."),)), n.BulletList(((plain("Four."),),)))
    assert of(n.BulletList((item,))) == [
        Paragraph(words("One."), marker=Bullet()),
        Paragraph(words("Two."), inset=True),
        Paragraph(words("Three."), 1, inset=True),
        Paragraph(words("Four."), 1, Bullet()),
    ]


def test_an_item_that_begins_with_a_quotation_has_its_marker_at_its_own_level() -> None:
    item = (n.BlockQuote((para("One."), para("Two."))),)
    assert of(n.BulletList((item,))) == [
        Paragraph(words("One."), marker=Bullet()),
        Paragraph(words("Two."), 1, inset=True),
    ]


@pytest.mark.parametrize("inner", [n.BulletList(((plain("In."),),)), numbers(1, (plain("In."),))])
def test_an_item_that_begins_with_a_list_has_an_empty_line_with_its_marker(inner: n.Block) -> None:
    first, second, third = of(n.BulletList(((inner, para("Behind.")),)))
    assert first == Paragraph((), marker=Bullet())
    assert (text_of(second.words), second.level, second.inset) == ("In.", 1, False)
    assert second.marker is not None
    assert third == Paragraph(words("Behind."), inset=True)


def test_an_item_that_begins_with_a_list_has_its_marker_once() -> None:
    """A number that only words can say is no marker, and an empty list no paragraph."""
    assert of(n.BulletList(((numbers(0, (plain("In."),)),),))) == [
        Paragraph((), marker=Bullet()),
        Paragraph((n.Str("0."), n.Space(), *words("In.")), 1, inset=True),
    ]
    assert of(n.BulletList(((n.BulletList(()),),))) == [Paragraph((), marker=Bullet())]


def test_an_item_without_blocks_has_its_marker() -> None:
    assert of(n.BulletList(((), (n.HorizontalRule(),), (plain("a"),)))) == [
        Paragraph((), marker=Bullet()),
        Paragraph((), marker=Bullet()),
        Paragraph(words("a"), marker=Bullet()),
    ]


def test_lists_within_lists_are_a_level_deeper_each() -> None:
    deep = n.BulletList(((plain("a"), n.BulletList(((plain("b"), n.BulletList(((plain("c"),),))),))),))
    assert [each.level for each in of(deep)] == [0, 1, 2]
    assert [each.level for each in paragraphs_of((deep,), 3)] == [3, 4, 5]


def lead_item(*parts: n.Inline) -> n.BulletList:
    return n.BulletList(((n.Plain(parts),),))


def test_a_point_has_its_lead_in_a_column_of_its_own() -> None:
    lead, point = n.Span(n.Attr("", ("lead",)), words("1990")), n.Span(n.Attr("", ("point",)), words("One."))
    assert of(lead_item(lead, n.Space(), point)) == [Paragraph(words("One."), lead=words("1990"))]
    other = n.Span(n.Attr("", ("other",)), words("1990"))
    for parts in (
        (other, n.Space(), point),
        (lead, n.Space()),
        (lead, point),
        (lead, n.Space(), point, lead),
    ):
        assert of(lead_item(*parts)) == [Paragraph(parts, marker=Bullet())]
