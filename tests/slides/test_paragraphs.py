"""Blocks as the paragraphs of a slide: their levels, their markers, and how high each is."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.paragraphs import Bullet, Number, Paragraph, label_of, paragraphs_of
from pipeline.slides.points import level_indent, paragraph_height


def outline(text: str) -> list[tuple[str, int, bool, bool, bool]]:
    """Return words, level, and whether there is a marker, an inset, verbatim text."""
    return [
        (text_of(each.words), each.level, each.marker is not None, each.inset, each.verbatim)
        for each in paragraphs_of(pandoc.read(text).blocks)
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("One.\n\n# Two\n", [("One.", 0, False, False, False), ("Two", 0, False, False, False)]),
        ("- One\n- Two\n    - Three\n", [
            ("One", 0, True, False, False), ("Two", 0, True, False, False), ("Three", 1, True, False, False),
        ]),
        ("- One\n\n  Two\n", [("One", 0, True, False, False), ("Two", 0, False, True, False)]),
        ("> One\n>\n> > Two\n", [("One", 1, False, False, False), ("Two", 2, False, False, False)]),
        ("Term\n\n:   Words\n", [("Term", 0, False, False, False), ("Words", 1, False, False, False)]),
        ("1. One\n2. Two\n", [("One", 0, True, False, False), ("Two", 0, True, False, False)]),
        ("```\na b\n```\n", [("a b", 0, False, False, True)]),
        ("***\n", []),
    ],
)  # fmt: skip
def test_each_block_is_as_many_paragraphs_as_it_shows(
    text: str, rows: list[tuple[str, int, bool, bool, bool]]
) -> None:
    assert outline(text) == rows


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("inset", [True, False])
def test_what_is_deeper_has_less_room(level: int, inset: bool) -> None:
    style, room = measure.TEXT, 400.0
    text = " ".join(["word"] * 40)
    left = room - style.points * (level + inset)
    paragraph = Paragraph(words(text), level, inset=inset)
    assert paragraph_height(paragraph, style, room) == measure.lines(text, style, left) * style.line


@pytest.mark.parametrize(("letters", "lines"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_a_line_of_code_is_parted_where_it_is_full(letters: int, lines: int) -> None:
    style = measure.TEXT
    one = paragraph_height(Paragraph(words("x"), verbatim=True), style, 1000)
    assert one == style.line
    room = next(r for r in range(20, 2000) if paragraph_height(code(10), style, r) == style.line)
    assert paragraph_height(code(letters), style, room) == lines * style.line


def code(letters: int) -> Paragraph:
    return Paragraph(words("x" * letters) if letters else (), verbatim=True)


@pytest.mark.parametrize(
    ("value", "style", "delim", "label"),
    [
        (10, "Decimal", "Period", "10."),
        (2, "Example", "TwoParens", "(2)"),
        (1, "DefaultStyle", "DefaultDelim", "1."),
        (1994, "LowerRoman", "OneParen", "mcmxciv)"),
        (8, "UpperRoman", "Period", "VIII."),
        (26, "LowerAlpha", "Period", "z."),
        (28, "UpperAlpha", "Period", "BB."),
    ],
)
def test_a_number_is_written_as_its_list_has_it(
    value: int, style: n.ListNumberStyle, delim: n.ListNumberDelim, label: str
) -> None:
    assert label_of(Number(value, style, delim)) == label


@pytest.mark.parametrize("value", [1, 8, 38, 100, 888])
def test_levels_stand_in_as_far_as_their_widest_number_asks(value: int) -> None:
    style = measure.TEXT
    number = Number(value, "LowerRoman", "Period")
    item = Paragraph(words("x"), marker=number)
    bullet = Paragraph(words("x"), marker=Bullet())
    assert level_indent((bullet,), style) == style.points
    indent = level_indent((bullet, item), style)
    assert indent > measure.width(label_of(number), style) or indent == 4 * style.points
    far = Paragraph(words("x"), marker=Number(32_000, "LowerAlpha", "Period"))
    assert level_indent((far,), style) == 4 * style.points
