"""What has no room on a slide of each kind, at the line that is one too many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.diagnostics import Severity
from pipeline.model.slides import Kind, Size, Slide
from pipeline.model.source import SourceText
from pipeline.slides import figures
from pipeline.slides import measuring as measure
from pipeline.slides.findings import (
    NUMBER_SHARES,
    SOURCE_LINES,
    content_height,
    findings,
    hero_style,
    point_gap,
    room,
    rows_height,
    source_height,
)
from pipeline.slides.points import lead_width, leading_list, text_box
from pipeline.slides.tables import table_height, to_slide_table
from tests.canvas import CANVAS, NARROW
from tests.slides.builders import div, figure, para, row, table, text_of_lines

SOURCE = SourceText("article.md", "# One\n\nWords.\n\n# Two\n")
BODY = CANVAS.body
LEAST, MOST = measure.points("gap-least"), measure.points("gap-most")


def slide_of(kind: Kind, *content: n.Block, size: Size = "", title: str = "Title", source: str = "") -> Slide:
    return Slide("x", kind, words(title), content=content, source=words(source), size=size, at=15)


def parts(slide: Slide) -> list[str]:
    """Return the parts of a slide that do not fit."""
    messages = [each.message for each in findings([slide], CANVAS, SOURCE)]
    return [message.split(" of the slide ")[0].removeprefix("the ") for message in messages]


def test_a_finding_names_the_part_the_slide_and_the_way_out() -> None:
    title = text_of_lines(9, measure.SMALL_TITLE, CANVAS.title.width)
    text = para(text_of_lines(40, measure.TEXT, BODY.width))
    slide = slide_of("text", text, title=title, source=text_of_lines(5, measure.SOURCE, CANVAS.source.width))
    results = findings([slide_of("text", para("Short."), title="Fits"), slide], CANVAS, SOURCE)
    assert [(each.code, each.severity, each.message, each.place.line) for each in results] == [
        ("slide-overflow", Severity.WARNING, f"the {part} of the slide “{title}” does not fit", 5)
        for part in ("title", "content", "source line")
    ]
    assert [each.hint.split(":")[0] for each in results] == [
        "say it in at most 90 characters",
        "say less on this slide",
        "state fewer facts on this slide, or make two of it",
    ]


@pytest.mark.parametrize("kind", ["text", "points", "number", "table", "figures", "formula", "sources"])
def test_a_title_has_room_for_its_lines_in_the_least_size(kind: Kind) -> None:
    box = CANVAS.title
    most = int((box.height + 1) // measure.LEAST_TITLE.line)
    fitting, long = (text_of_lines(lines, measure.LEAST_TITLE, box.width) for lines in (most, most + 1))
    assert "title" not in parts(slide_of(kind, title=fitting))
    assert "title" in parts(slide_of(kind, title=long))


@pytest.mark.parametrize("kind", ["cover", "divider"])
def test_covers_and_dividers_have_room_for_long_titles(kind: Kind) -> None:
    assert parts(slide_of(kind, title=text_of_lines(9, measure.SMALL_TITLE, CANVAS.title.width))) == []


@pytest.mark.parametrize("lines", range(1, 8))
def test_a_source_line_has_four_lines(lines: int) -> None:
    text = text_of_lines(lines, measure.SOURCE, CANVAS.source.width)
    slide = slide_of("text", para("Short."), source=text)
    assert source_height(slide, CANVAS) == lines * measure.SOURCE.line
    assert parts(slide) == (["source line"] if lines > 4 else [])
    assert SOURCE_LINES == 4


@pytest.mark.parametrize("kind", ["table", "figure"])
@pytest.mark.parametrize("lines", [0, 1, 2, 3, 4])
def test_a_long_source_line_takes_room_from_a_table_or_a_figure(kind: Kind, lines: int) -> None:
    text = text_of_lines(lines, measure.SOURCE, CANVAS.source.width)
    whole = measure.body_under(words("Title"), CANVAS)
    more = max(0.0, lines * measure.SOURCE.line - CANVAS.source.height)
    box = room(slide_of(kind, source=text), CANVAS)
    assert (box.x, box.y, box.width) == (whole.x, whole.y, whole.width)
    assert box.height == pytest.approx(whole.height - more)
    assert room(slide_of("text", source=text), CANVAS) == text_box("text", CANVAS)


@pytest.mark.parametrize("count", range(1, 12))
@pytest.mark.parametrize("size", ["", "large"])
def test_points_spread_over_the_slide_but_keep_together(count: int, size: Size) -> None:
    slide = slide_of("points", *(para("A line.") for _ in range(count)), size=size)
    line = measure.LARGE.line if size else measure.TEXT.line
    assert rows_height(slide, CANVAS) == line * count
    gap = point_gap(slide, CANVAS)
    even = (text_box("points", CANVAS).height - count * line) / max(1, count - 1)
    assert gap == pytest.approx(min(MOST, max(LEAST, even)))
    assert content_height(slide, CANVAS) == pytest.approx(count * line + gap * (count - 1))


def test_no_points_have_no_height() -> None:
    assert content_height(slide_of("points"), CANVAS) == 0
    assert point_gap(slide_of("points"), CANVAS) == MOST


@pytest.mark.parametrize("kind", ["points", "text", "colophon"])
def test_a_point_is_as_high_as_its_lead_but_in_the_colophon(kind: Kind) -> None:
    leads = leading_list([("1990", words("One.")), ("2000", words("Two."))])
    slide = slide_of(kind, leads)
    lead = measure.TEXT.line if kind == "colophon" else measure.LEAD.line
    assert rows_height(slide, CANVAS) == lead * 2
    assert rows_height(slide_of(kind, para("One."), para("Two.")), CANVAS) == measure.TEXT.line * 2


def test_points_with_leads_have_the_room_beside_these() -> None:
    width = BODY.width
    beside = text_of_lines(4, measure.TEXT, width)
    items = [("1990", words(beside))]
    column = lead_width((leading_list(items),))
    lines = measure.lines(beside, measure.TEXT, width - column)
    assert rows_height(slide_of("points", leading_list(items)), CANVAS) == lines * measure.TEXT.line
    long = " ".join(["word"] * 60)
    leads = leading_list([("1990", words(long))])
    beside_lead, alone = (slide_of("points", each) for each in (leads, para(long)))
    assert rows_height(beside_lead, CANVAS) > rows_height(alone, CANVAS)


@pytest.mark.parametrize("canvas", [CANVAS, NARROW])
@pytest.mark.parametrize("size", ["", "large"])
def test_the_lines_of_a_point_follow_its_lead_on_screen(size: Size, canvas: Canvas) -> None:
    style = measure.LARGE if size else measure.TEXT
    two_lines = (n.Str("One"), n.LineBreak(), n.Str("Two"))
    leads = leading_list([("1990", two_lines)] * 4)
    height = rows_height(slide_of("points", leads, size=size), canvas)
    on_screen = 4 * (measure.LEAD.line + style.line) - 2 * LEAST
    assert height == max(on_screen, 4 * 2 * style.line)
    assert rows_height(slide_of("colophon", leads), canvas) == 4 * 2 * measure.TEXT.line


@pytest.mark.parametrize(
    ("size", "style"), [("large", measure.TEXT), ("", measure.TABLE), ("small", measure.SMALL_TABLE)]
)
def test_the_content_of_a_table_is_its_rows_at_its_size(size: Size, style: measure.Style) -> None:
    plain = to_slide_table(table([row("a", "b"), row("c", "d")]), CANVAS)
    slide = slide_of("table", para("no table"), plain, size=size)
    assert content_height(slide, CANVAS) == table_height(plain, style, CANVAS)


@pytest.mark.parametrize("size", ["", "small"])
def test_the_content_of_key_figures_is_their_rows(size: Size) -> None:
    blocks = tuple(figure("1", "of all") for _ in range(4))
    slide = slide_of("figures", div("key-figures", *blocks), size=size)
    assert content_height(slide, CANVAS) == figures.height(blocks, size, CANVAS)


def test_the_content_of_a_number_is_its_line_and_those_below() -> None:
    hero, lines = measure.HERO.line, measure.LARGE.line
    for count in (0, 1, 3):
        below = [para(text_of_lines(2, measure.LARGE, BODY.width)) for _ in range(count)]
        slide = slide_of("number", div("hero", para("12"), *below))
        assert content_height(slide, CANVAS) == hero + 2 * count * lines
    assert content_height(slide_of("number"), CANVAS) == 0
    formula = n.Para((n.Math("InlineMath", "\\mathrm{" + "x" * 9 + "}"),))
    assert content_height(slide_of("number", formula), CANVAS) == hero


def test_the_number_of_a_slide_is_as_large_as_a_line_allows() -> None:
    fitting = max(size for size in range(1, 60) if measure.width("9" * size, measure.HERO) <= BODY.width)
    assert hero_style("9" * fitting, CANVAS) == measure.HERO
    assert hero_style("9" * (fitting + 1), CANVAS) == measure.NUMBER
    for canvas in (CANVAS, NARROW):
        styles = [hero_style("9" * size, canvas) for size in range(1, 60)]
        assert {style.share for style in styles} == set(NUMBER_SHARES)
        assert [style.points for style in styles] == sorted((s.points for s in styles), reverse=True)
        for size, style in enumerate(styles, 1):
            assert measure.width("9" * size, style) <= canvas.body.width or style.share == NUMBER_SHARES[-1]
    slide = slide_of("number", para("9" * (fitting + 1)))
    assert content_height(slide, CANVAS) == measure.NUMBER.line


@pytest.mark.parametrize("kind", ["cover", "divider", "figure", "sources"])
def test_what_is_drawn_to_measure_always_has_room(kind: Kind) -> None:
    slide = slide_of(kind, *(para("A line.") for _ in range(99)))
    assert content_height(slide, CANVAS) == 0
    assert parts(slide) == []


@pytest.mark.parametrize("kind", ["text", "table"])
def test_content_has_room_up_to_the_foot(kind: Kind) -> None:
    """A point more than the box is no fault that a reader sees."""
    for count in range(1, 30):
        text = "\n".join(["line"] * count)
        blocks: dict[str, n.Block] = {
            "text": n.Para((n.Str(text),)),
            "table": to_slide_table(table([row("a", "b")] * count), CANVAS),
        }
        slide = slide_of(kind, blocks[kind])
        assert (parts(slide) in (["content"], ["edge"])) == (
            content_height(slide, CANVAS) > room(slide, CANVAS).height + 1
        )
    without = replace(slide, content=())
    assert parts(without) == []


def columns_of(block: n.Block) -> n.Blocks:
    return tuple(n.Div(n.Attr("", ("column",)), (each,)) for each in (block, para("Beside.")))


@pytest.mark.parametrize("kind", ["text", "points", "columns", "table", "number"])
def test_words_beyond_the_edge_are_told_as_such(kind: Kind) -> None:
    """Text is as small as it gets before the edge of the slide cuts it."""
    codes = []
    for count in range(1, 40):
        lines = n.Para((n.Str("\n".join(["line"] * count)),))
        contents: dict[str, n.Blocks] = {
            "text": (lines,),
            "points": (n.BulletList(((lines,),)),),
            "columns": columns_of(lines),
            "table": (to_slide_table(table([row("a", "b")] * count), CANVAS),),
            "number": (div("hero", para("12"), *[para("line")] * count),),
        }
        results = findings([slide_of(kind, *contents[kind])], CANVAS, SOURCE)
        codes += [each.code for each in results] or [""]
    assert list(dict.fromkeys(codes)) == ["", "slide-overflow", "text-cut"]
    top = room(slide_of(kind, *contents[kind]), CANVAS).y
    least = {"table": measure.TABLE.line + 2 * measure.points("table-padding"), "number": measure.LARGE.line}
    line = least.get(kind, measure.ENTRY.line)
    first = codes.index("text-cut") + 1
    height = first * line + (measure.HERO.line if kind == "number" else 0)
    assert height > CANVAS.height - top > height - 2 * line


def test_a_formula_may_be_smaller_than_it_is_measured() -> None:
    def codes(kind: Kind, rows: int) -> list[str]:
        block = n.Para((n.Math("DisplayMath", "\\\\".join("x" * rows)),))
        return [each.code for each in findings([slide_of(kind, block)], CANVAS, SOURCE)]

    assert [codes("formula", rows) for rows in (1, 30, 90)] == [[], ["slide-overflow"], ["slide-overflow"]]
    assert [codes("text", rows) for rows in (1, 30, 90)] == [[], ["slide-overflow"], ["text-cut"]]
    low = n.Para((n.Math("DisplayMath", "x"),))
    assert content_height(slide_of("formula", low), CANVAS) == measure.TITLE.line
