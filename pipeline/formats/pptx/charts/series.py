"""The series of a native chart: their marks in the design's colours, and their labels."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import assert_never

from pipeline.formats.pptx.charts.data import Point, Series
from pipeline.formats.pptx.charts.line_labels import note_lines
from pipeline.formats.pptx.charts.plan import Plan
from pipeline.formats.pptx.charts.text import (
    LABEL_EXTENSION,
    cached_labels,
    cached_texts,
    cached_values,
    extension,
    field,
    flags,
    office_2013,
    run,
    run_properties,
    text_properties,
    value,
    words,
)
from pipeline.formats.pptx.charts.workbook import cells, heading, labels_column, values_column
from pipeline.formats.pptx.elements import Element, colour, new

# Fill, edge and letters of each series in colours of the theme, dark and pale in turn as figures are drawn.
_TINTS = (
    ("accent1", "", "bg1"),
    ("accent5", "accent2", "tx1"),
    ("accent3", "", "bg1"),
    ("accent4", "accent1", "tx1"),
    ("accent2", "", "bg1"),
    ("accent6", "accent3", "tx1"),
)
_REST = ("bg1", "accent3", "tx1")
_LINES = ("accent1", "accent2", "accent3")
_EDGE, _GAP, _LINE = 12700, 19050, 34925
_DOT = 9


def series_elements(plan: Plan) -> Iterator[Element]:
    """Yield the series of a chart."""
    last = 1 + len(plan.data.categories)
    categories = cached_texts("cat", cells(0, 2, last), plan.data.categories)
    for index, each in enumerate(plan.data.series):
        values = values_column(index)
        name = cached_texts("tx", cells(values, 1), (heading(plan.data, index),))
        labels = cells(labels_column(plan.data, index), 2, last)
        texts = [None if point is None else point.text for point in each.points]
        yield new(
            "c:ser",
            value("idx", index),
            value("order", index),
            name,
            *_marks(plan, index),
            _labels(plan, index, each),
            deepcopy(categories),
            cached_values(
                "val",
                cells(values, 2, last),
                [None if point is None else point.value for point in each.points],
            ),
            *([value("smooth", 0)] if plan.form == "line" else []),
            cached_labels(labels, texts),
        )


def _tint(plan: Plan, index: int) -> tuple[str, str, str]:
    """Return the colours of a series: in turn, except for the rest of a whole."""
    if plan.data.series[index].is_rest:
        return _REST
    return _TINTS[sum(not each.is_rest for each in plan.data.series[:index]) % len(_TINTS)]


def _marks(plan: Plan, index: int) -> Iterator[Element]:
    """Yield the paint of a series: an edge for a pale bar, hollow dots on every second line."""
    match plan.form:
        case "columns" | "rows" | "share":
            fill, edge, _ = _tint(plan, index)
            # Parts of a share that have no edge are set apart by a line of paper.
            line = edge or ("bg1" if plan.form == "share" else "")
            paint = (
                new("a:ln", colour(line), w=_EDGE if edge else _GAP) if line else new("a:ln", new("a:noFill"))
            )
            yield new("c:spPr", colour(fill), paint)
            yield value("invertIfNegative", 0)
        case "line":
            tint = _LINES[index % len(_LINES)]
            yield new("c:spPr", new("a:ln", colour(tint), new("a:round"), w=_LINE, cap="rnd"))
            inside, edge = ("bg1", tint) if index % 2 else (tint, "bg1")
            dot = new("c:spPr", colour(inside), new("a:ln", colour(edge), w=_GAP if index % 2 else _EDGE))
            yield new("c:marker", value("symbol", "circle"), value("size", _DOT), dot)
        case _:
            assert_never(plan.form)


def _labels(plan: Plan, index: int, series: Series) -> Element:
    """Return the labels of a series: those of its points, and the style of one that an editor adds."""
    lang, side = plan.data.drawing.lang, _side(plan)
    points = (
        _label(plan, (index, category), point)
        for category, point in enumerate(series.points)
        if point is not None
    )
    return new(
        "c:dLbls",
        *points,
        new("c:spPr", new("a:noFill"), new("a:ln", new("a:noFill"))),
        text_properties(plan.letters.size, lang, bold=True, tint=_ink(plan, index)),
        value("dLblPos", side),
        *flags(),
        extension(
            LABEL_EXTENSION,
            office_2013("showDataLabelsRange", val=str(int(not plan.levels))),
        ),
    )


def _side(plan: Plan) -> str:
    """Return the default place of a label."""
    match plan.form:
        case "columns" | "rows":
            return "outEnd"
        case "share":
            return "ctr"
        case "line":
            return "t"
        case _:
            assert_never(plan.form)


def _ink(plan: Plan, index: int) -> str:
    """Return the colour of the labels of a series."""
    match plan.form:
        case "columns" | "rows":
            return "tx1"
        case "share":
            return _tint(plan, index)[2]
        case "line":
            return _LINES[index % len(_LINES)] if len(plan.data.series) > 1 else "tx1"
        case _:
            assert_never(plan.form)


def _label(plan: Plan, place: tuple[int, int], point: Point) -> Element:
    """Return the label of a point: its text from the sheet, and beneath it a note or the name of its part."""
    index, category = place
    side = plan.sides.get(place) if plan.form == "line" else _side(plan)
    if side is None:
        return new("c:dLbl", value("idx", category), value("delete", 1))
    lang, letters, ink = plan.data.drawing.lang, plan.letters, _ink(plan, index)
    bold = run_properties("rPr", letters.size, lang, bold=True, tint=ink)
    lines = [[field("CELLRANGE", point.text, (*place, 1), bold)]]
    if plan.has_names_inside:
        plain = run_properties("rPr", letters.small, lang, tint=ink)
        lines.append([field("SERIESNAME", plan.data.series[index].name, (*place, 2), plain)])
    for line in note_lines(point, letters):
        lines.append([run(line, run_properties("rPr", letters.small, lang, tint="accent3"))])
    return new(
        "c:dLbl",
        value("idx", category),
        words(lines),
        value("dLblPos", side),
        *flags(),
        extension(LABEL_EXTENSION, office_2013("showDataLabelsRange", val="1")),
    )
