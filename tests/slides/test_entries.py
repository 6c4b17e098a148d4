"""The columns of the list of sources stand under the title and end where source lines do."""

from __future__ import annotations

import pytest

from pipeline.model import nodes as n
from pipeline.model.slides import Size
from pipeline.slides import entries
from pipeline.slides import measuring as measure
from tests.canvas import CANVAS
from tests.slides.builders import div, para


def test_entries_fill_the_slide_from_the_title_to_the_foot() -> None:
    box = entries.column_box(CANVAS)
    assert box.y + box.height == pytest.approx(measure.points("source-bottom"))
    assert box.y == measure.points("title-top") + measure.TITLE.line + measure.points("gap") / 2
    assert box.x == CANVAS.body.x
    assert 2 * box.width + measure.points("gap") == pytest.approx(CANVAS.body.width)


def test_entries_are_smaller_where_they_are_many() -> None:
    assert (entries.style_of("large"), entries.style_of("")) == (measure.SMALL_TABLE, measure.ENTRY)
    assert entries.gap_of("") == measure.ENTRY.points / 2


@pytest.mark.parametrize("size", ["", "large"])
@pytest.mark.parametrize(
    ("classes", "letters"),
    [((), 1.0), (("numbered",), 2.2), (("numbered", "wide-number"), 3.0), (("wide-number",), 1.0)],
)
def test_lines_stand_behind_the_first_or_behind_the_number(
    classes: tuple[str, ...], letters: float, size: Size
) -> None:
    entry = n.Div(n.Attr("ref-a", ("csl-entry", *classes)), (para("An entry."),))
    assert entries.indent_of((entry,), size) == letters * entries.style_of(size).points
    assert entries.indent_of((div("column", para("One."), entry),), size) == entries.indent_of((entry,), size)


@pytest.mark.parametrize("size", ["", "large"])
def test_two_entries_are_half_a_letter_apart(size: Size) -> None:
    assert 2 * entries.gap_of(size) == entries.style_of(size).points
