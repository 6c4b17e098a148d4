"""Every kind of figure at the frame of every edition: nothing is misread, and each has its own layout."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from lxml import etree
from PIL import Image

from pipeline import theme
from pipeline.charts.figure import draw, layout
from pipeline.charts.figure_style import SMALLEST
from pipeline.charts.frame import Frame
from pipeline.charts.scene import Dot, Outline, Scene
from pipeline.model.diagnostics import DossierError
from pipeline.model.stages import Drawing
from tests.charts.faults import box_of, faults, outlines
from tests.charts.frames import FRAMES, NARROW, PAGE, SLIDE, WIDE
from tests.charts.made import KINDS
from tests.charts.samples import RELATIONS, bars, line, share, slope, timeline

THEME = theme.load()
LENDERS = slope(
    [
        (head, name, amount)
        for head, amounts in (
            ("2000", (12, 25, 18, 40)),
            ("2012", (38, 14, 11, 28)),
            ("2024", (41, 9, 3, 36)),
        )
        for name, amount in zip(("China", "Japan", "United States", "Multilateral"), amounts, strict=True)
    ]
)
EXPORTS = share(
    [("", "Garments", 44), ("", "Footwear", 9), ("", "Machinery and equipment", 23), ("", "Gold", 1),
     ("", "not known", 23)], "not known",
)  # fmt: skip
AID = share(
    [("1955–63", "Economic", 83), ("1955–63", "Military", 17), ("1970–75", "Economic", 30),
     ("1970–75", "Military", 66), ("1970–75", "Food", 4)],
)  # fmt: skip
TRADE = line(
    [(str(1990 + 4 * i), name, a * i + 3) for name, a in (("Exports", 7), ("Imports", 5)) for i in range(6)]
)
PRICES = bars(
    [(c, s, len(c) * 7 + len(s)) for c in ("Rice", "Rubber", "Pepper", "Cashew") for s in ("paid", "asked")]
)
SAMPLES = {
    "timeline": RELATIONS, "bars": PRICES, "line": TRADE, "slope": LENDERS, "share": EXPORTS, "shares": AID,
}  # fmt: skip


def scene_of(drawing: Drawing, frame: Frame) -> Scene | None:
    """Return the layout, None where the figure is refused as crowded; no other fault is allowed."""
    try:
        return layout(drawing, frame, THEME)
    except DossierError as failure:
        if [result.code for result in failure.diagnostics] != ["figure-crowded"]:
            raise
        return None


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_figure_is_free_of_faults_and_inside_its_frame(name: str, frame: Frame) -> None:
    scene = layout(SAMPLES[name], frame, THEME)
    assert faults(scene) == ()
    assert scene.width == frame.width
    assert scene.height <= frame.height + 0.01
    text = " ".join(word.text for word in scene.words)
    for datum in SAMPLES[name].data:
        assert datum.text in text
        assert all(part in text for part in f"{datum.label} {datum.series}".split())


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_figure_is_drawn_as_svg_and_as_png(name: str, frame: Frame) -> None:
    scene = layout(SAMPLES[name], frame, THEME)
    root = etree.fromstring(draw(SAMPLES[name], frame, THEME))
    assert len(root) == len(scene.items) + frame.paper
    image = Image.open(io.BytesIO(draw(SAMPLES[name], replace(frame, kind="png", scale=1.0), THEME)))
    assert image.size == (round(scene.width), round(scene.height))
    assert image.convert("RGB").getextrema() != ((255, 255),) * 3


@pytest.mark.parametrize("name", SAMPLES)
def test_another_frame_has_another_layout_not_another_scale(name: str) -> None:
    """Scaled to the same width and size of text, two layouts would have their words at the same places."""
    shapes = {}
    for frame in FRAMES.values():
        scene = layout(SAMPLES[name], frame, THEME)
        sizes = max(word.size for word in scene.words)
        places = sorted(
            (w.text, round(w.x / frame.width, 2), round(w.box.top / sizes, 1)) for w in scene.words
        )
        shapes[frame] = tuple(places)
    assert len(set(shapes.values())) == len(FRAMES)
    for frame in FRAMES.values():
        # The text is of the size that the edition asks for, whatever the frame's width.
        assert max(word.size for word in layout(SAMPLES[name], frame, THEME).words) >= frame.text * 0.85


@pytest.mark.parametrize("seed", range(18))
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "timeline"])
def test_charts_made_by_chance_are_free_of_faults(kind: str, seed: int) -> None:
    for frame in FRAMES.values():
        scene = scene_of(KINDS[kind](Random(seed)), frame)
        if scene is not None:
            assert faults(scene) == ()
            assert min((word.size for word in scene.words), default=SMALLEST) >= SMALLEST


@pytest.mark.parametrize("seed", range(8))
def test_timelines_made_by_chance_are_free_of_faults(seed: int) -> None:
    for frame in (PAGE, SLIDE, NARROW, WIDE)[seed % 2 :: 2]:
        drawing = KINDS["timeline"](Random(seed))
        scene = layout(drawing, frame, THEME)
        assert faults(scene) == ()
        text = " ".join(word.text for word in scene.words)
        assert all(datum.text in text for datum in drawing.data)


def test_few_figures_made_by_chance_are_refused() -> None:
    result = {
        (kind, seed)
        for kind in ("bars", "line", "slope", "share")
        for seed in range(18)
        if scene_of(KINDS[kind](Random(seed)), PAGE) is None
    }
    few = {(kind, seed) for kind, seed in result if len(KINDS[kind](Random(seed)).data) < 25}
    assert few == set()


def test_a_long_timeline_is_split_over_rows_and_periods_go_on() -> None:
    events = [(str(1950 + 3 * index), f"Event {index}") for index in range(22)]
    scene = layout(timeline([("1951/..", "A treaty that lasts"), *events]), NARROW, THEME)
    axes = [box_of(each.points) for each in outlines(scene) if each.role == "axis"]
    assert len(axes) > 1
    periods = [box_of(p.points) for p in outlines(scene) if p.role == "period" and not p.is_closed]
    assert len(periods) == len(axes)
    assert len([p for p in outlines(scene) if p.role == "period" and p.is_closed]) == 1
    assert len(layout(timeline(events[:8]), NARROW, THEME).items) > 0


def test_years_stand_over_their_ticks() -> None:
    scene = layout(TRADE, PAGE, THEME)
    ticks = {round(each.points[0][0], 2) for each in outlines(scene) if each.role == "tick"}
    points = {round(dot.x, 2) for dot in scene.items if isinstance(dot, Dot)}
    assert points <= ticks


def test_a_slope_tells_value_and_name_at_both_ends_without_a_key() -> None:
    scene = layout(LENDERS, SLIDE, THEME)
    assert not [each for each in outlines(scene) if each.role == "key"]
    columns = sorted(each.points[0][0] for each in outlines(scene) if each.role == "column")
    for name, first, last in (("China", "12", "41"), ("Japan", "25", "9")):
        ends = [word.box for word in scene.words if word.text == name]
        values = {word.text for word in scene.words if word.box.right < columns[0]}
        assert len(ends) == 2
        assert ends[0].right < columns[0] or ends[1].right < columns[0]
        assert first in values
        assert last in {word.text for word in scene.words if word.box.left > columns[-1]}
    gaps = {round(after - before, 3) for before, after in pairwise(columns)}
    assert len(gaps) == 1


def test_equal_values_of_a_slope_keep_their_labels_apart() -> None:
    scene = layout(slope([(h, n, 5) for h in ("1990", "2000") for n in "abcdef"]), PAGE, THEME)
    assert faults(scene) == ()
    assert len([each for each in outlines(scene) if each.role == "leader"]) == 12


def test_parts_are_as_long_as_their_share() -> None:
    scene = layout(share([("", "a", 20), ("", "b", 30), ("", "c", 50)]), PAGE, THEME)
    parts = [box_of(each.points) for each in outlines(scene) if each.role == "part"]
    starts = [part.left for part in parts]
    assert (starts[1] - starts[0]) / (starts[2] - starts[0]) == pytest.approx(0.4, abs=0.005)
    assert parts[-1].right == pytest.approx(scene.width, abs=1)


def test_a_single_share_stands_upright_in_a_narrow_frame() -> None:
    upright = [box_of(p.points) for p in outlines(layout(EXPORTS, NARROW, THEME)) if p.role == "part"]
    lying = [box_of(p.points) for p in outlines(layout(EXPORTS, WIDE, THEME)) if p.role == "part"]
    assert len({round(part.left) for part in upright}) == 1
    assert len({round(part.top) for part in lying}) == 1


def test_what_is_left_of_a_whole_is_an_outline() -> None:
    parts: list[Outline] = [each for each in outlines(layout(EXPORTS, PAGE, THEME)) if each.role == "part"]
    assert parts[-1].fill == THEME["color.paper"]
    assert parts[-1].stroke is not None


def test_too_much_for_a_frame_is_refused_with_a_cure() -> None:
    many = bars([(f"Country {index}", "", index) for index in range(120)])
    with pytest.raises(DossierError) as failure:
        layout(many, PAGE, THEME)
    [diagnostic] = failure.value.diagnostics
    assert (diagnostic.code, diagnostic.place.file) == ("figure-crowded", "figures/b.yaml")
    assert "two figures" in diagnostic.hint
