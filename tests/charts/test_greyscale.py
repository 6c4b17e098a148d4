"""Neighbours differ without colour: in lightness, or by outlines and paper between them.

WCAG 2.2, success criterion 1.4.11: parts of graphics needed to understand them have a contrast of 3:1
with what is next to them.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline import theme
from pipeline.charts.figure import layout
from pipeline.charts.figure_style import FigureStyle, Tint
from pipeline.charts.font_set import font_set
from pipeline.charts.frame import Frame
from pipeline.charts.scene import Dot, Outline
from tests.charts.faults import box_of, outlines
from tests.charts.frames import FRAMES
from tests.charts.samples import bars, share, slope

THEME = theme.load()
LOOK = FigureStyle(THEME, FRAMES["page"], font_set(THEME), 8)
PAPER = THEME["color.paper"]
GRAPHIC = 3.0
TEXT = 4.5
PARTS = [("", f"part {index}", 12 + index) for index in range(7)]


def luminance(color: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = (int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pair", list(pairwise((*LOOK.tints, LOOK.tints[0]))), ids=lambda pair: pair[0].fill)
def test_tints_next_to_one_another_differ_in_luminance(pair: tuple[Tint, Tint]) -> None:
    one, other = pair
    assert contrast(one.fill, other.fill) >= GRAPHIC


@pytest.mark.parametrize("tint", LOOK.tints, ids=lambda tint: tint.fill)
def test_every_tint_stands_out_from_paper_by_itself_or_by_its_outline(tint: Tint) -> None:
    assert contrast(tint.edge or tint.fill, PAPER) >= GRAPHIC
    if tint.edge is not None:
        assert contrast(tint.edge, tint.fill) >= GRAPHIC


@pytest.mark.parametrize("tint", LOOK.tints, ids=lambda tint: tint.fill)
def test_words_on_a_tint_can_be_read(tint: Tint) -> None:
    assert contrast(tint.on, tint.fill) >= TEXT
    assert contrast(tint.name, PAPER) >= TEXT


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_parts_of_a_share_are_told_apart_in_grey(frame: Frame) -> None:
    for data in (PARTS, [("x", *part[1:]) for part in PARTS] + [("y", "part 0", 40), ("y", "part 2", 60)]):
        shapes = [each for each in outlines(layout(share(data), frame, THEME)) if each.role == "part"]
        for one, other in pairwise(shapes):
            assert contrast(str(one.fill), str(other.fill)) >= GRAPHIC or apart(one, other)


def apart(one: Outline, other: Outline) -> bool:
    """Tell whether paper is between two parts, and both stand out from it."""
    first, second = box_of(one.points), box_of(other.points)
    gap = max(second.left - first.right, second.top - first.bottom, first.left - second.right)
    return gap > 0.4 and all(contrast(str(s.stroke or s.fill), PAPER) >= GRAPHIC for s in (one, other))


def test_bars_of_neighbouring_series_differ_in_luminance() -> None:
    values = [(c, s, 10) for c in "xy" for s in ("one", "two", "three")]
    shapes = [each for each in outlines(layout(bars(values), FRAMES["page"], THEME)) if each.role == "bar"]
    for one, other in (*pairwise(shapes[:3]), *pairwise(shapes[3:])):
        assert contrast(str(one.fill), str(other.fill)) >= GRAPHIC


def test_lines_stand_out_from_paper_and_every_second_has_hollow_points() -> None:
    values = [(head, name, index) for head in ("1990", "2000") for index, name in enumerate("abcdef")]
    scene = layout(slope(values), FRAMES["page"], THEME)
    assert all(contrast(str(s.stroke), PAPER) >= GRAPHIC for s in outlines(scene) if s.role == "line")
    dots = [item for item in scene.items if isinstance(item, Dot)]
    hollow = [dot.fill == PAPER for dot in dots]
    assert hollow == [False, False, True, True] * 3
