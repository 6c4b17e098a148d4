"""The size of a cover's title: the largest at which title and subtitle stand above the foot."""

from __future__ import annotations

import pytest

from pipeline.model.dates import PartialDate
from pipeline.model.front_matter import Author, FrontMatter
from pipeline.slides import measuring as measure
from pipeline.slides.cover import BETWEEN, KICKER, TOP, USUAL, Cover, cover, foot, height, title_height
from tests.canvas import CANVAS
from tests.slides.builders import text_of_lines


def ends_at(style: Cover, title: str, subtitle: str) -> float:
    """Return where title and subtitle end, with a space below them."""
    start = measure.points("height") * TOP + KICKER
    return start + height(style, title, subtitle, CANVAS) + BETWEEN


def titles() -> list[str]:
    """Return titles of ever more words."""
    return [" ".join(["word"] * count) for count in range(1, 120, 2)]


@pytest.mark.parametrize("subtitle_lines", [0, 1, 2, 3, 4])
def test_a_cover_is_smaller_only_where_it_would_run_into_its_foot(subtitle_lines: int) -> None:
    subtitle = text_of_lines(subtitle_lines, USUAL.subtitle, CANVAS.body.width * 0.85)
    above_foot = measure.points("source-top")
    for title in titles():
        style = cover(title, subtitle, CANVAS)
        assert (style == USUAL) == (ends_at(USUAL, title, subtitle) <= above_foot)
        if style.name == "small-cover":
            assert ends_at(style, title, subtitle) <= above_foot


def test_smaller_covers_have_smaller_titles() -> None:
    styles = {style.name: style for style in (cover(title, "", CANVAS) for title in titles())}
    assert list(styles) == ["", "small-cover", "least-cover"]
    assert [style.title.size for style in styles.values()] == ["cover", "cover-small", "cover-least"]
    subtitles = [style.subtitle.size for style in styles.values()]
    assert subtitles == ["subtitle", "subtitle-small", "subtitle-least"]
    for style in styles.values():
        assert style.title.weight == "weight.bold"
        assert style.title.line == measure.points(style.title.leading) > style.title.points


def test_a_cover_without_words_has_no_height_but_the_space_between_them() -> None:
    assert title_height(USUAL, "", CANVAS) == 0
    assert height(USUAL, "", "", CANVAS) == BETWEEN
    assert cover("", "", CANVAS) == USUAL


@pytest.mark.parametrize(
    ("front", "line"),
    [
        (FrontMatter(title="T"), ""),
        (FrontMatter(title="T", date=PartialDate(2026, 1, 2)), "2 January 2026"),
        (FrontMatter(title="T", as_of=PartialDate(2026, 1)), "As of January 2026"),
        (FrontMatter(title="T", authors=(Author(name="A"), Author(name="B"))), "A, B"),
        (
            FrontMatter(title="T", authors=(Author(name="A"),), as_of=PartialDate(2026), lang="de"),
            "A · Stand: 2026",
        ),
    ],
)
def test_the_foot_has_the_names_and_one_date(front: FrontMatter, line: str) -> None:
    assert foot(front) == line
