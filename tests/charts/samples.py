"""Figures to lay out, made without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from random import Random

from pipeline.charts.frame import Frame
from pipeline.model.dates import PartialDate, When
from pipeline.model.stages import Datum, Drawing, Span

SLIDE = Frame(1140, 380, 20)
BRIEFING = Frame(470, 320, 7.8)
EBOOK = Frame(480, 640, 12)
FRAMES = (SLIDE, BRIEFING, EBOOK)

WORDS = (
    *("embassy", "agreement", "recognition", "of", "the", "aid", "suspended", "relations", "broken", "off"),
    *("Kuala", "Lumpur", "restored", "in", "and", "Donaudampfschifffahrtsgesellschaft"),
    *("ភ្នំពេញ", "1955–63", "U.S.-built,"),
)


def timeline(
    events: Iterable[tuple[str, str]], states: Iterable[tuple[str, str | None, str, bool]] = ()
) -> Drawing:
    """Return a timeline of (date, label), and of states (first, last, label, hollow)."""
    data = tuple(
        Datum(label, "", When.parse(date), None, date, f"fact-{index}")
        for index, (date, label) in enumerate(events)
    )
    spans = tuple(
        Span(label, PartialDate.parse(first), PartialDate.parse(last) if last else None, hollow)
        for first, last, label, hollow in states
    )
    return Drawing(
        "fig-a", "timeline", "Events", "", data, spans, None, None, False, "en", "", ("Date", "Event")
    )


def bars(values: Iterable[tuple[str, str, str | int]], unit: str = "million") -> Drawing:
    """Return a bar chart of (category, series, amount)."""
    data = tuple(
        Datum(label, series, None, Decimal(amount), str(amount), f"fact-{index}")
        for index, (label, series, amount) in enumerate(values)
    )
    return Drawing(
        "fig-b", "bars", "Amounts", unit, data, (), None, None, False, "en", "", ("Category", "Value")
    )


def line(values: Iterable[tuple[str, str, str | int]], *, step: bool = False) -> Drawing:
    """Return a line chart of (date, series, amount)."""
    data = tuple(
        Datum("", series, When.parse(date), Decimal(amount), str(amount), f"fact-{index}")
        for index, (date, series, amount) in enumerate(values)
    )
    return Drawing(
        "fig-c", "line", "Amounts", "million", data, (), None, None, step, "en", "", ("Date", "Value")
    )


def phrase(random: Random, most: int = 7) -> str:
    """Return a few words."""
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, most)))


def day(random: Random, first: int = 1945, last: int = 2026) -> str:
    """Return a date known to the year, the month or the day."""
    parts = (f"{random.randint(first, last)}", f"{random.randint(1, 12):02d}", f"{random.randint(1, 28):02d}")
    return "-".join(parts[: random.choice((1, 2, 3, 3))])


RELATIONS = timeline(
    (
        ("1950-02-07", "Recognition"),
        ("1963-11", "Cambodia gives up U.S. aid"),
        ("1965-05-03", "Relations broken off"),
        ("1969-07-02", "Relations restored"),
        ("1975-04-12", "U.S. mission evacuated"),
        ("1991-11-11", "U.S. mission opens"),
        ("1997-07", "U.S. aid suspended"),
        ("2007-02", "Aid ban lifted"),
        ("2017-11-16", "CNRP dissolved"),
        ("2025-10-26", "Trade agreement"),
    ),
    (
        ("1950-07-11", "1965-05-03", "relations", False),
        ("1965-05-03", "1969-07-02", "none", True),
        ("1969-07-02", "1975-04-12", "relations", False),
        ("1975-04-12", "1991-11-11", "none", True),
        ("1991-11-11", None, "relations", False),
    ),
)


def forty() -> Sequence[tuple[str, str]]:
    """Return forty events, two of them on one day."""
    random = Random(7)
    events = [(f"{1950 + index * 2}-0{1 + index % 9}-11", phrase(random, 5)) for index in range(38)]
    return (*events, ("1991-10-23", "One of two on a day"), ("1991-10-23", "The other"))


def slope(values: Iterable[tuple[str, str, str | int]], unit: str = "million") -> Drawing:
    """Return a slope graph of (column, series, amount)."""
    data = tuple(
        Datum(label, series, None, Decimal(amount), str(amount), f"fact-{index}")
        for index, (label, series, amount) in enumerate(values)
    )
    return Drawing(
        "fig-d", "slope", "Change", unit, data, (), None, None, False, "en", "", ("Date", "Series", "Value")
    )


def share(values: Iterable[tuple[str, str, str | int]], rest: str = "") -> Drawing:
    """Return a share of (bar, part, amount); a part named like `rest` is what is left of the whole."""
    data = tuple(
        Datum(bar, part, None, Decimal(amount), f"{amount}%", "" if part == rest else f"fact-{index}")
        for index, (bar, part, amount) in enumerate(values)
    )
    return Drawing(
        "fig-e", "share", "Parts", "per cent", data, (), None, None, False, "en", "", ("Part", "Value")
    )
