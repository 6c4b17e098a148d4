"""No label overlaps another, is cut, or has a line through it, at any size."""

from __future__ import annotations

from random import Random

import pytest

from pipeline import theme
from pipeline.charts.figure import layout
from pipeline.charts.frame import Frame
from pipeline.model.stages import Drawing
from tests.charts.faults import faults
from tests.charts.samples import EBOOK, FRAMES, RELATIONS, SLIDE, bars, day, forty, line, phrase, timeline

HARD = {
    "relations": RELATIONS,
    "one event": timeline([("1991", "Only one")]),
    "no events": timeline([], [("1950", "1960", "a state", False)]),
    "one day": timeline([("1991-10-23", f"Event {index} of the day") for index in range(6)]),
    "forty events": timeline(forty()),
    "days": timeline([(f"2025-04-{day:02d}", f"Step {day}") for day in range(1, 12)]),
    "intervals": timeline([("1960/1975", "An interval"), ("2000/..", "Since then"), ("1950", "Start")]),
    "khmer": timeline([("1950", "ការទទួលស្គាល់"), ("1991", "កិច្ចព្រមព្រៀងសន្តិភាពទីក្រុងប៉ារីស")]),
    "right to left": timeline([("1950", "العلاقات"), ("1991", "agreement")]),
    "lanes": timeline([("1990", "x")], [("1950", "1980", "a", False), ("1960", None, "b" * 90, True)]),
    "negative": bars([("North", "", -12), ("South", "", 3), ("West", "", 0)]),
    "huge range": bars([("one", "", 1), ("a billion", "", 10**9)]),
    "one bar": bars([("all", "", 5)]),
    "zero": bars([("none", "", 0)]),
    "long labels": bars([("A very long category " * 8, "", 3), ("Donaudampfschiff" * 6, "", 8)]),
    "many bars": bars([(f"Country {index}", "", index * index) for index in range(40)]),
    "six series": bars([(c, s, len(c) + ord(s)) for c in ("alpha", "beta") for s in "abcdef"]),
    "one point": line([("1990", "", 5)]),
    "falling": line([("1990", "", -5), ("1995", "", -2), ("2000", "", -9)]),
    "tariffs": line([("2025-04-02", "", 49), ("2025-04-09", "", 10), ("2025-08-07", "", 19)], step=True),
    "crossing": line([(str(1990 + 3 * i), "AB"[i % 2], v) for i, v in enumerate((3, 8, 12, 9, 20, 21))]),
    "many points": line([(str(1950 + i), s, (i * 7 + ord(s)) % 23 - 6) for s in "AB" for i in range(60)]),
    "flat": line([("1990", "", 4), ("2000", "", 4)]),
}  # fmt: skip


def wrong(drawing: Drawing, frame: Frame) -> tuple[str, ...]:
    scene = layout(drawing, frame, theme.load())
    size = () if scene.width == frame.width and scene.height <= frame.height + 0.01 else ("wrong size",)
    return (*faults(scene), *size)


@pytest.mark.parametrize("frame", FRAMES, ids=("slide", "briefing", "ebook"))
@pytest.mark.parametrize("name", HARD)
def test_nothing_overlaps_and_nothing_is_cut(name: str, frame: Frame) -> None:
    assert wrong(HARD[name], frame) == ()


@pytest.mark.parametrize("seed", range(12))
def test_random_timelines_do_not_overlap(seed: int) -> None:
    random = Random(seed)
    events = [(day(random), phrase(random)) for _ in range(random.randint(1, 28))]
    states = [
        (str(1950 + 9 * i), str(1956 + 9 * i), phrase(random, 3), i % 2 == 1)
        for i in range(random.randint(0, 7))
    ]
    assert wrong(timeline(events, states), random.choice(FRAMES)) == ()


@pytest.mark.parametrize("seed", range(12))
def test_random_bars_do_not_overlap(seed: int) -> None:
    random = Random(seed)
    series = [""] if seed % 2 else ["one", "another", "a third"][: random.randint(2, 3)]
    labels = list(dict.fromkeys(phrase(random) for _ in range(random.randint(1, 12))))
    values = [
        (label, name, random.choice((1, 10, 10**6)) * random.randint(-9, 30))
        for label in labels
        for name in series
    ]
    assert wrong(bars(values), random.choice(FRAMES)) == ()


@pytest.mark.parametrize("seed", range(12))
def test_random_lines_do_not_overlap(seed: int) -> None:
    random = Random(seed)
    names = [""] if seed % 2 else ["Exports", "Imports"]
    days = sorted({day(random) for _ in range(random.randint(1, 30))})
    values = [(when, name, random.randint(-5, 60)) for name in names for when in days]
    assert wrong(line(values, step=seed % 3 == 0), random.choice(FRAMES)) == ()


@pytest.mark.parametrize(
    "drawing", [RELATIONS, HARD["six series"], HARD["tariffs"]], ids=("timeline", "bars", "line")
)
def test_every_label_and_value_is_shown(drawing: Drawing) -> None:
    text = " ".join(word.text for word in layout(drawing, EBOOK, theme.load()).words)
    for datum in drawing.data:
        assert datum.text in text
        assert all(part in text for part in datum.label.split())


def test_text_has_the_size_asked_for_and_never_less_than_seven_points() -> None:
    sizes = {word.size for word in layout(RELATIONS, SLIDE, theme.load()).words}
    assert max(sizes) == SLIDE.text
    tiny = layout(RELATIONS, Frame(470, 300, 4), theme.load())
    assert min(word.size for word in tiny.words) >= 7


def test_a_crowded_timeline_becomes_a_numbered_list() -> None:
    words = [word.text for word in layout(timeline(forty()), EBOOK, theme.load()).words]
    assert {"1", "40"} <= set(words)


def test_a_ground_of_paper_leaves_a_margin() -> None:
    frame = Frame(480, 400, 12, paper=True)
    scene = layout(HARD["six series"], frame, theme.load())
    assert scene.width == 480
    assert min(word.box.left for word in scene.words) > 6
