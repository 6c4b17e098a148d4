"""What the native charts of a presentation show of the drawings of a deck: units, labels and values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pipeline.charts.bars import date_beneath
from pipeline.formats.pptx.charts.plan import Plan, plan_chart
from pipeline.inspection.charts import plain_number, point_text
from pipeline.inspection.line import single_blanks
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.stages import Datum, Drawing, Edition
from pipeline.model.walk import walk
from pipeline.slides.findings import room
from pipeline.wording.dates import date_text


def chart_texts(slide: Slide, edition: Edition) -> tuple[str, ...]:
    """Return the texts of the native chart of a slide; none if its figure stays drawn."""
    images = [node for node in walk(slide.content) if isinstance(node, n.Image)]
    if slide.kind != "figure" or len(images) != 1:
        return ()
    drawing = edition.drawings.get(images[0].url.removeprefix("figure:"))
    plan = None if drawing is None else plan_chart(drawing, room(slide, edition.canvas))
    return () if drawing is None or plan is None else tuple(_texts(drawing, plan))


def _texts(drawing: Drawing, plan: Plan) -> Iterator[str]:
    """Yield the unit of a chart and its points, series by series; beside an axis some have no label."""
    if drawing.unit:
        yield drawing.unit
    places = {single_blanks(name): index for index, name in enumerate(plan.data.categories)}
    for index, series in enumerate(dict.fromkeys(each.series for each in drawing.data)):
        own = {places[_category(drawing, each)]: each for each in drawing.data if each.series == series}
        for place, datum in sorted(own.items(), key=lambda each: each[0]):
            is_labelled = plan.form != "line" or (index, place) in plan.sides
            yield point_text(
                _category(drawing, datum),
                series or drawing.unit or drawing.title,
                datum.text if is_labelled else "",
                plain_number(str(datum.amount)),
            )


def _category(drawing: Drawing, datum: Datum) -> str:
    match drawing.kind:
        case "line":
            return single_blanks(date_text(datum.when, drawing.lang)) if datum.when is not None else ""
        case "bars":
            return single_blanks(f"{datum.label} {date_beneath(drawing, datum.label)}")
        case "slope" | "share" | "timeline":
            return single_blanks(datum.label)
        case _:
            assert_never(drawing.kind)
