"""The part of a native chart: its plot with axes, its unit in the place of a title, and its key."""

from __future__ import annotations

from typing import assert_never

from pipeline.formats.pptx.charts.letters import decimals
from pipeline.formats.pptx.charts.plan import Plan
from pipeline.formats.pptx.charts.series import series_elements
from pipeline.formats.pptx.charts.text import run, run_properties, text_properties, value, words
from pipeline.formats.pptx.elements import RELATIONSHIPS, Element, colour, new
from pipeline.model.canvas import Box

_CATEGORIES, _VALUES = 1, 2
_AXIS, _LEVEL = 9525, 6350
_OVERLAP_SHARE = 100


def chart_space(plan: Plan, workbook: str) -> Element:
    """Return the root of the part; `workbook` is the relationship to the sheet."""
    drawing = plan.data.drawing
    chart = new(
        "c:chart",
        *([_unit(plan, plan.head.unit)] if plan.head.unit is not None else []),
        value("autoTitleDeleted", int(plan.head.unit is None)),
        new(
            "c:plotArea",
            layout(plan, plan.plot, inner=True),
            _plot(plan),
            _category_axis(plan),
            _value_axis(plan),
        ),
        *([_key(plan, plan.head.key)] if plan.head.key is not None else []),
        value("plotVisOnly", 1),
        value("dispBlanksAs", "span" if plan.form == "line" else "gap"),
    )
    external = new("c:externalData", value("autoUpdate", 0))
    external.set(f"{{{RELATIONSHIPS}}}id", workbook)
    return new(
        "c:chartSpace",
        value("date1904", 0),
        value("lang", drawing.lang),
        value("roundedCorners", 0),
        chart,
        new("c:spPr", new("a:noFill"), new("a:ln", new("a:noFill"))),
        text_properties(plan.letters.size, drawing.lang),
        external,
    )


def layout(plan: Plan, box: Box, *, inner: bool = False, has_size: bool = True) -> Element:
    """Return a place in the chart as shares of its frame."""
    shares = [("x", box.x / plan.width), ("y", box.y / plan.height)]
    shares += [("w", box.width / plan.width), ("h", box.height / plan.height)] if has_size else []
    return new(
        "c:layout",
        new(
            "c:manualLayout",
            *([value("layoutTarget", "inner")] if inner else []),
            value("xMode", "edge"),
            value("yMode", "edge"),
            *(value(name, round(share, 5)) for name, share in shares),
        ),
    )


def _plot(plan: Plan) -> Element:
    axes = [value("axId", _CATEGORIES), value("axId", _VALUES)]
    ours = list(series_elements(plan))
    match plan.form:
        case "line":
            start = (value("grouping", "standard"), value("varyColors", 0))
            return new("c:lineChart", *start, *ours, value("marker", 1), *axes)
        case "columns" | "rows" | "share":
            return new(
                "c:barChart",
                value("barDir", "col" if plan.form == "columns" else "bar"),
                value("grouping", "percentStacked" if plan.form == "share" else "clustered"),
                value("varyColors", 0),
                *ours,
                value("gapWidth", min(500, plan.gap)),
                value("overlap", 100 if plan.form == "share" else 0),
                *axes,
            )
        case _:
            assert_never(plan.form)


def _category_axis(plan: Plan) -> Element:
    """Return the category axis: from the top for horizontal bars, without a line for shares."""
    lang, lying = plan.data.drawing.lang, plan.form in ("rows", "share")
    points = plan.letters.small if plan.form == "line" else plan.letters.size
    has_line = plan.form != "share"
    line = new("a:ln", colour("tx1"), w=_AXIS) if has_line else new("a:ln", new("a:noFill"))
    return new(
        "c:catAx",
        value("axId", _CATEGORIES),
        new("c:scaling", value("orientation", "maxMin" if lying else "minMax")),
        value("delete", int(not any(plan.data.categories))),
        value("axPos", "l" if lying else "b"),
        new("c:numFmt", formatCode="General", sourceLinked=0),
        value("majorTickMark", "out" if plan.form == "line" else "none"),
        value("minorTickMark", "none"),
        value("tickLblPos", "low"),
        new("c:spPr", line),
        text_properties(
            points,
            lang,
            tint="accent3" if plan.form == "line" else "tx1",
            # LibreOffice breaks words of an axis that says it is not turned, rather than leave some out.
            is_level=plan.skip == 1,
        ),
        value("crossAx", _VALUES),
        value("crosses", "autoZero"),
        value("auto", 0),
        value("lblAlgn", "ctr"),
        value("lblOffset", 50),
        *([value("tickLblSkip", plan.skip), value("tickMarkSkip", plan.skip)] if plan.form == "line" else []),
        value("noMultiLvlLbl", 1),
    )


def _value_axis(plan: Plan) -> Element:
    """Return the axis of values: with levels or invisible."""
    lang, levels = plan.data.drawing.lang, plan.levels
    scaling = new("c:scaling", value("orientation", "minMax"))
    if levels:
        scaling.append(value("max", float(levels[-1])))
    elif plan.form != "share" and max(plan.data.values) <= 0:
        scaling.append(value("max", 0))
    if plan.least is not None:
        scaling.append(value("min", float(plan.least)))
    places = decimals(levels)
    number = "#,##0" + (f".{'0' * places}" if places else "")
    return new(
        "c:valAx",
        value("axId", _VALUES),
        scaling,
        value("delete", 0),
        value("axPos", "b" if plan.form in ("rows", "share") else "l"),
        *(
            [new("c:majorGridlines", new("c:spPr", new("a:ln", colour("accent6"), w=_LEVEL)))]
            if levels
            else []
        ),
        new("c:numFmt", formatCode=f"{number};\u2212{number}", sourceLinked=0),
        value("majorTickMark", "none"),
        value("minorTickMark", "none"),
        value("tickLblPos", "low" if levels else "none"),
        new("c:spPr", new("a:ln", new("a:noFill"))),
        text_properties(plan.letters.small, lang, tint="accent3"),
        value("crossAx", _CATEGORIES),
        value("crosses", "autoZero"),
        value("crossBetween", "between"),
        *([value("majorUnit", float(levels[1] - levels[0]))] if levels else []),
    )


def _unit(plan: Plan, box: Box) -> Element:
    """Return the unit at the upper left corner, as the chart's title: the title of an axis has no width.

    The slide has the title of the figure.
    """
    drawing = plan.data.drawing
    properties = run_properties("rPr", plan.letters.small, drawing.lang, tint="accent3")
    start = new("a:pPr", run_properties("defRPr", plan.letters.small, drawing.lang, tint="accent3"), algn="l")
    return new(
        "c:title",
        words([[start, run(drawing.unit, properties)]], "square"),
        layout(plan, box, has_size=False),
        value("overlay", 0),
    )


def _key(plan: Plan, box: Box) -> Element:
    return new(
        "c:legend",
        value("legendPos", "t"),
        layout(plan, box),
        value("overlay", 0),
        text_properties(plan.letters.small, plan.data.drawing.lang),
    )
