"""Figures of every kind made by chance from a seed, as hard as an article could make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from pipeline.model.stages import Datum, Drawing
from tests.charts.samples import bars, day, line, phrase, share, slope, timeline

KHMER = (
    "ភ្នំពេញ",
    "កិច្ចព្រមព្រៀងសន្តិភាពទីក្រុងប៉ារីស",
    "ការទទួលស្គាល់",
    "ជំនួយសេដ្ឋកិច្ច",
    "បំណុលសង្គ្រាម",
    "កម្ពុជា",
)


def random_labels(random: Random, count: int, most: int = 5) -> list[str]:
    """Return different labels, some long and some Khmer."""
    texts = [random.choice(KHMER) if random.random() < 0.3 else phrase(random, most) for _ in range(count)]
    return list(dict.fromkeys(texts))


def amount(random: Random, low: int = -40) -> int:
    """Return an amount; zero and equal amounts are frequent."""
    return random.choice((0, 5, 5, random.randint(low, 60), random.randint(0, 10) * 10**6))


def random_amount(random: Random, datum: Datum) -> Datum:
    """Return a value as a range, as about so much, or as it is."""
    match random.randint(0, 4):
        case 0:
            assert datum.amount is not None
            high = datum.amount + random.randint(1, 20)
            return replace(datum, high=high, text=f"{datum.text}–{high}")
        case 1:
            return replace(datum, text=f"about {datum.text}")
        case _:
            return datum


def any_timeline(random: Random) -> Drawing:
    """Return up to 25 events known to the day, month or year, and intervals with an end or without."""
    events = []
    for label in [phrase(random, 6) for _ in range(random.randint(1, 25))]:
        first = day(random)
        when = random.choice((first, first, first, f"{first[:4]}/{int(first[:4]) + 7}", f"{first}/.."))
        events.append((when, random.choice((label, label, random.choice(KHMER)))))
    states = [
        (str(1950 + 9 * index), str(1956 + 9 * index), phrase(random, 3), index % 2 == 1)
        for index in range(random.randint(0, 7))
    ]
    return timeline(events, states)


def any_bars(random: Random) -> Drawing:
    """Return bars of one series or of several."""
    labels = random_labels(random, random.randint(1, 14))
    series = [""] if random.random() < 0.5 else random_labels(random, random.randint(2, 4), 2)
    drawing = bars([(label, name, amount(random)) for label in labels for name in series])
    return replace(drawing, data=tuple(random_amount(random, datum) for datum in drawing.data))


def any_line(random: Random) -> Drawing:
    """Return up to four lines, few points or many."""
    series = [""] if random.random() < 0.4 else random_labels(random, random.randint(2, 4), 2)
    days = sorted({day(random) for _ in range(random.choice((1, 3, 6, 30)))})
    drawing = line(
        [(when, name, amount(random)) for name in series for when in days], step=random.random() < 0.3
    )
    return replace(drawing, data=tuple(random_amount(random, datum) for datum in drawing.data))


def any_slope(random: Random) -> Drawing:
    """Return a slope graph of two to four columns; a value between the ends may be missing."""
    heads = ["2000", "1 June 2012", "October 2018", "before the law"][: random.choice((2, 2, 3, 4))]
    inner = heads[1:-1]
    values = [
        (head, name, amount(random))
        for name in random_labels(random, random.randint(1, 6), 3)
        for head in heads
        if head not in inner or random.random() < 0.8
    ]
    drawing = slope([value for head in heads for value in values if value[0] == head])
    return replace(drawing, data=tuple(random_amount(random, datum) for datum in drawing.data))


def any_share(random: Random) -> Drawing:
    """Return one bar or several, of many small parts or few; the last part may be a rest."""
    bars_of = [""] if random.random() < 0.5 else random_labels(random, random.randint(2, 4), 3)
    parts = random_labels(random, random.randint(1, 8), 3)
    values: list[tuple[str, str, str | int]] = []
    for bar in bars_of:
        left = 100
        for part in parts[:-1]:
            result = random.choice((0, 1, 2, random.randint(0, left)))
            values.append((bar, part, min(left, result)))
            left -= min(left, result)
        values.append((bar, parts[-1], left))
    drawing = share(values, parts[-1] if random.random() < 0.4 else "")
    if random.random() < 0.4:
        data = (replace(d, text=f"{Decimal(d.amount or 0) * 1234:,} ({d.text})") for d in drawing.data)
        return replace(drawing, data=tuple(data))
    return drawing


KINDS: dict[str, Callable[[Random], Drawing]] = {
    "timeline": any_timeline,
    "bars": any_bars,
    "line": any_line,
    "slope": any_slope,
    "share": any_share,
}
