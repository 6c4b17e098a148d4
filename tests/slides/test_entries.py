"""The columns of the list of sources stand under the title and end where source lines do."""

from __future__ import annotations

import pytest

from pipeline.slides import entries
from pipeline.slides import measuring as measure


def test_entries_fill_the_slide_from_the_title_to_the_foot() -> None:
    box = entries.column_box()
    assert box.y + box.height == pytest.approx(measure.points("source-bottom"))
    assert box.y > measure.points("title-top") + measure.points("title-leading")
    assert box.x == measure.body().x
    assert 2 * box.width + measure.points("gap") == pytest.approx(measure.body().width)


def test_entries_are_smaller_where_they_are_many() -> None:
    assert (entries.style_of("large"), entries.style_of("")) == (measure.SMALL_TABLE, measure.ENTRY)
    assert entries.gap_of("") == measure.ENTRY.points / 2
