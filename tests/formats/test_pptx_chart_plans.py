"""Which figures are native charts, and that the parts of one keep to their frame and apart."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest

from pipeline.formats.pptx.charts.plan import Plan, plan_chart
from pipeline.model.canvas import Box
from pipeline.model.figures import FigureKind
from pipeline.model.stages import Drawing
from pipeline.slides import measuring as measure
from tests.canvas import CANVAS
from tests.formats.chart_samples import BARS, GROUPS, LINE, SHARE, Row, drawing

SEEDS = range(int(os.environ.get("DOSSIER_SEEDS", "12")) * 5)
WORDS = ("ships", "of", "the line", "harbour", "Ouagadougou", "in 1867", "unreconstructedness", "a")


def in_range(figure: Drawing) -> Drawing:
    first, *rest = figure.data
    high = None if first.amount is None else first.amount + 1
    return replace(figure, data=(replace(first, high=high), *rest))


def long_line(count: int, first: str = "") -> Drawing:
    rows = [("", "", str(1850 + index), first + str(100 + index * 7 % 23)) for index in range(count)]
    return drawing("line", *rows)


PICTURES = {
    "a timeline": replace(BARS, kind="timeline"),
    "a slope": replace(LINE, kind="slope"),
    "a range": in_range(BARS),
    "a range of a line": in_range(LINE),
    "steps": replace(LINE, step=True),
    "a date that lasts": drawing("line", ("", "", "2010", "1"), ("", "", "2011/2012", "2")),
    "a date that is open": drawing("line", ("", "", "2010", "1"), ("", "", "2011/..", "2")),
    "dates of unlike precision": drawing("line", ("", "", "2010", "1"), ("", "", "2011-03", "2")),
    "two values in one place": drawing("bars", ("A", "x", "", "1"), ("A", "x", "", "2")),
    "a part too small for its words": drawing("share", ("", "most", "", "99"), ("", "least", "", "1")),
    "a part of nothing": drawing("share", ("", "all", "", "100"), ("", "none", "", "0")),
    "more bars than have room": drawing("bars", *((f"Harbour {index}", "", "", "3") for index in range(40))),
    "words wider than a slide": drawing("bars", ("unbreakable" * 20, "", "", "3")),
    "days apart by decades": drawing("line", ("", "", "1900-01-01", "1"), ("", "", "1950-01-02", "2"),
                                     ("", "", "1950-01-03", "2")),
    "an axis in French": replace(long_line(30, "12"), lang="fr"),
}  # fmt: skip
NATIVE = {
    "columns": BARS,
    "grouped columns": GROUPS,
    "rows": drawing("bars", *((f"Ouagadougou-sur-mer {index}", "", "", "3") for index in range(8))),
    "share": SHARE,
    "line": LINE,
    "line with an axis": long_line(30, "12"),
    "months": drawing("line", ("", "", "2010-11", "1"), ("", "", "2011-02", "2")),
    "days": drawing("line", ("", "", "2010-12-30", "1"), ("", "", "2011-01-02", "2")),
    "words at the points": drawing("line", ("War", "", "1900", "1"), ("Peace", "", "1910", "2")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_what_a_native_chart_cannot_say_stays_drawn(name: str) -> None:
    assert plan_chart(PICTURES[name], CANVAS.body) is None


@pytest.mark.parametrize("name", NATIVE)
def test_what_it_can_say_is_native(name: str) -> None:
    plan = plan_chart(NATIVE[name], CANVAS.body)
    assert plan is not None
    check(plan, CANVAS.body)


def test_the_form_is_the_one_that_the_page_has() -> None:
    forms = {name: plan.form for name, figure in NATIVE.items() if (plan := plan_chart(figure, CANVAS.body))}
    assert forms["columns"] == forms["grouped columns"] == "columns"
    assert (forms["rows"], forms["share"], forms["months"]) == ("rows", "share", "line")


def test_months_and_days_between_two_dates_are_categories_in_the_language_of_the_article() -> None:
    month, day = (plan_chart(NATIVE[name], CANVAS.body) for name in ("months", "days"))
    assert month is not None
    assert day is not None
    assert month.data.categories == ("November 2010", "February 2011")
    assert day.data.categories == ("30 December 2010", "2 January 2011")
    three = replace(NATIVE["months"], lang="fr", data=(*NATIVE["months"].data, NATIVE["days"].data[0]))
    assert plan_chart(three, CANVAS.body) is None


def test_a_scale_of_bars_begins_at_nought_and_has_room_for_what_is_below() -> None:
    above, below = plan_chart(GROUPS, CANVAS.body), plan_chart(BARS, CANVAS.body)
    assert above is not None
    assert below is not None
    assert above.least == 0
    assert below.least is not None
    assert below.least < -4.25


def check(plan: Plan, box: Box) -> None:
    """Assert that the parts of a plan are within its frame, one below the other, and the frame in its box."""
    assert plan.width <= box.width + 0.01
    assert plan.height <= box.height + 0.01
    assert plan.letters.size >= measure.points("source")
    bottom = 0.0
    for part in (plan.head.unit, plan.head.key, plan.plot):
        if part is not None:
            assert part.x >= 0
            assert part.y >= bottom - 0.01
            assert part.x + part.width <= plan.width + 0.01
            bottom = part.y + part.height
    assert bottom <= plan.height + 0.01


@pytest.mark.parametrize("seed", SEEDS)
def test_plans_of_figures_made_at_random_keep_to_their_box(seed: int) -> None:
    chance = random.Random(seed)
    kinds: tuple[FigureKind, ...] = ("bars", "line", "share")
    kind = chance.choice(kinds)
    least = 0 if kind == "share" else -50

    def words() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))

    labels, names = (
        [words() for _ in range(chance.randint(1, 12))],
        [words() for _ in range(chance.randint(1, 4))],
    )
    rows: dict[tuple[str, str], Row] = {}
    for label in labels:
        for name in names:
            when = str(chance.randint(1800, 1830)) if kind == "line" else ""
            place = "" if kind == "line" else label
            amount = f"{chance.uniform(least, 900):.{chance.randint(0, 3)}f}"
            rows[place or when, name] = (place, name, when, amount)
    box = Box(57.6, 158.4, chance.uniform(300, 844.8), chance.uniform(150, 309.6))
    plan = plan_chart(drawing(kind, *rows.values(), unit=words()), box)
    if plan is not None:
        check(plan, box)


def test_more_than_twelve_columns_are_bars_below_one_another() -> None:
    box = Box(0, 0, CANVAS.body.width, 700)

    def form(count: int) -> str | None:
        plan = plan_chart(drawing("bars", *((chr(65 + each), "", "", "3") for each in range(count))), box)
        return None if plan is None else plan.form

    assert (form(12), form(13)) == ("columns", "rows")


def test_a_line_whose_points_have_words_without_room_stays_drawn() -> None:
    words = "a long word about what happened to the harbour of the town"
    steep = [(f"{words} {index}", "", str(1900 + index), str(index % 2 * 90)) for index in range(8)]
    assert plan_chart(drawing("line", *steep), CANVAS.body) is None
    bare = [("", *row[1:]) for row in steep]
    assert plan_chart(drawing("line", *bare), CANVAS.body) is not None
