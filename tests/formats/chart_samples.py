"""Figures with data as their drawings, and the deck of one slide that shows one of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.model import nodes as n
from pipeline.model.dates import When
from pipeline.model.figures import FigureKind
from pipeline.model.slides import Slide
from pipeline.model.stages import Datum, Drawing, Edition
from pipeline.wording.numbers import number_text
from tests.editions.deck_sample import edition, of_slides

HEADS = ("Category", "Series", "Value")
Row = tuple[str, str, str, str]


def drawing(kind: FigureKind, *rows: Row, lang: str = "en", unit: str = "thousand tonnes") -> Drawing:
    """Return a drawing of (label, series, date, amount) rows; an empty amount is left out as text."""
    data = tuple(
        Datum(
            label,
            series,
            When.parse(when) if when else None,
            Decimal(amount) if amount else None,
            number_text(Decimal(amount), lang).replace("-", "\u2212") if amount else "",
            f"fact-{index}",
        )
        for index, (label, series, when, amount) in enumerate(rows)
    )
    return Drawing("fig-x", kind, "Title", unit, data, (), None, None, False, lang, "All of it.", HEADS)


BARS = drawing("bars", ("Alpha", "", "2001", "12.5"), ("Beta", "", "2002", "-4.25"), ("Gamma", "", "", "33"))
GROUPS = drawing(
    "bars",
    ("Alpha", "built", "", "409.6"), ("Alpha", "lost", "", "83.7"),
    ("Beta", "built", "", "503"), ("Gamma", "lost", "", "1180"),
)  # fmt: skip
SHARE = drawing(
    "share",
    ("1900", "sail", "", "40"), ("1900", "steam", "", "60"),
    ("1910", "sail", "", "30"), ("1910", "steam", "", "45"), ("1910", "oar", "", "25"),
)  # fmt: skip
LINE = drawing(
    "line",
    ("", "out", "2010", "20"), ("", "out", "2011", "31"), ("", "out", "2014", "55"),
    ("", "in", "2010", "70"), ("", "in", "2014", "61.5"),
)  # fmt: skip


def deck_of(figure: Drawing) -> Edition:
    """Return a deck of one slide, which shows a figure."""
    base = edition("tests/sample")
    image = n.Image(n.Attr(), (n.Str("Everything"), n.Space(), n.Str("told.")), f"figure:{figure.id}")
    source = (n.Str("Source:"), n.Space(), n.Str("Ships"))
    slide = Slide("f", "figure", (n.Str("Ships"),), content=(n.Plain((image,)),), source=source)
    return replace(of_slides((slide,), base), drawings={figure.id: figure})
