"""What each kind of slide is set with: its size, its gaps, its columns and its boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.front_matter import Author, FrontMatter
from pipeline.model.slides import Kind, Size, Slide
from pipeline.slides import arrangement as kinds
from pipeline.slides import entries, figures, findings
from pipeline.slides import measuring as measure
from pipeline.slides.arrangement import Content, arrange
from pipeline.slides.paragraphs import Paragraph
from pipeline.slides.points import leading_list
from pipeline.slides.tables import to_slide_table
from tests.canvas import CANVAS
from tests.slides.builders import div, figure, para, row, table, text_of_lines

KINDS: tuple[Kind, ...] = ("divider", "text")
FRONT = FrontMatter(title="T", authors=(Author(name="A. Author"),))
IMAGE = n.Image(n.Attr(), words("A map"), "map.png")
LEADS = leading_list([("1990", words("One.")), ("2000", words("Two."))])


def content_of(kind: Kind, *content: n.Block, size: Size = "", title: str = "Title") -> Content:
    return arrange(Slide("x", kind, words(title), content=content, size=size), CANVAS, FRONT).content


@pytest.mark.parametrize("kind", ["points", "text", "colophon"])
@pytest.mark.parametrize(("size", "style"), [("", measure.TEXT), ("large", measure.LARGE)])
def test_text_is_set_at_its_size_with_its_leads_in_a_column(
    kind: Kind, size: Size, style: measure.Style
) -> None:
    content = content_of(kind, LEADS, size=size)
    assert isinstance(content, kinds.Text)
    assert content.style == style
    lead = measure.LABEL if kind == "colophon" else measure.LEAD
    assert content.lead == lead
    widest = max(measure.width("1990", lead), measure.width("2000", lead))
    assert content.lead_width == widest + measure.points("gap")
    assert content.paragraphs == (
        Paragraph(words("One."), lead=words("1990")),
        Paragraph(words("Two."), lead=words("2000")),
    )


def test_text_without_leads_has_no_column_and_spreads_over_the_slide() -> None:
    slide = Slide(
        "x", "text", words("Title"), content=(para("One."), n.RawBlock("html", "<br>"), para("Two."))
    )
    content = arrange(slide, CANVAS, FRONT).content
    assert isinstance(content, kinds.Text)
    assert content.lead_width == 0
    assert content.gap == findings.point_gap(slide, CANVAS) == measure.points("gap-most")
    assert content.paragraphs == (Paragraph(words("One.")), Paragraph(words("Two.")))


def test_a_number_without_words_has_no_lines() -> None:
    content = content_of("number")
    assert content == kinds.Number((), measure.HERO)
    assert not content.is_long


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("size", ["", "small"])
def test_key_figures_have_their_lines_their_boxes_and_their_sizes(count: int, size: Size) -> None:
    blocks = tuple(figure(str(number), "of all") for number in range(count))
    content = content_of("figures", div("key-figures", *blocks), size=size)
    assert content == kinds.KeyFigures(
        tuple((words(str(number)), words("of all")) for number in range(count)),
        figures.boxes(blocks, size, CANVAS),
        2 if count in (1, 2, 4) else 3,
        figures.row_gap(blocks, size, CANVAS),
        figures.NUMBER,
        measure.TABLE if size else measure.TEXT,
        CANVAS.body,
    )


def test_key_figures_without_room_begin_right_under_a_short_title() -> None:
    label = next(
        text
        for count in range(1, 60)
        if figures.height((figure("12", text := " ".join(["word"] * count)),) * 6, "small", CANVAS)
        > CANVAS.body.height
    )
    blocks = (figure("12", label),) * 6
    content = content_of("figures", div("key-figures", *blocks), size="small", title="Title")
    room = measure.body_under(words("Title"), CANVAS)
    assert isinstance(content, kinds.KeyFigures)
    assert content.room == room != CANVAS.body
    assert content.boxes[0].y == room.y
    assert content.boxes[-1].y + content.boxes[-1].height <= room.y + room.height


@pytest.mark.parametrize(("number", "is_long"), [("7", False), ("7,000,000 million dollars", True)])
def test_key_figures_are_long_where_one_has_no_room_in_its_column(number: str, is_long: bool) -> None:
    content = content_of("figures", div("key-figures", figure(number), figure("1"), figure("2")))
    assert isinstance(content, kinds.KeyFigures)
    assert content.is_long is is_long


def test_pictures_are_all_images_of_a_figure_wherever_they_stand() -> None:
    second = replace(IMAGE, url="plan.png")
    plain = n.Figure(n.Attr(), n.Caption(None, ()), (n.Plain((IMAGE,)), div("column", n.Para((second,)))))
    content = content_of("figure", plain)
    assert content == kinds.Pictures((IMAGE, second), measure.body_under(words("Title"), CANVAS))


@pytest.mark.parametrize(
    ("size", "style"), [("large", measure.TEXT), ("", measure.TABLE), ("small", measure.SMALL_TABLE)]
)
def test_a_table_has_the_widths_of_its_columns_and_the_heights_of_its_rows(
    size: Size, style: measure.Style
) -> None:
    plain = to_slide_table(table([row("a", "b"), row("c", "d")], head=(row("x", "y"),)), CANVAS)
    content = content_of("table", plain, size=size)
    assert isinstance(content, kinds.Table)
    assert content.room == measure.body_under(words("Title"), CANVAS)
    assert content.style == style
    assert content.widths == tuple((each.width or 0) * CANVAS.body.width for each in plain.columns)
    assert content.heights == (style.line + 2 * measure.points("table-padding"),) * 3
    assert [(place.row, place.column) for place in content.places] == [
        (0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)
    ]  # fmt: skip


def test_a_column_without_a_width_has_none() -> None:
    content = content_of("table", table([row("a", "b")]))
    assert isinstance(content, kinds.Table)
    assert content.widths == (0.0, 0.0)


def test_formulas_have_their_paragraphs() -> None:
    formula = n.Para((n.Math("DisplayMath", "x"),))
    content = content_of("formula", para("Thus:"), formula)
    assert content == kinds.Formula((Paragraph(words("Thus:")), Paragraph(formula.inlines)))


@pytest.mark.parametrize("size", ["", "large"])
def test_entries_stand_in_their_columns_at_their_size(size: Size) -> None:
    columns = (div("column", para("One"), para("Two")), div("column", para("Three")))
    content = content_of("sources", *columns, size=size)
    style = measure.SMALL_TABLE if size else measure.ENTRY
    assert content == kinds.Entries(
        ((words("One"), words("Two")), (words("Three"),)),
        style,
        entries.gap_of(size),
        entries.indent_of(columns, size),
    )


def test_the_cover_has_the_foot_and_the_height_of_its_title() -> None:
    front = FRONT.model_copy(update={"subtitle": "A subtitle"})
    arrangement = arrange(Slide("cover", "cover", words("Title")), CANVAS, front)
    assert isinstance(arrangement.content, kinds.Cover)
    style = arrangement.content.style
    assert arrangement.content == kinds.Cover(style, style.title.line, "A. Author")
    assert arrangement.title == style.title
    assert arrangement.title_size == ""


def test_a_subtitle_takes_room_from_the_title() -> None:
    slide = Slide("cover", "cover", words("A title of a good many words " * 4))
    long = FRONT.model_copy(update={"subtitle": "A subtitle of a good many words " * 10})
    alone, under = (arrange(slide, CANVAS, front).content for front in (FRONT, long))
    assert isinstance(alone, kinds.Cover)
    assert isinstance(under, kinds.Cover)
    assert alone.style.title.points > under.style.title.points


@pytest.mark.parametrize(
    ("style", "smaller", "size"),
    [(measure.TITLE, measure.SMALL_TITLE, "small"), (measure.SMALL_TITLE, measure.LEAST_TITLE, "least")],
)
def test_only_a_divider_has_a_large_title_whatever_its_length(
    style: measure.Style, smaller: measure.Style, size: str
) -> None:
    lines = int(CANVAS.title.height // style.line) + 1
    title = words(text_of_lines(lines, style, CANVAS.title.width))
    divider, text = (arrange(Slide("x", kind, title), CANVAS, FRONT) for kind in KINDS)
    assert (divider.title, divider.title_size) == (measure.DIVIDER, "")
    assert (text.title, text.title_size) == (smaller, size)
