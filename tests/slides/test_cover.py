"""Covers: as large as title and subtitle leave room, and who made the deck."""

from __future__ import annotations

import pytest

from pipeline.model.dates import PartialDate
from pipeline.model.front_matter import Author, FrontMatter
from pipeline.slides import measuring as measure
from pipeline.slides.cover import BETWEEN, MOST_AUTHORS, USUAL, cover, foot, height, title_height
from tests.canvas import CANVAS


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (30, None)])
def test_a_title_is_as_high_as_its_lines(count: int, lines: int | None) -> None:
    title = " ".join(["word"] * count)
    line_count = measure.lines(title, USUAL.title, CANVAS.body.width)
    assert lines in (None, line_count)
    assert title_height(USUAL, title, CANVAS) == pytest.approx(line_count * USUAL.title.line)
    subtitle = measure.lines(title, USUAL.subtitle, CANVAS.body.width * 0.85) * USUAL.subtitle.line
    assert height(USUAL, title, title, CANVAS) == pytest.approx(
        line_count * USUAL.title.line + BETWEEN + subtitle
    )


def test_longer_titles_are_set_smaller_step_by_step() -> None:
    names = [cover(" ".join(["word"] * count), "Words of a subtitle", CANVAS).name for count in range(1, 200)]
    assert list(dict.fromkeys(names)) == ["", "small-cover", "least-cover"]
    order = ["", "small-cover", "least-cover"]
    assert names == sorted(names, key=order.index)


@pytest.mark.parametrize("count", [1, MOST_AUTHORS, MOST_AUTHORS + 1, MOST_AUTHORS + 9])
def test_many_authors_are_cut_short(count: int) -> None:
    authors = tuple(Author(name=f"A{each}") for each in range(count))
    foot_line = foot(FrontMatter(title="T", authors=authors))
    names = [each.name for each in authors[:MOST_AUTHORS]]
    assert foot_line == ", ".join(names + (["et al."] if count > MOST_AUTHORS else []))


def test_the_day_of_checking_is_said_before_that_of_writing() -> None:
    day, later = PartialDate(2026, 1, 2), PartialDate(2026, 3, 4)
    front = FrontMatter(title="T", authors=(Author(name="A"),), date=day)
    assert foot(front) == "A · 2 January 2026"
    assert "4 March 2026" in foot(front.model_copy(update={"as_of": later}))
    assert "January" not in foot(front.model_copy(update={"as_of": later}))
